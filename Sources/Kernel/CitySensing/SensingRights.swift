package import CityCore

extension Permission {
    /// Devices, where they are and were.
    package static let sensingRead: Permission = Permission("sensing.read")
    /// Adding devices, changing and disabling them.
    package static let sensingWrite: Permission = Permission("sensing.write")
    /// Sending positions of devices, as another system does.
    package static let sensingReport: Permission = Permission("sensing.report")
    /// Telling terminals what to do.
    package static let sensingCommand: Permission = Permission("sensing.command")
}
