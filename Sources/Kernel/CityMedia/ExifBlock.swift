import CExif

/// A tag and the directory of the EXIF block that it stands in (EXIF 2.32, 4.6).
enum ExifTagID {
    case make
    case model
    case orientation
    case takenAt
    case takenAtOffset
    case latitudeReference
    case latitude
    case longitudeReference
    case longitude
    case horizontalError

    var number: UInt32 {
        switch self {
        case .make: 0x010F
        case .model: 0x0110
        case .orientation: 0x0112
        case .takenAt: 0x9003
        case .takenAtOffset: 0x9011
        case .latitudeReference: 0x0001
        case .latitude: 0x0002
        case .longitudeReference: 0x0003
        case .longitude: 0x0004
        case .horizontalError: 0x001F
        }
    }

    var directory: ExifIfd {
        switch self {
        case .make, .model, .orientation: EXIF_IFD_0
        case .takenAt, .takenAtOffset: EXIF_IFD_EXIF
        default: EXIF_IFD_GPS
        }
    }
}

/// The EXIF block of a picture file, parsed by libexif and freed with the object.
final class ExifBlock {
    private let data: UnsafeMutablePointer<ExifData>

    /// Finds and parses the block; nil when there is none or it is hopeless.
    init?(in file: [UInt8], _ kind: MediaKind) {
        guard let block = ExifBlock.bytes(in: file, kind), let count = UInt32(exactly: block.count),
            let made = exif_data_new()
        else { return nil }
        data = made
        // As found: libexif would drop tags that it does not know and add those that it misses.
        exif_data_unset_option(data, EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS)
        exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION)
        exif_data_load_data(data, block, count)
    }

    deinit { exif_data_unref(data) }

    func text(_ tag: ExifTagID) -> String? {
        guard let value = value(tag), value.format == EXIF_FORMAT_ASCII else { return nil }
        return String(decoding: value.bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    func number(_ tag: ExifTagID) -> Int? {
        guard let value = value(tag), value.format == EXIF_FORMAT_SHORT else { return nil }
        guard value.bytes.count >= 2 else { return nil }
        return Int(exif_get_short(value.bytes, order))
    }

    /// All fractions of a tag; nil when one of them has no value (`0/0`).
    func rationals(_ tag: ExifTagID) -> [Double]? {
        guard let value = value(tag), value.format == EXIF_FORMAT_RATIONAL else { return nil }
        var numbers: [Double] = []
        for start in stride(from: 0, through: value.bytes.count - 8, by: 8) {
            let part: ExifRational = exif_get_rational(Array(value.bytes[start..<start + 8]), order)
            guard part.denominator != 0 else { return nil }
            numbers.append(Double(part.numerator) / Double(part.denominator))
        }
        return numbers
    }

    private var order: ExifByteOrder { withExtendedLifetime(self) { exif_data_get_byte_order(data) } }

    /// A copy of the tag's bytes, so that nothing points into libexif's memory.
    private func value(_ tag: ExifTagID) -> (format: ExifFormat, bytes: [UInt8])? {
        withExtendedLifetime(self) {
            guard let entry = city_exif_entry(data, tag.directory, tag.number), let start = entry.pointee.data,
                entry.pointee.size <= 1024
            else { return nil }
            let bytes: [UInt8] = Array(UnsafeBufferPointer(start: start, count: Int(entry.pointee.size)))
            return (entry.pointee.format, bytes)
        }
    }
}

extension ExifBlock {
    /// What precedes the block in JPEG, and what libexif expects in front of it.
    private static let mark: [UInt8] = Array("Exif\0\0".utf8)

    private static func bytes(in file: [UInt8], _ kind: MediaKind) -> [UInt8]? {
        switch kind {
        case .jpeg: jpegBlock(file)
        case .png: chunk("eXIf", of: Chunks.png(ByteView(file)), file)
        case .webp: chunk("EXIF", of: Chunks.webp(ByteView(file)), file)
        default: nil
        }
    }

    /// The first APP1 segment with the mark, before the picture's data (EXIF 2.32, 4.7.2).
    private static func jpegBlock(_ file: [UInt8]) -> [UInt8]? {
        var segments: JPEGSegments = JPEGSegments(file)
        let view: ByteView = ByteView(file)
        while let segment = try? segments.next(), !segment.isScan, !segment.isEnd {
            guard segment.marker == 0xE1, view.has(mark, at: segment.parameters.lowerBound) else { continue }
            return Array(file[segment.parameters])
        }
        return nil
    }

    /// In chunks the block stands without the mark; some writers put it there all the same.
    private static func chunk(_ name: String, of chunks: [Chunk], _ file: [UInt8]) -> [UInt8]? {
        guard let chunk = chunks.first(where: { $0.name == name }), chunk.data.count <= 1 << 20 else { return nil }
        let bytes: [UInt8] = Array(file[chunk.data])
        return bytes.starts(with: mark) ? bytes : mark + bytes
    }
}
