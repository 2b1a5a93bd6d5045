/// A mistake in a workflow's table. States and actions are named by their raw values.
package enum WorkflowProblem: Sendable, Hashable, CustomStringConvertible {
    /// Two rows for the same action in the same state.
    case duplicate(action: String, from: String)
    /// The row names no state to begin from.
    case withoutOrigin(action: String)
    case withoutInitial
    case unusedAction(String)
    case unreachable(state: String)
    /// From here no final state can be reached.
    case deadEnd(state: String)
    /// The row leaves a final state and is not marked as reopening.
    case leavesFinal(action: String, from: String)
    /// The row is marked as reopening and begins in no final state.
    case reopensNothing(action: String)
    /// The row leads back, and no row leads into the state from another one.
    case noWayBack(action: String, from: String)

    package var description: String {
        switch self {
        case .duplicate(let action, let from): "\(action) has two rows for the state \(from)"
        case .withoutOrigin(let action): "a row of \(action) names no state to begin from"
        case .withoutInitial: "there is no initial state"
        case .unusedAction(let action): "\(action) has no row"
        case .unreachable(let state): "\(state) cannot be reached"
        case .deadEnd(let state): "from \(state) no final state can be reached"
        case .leavesFinal(let action, let from): "\(action) leaves the final state \(from)"
        case .reopensNothing(let action): "\(action) is marked as reopening and begins in no final state"
        case .noWayBack(let action, let from): "\(action) leads back from \(from), and nothing leads into it"
        }
    }
}

extension Workflow {
    /// Every mistake in the table; a test expects none.
    package var problems: [WorkflowProblem] {
        var found: [WorkflowProblem] = initial.isEmpty ? [.withoutInitial] : []
        var seen: Set<[String]> = []
        for row in rows { found += problems(of: row, seen: &seen) }
        let used: Set<Action> = Set(rows.map(\.action))
        for action in Action.allCases where !used.contains(action) { found.append(.unusedAction(action.rawValue)) }
        let reached: Set<State> = closure(of: Set(initial)) { targets(of: $0) }
        let ending: Set<State> = closure(of: final) { state in
            Set(State.allCases.filter { targets(of: $0).contains(state) })
        }
        for state in State.allCases {
            if !reached.contains(state) { found.append(.unreachable(state: state.rawValue)) }
            if !ending.contains(state) { found.append(.deadEnd(state: state.rawValue)) }
        }
        return found
    }

    private func problems(of row: Row, seen: inout Set<[String]>) -> [WorkflowProblem] {
        let action: String = row.action.rawValue
        var found: [WorkflowProblem] = row.from.isEmpty ? [.withoutOrigin(action: action)] : []
        for state in row.from {
            if !seen.insert([action, state.rawValue]).inserted {
                found.append(.duplicate(action: action, from: state.rawValue))
            }
            if final.contains(state), row.outcome != .same, !row.reopens {
                found.append(.leavesFinal(action: action, from: state.rawValue))
            }
            if row.outcome == .previous, origins(of: state).isEmpty {
                found.append(.noWayBack(action: action, from: state.rawValue))
            }
        }
        if row.reopens, final.isDisjoint(with: row.from) { found.append(.reopensNothing(action: action)) }
        return found
    }

    /// The states from which this one is entered by a row that names it.
    func origins(of state: State) -> [State] {
        let into: [State] = rows.filter { $0.outcome == .state(state) }.flatMap(\.from)
        return State.allCases.filter { $0 != state && into.contains($0) }
    }

    /// Every state that one row leads to from this one.
    func targets(of state: State, through row: Row) -> [State] {
        switch row.outcome {
        case .state(let target): [target]
        case .previous: origins(of: state)
        case .same: [state]
        }
    }

    private func targets(of state: State) -> Set<State> {
        Set(rows.filter { $0.from.contains(state) }.flatMap { targets(of: state, through: $0) })
    }

    private func closure(of start: Set<State>, _ step: (State) -> Set<State>) -> Set<State> {
        var reached: Set<State> = start
        var waiting: [State] = Array(start)
        while let state = waiting.popLast() {
            for next in step(state) where reached.insert(next).inserted { waiting.append(next) }
        }
        return reached
    }
}
