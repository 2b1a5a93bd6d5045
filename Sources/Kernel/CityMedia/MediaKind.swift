import CityCore

/// What a stored file is, as its first bytes say. Names and declared content types are never asked: a script that is
/// called `photo.jpg` must not be served as a photo, nor stored as one.
package enum MediaKind: String, Sendable, Hashable, Codable, CaseIterable {
    case jpeg
    case png
    case webp
    /// Its first frame counts; an animation is treated as a still.
    case gif
    /// Recognised so that the refusal can say what to do; the server cannot decode it.
    case heic
    case pdf
    case mp4
    /// QuickTime, as iPhones record.
    case mov
    case webm
    /// Of older and simpler phones.
    case threeGP = "3gp"
    case m4a
    case amr
    case mp3
    case wav
    case ogg

    package var family: MediaFamily {
        switch self {
        case .jpeg, .png, .webp, .gif, .heic: .photo
        case .pdf: .document
        case .mp4, .mov, .webm, .threeGP: .video
        case .m4a, .amr, .mp3, .wav, .ogg: .audio
        }
    }

    package var contentType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        case .gif: "image/gif"
        case .heic: "image/heic"
        case .pdf: "application/pdf"
        case .mp4: "video/mp4"
        case .mov: "video/quicktime"
        case .webm: "video/webm"
        case .threeGP: "video/3gpp"
        case .m4a: "audio/mp4"
        case .amr: "audio/amr"
        case .mp3: "audio/mpeg"
        case .wav: "audio/wav"
        case .ogg: "audio/ogg"
        }
    }

    /// The ending of the file's name, without a dot.
    package var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        default: rawValue
        }
    }
}

/// The sorts of file that a form asks for.
package enum MediaFamily: String, Sendable, Hashable, Codable, CaseIterable {
    case photo
    case video
    case audio
    case document

    /// The formats of this family that the server takes, for sentences to users.
    var formats: Wording {
        switch self {
        case .photo: Wording("JPEG、PNG、WebP 或 GIF 照片", "a JPEG, PNG, WebP or GIF photo")
        case .video: Wording("MP4、MOV、WebM 或 3GP 视频", "an MP4, MOV, WebM or 3GP video")
        case .audio: Wording("M4A、AMR、MP3、WAV 或 OGG 录音", "an M4A, AMR, MP3, WAV or OGG recording")
        case .document: Wording("PDF 文件", "a PDF document")
        }
    }
}

extension MediaKind {
    /// The kind of a file that was sent for one of these families, or the refusal that tells the sender what to send.
    package static func of(_ bytes: [UInt8], accepting families: Set<MediaFamily>) throws -> MediaKind {
        guard !bytes.isEmpty else { throw CityError.mediaEmpty }
        guard let kind = MediaKind(sniffing: bytes), families.contains(kind.family) else {
            throw CityError.mediaType(accepting: families)
        }
        guard kind != .heic else { throw CityError.mediaHEIC }
        return kind
    }
}
