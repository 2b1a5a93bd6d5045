import CityCore
import CitySQL

/// What is counted alike: facts of one kind with the same marks.
package struct Signal: Sendable, Hashable {
    package var kind: FactKind
    package var marks: FactMarks

    package init(_ kind: FactKind, _ marks: FactMarks) {
        self.kind = kind
        self.marks = marks
    }
}

/// How many facts of each signal a subject has in a period. Everything else is made of this.
package struct Tally: Sendable, Hashable {
    package private(set) var counts: [Signal: Int] = [:]

    package init() {}

    package mutating func add(_ count: Int, of signal: Signal) {
        let sum: Int = counts[signal, default: 0] + count
        counts[signal] = sum == 0 ? nil : sum
    }

    package mutating func add(_ other: Tally) {
        for (signal, count) in other.counts { add(count, of: signal) }
    }
}

// How a tally is stored: `due.case:3:12 file:0:5`.
extension Tally {
    /// Sorted, so that equal tallies are equal texts.
    var text: String {
        counts.map { "\($0.key.kind.rawValue):\($0.key.marks.rawValue):\($0.value)" }.sorted().joined(separator: " ")
    }

    init(text: String) throws {
        self.init()
        try add(text: text)
    }

    mutating func add(text: String) throws {
        for item in text.utf8.split(separator: UInt8(ascii: " ")) {
            let parts: [Substring.UTF8View] = item.split(separator: UInt8(ascii: ":"))
            guard parts.count == 3, let marks = Int(Substring(parts[1])), let count = Int(Substring(parts[2])) else {
                throw CityError.fault("tally \(Substring(item))")
            }
            add(count, of: Signal(try FactKind(stored: String(Substring(parts[0]))), FactMarks(rawValue: marks)))
        }
    }
}

/// Reads tallies: whole months as they are kept, the days before and after from the facts. A month of which more than
/// half is asked for is read whole, and the other days are taken off again.
struct TallyReader {
    let dimension: JudgedKind
    /// Only this subject; nil is all.
    var subject: String?

    func read(_ days: ClosedRange<Int>, in db: any SQLConnection) throws -> [String: Tally] {
        var tallies: [String: Tally] = [:]
        let months: ClosedRange<Int> = Month(of: days.lowerBound).number...Month(of: days.upperBound).number
        var whole: [Int] = []
        for number in months {
            let month: Month = Month(number: number)
            let asked: ClosedRange<Int> =
                max(month.firstDay, days.lowerBound)...min(month.lastDay, days.upperBound)
            if asked.count * 2 <= month.lastDay - month.firstDay + 1 {
                try addFacts(asked, sign: 1, to: &tallies, in: db)
                continue
            }
            whole.append(number)
            if asked.lowerBound > month.firstDay {
                try addFacts(month.firstDay...asked.lowerBound - 1, sign: -1, to: &tallies, in: db)
            }
            if asked.upperBound < month.lastDay {
                try addFacts(asked.upperBound + 1...month.lastDay, sign: -1, to: &tallies, in: db)
            }
        }
        try TallyStore.add(whole, dimension, subject: subject, to: &tallies, in: db)
        return tallies.filter { !$0.value.counts.isEmpty }
    }

    /// The same from the facts as they were at a revision: what a closed period is explained by.
    func read(_ days: ClosedRange<Int>, at revision: Int, in db: any SQLConnection) throws -> [String: Tally] {
        var tallies: [String: Tally] = [:]
        try addFacts(days, sign: 1, held: FactQuery.held(at: revision), to: &tallies, in: db)
        return tallies
    }

    /// What is kept of a month, and what its facts say: the two must be equal.
    func readKept(of month: Int, in db: any SQLConnection) throws -> [String: Tally] {
        var tallies: [String: Tally] = [:]
        try TallyStore.add([month], dimension, subject: subject, to: &tallies, in: db)
        return tallies.filter { !$0.value.counts.isEmpty }
    }

    func readFacts(_ days: ClosedRange<Int>, in db: any SQLConnection) throws -> [String: Tally] {
        var tallies: [String: Tally] = [:]
        try addFacts(days, sign: 1, to: &tallies, in: db)
        return tallies
    }

    private func addFacts(
        _ days: ClosedRange<Int>,
        sign: Int,
        held: SQLQuery = "removed IS NULL",
        to tallies: inout [String: Tally],
        in db: any SQLConnection
    ) throws {
        let (expression, condition) = dimension.expression
        var conditions: [SQLQuery] = [
            "kind IN \(list: FactKind.allCases.map(\.rawValue))",
            "day BETWEEN \(days.lowerBound) AND \(days.upperBound)", held, condition,
        ]
        if let subject { conditions.append(dimension.condition(of: subject)) }
        let query: SQLQuery = """
            SELECT \(expression) AS subject, kind, marks, COUNT(*) AS n FROM evaluation_fact\(conditions.whereClause)
            GROUP BY 1, 2, 3 ORDER BY 1
            """
        try gather(query, sign: sign, into: &tallies, in: db)
    }

    /// Rows come sorted by subject, so each tally is put away once.
    private func gather(
        _ query: SQLQuery,
        sign: Int,
        into tallies: inout [String: Tally],
        in db: any SQLConnection
    ) throws {
        var current: String?
        var tally: Tally = Tally()
        try db.each(query) { row in
            let subject: String = try String(sqlValue: row.values[0])
            if subject != current {
                if let current { tallies[current] = tally }
                current = subject
                tally = tallies[subject] ?? Tally()
            }
            let kind: FactKind = try FactKind(stored: try String(sqlValue: row.values[1]))
            let marks: FactMarks = FactMarks(rawValue: try Int(sqlValue: row.values[2]))
            tally.add(sign * (try Int(sqlValue: row.values[3])), of: Signal(kind, marks))
        }
        if let current { tallies[current] = tally }
    }
}

/// The facts behind a number.
struct FactQuery {
    static func held(at revision: Int?) -> SQLQuery {
        guard let revision else { return "removed IS NULL" }
        return "(added <= \(revision) AND (removed IS NULL OR removed > \(revision)))"
    }

    let figure: Definition.Figure
    let dimension: JudgedKind
    let subject: String
    let days: ClosedRange<Int>
    let revision: Int?

    private var conditions: [SQLQuery] {
        let (all, none) = (figure.all.rawValue, figure.none.rawValue)
        return [
            "kind = \(figure.kind.rawValue)", "day BETWEEN \(days.lowerBound) AND \(days.upperBound)",
            FactQuery.held(at: revision), dimension.condition(of: subject), "(marks & \(all)) = \(all)",
            "(marks & \(none)) = 0",
        ]
    }

    func count(in db: any SQLConnection) throws -> Int {
        try db.value("SELECT COUNT(*) FROM evaluation_fact\(conditions.whereClause)")
    }

    /// By day, the newest first.
    func page(_ page: PageRequest, in db: any SQLConnection) throws -> Page<StoredFact> {
        var conditions: [SQLQuery] = conditions
        if let after = page.after {
            let key: [String] = try after.key(of: "evaluation.facts", count: 3)
            guard let day = Int(key[0]), let ordinal = Int(key[2]) else { throw Cursor.invalid }
            conditions.append(
                "(day < \(day) OR (day = \(day) AND (case_id, ordinal) > (\(key[1]), \(ordinal))))"
            )
        }
        let facts: [StoredFact] = try db.rows(
            """
            SELECT \(FactStore.columns) FROM evaluation_fact\(conditions.whereClause)
            ORDER BY day DESC, case_id, ordinal LIMIT \(page.limit + 1)
            """
        ).map(FactStore.fact)
        return Page(overfetched: facts, limit: page.limit) { last in
            Cursor(list: "evaluation.facts", key: ["\(last.day)", last.caseID, "\(last.fact.ordinal)"])
        }
    }
}
