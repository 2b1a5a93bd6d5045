import CityCore
import CitySQL

/// A fact with its case and place, as it is stored and listed.
package struct StoredFact: Sendable, Hashable {
    package var caseID: String
    package var fact: Fact
    package var place: FactPlace
    /// In the city's zone.
    package var day: Int
}

/// A month as a number: 24318 is June 2026 (12 × year + month - 1).
struct Month: Sendable, Hashable {
    let number: Int

    init(of day: Int) {
        let date: CivilDate = CivilDate(dayNumber: day)
        number = date.year * 12 + date.month - 1
    }

    init(number: Int) {
        self.number = number
    }

    var firstDay: Int { CivilDate(year: number / 12, month: number % 12 + 1, day: 1)?.dayNumber ?? 0 }
    var lastDay: Int { Month(number: number + 1).firstDay - 1 }
}

/// Every statement that writes `evaluation_fact` and `evaluation_count`.
enum FactStore {
    static let columns: SQLQuery = """
        case_id, kind, ordinal, day, at, marks, area, grid, responsibility_grid, small_class, organisation, post, person,
        contractor
        """

    /// The facts that hold now, of some cases.
    static func current(of cases: [String], in db: any SQLConnection) throws -> Set<StoredFact> {
        var facts: Set<StoredFact> = []
        try db.each(
            "SELECT \(columns) FROM evaluation_fact WHERE case_id IN \(list: cases) AND removed IS NULL"
        ) { facts.insert(try fact($0)) }
        return facts
    }

    static func fact(_ row: SQLRow) throws -> StoredFact {
        let name: String = try row.get("kind")
        guard let kind = FactKind(rawValue: name) else { throw CityError.fault("fact \(name)") }
        return StoredFact(
            caseID: try row.get("case_id"),
            fact: Fact(
                kind,
                ordinal: try row.get("ordinal"),
                at: try row.get("at"),
                marks: FactMarks(rawValue: try row.get("marks")),
                organisation: try row.getIfPresent("organisation"),
                post: try row.getIfPresent("post"),
                person: try row.getIfPresent("person"),
                contractor: try row.getIfPresent("contractor")
            ),
            place: FactPlace(
                area: try row.get("area"),
                grid: try row.getIfPresent("grid"),
                responsibilityGrid: try row.getIfPresent("responsibility_grid"),
                smallClass: try row.getIfPresent("small_class")
            ),
            day: try row.get("day")
        )
    }

    static func insert(_ facts: [StoredFact], revision: Int, in db: any SQLConnection) throws {
        for start in stride(from: 0, to: facts.count, by: rowsMax) {
            let rows: [SQLQuery] = facts[start..<min(start + rowsMax, facts.count)].map { stored in
                let (fact, place) = (stored.fact, stored.place)
                return """
                    (\(stored.caseID), \(fact.kind.rawValue), \(fact.ordinal), \(stored.day), \(fact.at),
                    \(fact.marks.rawValue), \(place.area), \(place.grid), \(place.responsibilityGrid),
                    \(place.smallClass), \(fact.organisation), \(fact.post), \(fact.person), \(fact.contractor),
                    \(revision))
                    """
            }
            try db.send(
                "INSERT INTO evaluation_fact (\(columns), added) VALUES \(rows.joined(separator: ", "))"
            )
        }
    }

    /// Takes a fact away; where a closed period counted it, it stays as something that held until now.
    static func remove(
        _ stored: StoredFact,
        keptIn closed: [ClosedRange<Int>],
        revision: Int,
        in db: any SQLConnection
    ) throws {
        let key: SQLQuery = """
            case_id = \(stored.caseID) AND kind = \(stored.fact.kind.rawValue) AND ordinal = \(stored.fact.ordinal)
            AND removed IS NULL
            """
        if closed.contains(where: { $0.contains(stored.day) }) {
            try db.run("UPDATE evaluation_fact SET removed = \(revision) WHERE \(key)")
        } else {
            try db.run("DELETE FROM evaluation_fact WHERE \(key)")
        }
    }

    static func apply(_ changes: [CountKey: Int], in db: any SQLConnection) throws {
        let rows: [(key: CountKey, value: Int)] = changes.filter { $0.value != 0 }.map { ($0.key, $0.value) }
        for start in stride(from: 0, to: rows.count, by: rowsMax) {
            let values: [SQLQuery] = rows[start..<min(start + rowsMax, rows.count)].map { key, delta in
                """
                (\(key.month), \(key.dimension.rawValue), \(key.subject), \(key.kind.rawValue), \(key.marks.rawValue),
                \(delta))
                """
            }
            try db.send(
                """
                INSERT INTO evaluation_count (month, dimension, subject, kind, marks, n)
                VALUES \(values.joined(separator: ", "))
                ON CONFLICT (month, dimension, subject, kind, marks)
                DO UPDATE SET n = evaluation_count.n + excluded.n
                """
            )
        }
        try forgetZeros(rows.filter { $0.value < 0 }.map(\.key), in: db)
    }

    /// A counter that has come down to nothing is no row.
    private static func forgetZeros(_ keys: [CountKey], in db: any SQLConnection) throws {
        for start in stride(from: 0, to: keys.count, by: rowsMax) {
            let values: [SQLQuery] = keys[start..<min(start + rowsMax, keys.count)].map { key in
                """
                (\(key.month), \(key.dimension.rawValue), \(key.subject), \(key.kind.rawValue), \(key.marks.rawValue))
                """
            }
            try db.send(
                """
                DELETE FROM evaluation_count
                WHERE (month, dimension, subject, kind, marks) IN (VALUES \(values.joined(separator: ", "))) AND n = 0
                """
            )
        }
    }

    private static let rowsMax: Int = 40
}

/// One kept counter.
struct CountKey: Sendable, Hashable {
    var month: Int
    var dimension: JudgedKind
    var subject: String
    var kind: FactKind
    var marks: FactMarks

    /// Every counter that a fact is in.
    static func all(of stored: StoredFact) -> [CountKey] {
        let month: Int = Month(of: stored.day).number
        return JudgedKind.allCases.compactMap { dimension in
            dimension.subject(of: stored.fact, at: stored.place).map { subject in
                CountKey(
                    month: month,
                    dimension: dimension,
                    subject: subject,
                    kind: stored.fact.kind,
                    marks: stored.fact.marks
                )
            }
        }
    }
}
