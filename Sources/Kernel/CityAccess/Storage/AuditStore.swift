package import CityCore
import CitySQL

/// What a list of audit entries is narrowed to.
package struct AuditFilter: Sendable {
    package var account: AccountID?
    package var action: String?
    package var objectKind: String?
    package var objectID: String?
    package var outcome: AuditOutcome?
    package var from: Timestamp?
    /// Not included.
    package var to: Timestamp?
    /// Part of who did it, the action, or the detail.
    package var text: String?

    package init() {}
}

/// Every statement on `access_audit` and its head. There is none that changes or removes a record.
enum AuditStore {
    static let list: String = "audit"

    private static let columns: SQLQuery = """
        sequence, id, at, account_id, account_name, action, object_kind, object_id, area, outcome, detail,
        remote_address, request_id, previous_hash, hash
        """

    static func head(in db: any SQLConnection) throws -> AuditHead? {
        try db.first("SELECT sequence, hash FROM access_audit_head WHERE chain = 'main'").map { row in
            AuditHead(sequence: try row.get("sequence"), hash: try row.get("hash"))
        }
    }

    /// The head, held until the transaction ends, so that two writers cannot both follow the same record.
    static func heldHead(in db: any SQLConnection) throws -> AuditHead {
        let row: SQLRow? = try db.first(
            "UPDATE access_audit_head SET sequence = sequence WHERE chain = 'main' RETURNING sequence, hash"
        )
        guard let row else { throw CityError.fault("the audit chain has no head") }
        return AuditHead(sequence: try row.get("sequence"), hash: try row.get("hash"))
    }

    static func insert(_ record: AuditRecord, in db: any SQLConnection) throws {
        try db.send(
            """
            INSERT INTO access_audit (sequence, id, at, account_id, account_name, action, object_kind, object_id,
                area, outcome, detail, remote_address, request_id, previous_hash, hash)
            VALUES (\(record.sequence), \(record.id), \(record.at), \(record.account), \(record.accountName),
                \(record.action), \(record.objectKind), \(record.objectID), \(record.area), \(record.outcome),
                \(record.detail), \(record.remoteAddress), \(record.requestID), \(record.previousHash),
                \(record.hash))
            """
        )
        try db.send(
            """
            UPDATE access_audit_head SET sequence = \(record.sequence), hash = \(record.hash) WHERE chain = 'main'
            """
        )
    }

    /// Records from a place on, in their order.
    static func records(
        from sequence: Int64,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [AuditRecord] {
        try db.rows(
            "SELECT \(columns) FROM access_audit WHERE sequence >= \(sequence) ORDER BY sequence LIMIT \(limit)"
        ).map(AuditRecord.init(row:))
    }

    /// The newest first, one more than asked for.
    static func page(
        _ filter: AuditFilter,
        scopes: [AccessScope],
        _ request: PageRequest,
        in db: any SQLConnection
    ) throws -> [AuditRecord] {
        var conditions: [SQLQuery] = conditions(filter)
        if let scope = AccessScope.condition(scopes, area: "area") { conditions.append(scope) }
        if let after = request.after {
            guard let sequence = Int64(try after.key(of: list, count: 1)[0]) else { throw Cursor.invalid }
            conditions.append("sequence < \(sequence)")
        }
        return try db.rows(
            """
            SELECT \(columns) FROM access_audit\(conditions.whereClause)
            ORDER BY sequence DESC LIMIT \(request.limit + 1)
            """
        ).map(AuditRecord.init(row:))
    }

    private static func conditions(_ filter: AuditFilter) -> [SQLQuery] {
        var conditions: [SQLQuery] = []
        if let account = filter.account { conditions.append("account_id = \(account)") }
        if let action = filter.action { conditions.append("action = \(action)") }
        if let kind = filter.objectKind { conditions.append("object_kind = \(kind)") }
        if let id = filter.objectID { conditions.append("object_id = \(id)") }
        if let outcome = filter.outcome { conditions.append("outcome = \(outcome)") }
        if let from = filter.from { conditions.append("at >= \(from)") }
        if let to = filter.to { conditions.append("at < \(to)") }
        if let text = filter.text {
            let pattern: String = LikePattern.containing(text)
            conditions.append(
                """
                (lower(account_name) LIKE \(pattern) ESCAPE '\\' OR action LIKE \(pattern) ESCAPE '\\'
                OR lower(detail) LIKE \(pattern) ESCAPE '\\')
                """
            )
        }
        return conditions
    }
}
