import CityCore
import CityRegistry
import CitySQL
import CityWorkflow

// Cases that were imported before and have changed since.
extension CaseImportBatch {
    /// Takes over what the other system says now, and notes it in the history. A case that is open in both keeps its state
    /// and its clocks here, unless its target has moved: what is being done here is known better here.
    func update(_ row: Row, counting counters: inout CounterChanges, in db: any SQLConnection) throws -> CaseID {
        let draft: CaseDraft = row.draft
        guard let earlier = try CaseStore.find(origin: setting.system, number: draft.number, in: db) else {
            throw CityError.fault("case \(setting.system) \(draft.number) is gone")
        }
        var change: CaseChange = CaseChange(earlier, clocks: try CaseClockStore.load(earlier.id, in: db))
        change.assignee = earlier.turn.account
        fill(&change.record, from: row)
        keep(&change.record, of: earlier)
        let staysOpen: Bool = !earlier.state.isFinal && !draft.state.isFinal
        if !staysOpen { change.record.state = draft.state }
        try moveClocks(&change, draft, staysOpen: staysOpen)
        change.settle(at: setting.now, calendar: setting.calendar, lamps: setting.lamps)
        change.record.dueAt = draft.targetAt
        change.record.version += 1
        let linked: HistoryEntry = CaseHistoryStore.link(entry(change, draft), to: &change.record)
        try CaseStore.update(change.record, from: earlier.version, in: db)
        try CaseHistoryStore.insert(linked, of: earlier.id, in: db)
        try CaseClockStore.save(earlier.id, change.clocks, over: change.earlierClocks, in: db)
        try CaseSearchStore.replace(earlier, by: change.record, in: db)
        counters.replace(earlier, by: change.record)
        return earlier.id
    }

    /// What was found out here and the row does not tell stays.
    private func keep(_ record: inout CaseRecord, of earlier: CaseRecord) {
        record.organisation = record.organisation ?? earlier.organisation
        record.subject = record.subject ?? earlier.subject
        if record.subject?.key == earlier.subject?.key { record.subject = earlier.subject }
        record.filedAt = record.filedAt ?? earlier.filedAt
        record.dispatchedAt = record.dispatchedAt ?? earlier.dispatchedAt
        record.handledAt = record.handledAt ?? earlier.handledAt
        record.reworkCount = max(record.reworkCount, earlier.reworkCount)
    }

    private func moveClocks(_ change: inout CaseChange, _ draft: CaseDraft, staysOpen: Bool) throws {
        if staysOpen, draft.targetAt == change.earlier.dueAt { return }
        let end: Timestamp = draft.closedAt ?? setting.now
        change.clocks = try change.clocks.applying([.stopAll], at: end, calendar: setting.calendar) { _ in .minutes(0) }
        change.clocks = try ImportedClocks.start(
            change.record.state,
            from: draft.openedAt,
            to: draft.targetAt,
            in: change.clocks
        )
    }

    private func entry(_ change: CaseChange, _ draft: CaseDraft) -> HistoryEntry {
        HistoryEntry(
            "import",
            at: setting.now,
            from: change.earlier.state,
            to: change.record.state,
            by: .system,
            for: change.record.turn,
            opinion: draft.closingNote,
            data: data(draft)
        )
    }
}
