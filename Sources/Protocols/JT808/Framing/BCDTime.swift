package import CityCore

/// A time as terminals write it: six BCD bytes YY MM DD hh mm ss, in the terminal's own zone (GMT+8 by the standard).
///
/// The six bytes are kept, so that a time that is none (`00-00-00` meaning every day, `FF` for missing) is not lost.
package struct BCDTime: Sendable, Hashable {
    /// The six bytes, first byte highest.
    package let bits: UInt64

    package init(bits: UInt64) {
        self.bits = bits & 0xFFFF_FFFF_FFFF
    }

    /// China keeps one zone.
    package static let chinaOffsetMinutes: Int = 480
    package static let zero: BCDTime = BCDTime(bits: 0)

    /// Years 2000 to 2099; a moment outside comes out as all zeros.
    package init(_ moment: Timestamp, offsetMinutes: Int = BCDTime.chinaOffsetMinutes) {
        let seconds: Int64 = moment.milliseconds.floorDivided(by: 1000) + Int64(offsetMinutes) * 60
        let day: Int64 = seconds.floorDivided(by: 86_400)
        let ofDay: Int = Int(seconds - day * 86_400)
        let date: CivilDate = CivilDate(dayNumber: Int(day))
        guard (2000...2099).contains(date.year) else {
            self = .zero
            return
        }
        let parts: [Int] = [
            date.year - 2000, date.month, date.day, ofDay / 3600, ofDay / 60 % 60, ofDay % 60,
        ]
        var bits: UInt64 = 0
        for part in parts { bits = (bits << 8) | UInt64(part / 10 * 16 + part % 10) }
        self.bits = bits
    }

    /// Nil when the bytes are no time of the calendar.
    package func timestamp(offsetMinutes: Int = BCDTime.chinaOffsetMinutes) -> Timestamp? {
        guard isDecimal else { return nil }
        let hour: Int = pair(2)
        let minute: Int = pair(1)
        let second: Int = pair(0)
        guard hour < 24, minute < 60, second < 61 else { return nil }
        guard let date = CivilDate(year: 2000 + pair(5), month: pair(4), day: pair(3)) else { return nil }
        let ofDay: Int = hour * 3600 + (minute - offsetMinutes) * 60 + second
        return Timestamp(milliseconds: (Int64(date.dayNumber) * 86_400 + Int64(ofDay)) * 1000)
    }

    /// Year, month and day zero: in areas and routes this means "every day" (a reading from practice, not verified).
    package var isEveryDay: Bool { bits >> 24 == 0 }

    /// No nibble above 9: adding 6 to each carries out of those above 9.
    private var isDecimal: Bool {
        let sixes: UInt64 = 0x6666_6666_6666
        return ((bits &+ sixes) ^ bits ^ sixes) & 0x1_1111_1111_1110 == 0
    }

    private func pair(_ place: Int) -> Int {
        let byte: UInt64 = bits >> UInt64(place * 8)
        return Int(byte >> 4 & 0xF) * 10 + Int(byte & 0xF)
    }
}

extension BCDTime: CustomStringConvertible {
    /// `20-07-07 19:23:59`, whatever the bytes are.
    package var description: String {
        let hex: String = String(bits, radix: 16)
        let digits: [Character] = Array(String(repeating: "0", count: 12 - hex.count) + hex)
        func part(_ place: Int) -> String { String(digits[place...place + 1]) }
        return "\(part(0))-\(part(2))-\(part(4)) \(part(6)):\(part(8)):\(part(10))"
    }
}
