package import CityCore
import CityWorkflow

/// A year of the work calendar on the wire. Days are `2026-02-14`, windows `08:00-12:00` in the city's time.
package struct CalendarBody: Codable, Sendable, Hashable {
    package var year: Int
    package var offsetMinutes: Int
    /// Monday is 1, Sunday is 7.
    package var weekdays: [Int]
    package var windows: [String]
    package var days: [CalendarDayBody]
    /// How many days of the year are worked.
    package var workDays: Int
    /// The last year whose holidays are known; beyond it only the weekly pattern holds.
    package var announcedUntil: Int?
    package var version: Int

    init(year: Int, _ calendar: WorkCalendar, days: [CalendarException], version: Int) {
        self.year = year
        offsetMinutes = calendar.hours.offsetMinutes
        weekdays = calendar.hours.weekdays
        windows = calendar.hours.windows.map(\.description)
        self.days = days.map(CalendarDayBody.init)
        workDays = CalendarBody.workDays(of: year, calendar)
        announcedUntil = calendar.announcedYears?.upperBound
        self.version = version
    }

    private static func workDays(of year: Int, _ calendar: WorkCalendar) -> Int {
        guard let first = CivilDate(year: year, month: 1, day: 1), let last = CivilDate(year: year, month: 12, day: 31)
        else { return 0 }
        return (first.dayNumber...last.dayNumber).count { calendar.isWorkDay(CivilDate(dayNumber: $0)) }
    }
}

package struct CalendarDayBody: Codable, Sendable, Hashable {
    package var date: String
    /// `off` or `work`
    package var kind: String
    package var name: Wording?

    init(_ day: CalendarException) {
        date = day.date.description
        kind = day.kind.rawValue
        name = day.name
    }
}

package struct CalendarDayEditBody: Codable, Sendable, Hashable {
    /// `off` or `work`
    package var kind: String
    package var name: Wording?
}

/// The hours of every ordinary week.
package struct CalendarHoursBody: Codable, Sendable, Hashable {
    /// `08:00-12:00`, in order, without overlaps
    package var windows: [String]
    package var weekdays: [Int]
    /// Minutes east of UTC; absent means as it is.
    package var offsetMinutes: Int?
}

/// When a limit would end.
package struct CalendarDeadlineBody: Codable, Sendable, Hashable {
    package var from: Timestamp
    package var limit: TimeLimitBody
    package var deadline: Timestamp
    /// The deadline on the city's clock: `2026-02-14 11:00`.
    package var local: String
    /// False when holidays are not yet known for the deadline's year, so that it may still move.
    package var isAnnounced: Bool

    init(from: Timestamp, limit: TimeLimit, deadline: Timestamp, calendar: WorkCalendar) {
        self.from = from
        self.limit = TimeLimitBody(limit)
        self.deadline = deadline
        let onTheWall: Timestamp = deadline + .minutes(calendar.hours.offsetMinutes)
        local = String(onTheWall.iso8601.prefix(16)).replacing("T", with: " ")
        let lastKnown: Int = calendar.announcedYears?.upperBound ?? 0
        isAnnounced = limit.unit.isContinuous || calendar.date(of: deadline).year <= lastKnown
    }
}
