import CityCore
import CityGeo
package import CityWorkflow

/// The rules in force and the fences, made ready for being asked with every position. Built anew when either changes.
package struct AlertBook: Sendable {
    struct Rule: Sendable {
        let rule: AlertRule
        /// Positions in `fences`.
        let inside: Set<Int>?
        let outside: Set<Int>?
        let alarms: UInt32
    }

    let rules: [Rule]
    let fences: [Fence]
    let index: GridIndex<Int>
    let calendar: WorkCalendar

    package init(rules: [AlertRule], fences: [Fence], calendar: WorkCalendar) throws {
        let active: [Fence] = fences.filter(\.isActive)
        self.fences = active
        self.calendar = calendar
        index = GridIndex(try active.enumerated().map { ($0.offset, try $0.element.ground()) })
        self.rules = rules.map { rule in
            Rule(
                rule: rule,
                inside: rule.conditions.inside.map { Self.chosen($0, of: active) },
                outside: rule.conditions.outside.map { Self.chosen($0, of: active) },
                alarms: (rule.conditions.alarmBits ?? []).reduce(0) { $0 | UInt32(1) << UInt32($1 & 31) }
            )
        }
    }

    private static func chosen(_ choice: FenceChoice, of fences: [Fence]) -> Set<Int> {
        let named: Set<String> = Set(choice.fences ?? [])
        return Set(
            fences.indices.filter { index in
                named.contains(fences[index].id.text) || (choice.kind.map { $0 == fences[index].kind } ?? false)
            }
        )
    }

    /// Whether all conditions of a rule hold, silence aside.
    func holds(_ rule: Rule, _ position: Position, inside: Set<Int>) -> Bool {
        let conditions: AlertConditions = rule.rule.conditions
        if conditions.silentSeconds != nil { return false }
        if let fences = rule.inside, inside.isDisjoint(with: fences) { return false }
        if let fences = rule.outside, !inside.isDisjoint(with: fences) { return false }
        if let above = conditions.speedAboveKPH, position.speedKPH <= above { return false }
        if let below = conditions.speedBelowKPH, position.speedKPH >= below { return false }
        if let on = conditions.ignitionOn, position.status.contains(.ignitionOn) != on { return false }
        if rule.alarms != 0, position.alarms & rule.alarms == 0 { return false }
        let signals: VehicleSignals = position.signals
        if let safety = conditions.safety, !signals.noticed(safety, level: conditions.safetyLevel ?? 1) { return false }
        if let cover = conditions.cover, signals.cover != Self.number(cover, ["closed", "open"]) { return false }
        if let lift = conditions.lift, signals.lift != Self.number(lift, ["down", "up"]) { return false }
        if let load = conditions.load, signals.load != Self.number(load, ["empty", "half", "full"]) { return false }
        return isIn(rule.rule.window, position.at)
    }

    private static func number(_ name: String, _ names: [String]) -> UInt16 {
        UInt16((names.firstIndex(of: name) ?? 98) + 1)
    }

    func isIn(_ window: AlertWindow?, _ time: Timestamp) -> Bool {
        guard let window else { return true }
        let day: CivilDate = calendar.date(of: time)
        let minute: Int = Int((time - calendar.startOfDay(day)).milliseconds / 60_000)
        let goesOver: Bool = window.toMinute <= window.fromMinute
        let isInHours: Bool =
            goesOver
            ? minute >= window.fromMinute || minute < window.toMinute
            : minute >= window.fromMinute && minute < window.toMinute
        if !isInHours { return false }
        // After midnight the window still belongs to the day on which it began.
        let owner: CivilDate = goesOver && minute < window.toMinute ? day.adding(days: -1) : day
        switch window.days {
        case .all: return true
        case .work: return calendar.isWorkDay(owner)
        case .rest: return !calendar.isWorkDay(owner)
        }
    }
}
