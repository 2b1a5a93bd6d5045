import CityCore
import CityWorkflow
import Testing

/// A moment of Beijing time: `2026-02-13 17:00`.
func at(_ text: String) throws -> Timestamp {
    try #require(Timestamp(iso8601: "\(text)+08:00"))
}

func day(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
}

/// The stable reason of the error that the work ends in.
func reason(_ work: () throws -> some Any) -> String? {
    do {
        _ = try work()
        return nil
    } catch {
        return (error as? CityError)?.reason
    }
}

/// Repeatable randomness (SplitMix64), so that a failure can be seen again.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed: UInt64 = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A moment between 2017 and 2028, inside the announced years and on both sides of them.
    mutating func moment() -> Timestamp {
        Timestamp(milliseconds: .random(in: 1_483_228_800_000...1_861_920_000_000, using: &self))
    }

    /// A calendar with random windows, weekdays, zone and exceptions.
    mutating func calendar() throws -> WorkCalendar {
        var ends: [Int] = []
        for _ in 0..<(2 * Int.random(in: 1...4, using: &self)) { ends.append(.random(in: 0...1440, using: &self)) }
        ends = Set(ends).sorted()
        if ends.count % 2 == 1 { ends.removeLast() }
        if ends.isEmpty { ends = [0, 1440] }
        let windows: [WorkWindow] = stride(from: 0, to: ends.count, by: 2).map {
            WorkWindow(startMinute: ends[$0], endMinute: ends[$0 + 1])
        }
        let weekdays: [Int] = (1...7).filter { _ in Bool.random(using: &self) }
        var days: [CivilDate: CalendarException] = [:]
        for _ in 0..<Int.random(in: 0...400, using: &self) {
            let date: CivilDate = CivilDate(dayNumber: .random(in: 17_167...21_550, using: &self))
            days[date] = CalendarException(date, Bool.random(using: &self) ? .off : .work)
        }
        let hours: WorkHours = WorkHours(
            offsetMinutes: .random(in: -720...840, using: &self),
            windows: windows,
            weekdays: weekdays.isEmpty ? [3] : weekdays
        )
        return try WorkCalendar(hours: hours, exceptions: Array(days.values))
    }
}
