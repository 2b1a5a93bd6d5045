package import CityCore

/// A file that was sent and is kept: known by the hash of its bytes, so that the same bytes are one item however often
/// and by whomever they are sent.
package struct MediaItem: Sendable, Hashable {
    /// SHA-256 of the original as lower-case hex.
    package let id: String
    package let kind: MediaKind
    package let byteCount: Int
    /// Of photos, as people see them.
    package let size: PixelSize?
    /// What the camera says, where it can be believed.
    package let takenAt: Timestamp?
    package let place: PhotoMetadata.Place?
    let renditions: [MediaRendition]
    package let createdAt: Timestamp
    /// Whoever sent it first.
    package let createdBy: AccountID
    /// An area code, or empty where none is known.
    package let area: String
    package let state: MediaState

    /// Whether a text can be an id at all: 64 lower-case hex digits.
    package static func isID(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// All files that must be on the disk, the original first.
    package var files: [MediaFile] {
        let original: MediaFile = MediaFile(
            form: .original,
            name: MediaItem.fileName(id, kind, .original),
            sha256: id,
            byteCount: byteCount
        )
        let others: [MediaFile] = renditions.map { rendition in
            MediaFile(
                form: rendition.form,
                name: MediaItem.fileName(id, kind, rendition.form),
                sha256: rendition.sha256,
                byteCount: rendition.byteCount
            )
        }
        return [original] + others
    }

    package func file(_ form: MediaForm) -> MediaFile? {
        files.first { $0.form == form }
    }

    package func contentType(_ form: MediaForm) -> String {
        form == .original ? kind.contentType : MediaKind.jpeg.contentType
    }

    static func fileName(_ id: String, _ kind: MediaKind, _ form: MediaForm) -> String {
        form == .original ? "\(id).\(kind.fileExtension)" : "\(id).\(form.rawValue).\(MediaKind.jpeg.fileExtension)"
    }
}

/// Where an item is in its life. There is one state until retention takes items away.
package enum MediaState: String, Sendable, Hashable, Codable, CaseIterable {
    case stored
}

/// What was made of a photo, with its hash: what is shown to people must be as safe from changes as the evidence.
struct MediaRendition: Sendable, Hashable, Codable {
    var form: MediaForm
    var sha256: String
    var byteCount: Int
}
