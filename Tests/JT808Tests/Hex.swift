import NIOCore

/// Bytes as people write them down.
enum Hex {
    static func bytes(_ text: String) -> [UInt8] {
        let digits: [UInt8] = text.compactMap { $0.hexDigitValue.map(UInt8.init) }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    static func buffer(_ text: String) -> ByteBuffer {
        ByteBuffer(bytes: bytes(text))
    }

    static func text(_ buffer: ByteBuffer) -> String {
        buffer.readableBytesView.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
