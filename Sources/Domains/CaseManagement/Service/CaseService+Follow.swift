import CityCore
import CityRegistry
import CitySQL
import CityWorkflow

// What follows from an action in the same transaction.
extension CaseService {
    func follow(
        _ action: CaseAction,
        _ record: CaseRecord,
        _ input: ActionInput,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CaseRecord {
        switch action {
        case .merge:
            try takeReporters(of: record, into: input.target, by: identity, at: now, in: db)
            return record
        case .file:
            return try dispatchByRule(record, at: now, in: db)
        case .amend where input.subject != nil || input.coordinate != nil:
            return try routeAgain(record, at: now, in: db)
        default:
            return record
        }
    }

    /// The case that others are merged into keeps all their reporters, and its history says so.
    private func takeReporters(
        of merged: CaseRecord,
        into target: CaseID?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        guard let target, let record = try CaseStore.find(target, in: db) else { return }
        for reporter in try CaseReporterStore.list(merged.id, in: db) {
            try CaseReporterStore.add(
                reporter.reporter,
                of: record.id,
                source: reporter.source,
                at: reporter.at,
                fromCase: reporter.fromCase ?? merged.id,
                in: db
            )
        }
        var change: CaseChange = CaseChange(record, clocks: try CaseClockStore.load(record.id, in: db))
        change.assignee = record.turn.account
        change.details = ["merged": merged.id.text, "number": merged.number]
        let entry: HistoryEntry = historyEntry("merge_in", change, nil, identity, nil, now)
        _ = try save(&change, entry, ActionInput(), by: identity, at: now, in: db)
    }

    /// A rule that is marked so dispatches at once, in the name of the system.
    private func dispatchByRule(
        _ record: CaseRecord,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CaseRecord {
        guard let suggested = record.suggestedOrganisation, let rule = record.routingRule,
            routing.current.isAutomatic(rule), registry.current.organisations.find(suggested)?.state == .active
        else { return record }
        return try perform(
            .dispatch,
            on: record.id,
            ActionInput(opinion: "按派遣规则 \(rule) 自动派遣"),
            expecting: nil,
            by: .system,
            at: now,
            in: db
        )
    }

    /// Sets the department that the rules in force suggest.
    func route(_ change: inout CaseChange, in db: any SQLConnection) throws {
        let decision: RoutingDecision? = try decide(change.record, in: db)
        change.record.suggestedOrganisation = decision?.organisation
        change.record.routingRule = decision?.rule
        change.details["suggested"] = decision?.organisation.text
        change.details["rule"] = decision?.rule
    }

    /// Runs the rules once more after class or place have changed, and notes it only if the answer is another one.
    /// A case that already lies with a department stays there: the dispatcher sees the new suggestion.
    private func routeAgain(_ record: CaseRecord, at now: Timestamp, in db: any SQLConnection) throws -> CaseRecord {
        guard record.filedAt != nil else { return record }
        let decision: RoutingDecision? = try decide(record, in: db)
        if decision?.organisation == record.suggestedOrganisation { return record }
        var change: CaseChange = CaseChange(record, clocks: try CaseClockStore.load(record.id, in: db))
        change.assignee = record.turn.account
        change.record.suggestedOrganisation = decision?.organisation
        change.record.routingRule = decision?.rule
        change.details = [
            "before": record.suggestedOrganisation?.text ?? "", "suggested": decision?.organisation.text ?? "",
            "rule": decision?.rule ?? "",
        ]
        let entry: HistoryEntry = historyEntry("route", change, nil, .system, nil, now)
        return try save(&change, entry, ActionInput(), by: .system, at: now, in: db)
    }

    private func decide(_ record: CaseRecord, in db: any SQLConnection) throws -> RoutingDecision? {
        let part: Part? = try record.part.flatMap { try PartStore.find($0, in: db) }
        let facts: RoutingFacts = RoutingFacts(record, part: part, isWorkTime: calendar.isWorkTime(record.reportedAt))
        return routing.current.decision(for: facts)
    }
}
