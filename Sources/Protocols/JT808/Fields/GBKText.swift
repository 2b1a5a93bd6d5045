import Glibc
import NIOCore

/// Strings of the standard are GBK. GB 18030, its superset, is used, so that every character has a form and a character
/// outside GBK still comes back as it went.
package enum GBKText {
    /// Bytes that are no character become U+FFFD.
    package static func decode(_ bytes: UnsafeRawBufferPointer) -> String {
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        let utf8: [UInt8] = convert(bytes, from: "GB18030", to: "UTF-8", unknown: [0xEF, 0xBF, 0xBD])
        return String(decoding: utf8, as: UTF8.self)
    }

    package static func encode(_ text: String) -> [UInt8] {
        let utf8: [UInt8] = Array(text.utf8)
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8 }
        return utf8.withUnsafeBytes { convert($0, from: "UTF-8", to: "GB18030", unknown: [0x3F]) }
    }

    /// A converter is opened for each text: texts are rare beside positions, and a converter is not to be shared.
    private static func convert(
        _ bytes: UnsafeRawBufferPointer,
        from: String,
        to: String,
        unknown: [UInt8]
    ) -> [UInt8] {
        guard let converter = iconv_open(to, from), Int(bitPattern: converter) != -1 else {
            return bytes.map { $0 < 0x80 ? $0 : 0x3F }
        }
        defer { iconv_close(converter) }
        // Each byte becomes at most three of UTF-8, or four of GB 18030 for two of UTF-8, or a mark of three.
        return [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 8) { target, count in
            count = run(converter, bytes, UnsafeMutableRawBufferPointer(target), unknown)
        }
    }

    private static func run(
        _ converter: iconv_t,
        _ input: UnsafeRawBufferPointer,
        _ output: UnsafeMutableRawBufferPointer,
        _ unknown: [UInt8]
    ) -> Int {
        // The call takes a pointer to mutable bytes but only reads them.
        let start: UnsafeMutableRawPointer? = UnsafeMutableRawPointer(mutating: input.baseAddress)
        var source: UnsafeMutablePointer<CChar>? = start?.assumingMemoryBound(to: CChar.self)
        var sourceCount: Int = input.count
        var target: UnsafeMutablePointer<CChar>? = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var targetCount: Int = output.count
        while sourceCount > 0 {
            if iconv(converter, &source, &sourceCount, &target, &targetCount) != -1 { break }
            guard errno != E2BIG, let bad = source, let place = target, targetCount >= unknown.count else { break }
            for (offset, byte) in unknown.enumerated() { place[offset] = CChar(bitPattern: byte) }
            (source, sourceCount) = (bad + 1, sourceCount - 1)
            (target, targetCount) = (place + unknown.count, targetCount - unknown.count)
        }
        return output.count - targetCount
    }
}

extension ByteBuffer {
    /// Text without the filling of fixed fields: it begins behind zeros and ends before the next zero, because what
    /// stands behind that is what the terminal's memory held; blanks at the end are filling too.
    func gbkText() -> String {
        withUnsafeReadableBytes { bytes in
            let filled: Slice<UnsafeRawBufferPointer> = bytes.drop { $0 == 0 }.prefix { $0 != 0 }
            guard let last = filled.lastIndex(where: { $0 != 0x20 }) else { return "" }
            return GBKText.decode(UnsafeRawBufferPointer(rebasing: filled[...last]))
        }
    }
}
