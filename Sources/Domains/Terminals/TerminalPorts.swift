import CityCore
package import CitySensing

/// What terminals need of other parts of the city.
package struct TerminalPorts: Sendable {
    /// Keeps a picture of a device, and answers under which id.
    package var keepPhoto: @Sendable (_ bytes: [UInt8], _ of: Device) async throws -> String

    package init(keepPhoto: @escaping @Sendable (_ bytes: [UInt8], _ of: Device) async throws -> String) {
        self.keepPhoto = keepPhoto
    }
}
