/// An identifier that cannot be mistaken for the identifier of another kind of thing. On the wire and in tables it
/// is a UUID version 7 as lower-case text, so that ids sort by the time they were made.
package struct EntityID<Thing>: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { text }

    package static func < (left: EntityID, right: EntityID) -> Bool { left.text < right.text }
}

extension EntityID: Codable {
    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Where new ids come from. Tests give their own, so that answers are equal from run to run.
package struct IDSource: Sendable {
    package var make: @Sendable (Timestamp) -> String

    package init(make: @escaping @Sendable (Timestamp) -> String) {
        self.make = make
    }

    package func next<Thing>(at time: Timestamp, _ kind: EntityID<Thing>.Type = EntityID<Thing>.self) -> EntityID<Thing>
    {
        EntityID(make(time))
    }

    /// UUID version 7 (RFC 9562): 48 bits of milliseconds, then random bits.
    package static let uuid7: IDSource = IDSource { time in
        uuid7Text(
            milliseconds: UInt64(max(0, time.milliseconds)),
            high: .random(in: 0...0xFFF),
            low: .random(in: 0 ... .max)
        )
    }

    package static func uuid7Text(milliseconds: UInt64, high: UInt64, low: UInt64) -> String {
        let upper: UInt64 = (milliseconds & 0xFFFF_FFFF_FFFF) << 16 | 0x7000 | (high & 0xFFF)
        let lower: UInt64 = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        let digits: [UInt8] = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var at: Int = 0
            for position in 0..<32 {
                if position == 8 || position == 12 || position == 16 || position == 20 {
                    buffer[at] = UInt8(ascii: "-")
                    at += 1
                }
                let word: UInt64 = position < 16 ? upper : lower
                let shift: UInt64 = UInt64(15 - position % 16) * 4
                buffer[at] = digits[Int(word >> shift & 0xF)]
                at += 1
            }
            return 36
        }
    }
}
