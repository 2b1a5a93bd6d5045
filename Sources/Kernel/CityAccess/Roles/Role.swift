package import CityCore

/// A duty with its permissions. Which roles there are is the composition root's to say.
package struct Role: Sendable, Hashable {
    package var code: String
    package var title: Wording
    package var permissions: Set<Permission>
    /// Codes of roles that the same account may not hold besides this one.
    package var excludes: Set<String>
    /// For a screen on a wall: an account that holds no other role stays signed in when nobody touches it.
    package var isDisplay: Bool

    package init(
        _ code: String,
        _ title: Wording,
        permissions: Set<Permission>,
        excludes: Set<String> = [],
        isDisplay: Bool = false
    ) {
        self.isDisplay = isDisplay
        self.code = code
        self.title = title
        self.permissions = permissions
        self.excludes = excludes
    }

    package static let systemAdministrator: String = "system_admin"
    package static let securityAdministrator: String = "security_admin"
    package static let auditAdministrator: String = "audit_admin"

    /// The three administrators whose duties GB/T 22239-2019 keeps apart: each excludes the other two.
    /// - Parameters:
    ///   - system: what the system administrator may do besides seeing accounts.
    ///   - all: what all three may do, such as reading the names of areas.
    package static func administrators(system: Set<Permission>, all: Set<Permission> = []) -> [Role] {
        [
            Role(
                systemAdministrator,
                Wording("系统管理员", "System administrator"),
                permissions: all.union(system).union([.accountRead]),
                excludes: [securityAdministrator, auditAdministrator]
            ),
            Role(
                securityAdministrator,
                Wording("安全管理员", "Security administrator"),
                permissions: all.union([.accountRead, .accountWrite]),
                excludes: [systemAdministrator, auditAdministrator]
            ),
            Role(
                auditAdministrator,
                Wording("审计管理员", "Audit administrator"),
                permissions: all.union([.accountRead, .auditRead]),
                excludes: [systemAdministrator, securityAdministrator]
            ),
        ]
    }
}
