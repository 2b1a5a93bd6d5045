import CityCore

/// The structure of a whole picture file, walked before it is decoded. Decoders fill the missing part of a cut-off
/// JPEG or GIF with grey and call it good; half a piece of evidence must be sent again instead.
enum ImageOutline {
    static func check(_ bytes: [UInt8], _ kind: MediaKind, limits: MediaLimits) throws {
        switch kind {
        case .jpeg: try checkJPEG(bytes, limits: limits)
        case .png: try checkPNG(ByteView(bytes))
        case .webp: try checkWebP(ByteView(bytes))
        default: try checkGIF(ByteView(bytes))
        }
    }

    private static func checkJPEG(_ bytes: [UInt8], limits: MediaLimits) throws {
        var segments: JPEGSegments = JPEGSegments(bytes)
        var scans: Int = 0
        while true {
            let segment: JPEGSegment = try segments.next()
            if segment.isEnd { break }
            if segment.isScan { scans += 1 }
            guard scans <= limits.scansMax else { throw CityError.mediaBroken("jpeg: too many scans") }
        }
        guard scans > 0 else { throw CityError.mediaBroken("jpeg: no scan") }
    }

    private static func checkPNG(_ view: ByteView) throws {
        guard Chunks.png(view).contains(where: { $0.name == "IEND" }) else { throw CityError.mediaTruncated }
    }

    private static func checkWebP(_ view: ByteView) throws {
        guard let length = view.littleEndian(at: 4, count: 4), view.holds(length, at: 8) else {
            throw CityError.mediaTruncated
        }
    }

    /// Up to the end of the first frame's data blocks; the trailer is often missing and nobody misses it.
    private static func checkGIF(_ view: ByteView) throws {
        guard let flags = view[10] else { throw CityError.mediaTruncated }
        var offset: Int = 13 + colourTableLength(flags)
        while let introducer = view[offset] {
            switch introducer {
            case 0x21:
                offset = try endOfBlocks(view, from: offset + 2)
            case 0x2C:
                guard let flags = view[offset + 9] else { throw CityError.mediaTruncated }
                _ = try endOfBlocks(view, from: offset + 11 + colourTableLength(flags))
                return
            default:
                throw CityError.mediaBroken("gif: no frame")
            }
        }
        throw CityError.mediaTruncated
    }

    private static func colourTableLength(_ flags: Int) -> Int {
        flags & 0x80 == 0 ? 0 : 3 << ((flags & 7) + 1)
    }

    private static func endOfBlocks(_ view: ByteView, from start: Int) throws -> Int {
        var offset: Int = start
        while let length = view[offset] {
            offset += 1 + length
            if length == 0 { return offset }
        }
        throw CityError.mediaTruncated
    }
}

/// A named part of a PNG or WebP file.
struct Chunk: Hashable {
    let name: String
    let data: Range<Int>
}

/// The chunks of the two formats that are made of them, as far as they are whole.
enum Chunks {
    static func png(_ view: ByteView) -> [Chunk] {
        var chunks: [Chunk] = []
        var offset: Int = 8
        while let length = view.bigEndian(at: offset, count: 4), let name = view.text(at: offset + 4, count: 4) {
            guard view.holds(length + 4, at: offset + 8) else { break }
            chunks.append(Chunk(name: name, data: offset + 8..<offset + 8 + length))
            if name == "IEND" { break }
            offset += length + 12
        }
        return chunks
    }

    /// The file with nothing but the chunks that make its pixels. The others (profiles, compressed texts, times) are
    /// work for an attacker to give, and libpng complains about them to the error stream of the process.
    static func essentialPNG(_ bytes: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = Array(bytes.prefix(8))
        kept.reserveCapacity(bytes.count)
        for chunk in png(ByteView(bytes)) where ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"].contains(chunk.name) {
            kept += bytes[chunk.data.lowerBound - 8..<chunk.data.upperBound + 4]
        }
        return kept
    }

    /// Chunks of odd length are padded to even (RFC 9649, 2.3).
    static func webp(_ view: ByteView) -> [Chunk] {
        var chunks: [Chunk] = []
        var offset: Int = 12
        while let name = view.text(at: offset, count: 4), let length = view.littleEndian(at: offset + 4, count: 4) {
            guard view.holds(length, at: offset + 8) else { break }
            chunks.append(Chunk(name: name, data: offset + 8..<offset + 8 + length))
            offset += 8 + length + length % 2
        }
        return chunks
    }
}
