import Glibc
package import NIOCore

extension Frame {
    /// Reads what stands between two 0x7E marks.
    ///
    /// Without an escape the body is a slice of `content`; with one, one copy is made.
    package init(content: ByteBuffer) throws(FrameTrouble) {
        let plain: ByteBuffer = try unescaped(content)
        let parsed: ParsedHeader = try plain.withUnsafeReadableBytes { (bytes) throws(FrameTrouble) -> ParsedHeader in
            try ParsedHeader(bytes)
        }
        guard let body = plain.getSlice(at: plain.readerIndex + parsed.length, length: parsed.bodyLength) else {
            throw .lengthMismatch
        }
        self.init(header: parsed.header, body: body)
    }
}

private func unescaped(_ content: ByteBuffer) throws(FrameTrouble) -> ByteBuffer {
    let first: Int? = content.withUnsafeReadableBytes { $0.firstPlace(of: FrameLimits.escape, from: 0) }
    guard let first else { return content }
    var plain: ByteBuffer = ByteBuffer()
    plain.reserveCapacity(content.readableBytes)
    try content.withUnsafeReadableBytes { (source) throws(FrameTrouble) in
        try plain.writeUnescaped(source, firstEscape: first)
    }
    return plain
}

extension ByteBuffer {
    /// Writes the source with its escapes undone; the caller has reserved the room.
    fileprivate mutating func writeUnescaped(
        _ source: UnsafeRawBufferPointer,
        firstEscape: Int
    ) throws(FrameTrouble) {
        var trouble: FrameTrouble?
        writeWithUnsafeMutableBytes(minimumWritableBytes: source.count) { target in
            var read: Int = 0
            var written: Int = 0
            var next: Int = firstEscape
            while true {
                target[written..<written + next - read].copyBytes(from: source[read..<next])
                written += next - read
                guard next + 1 < source.count else { break }
                guard source[next + 1] == 1 || source[next + 1] == 2 else {
                    trouble = .badEscape
                    return 0
                }
                target[written] = 0x7C + source[next + 1]
                written += 1
                read = next + 2
                next = source.firstPlace(of: FrameLimits.escape, from: read) ?? source.count
            }
            // Some terminals forget to escape their checksum: at the very end the byte stands for itself, and the
            // checksum decides.
            guard next < source.count else { return written }
            target[written] = source[next]
            return written + 1
        }
        if let trouble { throw trouble }
    }
}

/// The header as read from plain bytes, after the checksum was found right.
private struct ParsedHeader {
    let header: FrameHeader
    let length: Int
    let bodyLength: Int

    init(_ bytes: UnsafeRawBufferPointer) throws(FrameTrouble) {
        guard bytes.count >= 13 else { throw .tooShort }
        guard xorSum(bytes) == 0 else { throw .badChecksum }
        let attributes: UInt16 = bytes.u16(2)
        let isVersioned: Bool = attributes & 0x4000 != 0
        let isPart: Bool = attributes & 0x2000 != 0
        let base: Int = isVersioned ? 17 : 12
        let length: Int = base + (isPart ? 4 : 0)
        guard bytes.count > length else { throw .tooShort }
        bodyLength = Int(attributes & 0x3FF)
        guard bytes.count == length + bodyLength + 1 else { throw .lengthMismatch }
        self.length = length
        var header: FrameHeader = FrameHeader(
            id: MessageID(bytes.u16(0)),
            phone: isVersioned
                ? TerminalPhone(high: bytes.u16(5), low: bytes.u64(7), isLong: true)
                : TerminalPhone(high: 0, low: UInt64(bytes.u16(4)) << 32 | UInt64(bytes.u32(6)), isLong: false),
            sequence: bytes.u16(base - 2),
            encryption: UInt8(truncatingIfNeeded: attributes >> 10 & 7),
            protocolVersion: bytes[4]
        )
        if isPart {
            let part: FrameHeader.Subpacket = .init(total: bytes.u16(base), index: bytes.u16(base + 2))
            guard part.index >= 1, part.index <= part.total else { throw .badSubpacket }
            header.subpacket = part
        }
        self.header = header
    }
}

/// The exclusive or of all bytes; zero over a frame with its checksum.
func xorSum(_ bytes: UnsafeRawBufferPointer) -> UInt8 {
    var wide: UInt64 = 0
    var at: Int = 0
    while at + 8 <= bytes.count {
        wide ^= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        at += 8
    }
    wide ^= wide >> 32
    wide ^= wide >> 16
    wide ^= wide >> 8
    var sum: UInt8 = UInt8(truncatingIfNeeded: wide)
    while at < bytes.count {
        sum ^= bytes[at]
        at += 1
    }
    return sum
}

extension UnsafeRawBufferPointer {
    /// Where the byte stands for the first time, from a place on that is not beyond the end.
    func firstPlace(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let base = baseAddress else { return nil }
        return memchr(base + start, Int32(byte), count - start).map { UnsafeRawPointer($0) - base }
    }

    // The caller has checked that the bytes are there; the pointer checks again in debug builds only.
    func u16(_ at: Int) -> UInt16 { UInt16(bigEndian: loadUnaligned(fromByteOffset: at, as: UInt16.self)) }
    func u32(_ at: Int) -> UInt32 { UInt32(bigEndian: loadUnaligned(fromByteOffset: at, as: UInt32.self)) }
    func u64(_ at: Int) -> UInt64 { UInt64(bigEndian: loadUnaligned(fromByteOffset: at, as: UInt64.self)) }
}
