package import CityCore
import CityHTTP
package import CitySQL

/// Every statement on `collection_draw` and `collection_check`.
package enum CheckStore {
    private static let columns: SQLQuery = """
        id, draw_id, lot_id, month, case_id, case_number, reported_at, day, reporter_name, verdict, note, by_account,
        by_name, at, version
        """

    static func insert(_ draw: SampleDraw, by identity: Identity, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO collection_draw (id, lot_id, month, first_day, last_day, seed, population, drawn, by_account,
                by_name, at)
            VALUES (\(draw.id), \(draw.lot), \(draw.month.code), \(draw.days.lowerBound), \(draw.days.upperBound),
                \(draw.seed), \(draw.population), \(draw.drawn), \(identity.account), \(draw.byName), \(draw.at))
            """
        )
    }

    /// The newest first; a month has a few.
    static func draws(of lot: LotID, _ month: CollectionMonth, in db: any SQLConnection) throws -> [SampleDraw] {
        try db.rows(
            """
            SELECT id, lot_id, month, first_day, last_day, seed, population, drawn, by_name, at FROM collection_draw
            WHERE lot_id = \(lot) AND month = \(month.code) ORDER BY at DESC
            """
        ).map { row in
            SampleDraw(
                id: try row.get("id"),
                lot: try row.get("lot_id"),
                month: month,
                days: (try row.get("first_day", as: Int.self))...(try row.get("last_day", as: Int.self)),
                seed: try row.get("seed"),
                population: try row.get("population"),
                drawn: try row.get("drawn"),
                byName: try row.get("by_name"),
                at: try row.get("at")
            )
        }
    }

    static func insert(_ checks: [QualityCheck], in db: any SQLConnection) throws {
        for check in checks {
            try db.run(
                """
                INSERT INTO collection_check (\(columns))
                VALUES (\(check.id), \(check.draw), \(check.lot), \(check.month.code), \(check.report.id),
                    \(check.report.number), \(check.reportedAt), \(check.day), \(check.reporterName),
                    \(check.verdict), \(check.note), \(check.by), \(check.byName), \(check.at), \(check.version))
                """
            )
        }
    }

    static func update(_ check: QualityCheck, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE collection_check SET verdict = \(check.verdict), note = \(check.note), by_account = \(check.by),
                by_name = \(check.byName), at = \(check.at), version = \(check.version)
            WHERE id = \(check.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(QualityCheck.thing, current: check.version) }
    }

    static func find(_ id: CheckID, in db: any SQLConnection) throws -> QualityCheck? {
        try db.first("SELECT \(columns) FROM collection_check WHERE id = \(id)").map(check)
    }

    /// Which reports of a lot were drawn before.
    static func drawn(of lot: LotID, _ month: CollectionMonth, in db: any SQLConnection) throws -> Set<String> {
        var ids: Set<String> = []
        try db.each("SELECT case_id FROM collection_check WHERE lot_id = \(lot) AND month = \(month.code)") { row in
            ids.insert(try row.get("case_id"))
        }
        return ids
    }

    static func judged(of lot: LotID, _ month: CollectionMonth, in db: any SQLConnection) throws -> [QualityCheck] {
        try db.rows(
            """
            SELECT \(columns) FROM collection_check
            WHERE lot_id = \(lot) AND month = \(month.code) AND verdict IN ('right', 'inaccurate', 'false')
            """
        ).map(check)
    }

    static func pendingCount(of lot: LotID, _ month: CollectionMonth, in db: any SQLConnection) throws -> Int {
        try db.value(
            """
            SELECT COUNT(*) FROM collection_check
            WHERE lot_id = \(lot) AND month = \(month.code) AND verdict = 'pending'
            """
        )
    }

    /// The oldest report first. - Parameter verdict: nil is all.
    package static func page(
        of lot: LotID,
        _ month: CollectionMonth,
        verdict: QualityCheck.Verdict?,
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<QualityCheck> {
        var conditions: [SQLQuery] = ["lot_id = \(lot) AND month = \(month.code)"]
        if let verdict { conditions.append("verdict = \(verdict)") }
        if let after = page.after {
            let (at, id): (Timestamp, EntityID<Any>) = try after.moment(of: "collection.checks")
            conditions.append("(reported_at, id) > (\(at), \(id.text))")
        }
        let found: [QualityCheck] = try db.rows(
            """
            SELECT \(columns) FROM collection_check\(conditions.whereClause)
            ORDER BY reported_at, id LIMIT \(page.limit + 1)
            """
        ).map(check)
        return Page(overfetched: found, limit: page.limit) { Cursor(list: "collection.checks", $0.reportedAt, $0.id) }
    }

    private static func check(_ row: SQLRow) throws -> QualityCheck {
        QualityCheck(
            id: try row.get("id"),
            draw: try row.get("draw_id"),
            lot: try row.get("lot_id"),
            month: try CollectionMonth(try row.get("month")),
            report: CaseReference(id: try row.get("case_id"), number: try row.get("case_number")),
            reportedAt: try row.get("reported_at"),
            day: try row.get("day"),
            reporterName: try row.get("reporter_name"),
            verdict: try row.get("verdict"),
            note: try row.get("note"),
            by: try row.getIfPresent("by_account"),
            byName: try row.getIfPresent("by_name"),
            at: try row.getIfPresent("at"),
            version: try row.get("version")
        )
    }
}
