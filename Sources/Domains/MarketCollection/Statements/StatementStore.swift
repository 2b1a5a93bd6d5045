import CityCore
import CityHTTP
package import CitySQL

/// Every statement on `collection_statement` and `collection_item`.
package enum StatementStore {
    private static let columns: SQLQuery = """
        id, lot_id, month, state, version, terms, contract_days, basis, digest, objections_until, issued_by,
        issued_name, issued_at, approved_by, approved_name, approved_at
        """

    static func find(_ id: StatementID, in db: any SQLConnection) throws -> Statement? {
        try db.first("SELECT \(columns) FROM collection_statement WHERE id = \(id)").map(statement)
    }

    static func find(_ lot: LotID, _ month: CollectionMonth, in db: any SQLConnection) throws -> Statement? {
        try db.first(
            "SELECT \(columns) FROM collection_statement WHERE lot_id = \(lot) AND month = \(month.code)"
        ).map(statement)
    }

    static func all(in db: any SQLConnection) throws -> [Statement] {
        try db.rows("SELECT \(columns) FROM collection_statement ORDER BY month, lot_id").map(statement)
    }

    /// The last month of a lot that was issued.
    static func lastMonth(of lot: LotID, in db: any SQLConnection) throws -> CollectionMonth? {
        try db.first(
            "SELECT month FROM collection_statement WHERE lot_id = \(lot) ORDER BY month DESC LIMIT 1"
        ).map { try CollectionMonth(try $0.get("month")) }
    }

    /// The months of a lot that were issued.
    static func months(of lot: LotID, in db: any SQLConnection) throws -> Set<String> {
        Set(try db.rows("SELECT month FROM collection_statement WHERE lot_id = \(lot)").map { try $0.get("month") })
    }

    /// What a month was issued on is not changed any more.
    static func refuseIssued(_ lot: LotID, _ month: CollectionMonth, in db: any SQLConnection) throws {
        if try find(lot, month, in: db) != nil { throw StatementTrouble.issued(month) }
    }

    static func insert(_ statement: Statement, _ items: [PayItem], in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO collection_statement (\(columns))
            VALUES (\(statement.id), \(statement.lot), \(statement.month.code), \(statement.state),
                \(statement.version), \(SQLJSON(statement.terms)), \(statement.contractDays),
                \(SQLJSON(statement.basis)), \(statement.digest), \(statement.objectionsUntil),
                \(statement.issued.by), \(statement.issued.name), \(statement.issued.at),
                \(statement.approved?.by), \(statement.approved?.name), \(statement.approved?.at))
            """
        )
        for start in stride(from: 0, to: items.count, by: 100) {
            let rows: [SQLQuery] = items[start..<min(start + 100, items.count)].map { item in
                """
                (\(statement.id), \(item.line), \(item.ref), \(item.label), \(item.day), \(item.part), \(item.whole),
                \(item.isExcluded))
                """
            }
            try db.run(
                """
                INSERT INTO collection_item (statement_id, line, ref, label, day, part, whole, excluded)
                VALUES \(rows.joined(separator: ", "))
                """
            )
        }
    }

    static func update(_ statement: Statement, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE collection_statement SET state = \(statement.state), version = \(statement.version),
                basis = \(SQLJSON(statement.basis)), digest = \(statement.digest),
                approved_by = \(statement.approved?.by), approved_name = \(statement.approved?.name),
                approved_at = \(statement.approved?.at)
            WHERE id = \(statement.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(Statement.thing, current: statement.version) }
    }

    /// In the order of days.
    package static func items(
        of statement: StatementID,
        line: PayLine? = nil,
        in db: any SQLConnection
    ) throws -> [PayItem] {
        let narrowed: SQLQuery = line.map { " AND line = \($0)" } ?? .empty
        return try db.rows(
            """
            SELECT line, ref, label, day, part, whole, excluded FROM collection_item
            WHERE statement_id = \(statement)\(narrowed) ORDER BY day, ref
            """
        ).map { row in
            var item: PayItem = PayItem(
                try row.get("line"),
                ref: try row.get("ref"),
                label: try row.get("label"),
                day: try row.get("day"),
                part: try row.get("part"),
                whole: try row.get("whole")
            )
            item.isExcluded = try row.get("excluded")
            return item
        }
    }

    /// A check is an item of the quality line too, and leaves it together with that of false reports.
    static func exclude(_ line: PayLine, _ ref: String, of statement: StatementID, in db: any SQLConnection) throws {
        let lines: [PayLine] = line == .falseReport || line == .quality ? [.falseReport, .quality] : [line]
        try db.run(
            """
            UPDATE collection_item SET excluded = \(true)
            WHERE statement_id = \(statement) AND ref = \(ref) AND line IN \(list: lines)
            """
        )
    }

    private static func statement(_ row: SQLRow) throws -> Statement {
        Statement(
            id: try row.get("id"),
            lot: try row.get("lot_id"),
            month: try CollectionMonth(try row.get("month")),
            state: try row.get("state"),
            version: try row.get("version"),
            terms: try row.get("terms", as: SQLJSON<LotTerms>.self).value,
            contractDays: try row.get("contract_days"),
            basis: try row.get("basis", as: SQLJSON<PayBasis>.self).value,
            digest: try row.get("digest"),
            objectionsUntil: try row.get("objections_until"),
            issued: Statement.Signature(
                by: try row.get("issued_by"),
                name: try row.get("issued_name"),
                at: try row.get("issued_at")
            ),
            approved: try Statement.Signature.read(row, "approved")
        )
    }
}

extension Statement.Signature {
    /// From `<prefix>_by`, `<prefix>_name` and `<prefix>_at`; nil when nobody has signed.
    static func read(_ row: SQLRow, _ prefix: String) throws -> Statement.Signature? {
        guard let by: AccountID = try row.getIfPresent("\(prefix)_by") else { return nil }
        return Statement.Signature(by: by, name: try row.get("\(prefix)_name"), at: try row.get("\(prefix)_at"))
    }
}

/// Every statement on `collection_objection`.
enum CollectionObjectionStore {
    private static let columns: SQLQuery = """
        id, statement_id, line, ref, label, reason, state, version, by_account, by_name, at, decided_by, decided_name,
        decision, decided_at
        """

    static func insert(_ objection: CollectionObjection, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO collection_objection (\(columns))
            VALUES (\(objection.id), \(objection.statement), \(objection.line), \(objection.ref),
                \(objection.label), \(objection.reason), \(objection.state), \(objection.version),
                \(objection.raised.by), \(objection.raised.name), \(objection.raised.at), \(objection.decided?.by),
                \(objection.decided?.name), \(objection.decision), \(objection.decided?.at))
            """
        )
    }

    static func update(_ objection: CollectionObjection, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE collection_objection SET state = \(objection.state), version = \(objection.version),
                decision = \(objection.decision), decided_by = \(objection.decided?.by),
                decided_name = \(objection.decided?.name), decided_at = \(objection.decided?.at)
            WHERE id = \(objection.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(CollectionObjection.thing, current: objection.version) }
    }

    static func find(_ id: CollectionObjectionID, in db: any SQLConnection) throws -> CollectionObjection? {
        try db.first("SELECT \(columns) FROM collection_objection WHERE id = \(id)").map(objection)
    }

    /// The oldest first; a contractor objects to some of what is deducted.
    static func of(_ statement: StatementID, in db: any SQLConnection) throws -> [CollectionObjection] {
        try db.rows(
            "SELECT \(columns) FROM collection_objection WHERE statement_id = \(statement) ORDER BY at, id"
        ).map(objection)
    }

    private static func objection(_ row: SQLRow) throws -> CollectionObjection {
        CollectionObjection(
            id: try row.get("id"),
            statement: try row.get("statement_id"),
            line: try row.get("line"),
            ref: try row.get("ref"),
            label: try row.get("label"),
            reason: try row.get("reason"),
            state: try row.get("state"),
            version: try row.get("version"),
            raised: Statement.Signature(
                by: try row.get("by_account"),
                name: try row.get("by_name"),
                at: try row.get("at")
            ),
            decision: try row.getIfPresent("decision"),
            decided: try Statement.Signature.read(row, "decided")
        )
    }
}
