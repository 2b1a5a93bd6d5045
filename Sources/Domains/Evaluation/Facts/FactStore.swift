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

/// Every statement that writes `evaluation_fact`.
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
        let kind: FactKind = try FactKind(stored: try row.get("kind"))
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

    static let rowsMax: Int = 40
}
