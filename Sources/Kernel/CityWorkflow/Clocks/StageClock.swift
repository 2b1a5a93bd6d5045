package import CityCore

/// The clock of one stage of a case: how long it may take, how much of that is used, when it is due.
///
/// A value with pure transitions. Time is counted in the limit's own measure; a pause stops the counting and what is
/// left goes on from the resume. A moment before the last transition (a clock that was set back) counts as that
/// transition's moment, so nothing here is ever negative.
package struct StageClock: Sendable, Hashable, Codable {
    package let kind: String
    package let limit: TimeLimit
    package let startedAt: Timestamp
    /// Granted extensions, each worth the original limit once more.
    package private(set) var extraLimits: Int
    /// The start, or the last resume.
    package private(set) var runningSince: Timestamp
    package private(set) var pausedAt: Timestamp?
    package private(set) var stoppedAt: Timestamp?
    /// What had been used when the clock last paused or stopped.
    package private(set) var usedBeforePauseMS: Int64
    /// The last moment in time. None while paused, unless it had already passed.
    package private(set) var deadline: Timestamp?

    /// Restores a clock as it was stored.
    package init(
        kind: String,
        limit: TimeLimit,
        startedAt: Timestamp,
        extraLimits: Int,
        runningSince: Timestamp,
        pausedAt: Timestamp?,
        stoppedAt: Timestamp?,
        usedBeforePauseMS: Int64,
        deadline: Timestamp?
    ) {
        self.kind = kind
        self.limit = limit
        self.startedAt = startedAt
        self.extraLimits = extraLimits
        self.runningSince = runningSince
        self.pausedAt = pausedAt
        self.stoppedAt = stoppedAt
        self.usedBeforePauseMS = usedBeforePauseMS
        self.deadline = deadline
    }

    package static func start(
        _ kind: String,
        limit: TimeLimit,
        at moment: Timestamp,
        calendar: WorkCalendar
    ) throws -> StageClock {
        StageClock(
            kind: kind,
            limit: limit,
            startedAt: moment,
            extraLimits: 0,
            runningSince: moment,
            pausedAt: nil,
            stoppedAt: nil,
            usedBeforePauseMS: 0,
            deadline: try limit.deadline(from: moment, calendar: calendar)
        )
    }

    package var isRunning: Bool { pausedAt == nil && stoppedAt == nil }
    package var isPaused: Bool { pausedAt != nil && stoppedAt == nil }
    package var isStopped: Bool { stoppedAt != nil }
}

// The transitions.
extension StageClock {
    package func pause(at moment: Timestamp, calendar: WorkCalendar) throws -> StageClock {
        try refuseStopped()
        guard !isPaused else { throw ClockTrouble.paused }
        var next: StageClock = self
        let pause: Timestamp = max(moment, runningSince)
        next.usedBeforePauseMS = usedMS(at: pause, calendar: calendar)
        next.pausedAt = pause
        if !isOverdue(at: pause) { next.deadline = nil }
        return next
    }

    package func resume(at moment: Timestamp, calendar: WorkCalendar) throws -> StageClock {
        try refuseStopped()
        guard let pausedAt else { throw ClockTrouble.notPaused }
        var next: StageClock = self
        next.pausedAt = nil
        next.runningSince = max(moment, pausedAt)
        next.deadline = try next.deadline(calendar: calendar)
        return next
    }

    /// Grants extensions: each adds the original limit.
    package func extend(by count: Int = 1, calendar: WorkCalendar) throws -> StageClock {
        try refuseStopped()
        guard (1...100).contains(count), extraLimits <= 100 else { throw ClockTrouble.extensionCount }
        var next: StageClock = self
        next.extraLimits += count
        if isPaused, next.totalMS(calendar: calendar) > usedBeforePauseMS { next.deadline = nil }
        next.deadline = try next.deadline(calendar: calendar)
        return next
    }

    /// Ends the clock; a paused one ends with what it had used at the pause.
    package func stop(at moment: Timestamp, calendar: WorkCalendar) throws -> StageClock {
        try refuseStopped()
        var next: StageClock = self
        next.usedBeforePauseMS = usedMS(at: moment, calendar: calendar)
        next.stoppedAt = max(moment, pausedAt ?? runningSince)
        return next
    }

    /// The clock with its deadline worked out anew, for when holidays have been announced. A stopped clock keeps its.
    package func recalculated(calendar: WorkCalendar) throws -> StageClock {
        var next: StageClock = self
        next.deadline = try deadline(calendar: calendar)
        return next
    }

    private func refuseStopped() throws {
        if isStopped { throw ClockTrouble.stopped }
    }
}

/// What can be wrong with a change of a clock.
enum ClockTrouble {
    static let stopped: CityError = CityError(
        .conflict,
        "clock.stopped",
        Wording("计时已结束，不能再改动", "The clock has stopped and cannot be changed any more")
    )
    static let paused: CityError = CityError(
        .conflict,
        "clock.paused",
        Wording("计时已暂停，恢复后才能再次暂停", "The clock is paused already; resume it before pausing again")
    )
    static let notPaused: CityError = CityError(
        .conflict,
        "clock.not_paused",
        Wording("计时没有暂停，无需恢复", "The clock is not paused, so there is nothing to resume")
    )
    static let extensionCount: CityError = .invalid(
        "extensions",
        "clock.extension",
        Wording("延期次数须在 1 到 100 之间", "The number of extensions must be between 1 and 100")
    )

    static func running(_ kind: ClockKind) -> CityError {
        CityError(
            .conflict,
            "clock.running",
            Wording(
                "“\(kind.title.zh)”计时尚未结束，不能重新开始",
                "The clock “\(kind.title.en)” has not stopped yet; stop it first"
            )
        )
    }

    static func absent(_ kind: ClockKind) -> CityError {
        CityError(
            .conflict,
            "clock.absent",
            Wording("没有进行中的“\(kind.title.zh)”计时", "There is no clock “\(kind.title.en)” to change")
        )
    }
}
