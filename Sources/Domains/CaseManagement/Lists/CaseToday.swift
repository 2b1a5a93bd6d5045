package import CityCore
import CityRegistry
import CitySQL
import CityWorkflow

/// What happened in one day of the city's zone: each figure is one range of an index.
package struct CaseToday: Sendable {
    package struct Hour: Sendable {
        package var reported: Int = 0
        package var closed: Int = 0
    }

    package var reported: Int = 0
    package var filed: Int = 0
    package var dispatched: Int = 0
    package var handled: Int = 0
    package var closed: Int = 0
    package var closedOnTime: Int = 0
    package var hours: [Hour] = Array(repeating: Hour(), count: 24)

    private static let hourMS: Int64 = 3_600_000

    init(
        from start: Timestamp,
        to end: Timestamp,
        area: String?,
        visibleIn alternatives: [[SQLQuery]],
        in db: any SQLConnection
    ) throws {
        var within: [SQLQuery] = []
        if let area { within.append(CaseAuthority.inside(area: AreaCode.scopePrefix(of: area))) }
        if let visible = CaseListStore.condition(alternatives) { within.append(visible) }
        try byHour("reported_at", start, end, within, in: db) { today, hour, count in
            today.reported += count
            today.hours[hour].reported += count
        }
        try byHour("closed_at", start, end, within, in: db) { today, hour, count in
            today.closed += count
            today.hours[hour].closed += count
        }
        closedOnTime = try count("closed_at", start, end, within + ["closed_on_time = 1"], in: db)
        filed = try count("filed_at", start, end, within, in: db)
        dispatched = try count("dispatched_at", start, end, within, in: db)
        handled = try count("handled_at", start, end, within, in: db)
    }

    private mutating func byHour(
        _ column: String,
        _ start: Timestamp,
        _ end: Timestamp,
        _ within: [SQLQuery],
        in db: any SQLConnection,
        _ take: (inout CaseToday, Int, Int) -> Void
    ) throws {
        let time: SQLQuery = SQLQuery(trusted: column)
        let conditions: [SQLQuery] = ["\(time) >= \(start) AND \(time) < \(end)"] + within
        let rows: [SQLRow] = try db.rows(
            """
            SELECT (\(time) - \(start)) / \(Self.hourMS) AS hour, COUNT(*) AS n
            FROM case_case\(conditions.whereClause) GROUP BY 1
            """
        )
        for row in rows {
            take(&self, min(23, try row.get("hour")), try row.get("n"))
        }
    }

    private func count(
        _ column: String,
        _ start: Timestamp,
        _ end: Timestamp,
        _ within: [SQLQuery],
        in db: any SQLConnection
    ) throws -> Int {
        let time: SQLQuery = SQLQuery(trusted: column)
        let conditions: [SQLQuery] = ["\(time) >= \(start) AND \(time) < \(end)"] + within
        return try db.value("SELECT COUNT(*) FROM case_case\(conditions.whereClause)")
    }
}

/// A day in figures.
package struct TodayBody: Codable, Sendable, Hashable {
    package struct Hour: Codable, Sendable, Hashable {
        package var hour: Int
        package var reported: Int
        package var closed: Int
    }

    package var date: CivilDate
    package var reported: Int
    package var filed: Int
    package var dispatched: Int
    package var handled: Int
    package var closed: Int
    package var closedOnTime: Int
    package var hours: [Hour]

    init(_ today: CaseToday, on date: CivilDate) {
        self.date = date
        reported = today.reported
        filed = today.filed
        dispatched = today.dispatched
        handled = today.handled
        closed = today.closed
        closedOnTime = today.closedOnTime
        hours = today.hours.enumerated().map { Hour(hour: $0, reported: $1.reported, closed: $1.closed) }
    }
}
