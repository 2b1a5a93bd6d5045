import CityCore
import Glibc

/// One marker segment of a JPEG stream, as ranges of its bytes.
struct JPEGSegment: Hashable {
    /// The byte after 0xFF.
    let marker: UInt8
    /// From the marker to the end of the parameters.
    let range: Range<Int>
    /// The parameters after their length; empty for a marker that stands alone.
    let parameters: Range<Int>

    /// Start of frame: the segment that gives the size (ITU-T T.81, table B.1).
    var isFrame: Bool { (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker) }
    var isScan: Bool { marker == 0xDA }
    var isEnd: Bool { marker == 0xD9 }
    /// An application's own data, among it EXIF, or a comment.
    var isMetadata: Bool { (0xE1...0xEF).contains(marker) || marker == 0xFE }
}

/// Walks over the segments of a JPEG stream up to its end-of-image marker, without decoding (ITU-T T.81, annex B).
/// It skips rubbish between segments as decoders do: what it sees must be what the decoder will see.
struct JPEGSegments {
    private let view: ByteView
    private var offset: Int = 2

    init(_ bytes: [UInt8]) {
        view = ByteView(bytes)
    }

    /// The next segment; a stream that ends before its end-of-image marker is truncated.
    mutating func next() throws(CityError) -> JPEGSegment {
        while let candidate = position(of: 0xFF, from: offset) {
            var at: Int = candidate + 1
            while view[at] == 0xFF { at += 1 }
            guard let marker = view[at] else { break }
            offset = at + 1
            if JPEGSegments.isStuffing(marker) { continue }
            return try segment(UInt8(marker), markerAt: at)
        }
        throw CityError.mediaTruncated
    }

    /// Escaped data bytes and restart markers belong to the entropy-coded data, and 0x01 stands alone.
    private static func isStuffing(_ marker: Int) -> Bool {
        marker <= 1 || (0xD0...0xD7).contains(marker)
    }

    private mutating func segment(_ marker: UInt8, markerAt at: Int) throws(CityError) -> JPEGSegment {
        if marker == 0xD8 { throw CityError.mediaBroken("jpeg: a second start of image") }
        if marker == 0xD9 { return JPEGSegment(marker: marker, range: at - 1..<at + 1, parameters: at + 1..<at + 1) }
        guard let length = view.bigEndian(at: at + 1, count: 2) else { throw CityError.mediaTruncated }
        guard length >= 2 else { throw CityError.mediaBroken("jpeg: a segment shorter than its length field") }
        guard view.holds(length, at: at + 1) else { throw CityError.mediaTruncated }
        offset = at + 1 + length
        return JPEGSegment(marker: marker, range: at - 1..<offset, parameters: at + 3..<offset)
    }

    /// `memchr`, because compressed data is megabytes long and a loop over an array is slow without optimisation.
    private func position(of byte: UInt8, from start: Int) -> Int? {
        guard start < view.count else { return nil }
        return view.bytes.withUnsafeBytes { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            guard let found = memchr(base + start, Int32(byte), buffer.count - start) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
