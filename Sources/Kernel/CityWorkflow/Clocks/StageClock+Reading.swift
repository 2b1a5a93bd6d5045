package import CityCore

// What a clock says at a moment. A paused or stopped clock says what it said when it paused or stopped.
extension StageClock {
    /// The limit with its extensions, in milliseconds of its own measure.
    package func totalMS(calendar: WorkCalendar) -> Int64 {
        limit.times(1 + extraLimits).totalMS(in: calendar)
    }

    package func usedMS(at moment: Timestamp, calendar: WorkCalendar) -> Int64 {
        guard isRunning else { return usedBeforePauseMS }
        let inThisRun: Int64 = limit.usedMS(from: runningSince, at: moment, calendar: calendar)
        return usedBeforePauseMS.bounded(plus: inThisRun)
    }

    /// What is left; negative when the limit has been passed.
    package func leftMS(at moment: Timestamp, calendar: WorkCalendar) -> Int64 {
        totalMS(calendar: calendar).bounded(minus: usedMS(at: moment, calendar: calendar))
    }

    /// The deadline that follows from the calendar: what was left at the last start or resume, counted from there.
    /// A deadline that had passed before the last pause stays where it was.
    package func deadline(calendar: WorkCalendar) throws -> Timestamp? {
        guard isRunning else { return deadline }
        let left: Int64 = totalMS(calendar: calendar).bounded(minus: usedBeforePauseMS)
        if left <= 0, let deadline { return deadline }
        return try limit.moment(afterUsing: left, from: runningSince, calendar: calendar)
    }

    /// Whether the moment — or the pause, or the stop — lies after the deadline; the deadline itself is in time.
    package func isOverdue(at moment: Timestamp) -> Bool {
        guard let deadline else { return false }
        return (stoppedAt ?? pausedAt ?? max(moment, runningSince)) > deadline
    }

    package func lamp(at moment: Timestamp, calendar: WorkCalendar, rule: LampRule = .standard) -> Lamp {
        rule.lamp(
            usedMS: usedMS(at: moment, calendar: calendar),
            totalMS: totalMS(calendar: calendar),
            isOverdue: isOverdue(at: moment)
        )
    }

    /// The first moment after the given one at which the lamp has another colour; nil when it stays as it is.
    package func nextLampChange(
        after moment: Timestamp,
        calendar: WorkCalendar,
        rule: LampRule = .standard
    ) -> Timestamp? {
        guard isRunning else { return nil }
        let now: Lamp = lamp(at: moment, calendar: calendar, rule: rule)
        let changes: [Timestamp] = [rule.yellowPercent, rule.redPercent].compactMap { passing($0, calendar: calendar) }
        return changes.filter { $0 > moment && lamp(at: $0, calendar: calendar, rule: rule) > now }.min()
    }

    /// “剩 2 工作时 15 分”, “1 work day 3 h over”.
    package func wording(at moment: Timestamp, calendar: WorkCalendar) -> Wording {
        limit.wording(
            leftMS: leftMS(at: moment, calendar: calendar),
            isOverdue: isOverdue(at: moment),
            calendar: calendar
        )
    }

    /// The first moment at which more than this share of the limit is used; nil when the calendar does not reach it.
    private func passing(_ percent: Int, calendar: WorkCalendar) -> Timestamp? {
        let used: Int64 = LampRule.share(percent, of: totalMS(calendar: calendar)) + 1
        let missing: Int64 = used.bounded(minus: usedBeforePauseMS)
        let byUse: Timestamp? = try? limit.moment(afterUsing: missing, from: runningSince, calendar: calendar)
        guard percent <= 100, let deadline else { return byUse }
        let overdue: Timestamp = Timestamp(milliseconds: deadline.milliseconds.bounded(plus: 1))
        return byUse.map { min($0, overdue) } ?? overdue
    }
}
