import CityCore
import CityRegistry
import CitySQL

/// A past case as far as rules look at it, and where it went.
struct RoutingSample: Sendable {
    var id: CaseID
    var number: String
    var subject: ClassKey?
    var area: String
    var source: CaseSource
    var part: String?
    var organisation: OrganisationID?
    var reportedAt: Timestamp
}

/// The statement on `case_case` that reads past cases for a simulation, in pages, so that any number of them takes
/// constant memory.
enum RoutingSampleStore {
    /// The newest first. Cases that never came to filing are left out: the rules never saw them.
    static func page(
        from: Timestamp?,
        to: Timestamp,
        visibleIn alternatives: [[SQLQuery]],
        before last: RoutingSample?,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [RoutingSample] {
        var conditions: [SQLQuery] = [
            "reported_at < \(to)", "(filed_at IS NOT NULL OR dispatched_at IS NOT NULL)",
        ]
        if let from { conditions.append("reported_at >= \(from)") }
        if let last { conditions.append("(reported_at, id) < (\(last.reportedAt), \(last.id))") }
        if let visible = CaseListStore.condition(alternatives) { conditions.append(visible) }
        return try db.rows(
            """
            SELECT id, number, edition, kind, big, small, area, source, part, organisation, reported_at
            FROM case_case\(conditions.whereClause) ORDER BY reported_at DESC, id DESC LIMIT \(limit)
            """
        ).map(sample)
    }

    private static func sample(_ row: SQLRow) throws -> RoutingSample {
        var subject: ClassKey?
        if let edition = try row.getIfPresent("edition", as: String.self) {
            subject = ClassKey(
                edition: edition,
                kind: try row.get("kind"),
                big: try row.get("big"),
                small: try row.get("small")
            )
        }
        return RoutingSample(
            id: try row.get("id"),
            number: try row.get("number"),
            subject: subject,
            area: try row.get("area"),
            source: try row.get("source"),
            part: try row.getIfPresent("part"),
            organisation: try row.getIfPresent("organisation"),
            reportedAt: try row.get("reported_at")
        )
    }
}
