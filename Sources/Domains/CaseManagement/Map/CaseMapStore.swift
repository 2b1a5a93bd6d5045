import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityWorkflow

/// A case as a lamp on a map.
struct CasePoint: Sendable {
    var id: CaseID
    var number: String
    var state: CaseState
    var lamp: Lamp?
    var place: Coordinate
    var area: String
    var grid: String?
    var address: String
    var subject: ClassKey?
    var isUrgent: Bool
    var dueAt: Timestamp?
    var stageDueAt: Timestamp?
}

/// How many cases are open in a place, and how many of them burn.
struct PlaceFigures: Sendable {
    var code: String
    var open: Int = 0
    var yellow: Int = 0
    var red: Int = 0
}

/// What figures of open cases are gathered by.
enum FigureLevel: String, CaseIterable, Sendable {
    case county
    case street
    case grid
}

/// The statements behind the map: cases as points in a box, and open cases by place.
enum CaseMapStore {
    static let pointsMax: Int = 10_000

    /// The newest of the filter's cases that have a place, those that are open unless the filter says otherwise.
    /// - Returns: at most `pointsMax` and one more, which tells that some are left out.
    static func points(
        _ filter: CaseFilter,
        visibleIn alternatives: [[SQLQuery]],
        in db: any SQLConnection
    ) throws -> [CasePoint] {
        var conditions: [SQLQuery] = filter.conditions()
        let states: [CaseState] = filter.states.isEmpty ? CaseState.open : filter.states
        conditions.append("state IN \(list: states)")
        conditions.append("lng IS NOT NULL")
        if let visible = CaseListStore.condition(alternatives) { conditions.append(visible) }
        // Open cases are few among all: found by their states and then sorted, not looked for from the newest on. The
        // sign keeps the planner from the index of times.
        let time: SQLQuery = states.contains(where: \.isFinal) ? "reported_at" : "+reported_at"
        var points: [CasePoint] = []
        try db.each(
            """
            SELECT id, number, state, lamp, lng, lat, area, grid, address, edition, kind, big, small, urgent, due_at,
                stage_due_at
            FROM case_case\(conditions.whereClause) ORDER BY \(time) DESC, id DESC LIMIT \(pointsMax + 1)
            """
        ) { row in points.append(try point(row)) }
        return points
    }

    private static func point(_ row: SQLRow) throws -> CasePoint {
        var subject: ClassKey?
        if let edition = try row.getIfPresent("edition", as: String.self) {
            subject = ClassKey(
                edition: edition,
                kind: try row.get("kind"),
                big: try row.get("big"),
                small: try row.get("small")
            )
        }
        return CasePoint(
            id: try row.get("id"),
            number: try row.get("number"),
            state: try row.get("state"),
            lamp: try row.getIfPresent("lamp", as: String.self).flatMap(Lamp.init(rawValue:)),
            place: try Coordinate(lng: row.get("lng"), lat: row.get("lat")),
            area: try row.get("area"),
            grid: try row.getIfPresent("grid"),
            address: try row.get("address"),
            subject: subject,
            isUrgent: try row.get("urgent"),
            dueAt: try row.getIfPresent("due_at"),
            stageDueAt: try row.getIfPresent("stage_due_at")
        )
    }

    /// As the index `case_by_open_place` says it: a planner knows the index by these very words.
    private static let open: SQLQuery = SQLQuery(
        trusted: "state NOT IN ('closed', 'force_closed', 'cancelled', 'refused', 'merged', 'self_handled')"
    )

    /// Names county and street as well, since the index begins with them.
    private static func inside(_ prefix: String) -> [SQLQuery] {
        let lengths: [Int] = [6, 9].filter { $0 < prefix.utf8.count } + [prefix.utf8.count]
        return lengths.map { CaseAuthority.inside(area: String(prefix.prefix($0))) }
    }

    static func figures(
        by level: FigureLevel,
        area: String?,
        visibleIn alternatives: [[SQLQuery]],
        in db: any SQLConnection
    ) throws -> [PlaceFigures] {
        let column: SQLQuery = SQLQuery(trusted: level.rawValue)
        var conditions: [SQLQuery] = [open, column + " IS NOT NULL"]
        if let area { conditions += inside(AreaCode.scopePrefix(of: area)) }
        if let visible = CaseListStore.condition(alternatives) { conditions.append(visible) }
        var figures: [String: PlaceFigures] = [:]
        try db.each(
            """
            SELECT \(column) AS code, lamp, COUNT(*) AS n FROM case_case\(conditions.whereClause)
            GROUP BY \(column), lamp
            """
        ) { row in
            let code: String = try row.get("code")
            let count: Int = try row.get("n")
            var place: PlaceFigures = figures[code] ?? PlaceFigures(code: code)
            place.open += count
            switch try row.getIfPresent("lamp", as: String.self).flatMap(Lamp.init(rawValue:)) {
            case .yellow: place.yellow += count
            case .red: place.red += count
            case .green, nil: break
            }
            figures[code] = place
        }
        return figures.values.sorted { $0.code < $1.code }
    }
}
