import CityCore
import CityGeo
import CityHTTP
import CitySQL

/// Every statement on `sensing_fence`.
enum FenceStore {
    private static let columns: SQLQuery = "id, name, kind, geometry, reach_m, area, active, version"

    static func all(in db: any SQLConnection) throws -> [Fence] {
        try db.rows("SELECT \(columns) FROM sensing_fence ORDER BY name, id").map(fence)
    }

    static func list(
        _ conditions: [SQLQuery],
        after: (String, String)?,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [Fence] {
        var all: [SQLQuery] = conditions
        if let after { all.append("(name > \(after.0) OR (name = \(after.0) AND id > \(after.1)))") }
        return try db.rows(
            "SELECT \(columns) FROM sensing_fence\(all.whereClause) ORDER BY name, id LIMIT \(limit)"
        ).map(fence)
    }

    static func find(_ id: FenceID, in db: any SQLConnection) throws -> Fence? {
        try db.first("SELECT \(columns) FROM sensing_fence WHERE id = \(id)").map(fence)
    }

    static func insert(_ fence: Fence, in db: any SQLConnection) throws {
        try db.send(
            """
            INSERT INTO sensing_fence (\(columns))
            VALUES (\(fence.id), \(fence.name), \(fence.kind), \(SQLJSON(fence.geometry)), \(fence.reachM),
                \(fence.area), \(fence.isActive), \(fence.version))
            """
        )
    }

    static func update(_ fence: Fence, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE sensing_fence SET name = \(fence.name), kind = \(fence.kind),
                geometry = \(SQLJSON(fence.geometry)), reach_m = \(fence.reachM), area = \(fence.area),
                active = \(fence.isActive), version = \(fence.version)
            WHERE id = \(fence.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(Fence.thing, current: fence.version) }
    }

    private static func fence(_ row: SQLRow) throws -> Fence {
        Fence(
            id: try row.get("id"),
            name: try row.get("name"),
            kind: try row.get("kind"),
            geometry: try row.get("geometry", as: SQLJSON<GeoJSONGeometry>.self).value,
            reachM: try row.get("reach_m"),
            area: try row.get("area"),
            isActive: try row.get("active"),
            version: try row.get("version")
        )
    }
}

/// Every statement on `sensing_rule`.
enum AlertRuleStore {
    private static let columns: SQLQuery = """
        id, name, state, severity, uses, area, organisation, conditions, for_seconds, rejoin_seconds, hours,
        case_class, case_condition, version
        """

    static func all(in db: any SQLConnection) throws -> [AlertRule] {
        try db.rows("SELECT \(columns) FROM sensing_rule ORDER BY name, id").map(rule)
    }

    static func find(_ id: AlertRuleID, in db: any SQLConnection) throws -> AlertRule? {
        try db.first("SELECT \(columns) FROM sensing_rule WHERE id = \(id)").map(rule)
    }

    static func insert(_ rule: AlertRule, in db: any SQLConnection) throws {
        try db.send(
            """
            INSERT INTO sensing_rule (\(columns))
            VALUES (\(rule.id), \(rule.name), \(rule.state), \(rule.severity), \(SQLJSON(rule.uses)), \(rule.area),
                \(rule.organisation), \(SQLJSON(rule.conditions)), \(rule.forSeconds), \(rule.rejoinSeconds),
                \(rule.window.map { SQLJSON($0) }), \(rule.caseClass), \(rule.caseCondition), \(rule.version))
            """
        )
    }

    static func update(_ rule: AlertRule, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE sensing_rule SET name = \(rule.name), state = \(rule.state), severity = \(rule.severity),
                uses = \(SQLJSON(rule.uses)), area = \(rule.area), organisation = \(rule.organisation),
                conditions = \(SQLJSON(rule.conditions)), for_seconds = \(rule.forSeconds),
                rejoin_seconds = \(rule.rejoinSeconds), hours = \(rule.window.map { SQLJSON($0) }),
                case_class = \(rule.caseClass), case_condition = \(rule.caseCondition), version = \(rule.version)
            WHERE id = \(rule.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(AlertRule.thing, current: rule.version) }
    }

    private static func rule(_ row: SQLRow) throws -> AlertRule {
        AlertRule(
            id: try row.get("id"),
            name: try row.get("name"),
            state: try row.get("state"),
            severity: try row.get("severity"),
            uses: try row.get("uses", as: SQLJSON<[DeviceUse]>.self).value,
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            conditions: try row.get("conditions", as: SQLJSON<AlertConditions>.self).value,
            forSeconds: try row.get("for_seconds"),
            rejoinSeconds: try row.get("rejoin_seconds"),
            window: try row.getIfPresent("hours", as: SQLJSON<AlertWindow>.self)?.value,
            caseClass: try row.getIfPresent("case_class"),
            caseCondition: try row.getIfPresent("case_condition"),
            version: try row.get("version")
        )
    }
}
