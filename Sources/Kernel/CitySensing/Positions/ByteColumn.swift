/// Numbers one after the other in as few bytes as they need: small ones take one, a run of zeros two.
struct ByteColumnWriter {
    private(set) var bytes: [UInt8] = []
    private var zeros: Int = 0

    mutating func write(signed value: Int64) {
        write(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    mutating func write(_ value: UInt64) {
        if value == 0 {
            zeros += 1
        } else {
            endZeros()
            writeRaw(value)
        }
    }

    /// A number outside of any run.
    mutating func writeRaw(_ value: UInt64) {
        var rest: UInt64 = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func append(_ other: [UInt8]) {
        bytes.append(contentsOf: other)
    }

    mutating func endZeros() {
        if zeros == 0 { return }
        bytes.append(0)
        writeRaw(UInt64(zeros))
        zeros = 0
    }
}

/// What is no column of numbers.
struct BrokenColumn: Error {}

struct ByteColumnReader {
    private let bytes: ArraySlice<UInt8>
    private var at: Int
    private var zeros: UInt64 = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    var isAtEnd: Bool { at == bytes.endIndex && zeros == 0 }

    mutating func readSigned() throws(BrokenColumn) -> Int64 {
        let value: UInt64 = try read()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func read() throws(BrokenColumn) -> UInt64 {
        if zeros > 0 {
            zeros -= 1
            return 0
        }
        let value: UInt64 = try readRaw()
        if value != 0 { return value }
        zeros = try readRaw()
        guard zeros > 0 else { throw BrokenColumn() }
        zeros -= 1
        return 0
    }

    mutating func readRaw() throws(BrokenColumn) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard at < bytes.endIndex else { throw BrokenColumn() }
            let byte: UInt8 = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw BrokenColumn()
    }

    mutating func take(_ count: UInt64) throws(BrokenColumn) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.endIndex - at) else { throw BrokenColumn() }
        let end: Int = at + Int(count)
        defer { at = end }
        return bytes[at..<end]
    }
}
