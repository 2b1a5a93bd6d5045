package import CityContracts
import CityCore
import CityRegistry
package import CitySQL
import CityWorkflow

/// Cases with their histories and clocks, as those see them who judge what happened. Three queries for many cases.
package enum CaseTraces {
    package static func of(_ ids: [String], in db: any SQLConnection) throws -> [CaseTrace] {
        if ids.isEmpty { return [] }
        return try traces(try CaseStore.list(Set(ids), in: db), in: db)
    }

    /// Every case after a place in the order of registration; the last one's place is where to go on.
    package static func next(
        after serial: Int,
        limit: Int,
        in db: any SQLConnection
    ) throws -> (traces: [CaseTrace], last: Int)? {
        var last: Int = serial
        var records: [CaseRecord] = []
        try db.each(
            "SELECT serial, \(CaseRow.list) FROM case_case WHERE serial > \(serial) ORDER BY serial LIMIT \(limit)"
        ) { row in
            last = try row.get("serial")
            records.append(try CaseRow.record(row))
        }
        return records.isEmpty ? nil : (try traces(records, in: db), last)
    }

    /// The place of the newest case, 0 when there is none.
    package static func lastSerial(in db: any SQLConnection) throws -> Int {
        try db.value("SELECT COALESCE(MAX(serial), 0) FROM case_case")
    }

    /// Of a case that is made but not written.
    package static func of(_ bulk: BulkCase) -> CaseTrace {
        trace(
            bulk.record,
            entries: bulk.histories.map { entry in
                CaseTrace.Entry(
                    at: entry.at,
                    action: entry.action,
                    to: entry.to.rawValue,
                    actor: entry.actor,
                    role: entry.actorRole?.rawValue,
                    actorOrganisation: entry.actorOrganisation,
                    receiverOrganisation: entry.receiver.organisation,
                    receiver: entry.receiver.account
                )
            },
            clocks: bulk.clocks.clocks.map { clock in
                CaseTrace.Clock(
                    kind: clock.kind,
                    startedAt: clock.startedAt,
                    deadline: clock.deadline,
                    stoppedAt: clock.stoppedAt,
                    isPaused: clock.isPaused
                )
            }
        )
    }

    private static func traces(_ records: [CaseRecord], in db: any SQLConnection) throws -> [CaseTrace] {
        let ids: [CaseID] = records.map(\.id)
        var entries: [CaseID: [CaseTrace.Entry]] = [:]
        try db.each(
            """
            SELECT case_id, at, action, to_state, actor, actor_role, actor_organisation, receiver_organisation,
                receiver_account
            FROM case_history WHERE case_id IN \(list: ids) ORDER BY case_id, position
            """
        ) { row in entries[try row.get("case_id"), default: []].append(try entry(row)) }
        var clocks: [CaseID: [CaseTrace.Clock]] = [:]
        try db.each(
            """
            SELECT case_id, kind, started_at, deadline, stopped_at, paused_at
            FROM case_clock WHERE case_id IN \(list: ids) ORDER BY case_id, position
            """
        ) { row in clocks[try row.get("case_id"), default: []].append(try clock(row)) }
        return records.map { record in
            trace(record, entries: entries[record.id] ?? [], clocks: clocks[record.id] ?? [])
        }
    }

    private static func entry(_ row: SQLRow) throws -> CaseTrace.Entry {
        CaseTrace.Entry(
            at: try row.get("at"),
            action: try row.get("action"),
            to: try row.get("to_state"),
            actor: try row.get("actor"),
            role: try row.getIfPresent("actor_role"),
            actorOrganisation: try row.getIfPresent("actor_organisation"),
            receiverOrganisation: try row.getIfPresent("receiver_organisation"),
            receiver: try row.getIfPresent("receiver_account")
        )
    }

    private static func clock(_ row: SQLRow) throws -> CaseTrace.Clock {
        let stoppedAt: Timestamp? = try row.getIfPresent("stopped_at")
        let pausedAt: Timestamp? = try row.getIfPresent("paused_at")
        return CaseTrace.Clock(
            kind: try row.get("kind"),
            startedAt: try row.get("started_at"),
            deadline: try row.getIfPresent("deadline"),
            stoppedAt: stoppedAt,
            isPaused: pausedAt != nil && stoppedAt == nil
        )
    }

    private static func trace(
        _ record: CaseRecord,
        entries: [CaseTrace.Entry],
        clocks: [CaseTrace.Clock]
    ) -> CaseTrace {
        var trace: CaseTrace = CaseTrace(
            id: record.id.text,
            number: record.number,
            state: record.state.rawValue,
            isPublic: record.source.isPublic,
            isCollected: record.source == .collector,
            area: record.place.area,
            reportedAt: record.reportedAt,
            entries: entries,
            clocks: clocks
        )
        trace.grid = record.place.grid
        trace.responsibilityGrid = record.place.responsibilityGrid
        trace.smallClass = record.subject?.key.text
        trace.organisation = record.organisation
        trace.filedAt = record.filedAt
        trace.dispatchedAt = record.dispatchedAt
        trace.handledAt = record.handledAt
        trace.closedAt = record.closedAt
        trace.dueAt = record.dueAt
        trace.closedOnTime = record.closedOnTime
        trace.satisfaction = record.satisfaction
        trace.isExempt = record.appeal == .upheld
        trace.isImported = record.origin != nil
        return trace
    }
}
