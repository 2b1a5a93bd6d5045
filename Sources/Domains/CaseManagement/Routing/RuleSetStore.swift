import CityCore
import CityHTTP
import CitySQL

/// Every statement on `case_rule_set`.
enum RuleSetStore {
    private static let listName: String = "rule-sets"
    private static let columns: SQLQuery = """
        id, number, title, state, rule_count, based_on, created_by, created_at, went_live_at, went_live_by,
        last_simulated_row_version, last_simulated_against, row_version
        """

    static func find(_ id: RuleSetID, in db: any SQLConnection) throws -> RuleSet? {
        try db.first("SELECT \(columns) FROM case_rule_set WHERE id = \(id)").map(ruleSet)
    }

    static func live(in db: any SQLConnection) throws -> RuleSet? {
        try db.first("SELECT \(columns) FROM case_rule_set WHERE state = 'live'").map(ruleSet)
    }

    static func rules(of id: RuleSetID, in db: any SQLConnection) throws -> [RoutingRule] {
        try db.value("SELECT rules FROM case_rule_set WHERE id = \(id)", as: SQLJSON<[RoutingRule]>.self).value
    }

    /// The newest first.
    static func list(_ state: RuleSet.State?, _ page: PageRequest, in db: any SQLConnection) throws -> Page<RuleSet> {
        var conditions: [SQLQuery] = []
        if let state { conditions.append("state = \(state)") }
        if let after = try page.after?.key(of: listName, count: 1)[0] {
            guard let number = Int(after) else { throw Cursor.invalid }
            conditions.append("number < \(number)")
        }
        let rows: [SQLRow] = try db.rows(
            """
            SELECT \(columns) FROM case_rule_set\(conditions.whereClause)
            ORDER BY number DESC LIMIT \(page.limit + 1)
            """
        )
        return Page(overfetched: try rows.map(ruleSet), limit: page.limit) { set in
            Cursor(list: listName, key: ["\(set.number)"])
        }
    }

    /// The next number; one that belonged to a deleted draft does not come again.
    static func nextNumber(in db: any SQLConnection) throws -> Int {
        try db.value(
            """
            INSERT INTO case_rule_set_number (name, last) VALUES ('rule_set', 1)
            ON CONFLICT (name) DO UPDATE SET last = case_rule_set_number.last + 1
            RETURNING last
            """
        )
    }

    static func insert(_ set: RuleSet, _ rules: [RoutingRule], in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO case_rule_set (\(columns), rules)
            VALUES (\(set.id), \(set.number), \(set.title), \(set.state), \(set.ruleCount), \(set.basedOn),
                \(set.createdBy), \(set.createdAt), \(set.wentLiveAt), \(set.wentLiveBy), \(set.trial?.version),
                \(set.trial?.against), \(set.version), \(SQLJSON(rules)))
            """
        )
    }

    /// Writes the set over the version before it; the rules only when they are given.
    static func update(_ set: RuleSet, rules: [RoutingRule]? = nil, in db: any SQLConnection) throws {
        let newRules: SQLQuery = rules.map { ", rules = \(SQLJSON($0))" } ?? .empty
        let changed: Int = try db.run(
            """
            UPDATE case_rule_set
            SET title = \(set.title), state = \(set.state), rule_count = \(set.ruleCount),
                went_live_at = \(set.wentLiveAt), went_live_by = \(set.wentLiveBy),
                row_version = \(set.version)\(newRules)
            WHERE id = \(set.id) AND row_version = \(set.version - 1)
            """
        )
        guard changed == 1 else { throw CityError.stale(RoutingTrouble.thing, current: set.version) }
    }

    /// Notes what was simulated; nothing when the draft has changed meanwhile.
    static func note(_ trial: RuleSetTrial, of id: RuleSetID, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE case_rule_set
            SET last_simulated_row_version = \(trial.version), last_simulated_against = \(trial.against)
            WHERE id = \(id) AND row_version = \(trial.version) AND state = 'draft'
            """
        )
    }

    static func delete(_ set: RuleSet, in db: any SQLConnection) throws {
        let deleted: Int = try db.run(
            "DELETE FROM case_rule_set WHERE id = \(set.id) AND row_version = \(set.version) AND state = 'draft'"
        )
        guard deleted == 1 else { throw CityError.stale(RoutingTrouble.thing, current: set.version) }
    }

    private static func ruleSet(_ row: SQLRow) throws -> RuleSet {
        let simulated: Int? = try row.getIfPresent("last_simulated_row_version")
        let against: RuleSetID? = try row.getIfPresent("last_simulated_against")
        return RuleSet(
            id: try row.get("id"),
            number: try row.get("number"),
            title: try row.get("title"),
            state: try row.get("state"),
            ruleCount: try row.get("rule_count"),
            basedOn: try row.getIfPresent("based_on"),
            createdBy: try row.get("created_by"),
            createdAt: try row.get("created_at"),
            wentLiveAt: try row.getIfPresent("went_live_at"),
            wentLiveBy: try row.getIfPresent("went_live_by"),
            trial: simulated.map { RuleSetTrial(version: $0, against: against) },
            version: try row.get("row_version")
        )
    }
}
