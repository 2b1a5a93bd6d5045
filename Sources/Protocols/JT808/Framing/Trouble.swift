package import CityCore

/// Why a piece of a stream is no frame. It is counted and handed on; the stream goes on.
package enum FrameTrouble: String, Error, Sendable, CaseIterable {
    /// Too few bytes for a header and a checksum.
    case tooShort
    /// A 0x7D that is followed by neither 0x01 nor 0x02.
    case badEscape
    case badChecksum
    /// The body is not as long as its header says.
    case lengthMismatch
    /// Sub-packet 0, or a number above the total.
    case badSubpacket
    /// More bytes than any frame may have, and no end in sight.
    case endless
    /// The stream ended inside.
    case cutOff

    package var wording: Wording {
        switch self {
        case .tooShort: Wording("帧太短", "frame too short")
        case .badEscape: Wording("转义错误", "wrong escape")
        case .badChecksum: Wording("校验码错误", "wrong checksum")
        case .lengthMismatch: Wording("消息体长度与消息头不符", "body length differs from the header")
        case .badSubpacket: Wording("分包序号错误", "sub-packet number out of range")
        case .endless: Wording("帧过长，没有结束标识", "frame too long, no end mark")
        case .cutOff: Wording("连接在帧中间断开", "stream ended inside a frame")
        }
    }
}

/// Why a body cannot be read or written.
package enum BodyTrouble: Error, Sendable, Hashable {
    /// The body ends at this byte, where more is needed.
    case truncated(at: Int)
    /// A value that the field cannot have, at this byte.
    case invalid(at: Int)
    /// A text or list that does not fit into its field; only when writing.
    case doesNotFit(at: Int, max: Int)
    /// The header says that the body is encrypted, and how.
    case encrypted(bits: UInt8)
    /// A sub-packet: the message has to be put together first.
    case partOfMessage
    /// Asked for another message than the frame holds.
    case otherMessage(UInt16)

    package var wording: Wording {
        switch self {
        case .truncated(let at): Wording("消息体在第 \(at) 字节处不完整", "body ends too early, at byte \(at)")
        case .invalid(let at): Wording("第 \(at) 字节处的值不合规定", "value at byte \(at) is not allowed")
        case .doesNotFit(let at, let max):
            Wording("第 \(at) 字节处的内容过长，最多 \(max)", "content at byte \(at) is too long, at most \(max)")
        case .encrypted(let bits): Wording("消息体已加密（方式 \(bits)）", "body is encrypted (method \(bits))")
        case .partOfMessage: Wording("分包消息须先重组", "a sub-packet is no whole message")
        case .otherMessage(let id): Wording("消息 ID 不符：\(hexName(id))", "another message: \(hexName(id))")
        }
    }
}

/// `0x0200`, as the standard writes message ids.
func hexName(_ id: UInt16) -> String {
    let hex: String = String(id, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 4 - hex.count) + hex
}
