package import CityCore
package import CitySQL
package import CitySensing

/// A picture that a terminal took and the city keeps.
package struct TerminalPhoto: Sendable, Hashable {
    package var media: String
    package var device: Device
    package var channel: Int
}

/// What terminals need of other parts of the city.
package struct TerminalPorts: Sendable {
    package typealias PhotoTaken = @Sendable (TerminalPhoto, Timestamp, any SQLConnection) throws -> Void

    /// Keeps a picture, clip or recording of a device, and answers under which id.
    package typealias KeepFile =
        @Sendable (_ bytes: [UInt8], _ of: Device) async throws -> (media: String, isPhoto: Bool)

    package var keepFile: KeepFile
    /// Told of each picture, in the transaction in which it becomes the device's.
    package var photoTaken: PhotoTaken

    package init(
        keepFile: @escaping KeepFile,
        photoTaken: @escaping PhotoTaken
    ) {
        self.keepFile = keepFile
        self.photoTaken = photoTaken
    }
}
