package import CityCore
import CityRegistry
package import CitySQL

/// Every statement that lists cases. A list that may come from several states or several scopes of rights is one
/// indexed query for each, of which only a page is read, put together by the engine: "any of these states, newest
/// first" is a thing that no index answers at once.
package enum CaseListStore {
    private static let branchesMax: Int = 120

    /// A page, newest first; a search goes by the number's order, which is that of registration.
    package static func page(
        _ filter: CaseFilter,
        visibleIn alternatives: [[SQLQuery]],
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<CaseRecord> {
        if let text = filter.text, let source = CaseSearchStore.source(text, dialect: db.dialect) {
            return try searchPage(filter, source, alternatives, page, in: db)
        }
        var conditions: [SQLQuery] = filter.conditions()
        if let after = page.after {
            let (time, id): (Timestamp, EntityID<Any>) = try after.moment(of: "cases")
            conditions.append("(reported_at, id) < (\(time), \(id.text))")
        }
        let states: [[SQLQuery]] = filter.states.isEmpty ? [[]] : filter.states.map { ["state = \($0)"] }
        let query: SQLQuery = union(
            branches(conditions, states, alternatives),
            order: "reported_at DESC, id DESC",
            limit: page.limit + 1
        )
        let rows: [CaseRecord] = try db.rows(query).map(CaseRow.record)
        return Page(overfetched: rows, limit: page.limit) { Cursor(list: "cases", $0.reportedAt, $0.id) }
    }

    package static let countMax: Int = 10_000

    /// How many cases a list holds in all, as far as is worth counting.
    package static func count(
        _ filter: CaseFilter,
        visibleIn alternatives: [[SQLQuery]],
        in db: any SQLConnection
    ) throws -> PageTotal {
        var from: SQLQuery = "case_case"
        var conditions: [SQLQuery] = filter.conditions()
        if let text = filter.text, let source = CaseSearchStore.source(text, dialect: db.dialect) {
            from = source.from
            conditions.insert(source.condition, at: 0)
        }
        if !filter.states.isEmpty { conditions.append("state IN \(list: filter.states)") }
        if let visible = condition(alternatives) { conditions.append(visible) }
        let counted: Int = try db.value(
            """
            SELECT COUNT(*) FROM (SELECT 1 AS one FROM \(from)\(conditions.whereClause) LIMIT \(countMax + 1)) AS found
            """
        )
        return PageTotal(counted: counted, max: countMax)
    }

    /// A page of whose turn it is, what burns first.
    static func inbox(
        _ turns: [[SQLQuery]],
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<CaseRecord> {
        var conditions: [SQLQuery] = []
        if let after = page.after {
            let key: [String] = try after.key(of: "inbox", count: 2)
            guard let due = Int64(key[0]) else { throw Cursor.invalid }
            conditions.append("(due_order, id) > (\(due), \(key[1]))")
        }
        let query: SQLQuery = union(
            branches(conditions, turns, [[]]),
            order: "due_order, id",
            limit: page.limit + 1
        )
        let rows: [CaseRecord] = try db.rows(query).map(CaseRow.record)
        return Page(overfetched: rows, limit: page.limit) { last in
            Cursor(list: "inbox", key: ["\(CaseRow.dueOrder(last))", last.id.text])
        }
    }

    /// Every case that somebody reported from this number, newest first.
    static func ofCaller(
        _ phone: String,
        visibleIn alternatives: [[SQLQuery]],
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<CaseRecord> {
        var conditions: [SQLQuery] = ["id IN (SELECT case_id FROM case_reporter WHERE phone = \(phone))"]
        if let visible = condition(alternatives) { conditions.append(visible) }
        if let after = page.after {
            let (time, id): (Timestamp, EntityID<Any>) = try after.moment(of: "caller")
            conditions.append("(reported_at, id) < (\(time), \(id.text))")
        }
        let rows: [CaseRecord] = try db.rows(
            """
            SELECT \(CaseRow.list) FROM case_case\(conditions.whereClause)
            ORDER BY reported_at DESC, id DESC LIMIT \(page.limit + 1)
            """
        ).map(CaseRow.record)
        return Page(overfetched: rows, limit: page.limit) { Cursor(list: "caller", $0.reportedAt, $0.id) }
    }

    /// One of the alternatives must hold; nil where one of them is everything.
    static func condition(_ alternatives: [[SQLQuery]]) -> SQLQuery? {
        alternatives.contains(where: \.isEmpty) ? nil : any(of: alternatives)
    }

    private static func any(of alternatives: [[SQLQuery]]) -> SQLQuery {
        "(" + alternatives.map { "(" + $0.joined(separator: " AND ") + ")" }.joined(separator: " OR ") + ")"
    }

    private static func searchPage(
        _ filter: CaseFilter,
        _ source: CaseSearchStore.Source,
        _ alternatives: [[SQLQuery]],
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<CaseRecord> {
        var conditions: [SQLQuery] = [source.condition] + filter.conditions()
        if !filter.states.isEmpty { conditions.append("state IN \(list: filter.states)") }
        if let visible = condition(alternatives) { conditions.append(visible) }
        if let after = page.after {
            let key: [String] = try after.key(of: "search", count: 1)
            guard let serial = Int64(key[0]) else { throw Cursor.invalid }
            conditions.append("\(source.order) < \(serial)")
        }
        let rows: [SQLRow] = try db.rows(
            """
            SELECT \(source.order) AS place, \(CaseRow.list) FROM \(source.from)\(conditions.whereClause)
            ORDER BY \(source.order) DESC LIMIT \(page.limit + 1)
            """
        )
        let found: [(Int64, CaseRecord)] = try rows.map { (try $0.get("place"), try CaseRow.record($0)) }
        let cut: Page<(Int64, CaseRecord)> = Page(overfetched: found, limit: page.limit) { last in
            Cursor(list: "search", key: ["\(last.0)"])
        }
        return cut.map(\.1)
    }

    private static func branches(
        _ conditions: [SQLQuery],
        _ first: [[SQLQuery]],
        _ second: [[SQLQuery]]
    ) -> [[SQLQuery]] {
        first.flatMap { left in second.map { right in left + right + conditions } }
    }

    /// Each branch is asked for one page; the page of all is among them.
    private static func union(_ branches: [[SQLQuery]], order: SQLQuery, limit: Int) -> SQLQuery {
        func select(_ conditions: [SQLQuery]) -> SQLQuery {
            "SELECT \(CaseRow.list) FROM case_case\(conditions.whereClause) ORDER BY \(order) LIMIT \(limit)"
        }
        if branches.count == 1 { return select(branches[0]) }
        if branches.count > branchesMax {
            return select([any(of: branches)])
        }
        let parts: [SQLQuery] = branches.map { "SELECT * FROM (\(select($0))) AS branch" }
        return """
            SELECT DISTINCT * FROM (\(parts.joined(separator: " UNION ALL "))) AS found
            ORDER BY \(order) LIMIT \(limit)
            """
    }
}
