/// Gzip files made by hand (RFC 1951, 1952), so that the test does not believe the library it tests.
enum GzipFixture {
    /// The bytes in stored blocks.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var deflated: [UInt8] = []
        var at: Int = 0
        repeat {
            let count: Int = min(65_535, bytes.count - at)
            deflated.append(at + count == bytes.count ? 1 : 0)
            deflated += littleEndian(UInt32(count), 2) + littleEndian(~UInt32(count), 2)
            deflated += bytes[at..<at + count]
            at += count
        } while at < bytes.count
        return member(deflated: deflated, checksum: checksum(bytes), count: bytes.count)
    }

    /// The letter `a` over and over: each 13 bits stand for 258 letters (fixed codes, length 258, distance 1).
    static func repeated(runs: Int) -> [UInt8] {
        var writer: BitWriter = BitWriter()
        writer.number(1, bits: 1)
        writer.number(1, bits: 2)
        writer.code(0x30 + 97, bits: 8)
        for _ in 0..<runs {
            writer.code(0xC5, bits: 8)
            writer.code(0, bits: 5)
        }
        writer.code(0, bits: 7)
        let count: Int = 1 + runs * 258
        let sum: UInt32 = checksum([UInt8](repeating: UInt8(ascii: "a"), count: count))
        return member(deflated: writer.bytes, checksum: sum, count: count)
    }

    static func member(deflated: [UInt8], checksum: UInt32, count: Int) -> [UInt8] {
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        return head + deflated + littleEndian(checksum, 4) + littleEndian(UInt32(truncatingIfNeeded: count), 4)
    }

    private static func littleEndian(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }

    /// CRC-32 of RFC 1952 §8.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        let table: [UInt32] = (0..<256).map { start in
            (0..<8).reduce(UInt32(start)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
        }
        var sum: UInt32 = .max
        for byte in bytes { sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8) }
        return ~sum
    }

    private struct BitWriter {
        private(set) var bytes: [UInt8] = []
        private var used: Int = 8

        private mutating func bit(_ isSet: Bool) {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            if isSet { bytes[bytes.count - 1] |= 1 << UInt8(used) }
            used += 1
        }

        /// Numbers go in from their lowest bit, codes from their highest.
        mutating func number(_ value: Int, bits: Int) {
            for place in 0..<bits { bit(value >> place & 1 == 1) }
        }

        mutating func code(_ value: Int, bits: Int) {
            for place in (0..<bits).reversed() { bit(value >> place & 1 == 1) }
        }
    }
}
