package import CityCore

extension Permission {
    /// To send photos.
    package static let mediaAdd: Permission = Permission("media.add")
    /// To see all media; whoever sent an item sees that one without it.
    package static let mediaRead: Permission = Permission("media.read")
    /// To see originals with place, time and device.
    package static let mediaOriginal: Permission = Permission("media.original")
}
