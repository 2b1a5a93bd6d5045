import CityCore

/// How a city writes the identification codes of its components (部件标识码), always 16 digits.
package enum PartCodeFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// County 6, big class 2, small class 2, serial 6 (GB/T 30428.2).
    case standard
    /// County 6, big class 2, small class 3, serial 5: a newer local variant.
    case wideSmallClass

    var smallDigits: Int { self == .standard ? 2 : 3 }

    var serialDigits: Int { 8 - smallDigits }
}

/// The parts of a component's code.
package struct PartCode: Sendable, Hashable {
    package static let length: Int = 16

    package let text: String
    package let county: String
    package let big: String
    package let small: String
    package let serial: Int

    /// Nil when the text is no such code.
    package init?(_ text: String, format: PartCodeFormat) {
        guard text.utf8.count == PartCode.length, AreaCode.isWellFormed(text) else { return nil }
        let rest: Substring = text.dropFirst(8)
        guard let serial = Int(rest.dropFirst(format.smallDigits)) else { return nil }
        self.text = text
        self.serial = serial
        county = String(text.prefix(6))
        big = String(text.dropFirst(6).prefix(2))
        small = String(rest.prefix(format.smallDigits))
    }

    package init?(county: String, big: String, small: String, serial: Int, format: PartCodeFormat) {
        let digits: String = String(serial)
        guard serial >= 0, digits.count <= format.serialDigits else { return nil }
        let zeros: String = String(repeating: "0", count: format.serialDigits - digits.count)
        self.init(county + big + small + zeros + digits, format: format)
        guard self.county == county, self.big == big, self.small == small else { return nil }
    }

    static func wording(_ format: PartCodeFormat) -> Wording {
        let digits: Int = format.smallDigits
        return Wording(
            "部件标识码须为 16 位：区县 6 位、大类 2 位、小类 \(digits) 位、流水号 \(format.serialDigits) 位",
            "A component's code has 16 digits: county 6, big class 2, small class \(digits), serial \(format.serialDigits)"
        )
    }
}
