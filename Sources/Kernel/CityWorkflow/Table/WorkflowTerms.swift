package import CityCore

/// A word of a workflow: stored by its raw value, shown by its title.
package protocol WorkflowTerm: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    var title: Wording { get }
}

package protocol WorkflowState: WorkflowTerm {}
package protocol WorkflowAction: WorkflowTerm {}
package protocol WorkflowRole: WorkflowTerm {}

/// What must be handed in with an action (a reason, a photo). Domains declare theirs as static members.
package struct Requirement: Sendable, Hashable {
    /// The stable name, also of the input field.
    package let name: String
    package let title: Wording

    package init(_ name: String, _ title: Wording) {
        self.name = name
        self.title = title
    }

    package static func == (left: Requirement, right: Requirement) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Where a transition leads.
package enum Outcome<State: WorkflowState>: Sendable, Hashable {
    case state(State)
    /// Back to the state from which the present one was entered.
    case previous
    case same
}
