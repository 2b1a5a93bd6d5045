/// Reads numbers and marks out of untrusted bytes: an offset outside gives nil, never a trap.
struct ByteView {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    subscript(offset: Int) -> Int? {
        bytes.indices.contains(offset) ? Int(bytes[offset]) : nil
    }

    func holds(_ count: Int, at offset: Int) -> Bool {
        offset >= 0 && count >= 0 && offset <= bytes.count && count <= bytes.count - offset
    }

    func has(_ mark: [UInt8], at offset: Int) -> Bool {
        holds(mark.count, at: offset) && bytes[offset..<offset + mark.count].elementsEqual(mark)
    }

    func has(_ mark: String, at offset: Int) -> Bool {
        has(Array(mark.utf8), at: offset)
    }

    /// An unsigned number of up to four bytes, the most significant first.
    func bigEndian(at offset: Int, count: Int) -> Int? {
        guard holds(count, at: offset) else { return nil }
        var value: Int = 0
        for byte in bytes[offset..<offset + count] { value = value << 8 | Int(byte) }
        return value
    }

    /// An unsigned number of up to four bytes, the least significant first.
    func littleEndian(at offset: Int, count: Int) -> Int? {
        guard holds(count, at: offset) else { return nil }
        var value: Int = 0
        for byte in bytes[offset..<offset + count].reversed() { value = value << 8 | Int(byte) }
        return value
    }

    /// Printable ASCII, or nil when a byte is anything else.
    func text(at offset: Int, count: Int) -> String? {
        guard holds(count, at: offset) else { return nil }
        let part: ArraySlice<UInt8> = bytes[offset..<offset + count]
        guard part.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        return String(decoding: part, as: UTF8.self)
    }
}
