import CityCore
import CityGeo
import CityHTTP
import CitySQL

/// Every statement on `collection_patrol` and `collection_finding`.
enum PatrolStore {
    private static let columns: SQLQuery = "id, lot_id, month, grid, note, by_name, at"
    private static let findingColumns: SQLQuery = """
        id, patrol_id, lot_id, month, day, small_class, lng, lat, description, photos, verdict, case_id, case_number,
        reason, at, version
        """

    static func insert(_ patrol: Patrol, by identity: Identity, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO collection_patrol (\(columns), by_account)
            VALUES (\(patrol.id), \(patrol.lot), \(patrol.month.code), \(patrol.grid), \(patrol.note),
                \(patrol.byName), \(patrol.at), \(identity.account))
            """
        )
    }

    static func find(_ id: PatrolID, in db: any SQLConnection) throws -> Patrol? {
        try db.first("SELECT \(columns) FROM collection_patrol WHERE id = \(id)").map(patrol)
    }

    /// The newest first.
    static func page(
        of lot: LotID,
        _ month: CollectionMonth,
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<Patrol> {
        var conditions: [SQLQuery] = ["lot_id = \(lot) AND month = \(month.code)"]
        if let after = page.after {
            let (at, id): (Timestamp, EntityID<Any>) = try after.moment(of: "collection.patrols")
            conditions.append("(at, id) < (\(at), \(id.text))")
        }
        let found: [Patrol] = try db.rows(
            """
            SELECT \(columns) FROM collection_patrol\(conditions.whereClause)
            ORDER BY at DESC, id DESC LIMIT \(page.limit + 1)
            """
        ).map(patrol)
        return Page(overfetched: found, limit: page.limit) { Cursor(list: "collection.patrols", $0.at, $0.id) }
    }

    static func insert(_ finding: Finding, in db: any SQLConnection) throws {
        let problem: PatrolProblem = finding.problem
        try db.run(
            """
            INSERT INTO collection_finding (\(findingColumns))
            VALUES (\(finding.id), \(finding.patrol), \(finding.lot), \(finding.month.code), \(finding.day),
                \(problem.smallClass), \(problem.place.lng), \(problem.place.lat), \(problem.description),
                \(SQLJSON(problem.photos)), \(finding.verdict), \(finding.about.id), \(finding.about.number),
                \(finding.reason), \(finding.at), \(finding.version))
            """
        )
    }

    static func update(_ finding: Finding, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE collection_finding SET verdict = \(finding.verdict), reason = \(finding.reason),
                version = \(finding.version)
            WHERE id = \(finding.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(Finding.thing, current: finding.version) }
    }

    static func finding(_ id: FindingID, in db: any SQLConnection) throws -> Finding? {
        try db.first("SELECT \(findingColumns) FROM collection_finding WHERE id = \(id)").map(finding)
    }

    static func findings(of patrols: [PatrolID], in db: any SQLConnection) throws -> [PatrolID: [Finding]] {
        if patrols.isEmpty { return [:] }
        var findings: [PatrolID: [Finding]] = [:]
        try db.each(
            "SELECT \(findingColumns) FROM collection_finding WHERE patrol_id IN \(list: patrols) ORDER BY patrol_id, at"
        ) { row in findings[try row.get("patrol_id"), default: []].append(try finding(row)) }
        return findings
    }

    static func missed(of lot: LotID, _ month: CollectionMonth, in db: any SQLConnection) throws -> [Finding] {
        try db.rows(
            """
            SELECT \(findingColumns) FROM collection_finding
            WHERE lot_id = \(lot) AND month = \(month.code) AND verdict = 'missed'
            """
        ).map(finding)
    }

    private static func patrol(_ row: SQLRow) throws -> Patrol {
        Patrol(
            id: try row.get("id"),
            lot: try row.get("lot_id"),
            month: try CollectionMonth(try row.get("month")),
            grid: try row.get("grid"),
            note: try row.get("note"),
            byName: try row.get("by_name"),
            at: try row.get("at")
        )
    }

    private static func finding(_ row: SQLRow) throws -> Finding {
        Finding(
            id: try row.get("id"),
            patrol: try row.get("patrol_id"),
            lot: try row.get("lot_id"),
            month: try CollectionMonth(try row.get("month")),
            day: try row.get("day"),
            problem: PatrolProblem(
                smallClass: try row.get("small_class"),
                place: try Coordinate(lng: try row.get("lng"), lat: try row.get("lat")),
                description: try row.get("description"),
                photos: try row.get("photos", as: SQLJSON<[String]>.self).value
            ),
            verdict: try row.get("verdict"),
            about: CaseReference(id: try row.get("case_id"), number: try row.get("case_number")),
            reason: try row.get("reason"),
            at: try row.get("at"),
            version: try row.get("version")
        )
    }
}
