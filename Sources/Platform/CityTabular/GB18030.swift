import CityCore
import Glibc

/// The form of GB 18030 text: what a byte may be followed by, whatever the characters are.
enum GB18030Check {
    static func isWellFormed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var at: Int = 0
        while at < bytes.count {
            guard let length = sequenceLength(bytes, at) else { return false }
            at += length
        }
        return true
    }

    /// One byte below 0x80; two with a second of 0x40–0xFE but 0x7F; four with a digit second and fourth.
    private static func sequenceLength(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int? {
        if bytes[at] < 0x80 { return 1 }
        guard (0x81...0xFE).contains(bytes[at]), at + 1 < bytes.count else { return nil }
        switch bytes[at + 1] {
        case 0x40...0x7E, 0x80...0xFE: return 2
        case 0x30...0x39: break
        default: return nil
        }
        guard at + 3 < bytes.count, (0x81...0xFE).contains(bytes[at + 2]), (0x30...0x39).contains(bytes[at + 3]) else {
            return nil
        }
        return 4
    }
}

/// Turns a stream of GB 18030 into UTF-8. A byte that is no character becomes 0xFF, which is never UTF-8, so that the
/// check of the row it stands in finds it.
final class GB18030Decoder {
    private let conversion: iconv_t
    private let output: UnsafeMutableRawBufferPointer

    /// `inputMax` is the most bytes that one call of `decode` gets.
    init(inputMax: Int) throws {
        guard let opened = iconv_open("UTF-8", "GB18030"), Int(bitPattern: opened) != -1 else {
            throw CityError(
                .unavailable,
                "encoding.unavailable",
                Wording("本机缺少 GB18030 转换支持，请改用 UTF-8 文件", "This machine cannot convert GB 18030; use UTF-8"),
                detail: "iconv_open: errno \(errno)"
            )
        }
        conversion = opened
        output = .allocate(byteCount: inputMax * 3 + 16, alignment: 16)
    }

    deinit {
        iconv_close(conversion)
        output.deallocate()
    }

    /// The text of the bytes, valid until the next call, and how many bytes at the end wait for their continuation.
    func decode(_ input: UnsafeRawBufferPointer, isLast: Bool) throws -> (UnsafeRawBufferPointer, pending: Int) {
        // The call takes a pointer to mutable bytes but only reads them.
        let start: UnsafeMutableRawPointer? = UnsafeMutableRawPointer(mutating: input.baseAddress)
        var source: UnsafeMutablePointer<CChar>? = start?.assumingMemoryBound(to: CChar.self)
        var sourceCount: Int = input.count
        var target: UnsafeMutablePointer<CChar>? = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var targetCount: Int = output.count
        while sourceCount > 0 {
            if iconv(conversion, &source, &sourceCount, &target, &targetCount) != -1 { break }
            let code: Int32 = errno
            if code == EINVAL, !isLast { break }
            guard code == EILSEQ || code == EINVAL, let bad = source, let place = target, targetCount > 0 else {
                throw CityError.fault("iconv: errno \(code)")
            }
            place.pointee = CChar(bitPattern: 0xFF)
            (source, sourceCount) = (bad + 1, sourceCount - 1)
            (target, targetCount) = (place + 1, targetCount - 1)
        }
        let written: Int = output.count - targetCount
        return (UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[..<written]), sourceCount)
    }
}
