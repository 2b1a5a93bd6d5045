package import CityCore

/// A workflow as a table: every change that a thing's state can go through, one row each.
package struct Workflow<State: WorkflowState, Action: WorkflowAction, Role: WorkflowRole>: Sendable {
    package typealias Row = Transition<State, Action, Role>

    package let initial: [State]
    package let final: Set<State>
    package let rows: [Row]
    private let index: [Change: Int]

    private struct Change: Hashable {
        let action: Action
        let from: State
    }

    package init(initial: [State], final: Set<State>, rows: [Row]) {
        self.initial = initial
        self.final = final
        self.rows = rows
        var index: [Change: Int] = [:]
        for (number, row) in rows.enumerated() {
            for state in row.from {
                let change: Change = Change(action: row.action, from: state)
                if index[change] == nil { index[change] = number }
            }
        }
        self.index = index
    }

    package func transition(_ action: Action, from state: State) -> Row? {
        index[Change(action: action, from: state)].map { rows[$0] }
    }

    /// What can happen in a state, in the order of the table.
    package func actions(from state: State) -> [Action] {
        rows.filter { $0.from.contains(state) }.map(\.action)
    }

    /// What somebody with these roles can do in a state.
    package func actions(from state: State, by roles: Set<Role>) -> [Action] {
        rows.filter { $0.from.contains(state) && $0.isOpen(to: roles) }.map(\.action)
    }

    /// The row for an action that somebody asks for, or the refusal to show.
    package func permitted(_ action: Action, from state: State, by roles: Set<Role>) throws -> Row {
        guard let row = transition(action, from: state) else {
            throw CityError(
                .conflict,
                "workflow.wrong_state",
                Wording(
                    "当前是“\(state.title.zh)”状态，不能\(action.title.zh)，请刷新后再看",
                    "This is in the state “\(state.title.en)”, where “\(action.title.en)” is not possible; please reload"
                )
            )
        }
        guard row.isOpen(to: roles) else {
            throw CityError(
                .forbidden,
                "workflow.wrong_role",
                Wording(
                    "您的岗位不能\(action.title.zh)，请交由\(row.who.zh)办理",
                    "Your role may not do “\(action.title.en)”; it is done by: \(row.who.en)"
                )
            )
        }
        return row
    }
}

extension Transition {
    /// Who may do it, as a list of titles.
    package var who: Wording {
        roles.isEmpty ? Wording("系统", "the system") : .list(roles.map(\.title))
    }
}

extension Wording {
    /// `甲、乙` and “a, b”.
    static func list(_ words: [Wording]) -> Wording {
        Wording(words.map(\.zh).joined(separator: "、"), words.map(\.en).joined(separator: ", "))
    }
}
