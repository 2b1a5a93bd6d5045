package import CityCore

/// One row of a workflow: who may do what in which states, what it needs, and what comes of it.
package struct Transition<State: WorkflowState, Action: WorkflowAction, Role: WorkflowRole>: Sendable, Hashable {
    package let action: Action
    package let from: [State]
    package let outcome: Outcome<State>
    /// Nobody: only the city's own machinery does it (a timer, an import).
    package let roles: [Role]
    package let needs: [Requirement]
    package let clocks: [ClockChange]
    /// The row may lead out of a final state.
    package let reopens: Bool
    package let note: Wording?

    package init(
        _ action: Action,
        from: [State],
        to outcome: Outcome<State>,
        by roles: [Role],
        needs: [Requirement] = [],
        clocks: [ClockChange] = [],
        reopens: Bool = false,
        note: Wording? = nil
    ) {
        self.action = action
        self.from = from
        self.outcome = outcome
        self.roles = roles
        self.needs = needs
        self.clocks = clocks
        self.reopens = reopens
        self.note = note
    }

    package init(
        _ action: Action,
        from: [State],
        to state: State,
        by roles: [Role],
        needs: [Requirement] = [],
        clocks: [ClockChange] = [],
        reopens: Bool = false,
        note: Wording? = nil
    ) {
        self.init(
            action,
            from: from,
            to: .state(state),
            by: roles,
            needs: needs,
            clocks: clocks,
            reopens: reopens,
            note: note
        )
    }

    /// The state after this row; nil when it leads back and nobody knows where to.
    package func target(from current: State, previous: State?) -> State? {
        switch outcome {
        case .state(let state): state
        case .previous: previous
        case .same: current
        }
    }

    package func isOpen(to held: Set<Role>) -> Bool { roles.contains(where: held.contains) }

    /// What an action lacks, one bad field for each requirement that was not given.
    package func missing(given: Set<Requirement>) -> [FieldError] {
        needs.filter { !given.contains($0) }.map { need in
            FieldError(
                need.name,
                "workflow.missing",
                Wording("请提供\(need.title.zh)", "Please give: \(need.title.en)")
            )
        }
    }
}
