/// The forms in which a stored file is handed out: those of a photo, and what was sent.
package enum MediaForm: String, Sendable, Hashable, Codable, CaseIterable {
    case thumb
    case medium
    case publicCopy = "public"
    /// The very bytes that were sent, with all that the camera wrote into them: evidence.
    case original

    /// The rendition that this form is; nil for the original.
    var photoForm: PhotoForm? { PhotoForm(rawValue: rawValue) }

    init(_ form: PhotoForm) {
        self =
            switch form {
            case .thumb: .thumb
            case .medium: .medium
            case .publicCopy: .publicCopy
            }
    }
}

/// One file of an item as its row describes it: what must be on the disk.
package struct MediaFile: Sendable, Hashable {
    package let form: MediaForm
    /// `<id>.jpg`, `<id>.thumb.jpg`; its first four digits name the folders.
    package let name: String
    /// Lower-case hex.
    package let sha256: String
    package let byteCount: Int
}
