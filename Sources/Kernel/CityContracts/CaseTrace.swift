package import CityCore

/// What a case has been through, for those who judge it: its facts as they stand, its history, its clocks.
package struct CaseTrace: Sendable, Hashable {
    package var id: String
    package var number: String
    /// A state of the workflow: `reported`, `closed`, `force_closed`, `cancelled`, …
    package var state: String
    /// Whether the public reported it, or a collector.
    package var isPublic: Bool
    package var isCollected: Bool
    package var area: String
    package var grid: String?
    package var responsibilityGrid: String?
    /// The small class, as `edition/kind/big/small`.
    package var smallClass: String?
    package var organisation: OrganisationID?
    package var reportedAt: Timestamp
    package var filedAt: Timestamp?
    package var dispatchedAt: Timestamp?
    package var handledAt: Timestamp?
    package var closedAt: Timestamp?
    package var dueAt: Timestamp?
    package var closedOnTime: Bool?
    package var satisfaction: Int?
    /// An appeal against "overdue" was upheld: the facts stay, the statistics leave it out.
    package var isExempt: Bool
    /// It came from another system, whose word on times is taken; its clocks here tell nothing of the past.
    package var isImported: Bool
    package var entries: [Entry]
    package var clocks: [Clock]

    /// One entry of the history.
    package struct Entry: Sendable, Hashable {
        package var at: Timestamp
        package var action: String
        package var to: String
        package var actor: AccountID
        /// `collector`, `acceptor`, `duty_officer`, `dispatcher`, `department`, …; nil for the system.
        package var role: String?
        package var actorOrganisation: OrganisationID?
        package var receiverOrganisation: OrganisationID?
        package var receiver: AccountID?

        package init(
            at: Timestamp,
            action: String,
            to: String,
            actor: AccountID,
            role: String? = nil,
            actorOrganisation: OrganisationID? = nil,
            receiverOrganisation: OrganisationID? = nil,
            receiver: AccountID? = nil
        ) {
            self.at = at
            self.action = action
            self.to = to
            self.actor = actor
            self.role = role
            self.actorOrganisation = actorOrganisation
            self.receiverOrganisation = receiverOrganisation
            self.receiver = receiver
        }
    }

    /// One clock that the case has had.
    package struct Clock: Sendable, Hashable {
        /// `acceptance`, `handling`, `total`, …
        package var kind: String
        package var startedAt: Timestamp
        /// None while it is paused.
        package var deadline: Timestamp?
        package var stoppedAt: Timestamp?
        package var isPaused: Bool

        package init(
            kind: String,
            startedAt: Timestamp,
            deadline: Timestamp?,
            stoppedAt: Timestamp?,
            isPaused: Bool = false
        ) {
            self.kind = kind
            self.startedAt = startedAt
            self.deadline = deadline
            self.stoppedAt = stoppedAt
            self.isPaused = isPaused
        }
    }

    package init(
        id: String,
        number: String,
        state: String,
        isPublic: Bool,
        isCollected: Bool,
        area: String,
        reportedAt: Timestamp,
        entries: [Entry] = [],
        clocks: [Clock] = []
    ) {
        self.id = id
        self.number = number
        self.state = state
        self.isPublic = isPublic
        self.isCollected = isCollected
        self.area = area
        self.reportedAt = reportedAt
        self.entries = entries
        self.clocks = clocks
        isExempt = false
        isImported = false
    }
}
