package import CityCore

extension Permission {
    /// Seeing accounts, their grants and the rights matrix.
    package static let accountRead: Permission = Permission("account.read")
    /// Managing accounts and grants: the security administrator's duty.
    package static let accountWrite: Permission = Permission("account.write")
    /// Reading and verifying the audit log: the audit administrator's duty.
    package static let auditRead: Permission = Permission("audit.read")
}
