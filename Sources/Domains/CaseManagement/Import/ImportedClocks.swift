import CityCore
import CityWorkflow

/// The clocks of a case that comes from elsewhere while it is open. Their deadline is the other system's target, to the
/// second; their limit is what lies between opening and target, rounded up to a unit that a limit can be told in, and
/// decides only when the lamp turns yellow.
enum ImportedClocks {
    private static let beforeFiling: Set<CaseState> = [.reported, .pendingFiling]

    /// None when there is no target, and none for a case that has ended.
    static func start(
        _ state: CaseState,
        from opened: Timestamp,
        to target: Timestamp?,
        in earlier: ClockSet = ClockSet()
    ) throws -> ClockSet {
        guard let target, let stage = CaseWorkflow.clock(in: state) else { return earlier }
        var kinds: [ClockKind] = [stage]
        if !beforeFiling.contains(state) { kinds.append(.total) }
        let limit: TimeLimit = try limit(target - opened)
        return ClockSet(
            earlier.clocks
                + kinds.map { kind in
                    StageClock(
                        kind: kind.name,
                        limit: limit,
                        startedAt: opened,
                        extraLimits: 0,
                        runningSince: opened,
                        pausedAt: nil,
                        stoppedAt: nil,
                        usedBeforePauseMS: 0,
                        deadline: target
                    )
                }
        )
    }

    private static func limit(_ span: TimeSpan) throws -> TimeLimit {
        func count(_ unit: TimeSpan) -> Int {
            Int((max(span, .zero).milliseconds + unit.milliseconds - 1) / unit.milliseconds)
        }
        let minutes: Int = count(.minutes(1))
        if minutes <= TimeLimit.amountMax { return try TimeLimit(minutes, .minute) }
        let hours: Int = count(.hours(1))
        if hours <= TimeLimit.amountMax { return try TimeLimit(hours, .urgentHour) }
        return try TimeLimit(min(count(.days(1)), TimeLimit.amountMax), .naturalDay)
    }
}
