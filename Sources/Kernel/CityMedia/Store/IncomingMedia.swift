import CityCore
import CityCrypto

/// A file that was sent and has passed the checks, with its hash, before anything of it is kept.
struct IncomingMedia: Sendable {
    let id: String
    let bytes: [UInt8]
    let kind: MediaKind
    /// Nil for everything but photos.
    let photo: Photo?

    /// What decides how files are checked and read.
    struct Rules: Sendable {
        var limits: MediaLimits
        /// Of the city, east of UTC.
        var zoneOffsetMinutes: Int
    }

    init(_ bytes: [UInt8], accepting families: Set<MediaFamily>, _ rules: Rules, now: Timestamp) throws {
        kind = try MediaKind.of(bytes, accepting: families)
        try rules.limits.check(byteCount: bytes.count, of: kind.family)
        photo =
            kind.family == .photo
            ? try Photo(bytes, limits: rules.limits, now: now, zoneOffsetMinutes: rules.zoneOffsetMinutes) : nil
        id = SHA256Digest(of: bytes).hex
        self.bytes = bytes
    }

    /// Makes the photo's other forms; a photo that cannot be decoded is refused here.
    func developed() throws -> [Rendition] {
        guard let photo else { return [] }
        let made: [PhotoForm: Rendition] = try photo.renditions()
        return PhotoForm.allCases.compactMap { made[$0] }
    }

    /// The original and its renditions, as they are written.
    func files(_ renditions: [Rendition]) -> [MediaStore.NewFile] {
        let original: MediaStore.NewFile = MediaStore.NewFile(
            name: MediaItem.fileName(id, kind, .original),
            bytes: bytes
        )
        let others: [MediaStore.NewFile] = renditions.map { rendition in
            MediaStore.NewFile(
                name: MediaItem.fileName(id, kind, MediaForm(rendition.form)),
                bytes: rendition.bytes
            )
        }
        return [original] + others
    }

    func item(_ renditions: [Rendition], by account: AccountID, at now: Timestamp, area: String) -> MediaItem {
        MediaItem(
            id: id,
            kind: kind,
            byteCount: bytes.count,
            size: photo?.size,
            takenAt: photo?.metadata.takenAt,
            place: photo?.metadata.place,
            renditions: renditions.map { rendition in
                MediaRendition(
                    form: MediaForm(rendition.form),
                    sha256: SHA256Digest(of: rendition.bytes).hex,
                    byteCount: rendition.bytes.count
                )
            },
            createdAt: now,
            createdBy: account,
            area: area,
            state: .stored
        )
    }
}
