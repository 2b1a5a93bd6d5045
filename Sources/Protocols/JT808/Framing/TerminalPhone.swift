/// The number by which a terminal names itself in every header: 12 BCD digits until 2013, 20 since 2019.
///
/// Kept as its bits, so that a header costs no allocation and a number that is no BCD comes back as it was.
package struct TerminalPhone: Sendable, Hashable {
    /// The first four digits of a 20-digit number; zero for a 12-digit one.
    package let high: UInt16
    /// The last sixteen digits; a 12-digit number uses the lower 48 bits.
    package let low: UInt64
    package let isLong: Bool

    package init(high: UInt16, low: UInt64, isLong: Bool) {
        self.high = isLong ? high : 0
        self.low = isLong ? low : low & 0xFFFF_FFFF_FFFF
        self.isLong = isLong
    }

    /// Nil when the text is no decimal number or has more digits than the edition's header holds.
    package init?(_ digits: String, edition: Edition) {
        let isLong: Bool = edition == .v2019
        let room: Int = isLong ? 20 : 12
        guard !digits.isEmpty, digits.utf8.count <= room else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for byte in digits.utf8 {
            guard byte >= 48, byte <= 57 else { return nil }
            high = (high << 4) | (low >> 60)
            low = (low << 4) | UInt64(byte - 48)
        }
        self.init(high: UInt16(truncatingIfNeeded: high), low: low, isLong: isLong)
    }

    /// All digits with leading zeros, as on the wire.
    package var digits: String {
        var text: String = ""
        text.reserveCapacity(isLong ? 20 : 12)
        if isLong {
            for shift in stride(from: 12, through: 0, by: -4) { text.append(hexDigit(UInt64(high) >> UInt64(shift))) }
        }
        for shift in stride(from: isLong ? 60 : 44, through: 0, by: -4) { text.append(hexDigit(low >> UInt64(shift))) }
        return text
    }

    /// Without leading zeros: equal for one terminal whichever header it uses, and so the key of registers.
    package var number: String {
        let significant: Substring = digits.drop { $0 == "0" }
        return significant.isEmpty ? "0" : String(significant)
    }

    package var isDecimal: Bool { digits.utf8.allSatisfy { $0 <= 57 } }
}

extension TerminalPhone: CustomStringConvertible {
    package var description: String { digits }
}

private func hexDigit(_ bits: UInt64) -> Character {
    let nibble: UInt8 = UInt8(truncatingIfNeeded: bits & 0xF)
    return Character(Unicode.Scalar(nibble < 10 ? 48 + nibble : 55 + nibble))
}
