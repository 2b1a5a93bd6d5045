package import CityCore

/// A photo that was checked and may be decoded: of a known kind, whole, and not too large. Making one costs little;
/// `renditions` does the work.
package struct Photo: Sendable {
    package let bytes: [UInt8]
    package let header: ImageHeader
    package let metadata: PhotoMetadata

    /// - Parameters:
    ///   - now: times later than a day after it are a camera's mistake.
    ///   - zoneOffsetMinutes: east of UTC, of the city, for cameras that write their local time without a zone.
    package init(
        _ bytes: [UInt8],
        limits: MediaLimits = .standard,
        now: Timestamp,
        zoneOffsetMinutes: Int
    ) throws {
        let header: ImageHeader = try Photo.checkedHeader(bytes, limits: limits)
        self.bytes = bytes
        self.header = header
        metadata = PhotoMetadata(reading: bytes, header.kind, now: now, zoneOffsetMinutes: zoneOffsetMinutes)
    }

    /// Bytes first, then size, then structure: each check protects the next.
    private static func checkedHeader(_ bytes: [UInt8], limits: MediaLimits) throws -> ImageHeader {
        let header: ImageHeader = try ImageHeader(reading: bytes)
        try limits.check(byteCount: bytes.count, of: .photo)
        try limits.check(header)
        try ImageOutline.check(bytes, header.kind, limits: limits)
        return header
    }

    /// Width and height as people see it.
    package var size: PixelSize {
        metadata.orientation.swapsSides ? header.size.turned : header.size
    }

    /// Decodes the photo and makes the wanted forms, upright, on white, without any metadata of the original.
    ///
    /// This is work for one processor, about 30 ms per million pixels and as much again for the public copy, and takes
    /// 4 bytes of memory per pixel, 8 when the public copy must be turned or the photo is no JPEG: run few at a time,
    /// and not on a thread that serves requests.
    package func renditions(_ forms: Set<PhotoForm> = Set(PhotoForm.allCases)) throws -> [PhotoForm: Rendition] {
        guard !forms.isEmpty else { return [:] }
        let raw: RasterImage = try RasterImage.decoding(bytes, as: header)
        let orientation: PhotoOrientation = metadata.orientation
        var made: [PhotoForm: Rendition] = [:]
        if forms.contains(.thumb) || forms.contains(.medium) {
            // The small ones are turned after they were made small, and the smallest is made of the small one.
            let medium: RasterImage = try raw.scaled(to: raw.size.fitted(inside: PhotoForm.mediumSide))
                .turned(orientation)
            if forms.contains(.medium) { made[.medium] = try Rendition(medium, .medium) }
            if forms.contains(.thumb) {
                let thumb: RasterImage = try medium.scaled(to: medium.size.fitted(inside: PhotoForm.thumbSide))
                made[.thumb] = try Rendition(thumb, .thumb)
            }
        }
        if forms.contains(.publicCopy) { made[.publicCopy] = try Rendition(raw.turned(orientation), .publicCopy) }
        return made
    }
}

/// The forms in which a photo is shown. None is larger than the original.
package enum PhotoForm: String, Sendable, Hashable, Codable, CaseIterable {
    /// For lists: inside a square of `thumbSide`.
    case thumb
    /// For a screen: inside a square of `mediumSide`.
    case medium
    /// Of full size, for people who must not learn where and with what the photo was taken.
    case publicCopy = "public"

    package static let thumbSide: Int = 320
    package static let mediumSide: Int = 1600

    /// Of the JPEG encoder, 0 to 100.
    var quality: Int {
        switch self {
        case .thumb, .medium: 82
        case .publicCopy: 86
        }
    }
}

/// A photo in one of its forms: a JPEG file of its own.
package struct Rendition: Sendable, Hashable {
    package let form: PhotoForm
    package let bytes: [UInt8]
    package let size: PixelSize

    package var kind: MediaKind { .jpeg }

    init(_ image: RasterImage, _ form: PhotoForm) throws {
        self.form = form
        size = image.size
        bytes = try Rendition.withoutMetadata(try image.jpeg(quality: form.quality, progressive: true))
    }

    /// Without the encoder's comment and application segments; only the format's own header stays.
    private static func withoutMetadata(_ file: [UInt8]) throws -> [UInt8] {
        var segments: JPEGSegments = JPEGSegments(file)
        var kept: [UInt8] = []
        kept.reserveCapacity(file.count)
        var copied: Int = 0
        while true {
            let segment: JPEGSegment = try segments.next()
            if segment.isMetadata {
                kept += file[copied..<segment.range.lowerBound]
                copied = segment.range.upperBound
            }
            if segment.isScan || segment.isEnd { break }
        }
        kept += file[copied...]
        return kept
    }
}
