import CityCore
import Foundation

/// The clock of a place: turns times as written there into moments.
///
/// On the day when the clocks go back, a time that comes twice is the first of the two; on the day when they go
/// forward, a time that is left out counts on from the old offset (02:30 is 03:30 by the new one). That keeps the order
/// of times on either side and never makes one up before its neighbours.
///
/// Offsets are kept by day, because asking the time zone for each row would take most of an import. It holds no lock,
/// so it belongs to one task.
package final class LocalZone {
    private enum Offsets {
        case whole(Int64)
        /// The offset changes on this day or next to it.
        case changing(before: Int64, after: Int64)
    }

    private let zone: TimeZone
    private var days: [Int: Offsets] = [:]

    /// - Parameter name: of the time zone database (`Asia/Shanghai`), or a fixed distance (`UTC`, `+08:00`).
    package init(_ name: String) throws {
        let fixed: TimeZone? = LocalZone.fixedSeconds(name).flatMap { TimeZone(secondsFromGMT: $0) }
        guard let zone = fixed ?? TimeZone(identifier: name) else {
            throw CityError.invalid(
                "time.zone",
                "mapping.zone",
                Wording(
                    "没有时区“\(name.prefix(60))”，应写成 Asia/Shanghai 或 +08:00",
                    "There is no time zone “\(name.prefix(60))”; write it like Asia/Shanghai or +08:00"
                )
            )
        }
        self.zone = zone
    }

    func moment(_ written: WrittenTime) -> Timestamp {
        let local: Int64 = Int64(written.day.dayNumber) * 86_400_000 + written.millisecondOfDay
        if let offset = written.offset { return Timestamp(milliseconds: local - offset.milliseconds) }
        switch offsets(on: written.day.dayNumber) {
        case .whole(let offset): return Timestamp(milliseconds: local - offset)
        case .changing(let before, let after):
            let isBefore: Bool = offset(at: local - before) == before
            let isAfter: Bool = offset(at: local - after) == after
            return Timestamp(milliseconds: local - (isBefore || !isAfter ? before : after))
        }
    }

    private func offsets(on day: Int) -> Offsets {
        if let known = days[day] { return known }
        // No zone is further than 15 hours from UTC, so these two moments lie on both sides of the local day.
        let start: Int64 = Int64(day) * 86_400_000
        let before: Int64 = offset(at: start - 86_400_000)
        let after: Int64 = offset(at: start + 2 * 86_400_000)
        let found: Offsets = before == after ? .whole(before) : .changing(before: before, after: after)
        days[day] = found
        return found
    }

    private func offset(at milliseconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Timestamp(milliseconds: milliseconds).date)) * 1000
    }

    /// Reads `UTC`, `Z`, `+08:00` and `-0500`.
    private static func fixedSeconds(_ name: String) -> Int? {
        if name == "UTC" || name == "Z" { return 0 }
        let digits: [Int] = name.dropFirst().filter { $0 != ":" }.compactMap(\.wholeNumberValue)
        guard name.hasPrefix("+") || name.hasPrefix("-"), digits.count == 4, (5...6).contains(name.utf8.count) else {
            return nil
        }
        let minutes: Int = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
        return (name.hasPrefix("-") ? -60 : 60) * minutes
    }
}
