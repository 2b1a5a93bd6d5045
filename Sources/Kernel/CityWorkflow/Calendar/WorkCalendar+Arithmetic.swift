package import CityCore

private let dayMS: Int64 = 86_400_000

extension WorkCalendar {
    /// The local day on which a moment falls.
    package func date(of moment: Timestamp) -> CivilDate { CivilDate(dayNumber: local(moment).day) }

    /// Local midnight at which the day begins.
    package func startOfDay(_ date: CivilDate) -> Timestamp { self.moment(day: date.dayNumber, offsetMS: 0) }

    package func isWorkDay(_ date: CivilDate) -> Bool { isWorkDay(date.dayNumber) }

    /// Whether the moment lies inside a window of a work day; a window's end lies outside.
    package func isWorkTime(_ moment: Timestamp) -> Bool {
        let (day, ofDay): (Int, Int64) = local(moment)
        guard isWorkDay(day) else { return false }
        return hours.windows.contains { $0.startMS <= ofDay && ofDay < $0.startMS + $0.lengthMS }
    }

    /// Work milliseconds between two moments; 0 when the second is not later.
    package func workMS(from start: Timestamp, to end: Timestamp) -> Int64 {
        start < end ? workMS(before: end) - workMS(before: start) : 0
    }

    /// The first moment by which so much work time has passed: a limit that ends with a window ends at the window's
    /// end, not at the next window's start. No work time at all is the start itself.
    package func add(workMS amount: Int64, to start: Timestamp) throws -> Timestamp {
        guard amount > 0 else { return start }
        guard amount / dayWorkMS <= Int64(WorkCalendar.horizonDays) else { throw WorkCalendar.beyondHorizon }
        let target: Int64 = workMS(before: start) + amount
        var first: Int = local(start).day
        var last: Int = first + WorkCalendar.horizonDays
        guard workMS(beforeDay: last + 1) >= target else { throw WorkCalendar.beyondHorizon }
        while first < last {
            let middle: Int = first + (last - first) / 2
            if workMS(beforeDay: middle + 1) >= target { last = middle } else { first = middle + 1 }
        }
        return moment(day: first, offsetMS: offset(afterWorkMS: target - workMS(beforeDay: first)))
    }

    private static let beyondHorizon: CityError = .invalid(
        "limit",
        "calendar.horizon",
        Wording(
            "期限超过 20 年，请检查时限和工作日历",
            "The deadline lies more than 20 years ahead; check the limit and the work calendar"
        )
    )
}

// Counting: everything above rests on the number of work days before a day.
extension WorkCalendar {
    private func isWorkDay(_ day: Int) -> Bool { workDays(beforeDay: day + 1) > workDays(beforeDay: day) }

    private func workMS(beforeDay day: Int) -> Int64 { Int64(workDays(beforeDay: day)) * dayWorkMS }

    private func workMS(before moment: Timestamp) -> Int64 {
        let (day, ofDay): (Int, Int64) = local(moment)
        let before: Int64 = workMS(beforeDay: day)
        guard isWorkDay(day) else { return before }
        return hours.windows.reduce(before) { $0 + min(max(ofDay - $1.startMS, 0), $1.lengthMS) }
    }

    /// Work days since Monday 1969-12-29, negative before it.
    private func workDays(beforeDay day: Int) -> Int {
        let sinceMonday: Int = day + 3
        let week: Int = Int(Int64(sinceMonday).floorDivided(by: 7))
        let weekly: Int = week * workDaysInWeek[7] + workDaysInWeek[sinceMonday - week * 7]
        return weekly + changeBefore[changedDays.countBelow(day)]
    }

    /// Where in a work day the given work time (at most a day's) has passed, in milliseconds of the day.
    private func offset(afterWorkMS amount: Int64) -> Int64 {
        var left: Int64 = amount
        for window in hours.windows {
            if left <= window.lengthMS { return window.startMS + left }
            left -= window.lengthMS
        }
        return dayMS
    }

    /// Local day number and millisecond of the day. Moments outside the years 1–9999 count as the nearest one inside,
    /// so that no arithmetic here can overflow.
    private func local(_ moment: Timestamp) -> (day: Int, ofDay: Int64) {
        let bounded: Int64 = min(max(moment.milliseconds, -62_135_596_800_000), 253_402_300_799_999)
        let shifted: Int64 = bounded + Int64(hours.offsetMinutes) * 60_000
        let day: Int64 = shifted.floorDivided(by: dayMS)
        return (Int(day), shifted - day * dayMS)
    }

    private func moment(day: Int, offsetMS: Int64) -> Timestamp {
        Timestamp(milliseconds: Int64(day) * dayMS + offsetMS - Int64(hours.offsetMinutes) * 60_000)
    }
}

extension [Int] {
    /// How many elements of the ascending array are smaller than the bound.
    fileprivate func countBelow(_ bound: Int) -> Int {
        var low: Int = 0
        var high: Int = count
        while low < high {
            let middle: Int = (low + high) / 2
            if self[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
