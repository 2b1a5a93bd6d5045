import CityCore

/// When it is a step's turn; pure.
enum IncidentFlow {
    /// The moment of its turn; nil while a step before it has not ended.
    static func turn(of step: IncidentStep, among steps: [IncidentStep], began: Timestamp) -> Timestamp? {
        var base: Timestamp = began
        for key in step.content.after {
            guard let before = steps.first(where: { $0.content.key == key }) else { continue }
            guard before.state.hasEnded, let ended = before.endedAt else { return nil }
            base = max(base, ended)
        }
        return base + .minutes(step.content.waitMinutes)
    }

    /// Those whose turn has come.
    static func ready(among steps: [IncidentStep], began: Timestamp, at now: Timestamp) -> [IncidentStep] {
        steps.filter { step in
            step.state == .waiting && (turn(of: step, among: steps, began: began).map { $0 <= now } ?? false)
        }
    }

    static func late(among steps: [IncidentStep], at now: Timestamp) -> [IncidentStep] {
        steps.filter { !$0.state.hasEnded && !$0.isLate && ($0.dueAt.map { $0 <= now } ?? false) }
    }
}
