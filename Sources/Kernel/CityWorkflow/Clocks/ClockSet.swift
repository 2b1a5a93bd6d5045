package import CityCore

/// All clocks that a case has had, in the order of their starts; at most one of a kind has not stopped.
package struct ClockSet: Sendable, Hashable {
    package private(set) var clocks: [StageClock]

    package init(_ clocks: [StageClock] = []) {
        self.clocks = clocks
    }

    /// The clock of this kind that is running or paused.
    package func open(_ kind: ClockKind) -> StageClock? { indexOfOpen(kind).map { clocks[$0] } }

    /// Carries out what a transition says. `limit` tells how long a stage may take that is about to start.
    package func applying(
        _ changes: [ClockChange],
        at moment: Timestamp,
        calendar: WorkCalendar,
        limit: (ClockKind) throws -> TimeLimit
    ) throws -> ClockSet {
        var next: ClockSet = self
        for change in changes { try next.apply(change, at: moment, calendar: calendar, limit: limit) }
        return next
    }

    /// Grants an extension to the open clock of this kind.
    package func extending(_ kind: ClockKind, by count: Int = 1, calendar: WorkCalendar) throws -> ClockSet {
        var next: ClockSet = self
        try next.change(kind) { try $0.extend(by: count, calendar: calendar) }
        return next
    }

    private mutating func apply(
        _ change: ClockChange,
        at moment: Timestamp,
        calendar: WorkCalendar,
        limit: (ClockKind) throws -> TimeLimit
    ) throws {
        switch change {
        case .start(let kind):
            guard indexOfOpen(kind) == nil else { throw ClockTrouble.running(kind) }
            clocks.append(try .start(kind.name, limit: limit(kind), at: moment, calendar: calendar))
        case .stop(let kind):
            if indexOfOpen(kind) != nil { try self.change(kind) { try $0.stop(at: moment, calendar: calendar) } }
        case .restart(let kind):
            try apply(.stop(kind), at: moment, calendar: calendar, limit: limit)
            try apply(.start(kind), at: moment, calendar: calendar, limit: limit)
        case .pause(let kind): try self.change(kind) { try $0.pause(at: moment, calendar: calendar) }
        case .resume(let kind): try self.change(kind) { try $0.resume(at: moment, calendar: calendar) }
        case .stopAll: try changeAll { $0.isStopped ? $0 : try $0.stop(at: moment, calendar: calendar) }
        case .pauseAll: try changeAll { $0.isRunning ? try $0.pause(at: moment, calendar: calendar) : $0 }
        case .resumeAll: try changeAll { $0.isPaused ? try $0.resume(at: moment, calendar: calendar) : $0 }
        }
    }

    private mutating func change(_ kind: ClockKind, _ step: (StageClock) throws -> StageClock) throws {
        guard let index = indexOfOpen(kind) else { throw ClockTrouble.absent(kind) }
        clocks[index] = try step(clocks[index])
    }

    private mutating func changeAll(_ step: (StageClock) throws -> StageClock) rethrows {
        clocks = try clocks.map(step)
    }

    private func indexOfOpen(_ kind: ClockKind) -> Int? {
        clocks.lastIndex { $0.kind == kind.name && !$0.isStopped }
    }
}
