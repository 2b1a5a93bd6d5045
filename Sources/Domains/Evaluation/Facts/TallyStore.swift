import CityCore
import CitySQL

/// Whose tally of which month.
struct TallyKey: Sendable, Hashable {
    var kind: JudgedKind
    var subject: String
    var month: Int

    /// Every tally that a fact is in.
    static func all(of stored: StoredFact) -> [TallyKey] {
        let month: Int = Month(of: stored.day).number
        return JudgedKind.allCases.compactMap { kind in
            kind.subject(of: stored.fact, at: stored.place).map { TallyKey(kind: kind, subject: $0, month: month) }
        }
    }
}

/// Every statement on `evaluation_tally`: what each subject has in each month, one row. A month of all grids is a
/// thousand rows, and not the tens of thousands that a row for each figure would be.
enum TallyStore {
    /// Adds changes; a tally that has come down to nothing is no row.
    static func apply(_ changes: [TallyKey: Tally], in db: any SQLConnection) throws {
        let keys: [TallyKey] = changes.keys.filter { changes[$0]?.counts.isEmpty == false }
        for start in stride(from: 0, to: keys.count, by: FactStore.rowsMax) {
            let some: ArraySlice<TallyKey> = keys[start..<min(start + FactStore.rowsMax, keys.count)]
            var tallies: [TallyKey: Tally] = try load(some, in: db)
            for key in some { tallies[key, default: Tally()].add(changes[key] ?? Tally()) }
            try save(tallies.filter { !$0.value.counts.isEmpty }, in: db)
            for (key, tally) in tallies where tally.counts.isEmpty {
                try db.send("DELETE FROM evaluation_tally WHERE \(condition(key))")
            }
        }
    }

    private static func condition(_ key: TallyKey) -> SQLQuery {
        "dimension = \(key.kind.rawValue) AND subject = \(key.subject) AND month = \(key.month)"
    }

    private static func load(_ keys: ArraySlice<TallyKey>, in db: any SQLConnection) throws -> [TallyKey: Tally] {
        let conditions: [SQLQuery] = keys.map { "(" + condition($0) + ")" }
        var tallies: [TallyKey: Tally] = [:]
        try db.each(
            """
            SELECT dimension, subject, month, tally FROM evaluation_tally
            WHERE \(conditions.joined(separator: " OR "))
            """
        ) { row in
            let name: String = try row.get("dimension")
            guard let kind = JudgedKind(rawValue: name) else { throw CityError.fault("dimension \(name)") }
            let key: TallyKey =
                TallyKey(kind: kind, subject: try row.get("subject"), month: try row.get("month"))
            tallies[key] = try Tally(text: try row.get("tally"))
        }
        return tallies
    }

    private static func save(_ tallies: [TallyKey: Tally], in db: any SQLConnection) throws {
        if tallies.isEmpty { return }
        let rows: [SQLQuery] = tallies.map { key, tally in
            "(\(key.kind.rawValue), \(key.subject), \(key.month), \(tally.text))"
        }
        try db.send(
            """
            INSERT INTO evaluation_tally (dimension, subject, month, tally) VALUES \(rows.joined(separator: ", "))
            ON CONFLICT (dimension, subject, month) DO UPDATE SET tally = excluded.tally
            """
        )
    }

    /// Those that have facts or tallies.
    static func months(in db: any SQLConnection) throws -> [Int] {
        let days: [Int] = try db.rows("SELECT DISTINCT day FROM evaluation_fact WHERE removed IS NULL").map { row in
            try row.get("day")
        }
        let counted: [Int] = try db.rows("SELECT DISTINCT month FROM evaluation_tally").map { try $0.get("month") }
        return Set(days.map { Month(of: $0).number }).union(counted).sorted()
    }

    /// Whoever changes facts meanwhile waits for the revision.
    static func recount(_ number: Int, in db: any SQLConnection) throws {
        _ = try EvaluationState.nextRevision(in: db)
        let month: Month = Month(number: number)
        try db.run("DELETE FROM evaluation_tally WHERE month = \(number)")
        for kind in JudgedKind.allCases {
            let counted: [String: Tally] =
                try TallyReader(dimension: kind).readFacts(month.firstDay...month.lastDay, in: db)
            let subjects: [String] = counted.keys.sorted()
            for start in stride(from: 0, to: subjects.count, by: FactStore.rowsMax) {
                var tallies: [TallyKey: Tally] = [:]
                for subject in subjects[start..<min(start + FactStore.rowsMax, subjects.count)] {
                    tallies[TallyKey(kind: kind, subject: subject, month: number)] = counted[subject]
                }
                try save(tallies, in: db)
            }
        }
    }

    /// Of some months, added up. - Parameter subject: only this one; nil is all.
    static func add(
        _ months: [Int],
        _ kind: JudgedKind,
        subject: String?,
        to tallies: inout [String: Tally],
        in db: any SQLConnection
    ) throws {
        if months.isEmpty { return }
        let narrowed: SQLQuery = subject.map { " AND subject = \($0)" } ?? .empty
        try db.each(
            """
            SELECT subject, tally FROM evaluation_tally
            WHERE dimension = \(kind.rawValue) AND month IN \(list: months)\(narrowed)
            """
        ) { row in
            let subject: String = try String(sqlValue: row.values[0])
            try tallies[subject, default: Tally()].add(text: try String(sqlValue: row.values[1]))
        }
    }
}
