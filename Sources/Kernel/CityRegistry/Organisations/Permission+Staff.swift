package import CityCore

extension Permission {
    /// See staff members' whole telephone numbers.
    package static let staffPhone: Permission = Permission("staff.phone")
}
