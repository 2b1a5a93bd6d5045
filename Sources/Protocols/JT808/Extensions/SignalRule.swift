package import NIOCore

/// Where one signal of a vehicle stands and what its values mean.
///
/// No standard fixes the items for cover, lift and load of construction-waste trucks; every city and vendor has its
/// own. A rule is one row of such a table.
package struct SignalRule: Sendable, Codable, Equatable {
    /// In settings `item 0xE1`, `status`, `passThrough 0xF1`.
    package enum Source: Sendable, Equatable {
        /// An additional item of a location.
        case item(UInt8)
        /// The status word of a location; its bits count from 0 as in the standard.
        case status
        /// The content of 0x0900 with this kind.
        case passThrough(UInt8)
    }

    /// `cover`, `lift`, `load` and `loadKG` make a truck's signals; any other name is handed on.
    package var signal: String
    package var source: Source
    /// The first byte of the number.
    package var offset: Int = 0
    /// Bytes of the number: 1 to 8.
    package var length: Int = 1
    package var isLittleEndian: Bool = false
    package var isSigned: Bool = false
    /// The lowest bit that counts, and how many; nil all.
    package var bit: Int = 0
    package var bits: Int?
    /// What a value is called. Without names it is a number: raw × scale + bias.
    package var names: [String: String]?
    package var scale: Double = 1
    package var bias: Double = 0

    package init(signal: String, source: Source) {
        self.signal = signal
        self.source = source
    }

    private enum Key: String, CodingKey {
        case signal
        case source
        case offset
        case length
        case isLittleEndian
        case isSigned
        case bit
        case bits
        case names
        case scale
        case bias
    }

    package init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: Key.self)
        self.init(
            signal: try row.decode(String.self, forKey: .signal),
            source: try row.decode(Source.self, forKey: .source)
        )
        offset = try row.decodeIfPresent(Int.self, forKey: .offset) ?? 0
        length = try row.decodeIfPresent(Int.self, forKey: .length) ?? 1
        isLittleEndian = try row.decodeIfPresent(Bool.self, forKey: .isLittleEndian) ?? false
        isSigned = try row.decodeIfPresent(Bool.self, forKey: .isSigned) ?? false
        bit = try row.decodeIfPresent(Int.self, forKey: .bit) ?? 0
        bits = try row.decodeIfPresent(Int.self, forKey: .bits)
        names = try row.decodeIfPresent([String: String].self, forKey: .names)
        scale = try row.decodeIfPresent(Double.self, forKey: .scale) ?? 1
        bias = try row.decodeIfPresent(Double.self, forKey: .bias) ?? 0
    }
}

/// What a signal says.
package enum SignalValue: Sendable, Equatable {
    case number(Double)
    case state(String)
}

extension SignalRule {
    /// Nil when the bytes are too few, or the value has no name.
    package func value(in bytes: ByteBuffer) -> SignalValue? {
        guard (1...8).contains(length), offset >= 0, offset <= bytes.readableBytes - length else { return nil }
        let number: ByteBufferView = bytes.viewBytes(at: bytes.readerIndex + offset, length: length) ?? ByteBufferView()
        var raw: UInt64 = 0
        for byte in isLittleEndian ? Array(number.reversed()) : Array(number) { raw = raw << 8 | UInt64(byte) }
        return value(ofRaw: raw, width: length * 8)
    }

    func value(ofRaw raw: UInt64, width: Int) -> SignalValue? {
        guard (0..<width).contains(bit) else { return nil }
        let count: Int = min(max(bits ?? width - bit, 1), width - bit)
        let mask: UInt64 = count == 64 ? .max : (1 << UInt64(count)) - 1
        let cut: UInt64 = raw >> UInt64(bit) & mask
        if let names { return names[String(cut)].map(SignalValue.state) }
        let isNegative: Bool = isSigned && cut >> UInt64(count - 1) & 1 == 1
        let number: Double = isNegative ? Double(Int64(bitPattern: cut | ~mask)) : Double(cut)
        return .number(number * scale + bias)
    }
}

extension SignalRule.Source: Codable {
    package init?(_ text: String) {
        let words: [Substring] = text.split(separator: " ")
        let number: UInt8? = words.last.flatMap { $0.hasPrefix("0x") ? UInt8($0.dropFirst(2), radix: 16) : nil }
        switch (words.first, words.count, number) {
        case ("item", 2, let id?): self = .item(id)
        case ("passThrough", 2, let kind?): self = .passThrough(kind)
        case ("status", 1, nil): self = .status
        default: return nil
        }
    }

    package var text: String {
        switch self {
        case .item(let id): "item 0x" + String(id, radix: 16, uppercase: true)
        case .passThrough(let kind): "passThrough 0x" + String(kind, radix: 16, uppercase: true)
        case .status: "status"
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String = try container.decode(String.self)
        guard let source = SignalRule.Source(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not item 0x.., passThrough 0x.. or status: \(text.prefix(40))"
            )
        }
        self = source
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
