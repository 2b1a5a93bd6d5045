import CityCore
package import CitySQL
import CityWorkflow

extension ClassStore {
    package static func bigs(of edition: String, in db: any SQLConnection) throws -> [BigClass] {
        try db.rows(
            """
            SELECT kind, big, name_zh, name_en FROM registry_class_big WHERE edition = \(edition) ORDER BY kind, big
            """
        ).map { row in
            BigClass(
                unchecked: try row.get("kind"),
                try row.get("big"),
                Wording(try row.get("name_zh"), try row.get("name_en"))
            )
        }
    }

    /// All small classes of an edition with their conditions, in the order of their codes.
    package static func smalls(of edition: String, in db: any SQLConnection) throws -> [SmallClass] {
        try smalls(where: "c.edition = \(edition)", in: db)
    }

    static func count(of edition: String, in db: any SQLConnection) throws -> Int {
        try db.value("SELECT COUNT(*) FROM registry_class WHERE edition = \(edition)")
    }

    package static func small(_ key: ClassKey, in db: any SQLConnection) throws -> SmallClass? {
        try smalls(
            where: """
                c.edition = \(key.edition) AND c.kind = \(key.kind) AND c.big = \(key.big) AND c.small = \(key.small)
                """,
            in: db
        ).first
    }

    private static func smalls(where condition: SQLQuery, in db: any SQLConnection) throws -> [SmallClass] {
        let conditions: [ClassKey: [ClassCondition]] = try conditions(where: condition, in: db)
        return try db.rows(
            """
            SELECT c.edition, c.kind, c.big, c.small, c.name_zh, c.name_en, c.verified,
                b.name_zh AS big_zh, b.name_en AS big_en
            FROM registry_class c
            JOIN registry_class_big b ON b.edition = c.edition AND b.kind = c.kind AND b.big = c.big
            WHERE \(condition) ORDER BY c.kind, c.big, c.small
            """
        ).map { row in
            let key: ClassKey = try ClassKey(row: row)
            return SmallClass(
                unchecked: key,
                bigName: Wording(try row.get("big_zh"), try row.get("big_en")),
                name: Wording(try row.get("name_zh"), try row.get("name_en")),
                isVerified: try row.get("verified"),
                conditions: conditions[key] ?? []
            )
        }
    }

    private static func conditions(
        where condition: SQLQuery,
        in db: any SQLConnection
    ) throws -> [ClassKey: [ClassCondition]] {
        let limits: [ConditionKey: [AreaGrade: TimeLimit]] = try gradeLimits(where: condition, in: db)
        var found: [ClassKey: [ClassCondition]] = [:]
        let query: SQLQuery =
            """
            SELECT edition, kind, big, small, code, filing_zh, filing_en, closing_zh, closing_en,
                limit_amount, limit_unit, assumed, handler, authority
            FROM registry_class_condition c WHERE \(condition) ORDER BY position, code
            """
        try db.each(query) { row in
            let key: ClassKey = try ClassKey(row: row)
            let code: String = try row.get("code")
            let condition: ClassCondition = ClassCondition(
                unchecked: code,
                filing: Wording(try row.get("filing_zh"), try row.get("filing_en")),
                closing: Wording(try row.get("closing_zh"), try row.get("closing_en")),
                limit: try TimeLimit(row: row),
                gradeLimits: limits[ConditionKey(key: key, code: code)] ?? [:],
                isAssumed: try row.get("assumed"),
                handler: try row.get("handler"),
                authority: try row.get("authority")
            )
            found[key, default: []].append(condition)
        }
        return found
    }

    private struct ConditionKey: Hashable {
        var key: ClassKey
        var code: String
    }

    private static func gradeLimits(
        where condition: SQLQuery,
        in db: any SQLConnection
    ) throws -> [ConditionKey: [AreaGrade: TimeLimit]] {
        var found: [ConditionKey: [AreaGrade: TimeLimit]] = [:]
        let query: SQLQuery =
            """
            SELECT edition, kind, big, small, code, grade, limit_amount, limit_unit
            FROM registry_class_limit c WHERE \(condition)
            """
        try db.each(query) { row in
            let place: ConditionKey = ConditionKey(key: try ClassKey(row: row), code: try row.get("code"))
            found[place, default: [:]][try row.get("grade")] = try TimeLimit(row: row)
        }
        return found
    }
}

// Writing: into drafts, and into an edition that is being seeded.
extension ClassStore {
    static func save(_ big: BigClass, in edition: String, _ db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO registry_class_big (edition, kind, big, name_zh, name_en)
            VALUES (\(edition), \(big.kind), \(big.code), \(big.name.zh), \(big.name.en))
            ON CONFLICT (edition, kind, big) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en
            """
        )
    }

    /// Writes a small class and puts its conditions in the place of those that were there. Its group must exist.
    static func save(_ small: SmallClass, in db: any SQLConnection) throws {
        let key: ClassKey = small.key
        try db.run(
            """
            INSERT INTO registry_class (edition, kind, big, small, name_zh, name_en, verified)
            VALUES (\(key.edition), \(key.kind), \(key.big), \(key.small), \(small.name.zh), \(small.name.en),
                \(small.isVerified))
            ON CONFLICT (edition, kind, big, small)
            DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, verified = excluded.verified
            """
        )
        try db.run("DELETE FROM registry_class_condition WHERE \(matching(key))")
        for (position, condition) in small.conditions.enumerated() {
            try insert(condition, at: position, of: key, in: db)
        }
    }

    static func delete(_ key: ClassKey, in db: any SQLConnection) throws {
        try db.run("DELETE FROM registry_class WHERE \(matching(key))")
    }

    static func delete(big: String, kind: ClassKind, of edition: String, in db: any SQLConnection) throws {
        try db.run("DELETE FROM registry_class_big WHERE edition = \(edition) AND kind = \(kind) AND big = \(big)")
    }

    private static func insert(
        _ condition: ClassCondition,
        at position: Int,
        of key: ClassKey,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO registry_class_condition (edition, kind, big, small, code, position, filing_zh, filing_en,
                closing_zh, closing_en, limit_amount, limit_unit, assumed, handler, authority)
            VALUES (\(key.edition), \(key.kind), \(key.big), \(key.small), \(condition.code), \(position),
                \(condition.filing.zh), \(condition.filing.en), \(condition.closing.zh), \(condition.closing.en),
                \(condition.limit.amount), \(condition.limit.unit.rawValue), \(condition.isAssumed),
                \(condition.handler), \(condition.authority))
            """
        )
        for (grade, limit) in condition.gradeLimits {
            try db.run(
                """
                INSERT INTO registry_class_limit (edition, kind, big, small, code, grade, limit_amount, limit_unit)
                VALUES (\(key.edition), \(key.kind), \(key.big), \(key.small), \(condition.code), \(grade),
                    \(limit.amount), \(limit.unit.rawValue))
                """
            )
        }
    }

    private static func matching(_ key: ClassKey) -> SQLQuery {
        "edition = \(key.edition) AND kind = \(key.kind) AND big = \(key.big) AND small = \(key.small)"
    }
}

extension ClassKey {
    fileprivate init(row: SQLRow) throws {
        self.init(
            edition: try row.get("edition"),
            kind: try row.get("kind"),
            big: try row.get("big"),
            small: try row.get("small")
        )
    }
}

extension TimeLimit {
    fileprivate init(row: SQLRow) throws {
        let unit: String = try row.get("limit_unit")
        guard let known = LimitUnit(rawValue: unit) else { throw CityError.fault("no limit unit \(unit)") }
        try self.init(try row.get("limit_amount"), known)
    }
}
