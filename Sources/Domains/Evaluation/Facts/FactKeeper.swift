package import CityContracts
import CityCore
package import CityRegistry
package import CitySQL
import CityWorkflow

/// Keeps the facts of all cases and the tallies of each month in step with the cases' histories.
package struct FactKeeper: Sendable {
    let registry: Registry

    package init(registry: Registry) {
        self.registry = registry
    }

    /// Works the facts of some cases out anew and moves the tallies by what has changed. Answers how many facts did.
    @discardableResult
    package func renew(_ traces: [CaseTrace], in db: any SQLConnection) throws -> Int {
        if traces.isEmpty { return 0 }
        let revision: Int = try EvaluationState.nextRevision(in: db)
        let ids: [String] = traces.map(\.id)
        let exempt: Set<String> = try ExemptionStore.exempt(of: ids, in: db)
        let before: Set<StoredFact> = try FactStore.current(of: ids, in: db)
        let after: Set<StoredFact> = Set(traces.flatMap { facts(of: $0, isExempt: exempt.contains($0.id)) })
        let gone: Set<StoredFact> = before.subtracting(after)
        let new: Set<StoredFact> = after.subtracting(before)
        if gone.isEmpty, new.isEmpty { return 0 }
        let closed: [ClosedRange<Int>] = gone.isEmpty ? [] : try PeriodStore.closedDays(in: db)
        for fact in gone { try FactStore.remove(fact, keptIn: closed, revision: revision, in: db) }
        try FactStore.insert(Array(new), revision: revision, in: db)
        var changes: [TallyKey: Tally] = [:]
        for (facts, sign) in [(gone, -1), (new, 1)] {
            for fact in facts {
                let signal: Signal = Signal(fact.fact.kind, fact.fact.marks)
                for key in TallyKey.all(of: fact) { changes[key, default: Tally()].add(sign, of: signal) }
            }
        }
        try TallyStore.apply(changes, in: db)
        return gone.count + new.count
    }

    /// The facts of a case as they must be stored.
    package func facts(of trace: CaseTrace, isExempt: Bool) -> [StoredFact] {
        let place: FactPlace = FactPlace(
            area: trace.area,
            grid: trace.grid,
            responsibilityGrid: trace.responsibilityGrid,
            smallClass: trace.smallClass
        )
        let calendar = registry.current.calendar
        return CaseFacts.of(trace, isExempt: isExempt).map { fact in
            StoredFact(caseID: trace.id, fact: fact, place: place, day: calendar.date(of: fact.at).dayNumber)
        }
    }
}

/// The few numbers that evaluation keeps about itself.
enum EvaluationState {
    /// Every change of the facts has a number; a period that was closed names the last one that it counts. Taking it first
    /// also makes the writers of several processes wait for each other.
    static func nextRevision(in db: any SQLConnection) throws -> Int {
        try db.value("UPDATE evaluation_state SET value = value + 1 WHERE name = 'revision' RETURNING value")
    }

    /// Up to which case older ones have been worked out, and up to which they are to be; -1 before that is known.
    static func filling(in db: any SQLConnection) throws -> (done: Int, end: Int) {
        var values: [String: Int] = [:]
        try db.each("SELECT name, value FROM evaluation_state") { row in
            values[try row.get("name")] = try row.get("value", as: Int.self)
        }
        return (values["filled"] ?? 0, values["fill_to"] ?? -1)
    }

    static func set(_ name: String, to value: Int, in db: any SQLConnection) throws {
        try db.run("UPDATE evaluation_state SET value = \(value) WHERE name = \(name)")
    }
}

/// Every statement on `evaluation_exemption`: cases that an upheld objection leaves out of the statistics.
enum ExemptionStore {
    static func exempt(of cases: [String], in db: any SQLConnection) throws -> Set<String> {
        var found: Set<String> = []
        try db.each("SELECT case_id FROM evaluation_exemption WHERE case_id IN \(list: cases)") { row in
            found.insert(try row.get("case_id"))
        }
        return found
    }

    static func add(
        _ caseID: String,
        reason: String,
        objection: String,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO evaluation_exemption (case_id, reason, objection, by_account, at)
            VALUES (\(caseID), \(reason), \(objection), \(identity.account), \(now))
            ON CONFLICT (case_id) DO NOTHING
            """
        )
    }
}
