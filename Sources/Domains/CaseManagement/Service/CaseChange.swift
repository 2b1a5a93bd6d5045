import CityCore
import CityRegistry
import CityWorkflow

/// A case on its way from one version to the next: the record, its clocks, and what is to be told of the change.
struct CaseChange {
    let earlier: CaseRecord
    let earlierClocks: ClockSet
    var record: CaseRecord
    var clocks: ClockSet
    /// What changed besides the state, for the history.
    var details: [String: String] = [:]
    /// Who gets a verification or check, when not the collector of the grid.
    var assignee: AccountID?

    init(_ record: CaseRecord, clocks: ClockSet) {
        earlier = record
        earlierClocks = clocks
        self.record = record
        self.clocks = clocks
    }

    /// Sets what follows from the state and the clocks: whose turn, what is due, which lamp.
    mutating func settle(at now: Timestamp, calendar: WorkCalendar, lamps: LampRule) {
        let role: CaseRole? = CaseWorkflow.turn(in: record.state)
        record.turn = CaseTurn(
            role: role,
            organisation: role?.belongsToHandlingOrganisation == true ? record.organisation : nil,
            account: role == .collector ? assignee : nil
        )
        record.settleClocks(clocks, at: now, calendar: calendar, lamps: lamps)
    }
}

extension CaseRecord {
    /// What the clocks say now, for lists and timers.
    mutating func settleClocks(_ clocks: ClockSet, at now: Timestamp, calendar: WorkCalendar, lamps: LampRule) {
        let stage: StageClock? = CaseWorkflow.clock(in: state).flatMap { clocks.open($0) }
        stageDueAt = stage?.deadline
        lamp = stage?.lamp(at: now, calendar: calendar, rule: lamps)
        lampChangesAt = stage?.nextLampChange(after: now, calendar: calendar, rule: lamps)
        if let total = clocks.clocks.last(where: { $0.kind == ClockKind.total.name }) {
            dueAt = total.deadline ?? dueAt
        }
    }
}
