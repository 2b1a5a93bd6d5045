/// The place in a list after which the next page begins: the sort key of the last row, and a mark of the list that it
/// belongs to. It carries no rights: whoever forges one only moves to another place in what they may see anyway.
package struct Cursor: Sendable, Hashable {
    package var list: String
    package var key: [String]

    package init(list: String, key: [String]) {
        self.list = list
        self.key = key
    }

    /// Opaque text for URLs: base64url of the parts joined by the unit separator.
    package var token: String {
        Base64URL.encode(Array(([list] + key).joined(separator: "\u{1F}").utf8))
    }

    package init(token: String) throws {
        guard token.utf8.count <= 1024, let bytes = Base64URL.decode(token),
            let text = String(validatingUTF8Bytes: bytes)
        else { throw Cursor.invalid }
        let parts: [String] = text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else { throw Cursor.invalid }
        list = parts[0]
        key = Array(parts.dropFirst())
    }

    /// The key, when the cursor belongs to this list and has as many parts as its order.
    package func key(of list: String, count: Int) throws -> [String] {
        guard self.list == list, key.count == count else { throw Cursor.invalid }
        return key
    }

    package static let invalid: CityError = .invalid(
        "cursor",
        "page.cursor",
        Wording("翻页标记无效，请从第一页重新开始", "The cursor is not valid for this list; start again from the first page")
    )
}

extension Cursor {
    /// A place in a list by time and then by id.
    package init<Thing>(list: String, _ at: Timestamp, _ id: EntityID<Thing>) {
        self.init(list: list, key: ["\(at.milliseconds)", id.text])
    }

    package func moment<Thing>(of list: String) throws -> (Timestamp, EntityID<Thing>) {
        let key: [String] = try key(of: list, count: 2)
        guard let ms = Int64(key[0]) else { throw Cursor.invalid }
        return (Timestamp(milliseconds: ms), EntityID(key[1]))
    }
}

/// Base64 with the URL alphabet and without padding (RFC 4648 §5).
package enum Base64URL {
    private static let alphabet: [UInt8] = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    package static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 4 / 3 + 3)
        var index: Int = 0
        while index < bytes.count {
            let left: Int = bytes.count - index
            let first: UInt32 = UInt32(bytes[index]) << 16
            let second: UInt32 = left > 1 ? UInt32(bytes[index + 1]) << 8 : 0
            let third: UInt32 = left > 2 ? UInt32(bytes[index + 2]) : 0
            let group: UInt32 = first | second | third
            for position in 0..<min(4, left + 1) {
                out.append(alphabet[Int(group >> UInt32(18 - 6 * position) & 63)])
            }
            index += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    package static func decode(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        var group: UInt32 = 0
        var bits: Int = 0
        for byte in text.utf8 {
            guard let value = value(of: byte) else { return nil }
            group = group << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
                group &= (1 << UInt32(bits)) - 1
            }
        }
        return bits < 6 && group == 0 ? out : nil
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - 65)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - 71)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte + 4)
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}

extension String {
    /// The text of the bytes, or nil when they are not UTF-8.
    package init?(validatingUTF8Bytes bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self = text
    }
}
