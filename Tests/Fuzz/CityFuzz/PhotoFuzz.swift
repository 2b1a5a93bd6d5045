import CityCore
import CityMedia

private let now: Timestamp = Timestamp(milliseconds: 1_800_000_000_000)
private let limits: MediaLimits = MediaLimits(photoBytesMax: 1 << 16, pixelsMax: 40_000, sideMax: 1_000)

/// The file of a photo: what is shown of it is a whole picture of its own that tells nothing of the camera.
func fuzzPhoto(_ bytes: [UInt8], choice: UInt8) {
    _ = MediaKind(sniffing: bytes)
    let photo: Photo? = refusing { try Photo(bytes, limits: limits, now: now, zoneOffsetMinutes: 480) }
    guard let photo else { return }
    if let place = photo.metadata.place {
        precondition(abs(place.lng) <= 180 && abs(place.lat) <= 90, "a place off the earth")
    }
    if let takenAt = photo.metadata.takenAt { precondition(takenAt <= now + .days(1), "taken in the future") }
    guard choice & 1 == 0, let made = refusing({ try photo.renditions() }) else { return }
    for rendition in made.values {
        let shown: Photo? = refusing {
            try Photo(rendition.bytes, now: now, zoneOffsetMinutes: 480)
        }
        precondition(shown?.metadata == PhotoMetadata(), "a rendition tells of the camera, or is none")
    }
}
