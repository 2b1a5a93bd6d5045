package import CityCore
package import CitySQL

/// A report that somebody's collector made, for those who check and pay collectors.
package struct CollectorReport: Sendable, Hashable {
    package var id: CaseID
    package var number: String
    package var at: Timestamp
    package var reporterName: String
    package var area: String
    /// It was filed, or handled on the spot.
    package var isValid: Bool
}

package enum CollectorReports {
    /// What the collectors of an organisation reported in a period, the oldest first.
    package static func of(
        _ organisation: OrganisationID,
        from: Timestamp,
        to: Timestamp,
        in db: any SQLConnection
    ) throws -> [CollectorReport] {
        try db.rows(
            """
            SELECT c.id AS id, c.number AS number, c.reported_at AS reported_at, c.area AS area, c.state AS state,
                c.filed_at AS filed_at, h.actor_name AS actor_name
            FROM case_case c JOIN case_history h ON h.case_id = c.id AND h.position = 0
            WHERE c.source = \(CaseSource.collector) AND c.reported_at >= \(from) AND c.reported_at < \(to)
                AND h.actor_organisation = \(organisation)
            ORDER BY c.reported_at, c.id
            """
        ).map { row in
            let filedAt: Timestamp? = try row.getIfPresent("filed_at")
            return CollectorReport(
                id: try row.get("id"),
                number: try row.get("number"),
                at: try row.get("reported_at"),
                reporterName: try row.get("actor_name"),
                area: try row.get("area"),
                isValid: try filedAt != nil || row.get("state", as: CaseState.self) == .selfHandled
            )
        }
    }
}
