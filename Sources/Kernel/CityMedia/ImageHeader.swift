import CityCore

/// The kind and size of a picture, read from its first bytes without decoding: what must be known before a decoder may
/// touch it.
package struct ImageHeader: Sendable, Hashable {
    package let kind: MediaKind
    /// As stored, before the EXIF orientation turns it.
    package let size: PixelSize

    /// Refuses what is no photo, is cut off within the header, or gives no size.
    package init(reading bytes: [UInt8]) throws {
        kind = try MediaKind.of(bytes, accepting: [.photo])
        size =
            switch kind {
            case .jpeg: try ImageHeader.jpegSize(bytes)
            case .png: try ImageHeader.pngSize(ByteView(bytes))
            case .webp: try ImageHeader.webpSize(ByteView(bytes))
            default: try ImageHeader.gifSize(ByteView(bytes))
            }
        guard size.width > 0, size.height > 0 else { throw CityError.mediaBroken("\(kind): a size of zero") }
    }

    /// The first frame segment: precision, lines, samples per line (ITU-T T.81, B.2.2).
    private static func jpegSize(_ bytes: [UInt8]) throws -> PixelSize {
        var segments: JPEGSegments = JPEGSegments(bytes)
        while true {
            let segment: JPEGSegment = try segments.next()
            if segment.isFrame {
                guard segment.parameters.count >= 6 else { throw CityError.mediaBroken("jpeg: short frame header") }
                let start: Int = segment.parameters.lowerBound
                return try size(
                    width: ByteView(bytes).bigEndian(at: start + 3, count: 2),
                    height: ByteView(bytes).bigEndian(at: start + 1, count: 2)
                )
            }
            if segment.isScan || segment.isEnd { throw CityError.mediaBroken("jpeg: no frame header") }
        }
    }

    /// IHDR, which must be the first chunk (ISO/IEC 15948, 11.2.2).
    private static func pngSize(_ view: ByteView) throws -> PixelSize {
        guard view.holds(25, at: 8) else { throw CityError.mediaTruncated }
        guard view.has("IHDR", at: 12) else { throw CityError.mediaBroken("png: no IHDR") }
        return try size(width: view.bigEndian(at: 16, count: 4), height: view.bigEndian(at: 20, count: 4))
    }

    /// The logical screen; decoders refuse a frame that is larger.
    private static func gifSize(_ view: ByteView) throws -> PixelSize {
        try size(width: view.littleEndian(at: 6, count: 2), height: view.littleEndian(at: 8, count: 2))
    }

    /// The first chunk: a lossy frame (RFC 6386, 9.1), a lossless one, or the extended header (RFC 9649).
    private static func webpSize(_ view: ByteView) throws -> PixelSize {
        guard let chunk = view.text(at: 12, count: 4) else {
            throw view.count < 16 ? CityError.mediaTruncated : CityError.mediaBroken("webp: no chunk")
        }
        switch chunk {
        case "VP8 ":
            guard view.holds(10, at: 20) else { throw CityError.mediaTruncated }
            guard view.has([0x9D, 0x01, 0x2A], at: 23) else { throw CityError.mediaBroken("webp: no key frame") }
            let width: Int? = view.littleEndian(at: 26, count: 2).map { $0 & 0x3FFF }
            return try size(width: width, height: view.littleEndian(at: 28, count: 2).map { $0 & 0x3FFF })
        case "VP8L":
            guard let bits = view.littleEndian(at: 21, count: 4) else { throw CityError.mediaTruncated }
            guard view[20] == 0x2F else { throw CityError.mediaBroken("webp: no lossless mark") }
            return PixelSize(width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
        case "VP8X":
            guard let flags = view[20] else { throw CityError.mediaTruncated }
            guard flags & 0x02 == 0 else { throw CityError.mediaAnimated }
            let width: Int? = view.littleEndian(at: 24, count: 3).map { $0 + 1 }
            return try size(width: width, height: view.littleEndian(at: 27, count: 3).map { $0 + 1 })
        default:
            throw CityError.mediaBroken("webp: unknown first chunk")
        }
    }

    private static func size(width: Int?, height: Int?) throws -> PixelSize {
        guard let width, let height else { throw CityError.mediaTruncated }
        return PixelSize(width: width, height: height)
    }
}
