package import CityCore

/// When a city works: the weekly pattern and the days that differ from it.
///
/// All answers are exact to the millisecond and come from counting, not from walking: a work day always has the same
/// windows, so the work time before a moment is (work days before) × (length of a day) + (part of this day).
package struct WorkCalendar: Sendable, Hashable {
    /// How far ahead a deadline may lie; a limit that reaches further is a mistake in the limit or in the calendar.
    package static let horizonDays: Int = 20 * 366

    package let hours: WorkHours
    package let exceptions: [CivilDate: CalendarException]
    /// Work time of one work day, in milliseconds: the measure of “1 work day”.
    package let dayWorkMS: Int64

    /// `workDaysBefore[i]` is how many days of the weekly pattern come before the week's day i (0 is Monday).
    let workDaysInWeek: [Int]
    /// The day numbers whose exception really changes the weekly pattern, ascending …
    let changedDays: [Int]
    /// … and by how many work days the first i of them change the count.
    let changeBefore: [Int]

    package init(hours: WorkHours, exceptions rows: [CalendarException] = []) throws {
        let problems: [FieldError] = hours.problems
        guard problems.isEmpty else { throw CityError.invalid(problems) }
        try self.init(hours: hours, days: WorkCalendar.indexed(rows))
    }

    private init(hours: WorkHours, days: [CivilDate: CalendarException]) {
        self.hours = hours
        exceptions = days
        dayWorkMS = hours.windows.reduce(0) { $0 + $1.lengthMS }
        let weekdays: Set<Int> = Set(hours.weekdays)
        var inWeek: [Int] = [0]
        for weekday in 1...7 { inWeek.append(inWeek[weekday - 1] + (weekdays.contains(weekday) ? 1 : 0)) }
        workDaysInWeek = inWeek
        var changed: [Int] = []
        var change: [Int] = [0]
        let sorted: [CalendarException] = days.values.sorted { $0.date < $1.date }
        for day in sorted where (day.kind == .work) != weekdays.contains(day.date.weekday) {
            changed.append(day.date.dayNumber)
            change.append(change[change.count - 1] + (day.kind == .work ? 1 : -1))
        }
        changedDays = changed
        changeBefore = change
    }

    /// The same calendar with a city's own days laid over it: where both name a day, the given row counts.
    package func overlaid(with rows: [CalendarException]) throws -> WorkCalendar {
        let merged: [CivilDate: CalendarException] = exceptions.merging(try WorkCalendar.indexed(rows)) { $1 }
        return WorkCalendar(hours: hours, days: merged)
    }

    /// The years for which exceptions are known. Beyond them only the weekly pattern holds, because a year's holidays
    /// are announced in the November before.
    package var announcedYears: ClosedRange<Int>? {
        let years: [Int] = exceptions.keys.map(\.year)
        guard let first = years.min(), let last = years.max() else { return nil }
        return first...last
    }

    private static func indexed(_ rows: [CalendarException]) throws -> [CivilDate: CalendarException] {
        var days: [CivilDate: CalendarException] = [:]
        for row in rows {
            if let other = days[row.date], other.kind != row.kind {
                throw CityError.invalid(
                    "exceptions",
                    "calendar.contradiction",
                    Wording(
                        "\(row.date) 既列为休息日又列为工作日，请只保留一项",
                        "\(row.date) is listed both as off and as work; keep one of them"
                    )
                )
            }
            days[row.date] = row
        }
        return days
    }
}
