package import CityCore
package import CityWorkflow

/// What a city may set differently (defaults: fact sheet §14, none of them verified against the standards).
package struct CaseSettings: Sendable {
    package var acceptance: TimeLimit = .minutes(15)
    package var verification: TimeLimit = .urgentHours(24)
    package var filing: TimeLimit = .minutes(15)
    package var dispatch: TimeLimit = .minutes(15)
    package var checkDispatch: TimeLimit = .minutes(30)
    package var check: TimeLimit = .urgentHours(2)
    package var closing: TimeLimit = .minutes(30)
    /// The limit of the whole case is the handling limit taken this many times.
    package var totalTimesHandling: Int = 2
    /// Used when a case has no condition with a limit of its own.
    package var handlingFallback: TimeLimit = .workDays(5)
    package var extensionMax: Int = 2
    package var suspensionMax: TimeSpan = .days(365)
    package var similarDistanceM: Double = 50
    package var similarWindow: TimeSpan = .hours(24)
    /// The city's zone, for dates in case numbers.
    package var zoneOffset: TimeSpan = .hours(8)
    package var lamps: LampRule = .standard

    package init() {}

    package func limit(of kind: ClockKind, handling: TimeLimit) -> TimeLimit {
        switch kind {
        case .acceptance: acceptance
        case .verification: verification
        case .filing: filing
        case .dispatch: dispatch
        case .checkDispatch: checkDispatch
        case .check: check
        case .closing: closing
        case .total: handling.times(totalTimesHandling)
        default: handling
        }
    }
}
