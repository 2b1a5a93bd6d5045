/// Writes a TIFF structure with the three EXIF directories, little-endian, as a camera would.
struct ExifBuilder {
    enum Value {
        case ascii(String)
        case short(UInt16)
        case rationals([(UInt32, UInt32)])
    }

    /// By tag number.
    var image: [UInt16: Value] = [:]
    var exif: [UInt16: Value] = [:]
    var gps: [UInt16: Value] = [:]

    /// With the mark in front, as it stands in a JPEG's APP1 segment.
    var block: [UInt8] { Array("Exif\0\0".utf8) + tiff }

    var tiff: [UInt8] {
        let imageStart: Int = 8
        let imageLength: Int = ExifBuilder.length(image, pointers: 2)
        let exifStart: Int = imageStart + imageLength
        let exifLength: Int = ExifBuilder.length(exif, pointers: 0)
        let gpsStart: Int = exifStart + exifLength
        var out: [UInt8] = [0x49, 0x49, 0x2A, 0x00]
        out += ExifBuilder.bytes(UInt32(imageStart))
        let pointers: [UInt16: UInt32] = [0x8769: UInt32(exifStart), 0x8825: UInt32(gpsStart)]
        out += ExifBuilder.directory(image, pointers: pointers, at: imageStart)
        out += ExifBuilder.directory(exif, pointers: [:], at: exifStart)
        out += ExifBuilder.directory(gps, pointers: [:], at: gpsStart)
        return out
    }

    /// A JPEG with this block as its first segment.
    func inserted(into jpeg: [UInt8]) -> [UInt8] {
        let length: Int = block.count + 2
        let segment: [UInt8] = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + block
        return Array(jpeg.prefix(2)) + segment + Array(jpeg.dropFirst(2))
    }

    private static func length(_ entries: [UInt16: Value], pointers: Int) -> Int {
        let outside: Int = entries.values.reduce(0) { sum, value in
            let count: Int = payload(value).bytes.count
            return sum + (count > 4 ? count + count % 2 : 0)
        }
        return 2 + (entries.count + pointers) * 12 + 4 + outside
    }

    private static func directory(_ entries: [UInt16: Value], pointers: [UInt16: UInt32], at start: Int) -> [UInt8] {
        let count: Int = entries.count + pointers.count
        var out: [UInt8] = bytes(UInt16(count))
        var outside: [UInt8] = []
        let outsideStart: Int = start + 2 + count * 12 + 4
        for tag in (Array(entries.keys) + Array(pointers.keys)).sorted() {
            if let pointer = pointers[tag] {
                out += bytes(tag) + bytes(UInt16(4)) + bytes(UInt32(1)) + bytes(pointer)
                continue
            }
            guard let value = entries[tag] else { continue }
            let (format, items, data) = payload(value)
            out += bytes(tag) + bytes(format) + bytes(UInt32(items))
            if data.count <= 4 {
                out += data + [UInt8](repeating: 0, count: 4 - data.count)
            } else {
                out += bytes(UInt32(outsideStart + outside.count))
                outside += data + [UInt8](repeating: 0, count: data.count % 2)
            }
        }
        return out + bytes(UInt32(0)) + outside
    }

    private static func payload(_ value: Value) -> (format: UInt16, items: Int, bytes: [UInt8]) {
        switch value {
        case .ascii(let text): (2, text.utf8.count + 1, Array(text.utf8) + [0])
        case .short(let number): (3, 1, bytes(number))
        case .rationals(let parts): (5, parts.count, parts.flatMap { bytes($0.0) + bytes($0.1) })
        }
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

extension ExifBuilder {
    /// Shiyan, on 13 February 2026 in the morning, with a phone held upright.
    static let phone: ExifBuilder = ExifBuilder(
        image: [0x010F: .ascii("Honor"), 0x0110: .ascii("X50"), 0x0112: .short(6)],
        exif: [0x9003: .ascii("2026:02:13 09:30:00"), 0x9011: .ascii("+08:00")],
        gps: [
            0x0001: .ascii("N"), 0x0002: .rationals([(32, 1), (37, 1), (444, 10)]),
            0x0003: .ascii("E"), 0x0004: .rationals([(110, 1), (47, 1), (528, 10)]),
            0x001F: .rationals([(65, 10)]),
        ]
    )

    static func orientation(_ number: UInt16) -> ExifBuilder {
        ExifBuilder(image: [0x0112: .short(number)])
    }
}
