import CityCore
import CityCrypto
package import CitySQL

/// Proves the histories and recounts every counter, from nothing but the tables.
package struct CaseVerification: Sendable, Codable {
    package var cases: Int = 0
    package var entries: Int = 0
    package var counters: Int = 0
    /// What is wrong, at most `troublesMax` of them in words.
    package var troubles: [String] = []
    package var troubleCount: Int = 0

    private static let troublesMax: Int = 100

    package var isSound: Bool { troubleCount == 0 }

    package init(in db: any SQLConnection) throws {
        try checkHistories(in: db)
        try recount(in: db)
    }

    private mutating func note(_ trouble: String) {
        troubleCount += 1
        if troubles.count < Self.troublesMax { troubles.append(trouble) }
    }

    private mutating func checkHistories(in db: any SQLConnection) throws {
        var current: CaseID = CaseID("")
        var hash: String = HashChain.root
        var position: Int = 0
        var head: (hash: String, count: Int) = (HashChain.root, 0)
        func endOfCase(_ verification: inout CaseVerification) {
            if !current.text.isEmpty, head.hash != hash || head.count != position {
                verification.note("case \(current): the history ends elsewhere than the case says")
            }
        }
        let query: SQLQuery = """
            SELECT h.case_id AS case_id, c.history_hash AS head_hash, c.history_count AS head_count, c.number AS number,
                \(SQLQuery(trusted: Self.historyColumns))
            FROM case_history h LEFT JOIN case_case c ON c.id = h.case_id
            ORDER BY h.case_id, h.position
            """
        try db.each(query) { row in
            let id: CaseID = try row.get("case_id")
            if id != current {
                endOfCase(&self)
                current = id
                hash = HashChain.root
                position = 0
                head = (try row.getIfPresent("head_hash") ?? "", try row.getIfPresent("head_count") ?? -1)
            }
            let entry: HistoryEntry = try CaseHistoryStore.entry(row)
            if entry.position != position || entry.previousHash != hash || entry.hash != entry.computedHash(of: id) {
                note("case \(id): entry \(entry.position) was changed, moved or follows a gap")
            }
            hash = entry.hash
            position = entry.position + 1
            entries += 1
        }
        endOfCase(&self)
    }

    private static let historyColumns: String = """
        h.position, h.at, h.action, h.from_state, h.to_state, h.actor, h.actor_name, h.actor_role,
        h.actor_organisation, h.receiver_role, h.receiver_organisation, h.receiver_account, h.opinion, h.data,
        h.previous_hash, h.hash
        """

    private mutating func recount(in db: any SQLConnection) throws {
        var counted: [CounterKey: Int] = [:]
        try db.each("SELECT \(CaseRow.list) FROM case_case") { row in
            let record: CaseRecord = try CaseRow.record(row)
            for key in record.counterKeys { counted[key, default: 0] += 1 }
            if record.historyCount == 0 { note("case \(record.number) has no history") }
            cases += 1
        }
        let kept: [CounterKey: Int] = try CaseCounterStore.counts(
            CounterKey.Dimension.allCases,
            counties: nil,
            in: db
        )
        counters = kept.count
        for key in Set(counted.keys).union(kept.keys) where counted[key, default: 0] != kept[key, default: 0] {
            note(
                "counter \(key.dimension.rawValue) \(key.key) \(key.county) \(key.state.rawValue): "
                    + "kept \(kept[key, default: 0]), counted \(counted[key, default: 0])"
            )
        }
    }
}
