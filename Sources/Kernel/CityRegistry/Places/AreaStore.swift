package import CityCore
import CityGeo
package import CitySQL

/// The table of areas.
package enum AreaStore {
    package static let migrations: [Migration] = [
        Migration(
            "registry.0001.area",
            both: [
                """
                CREATE TABLE registry_area (
                    code TEXT PRIMARY KEY, name TEXT NOT NULL, english_name TEXT,
                    level TEXT NOT NULL CHECK (level IN ('city', 'county', 'street', 'community')),
                    parent TEXT REFERENCES registry_area (code), boundary TEXT,
                    center_lng DOUBLE PRECISION, center_lat DOUBLE PRECISION, is_local BIGINT NOT NULL,
                    changed_at BIGINT NOT NULL, version BIGINT NOT NULL
                )
                """,
                "CREATE INDEX registry_area_parent ON registry_area (parent, code)",
            ]
        )
    ]

    /// Which areas a list shows.
    package struct Filter: Sendable {
        package var scopes: [AccessScope]
        package var parent: String?
        package var level: AreaLevel?
        /// A part of the name or of the code.
        package var text: String?
        package var includesBoundary: Bool = false

        package init(scopes: [AccessScope]) {
            self.scopes = scopes
        }
    }

    private static let columns: SQLQuery = """
        code, name, english_name, level, parent, center_lng, center_lat, is_local, changed_at, version
        """

    package static func find(_ code: String, in db: any SQLConnection) throws -> Area? {
        try db.first("SELECT \(columns), boundary FROM registry_area WHERE code = \(code)").map(area)
    }

    /// All areas in the order of their codes.
    package static func all(in db: any SQLConnection) throws -> [Area] {
        try db.rows("SELECT \(columns), boundary FROM registry_area ORDER BY code").map(area)
    }

    package static func list(_ filter: Filter, _ page: PageRequest, in db: any SQLConnection) throws -> Page<Area> {
        var conditions: [SQLQuery] = []
        if let scope = AreaScope.condition(filter.scopes, area: "code") { conditions.append(scope) }
        if let parent = filter.parent { conditions.append("parent = \(parent)") }
        if let level = filter.level { conditions.append("level = \(level)") }
        if let text = filter.text {
            conditions.append(AreaScope.contains(text, columns: ["name", "english_name", "code"]))
        }
        if let after = page.after { conditions.append("code > \(try after.key(of: listName, count: 1)[0])") }
        let boundary: SQLQuery = filter.includesBoundary ? "boundary" : "NULL AS boundary"
        let rows: [SQLRow] = try db.rows(
            """
            SELECT \(columns), \(boundary) FROM registry_area\(conditions.whereClause)
            ORDER BY code LIMIT \(page.limit + 1)
            """
        )
        return Page(overfetched: try rows.map(area), limit: page.limit) { Cursor(list: listName, key: [$0.code]) }
    }

    private static let listName: String = "areas"

    /// Writes the area over whatever row has its code.
    package static func put(_ area: Area, in db: any SQLConnection) throws {
        let boundary: ShapeText? = area.boundary.map { ShapeText($0.polygons) }
        try db.run(
            """
            INSERT INTO registry_area (\(columns), boundary)
            VALUES (\(area.code), \(area.name), \(area.englishName), \(area.level), \(area.parent),
                \(area.center?.lng), \(area.center?.lat), \(area.isLocal), \(area.changedAt), \(area.version),
                \(boundary))
            ON CONFLICT (code) DO UPDATE SET
                name = excluded.name, english_name = excluded.english_name, level = excluded.level,
                parent = excluded.parent, center_lng = excluded.center_lng, center_lat = excluded.center_lat,
                is_local = excluded.is_local, changed_at = excluded.changed_at, version = excluded.version,
                boundary = excluded.boundary
            """
        )
    }

    private static func area(_ row: SQLRow) throws -> Area {
        let boundary: ShapeText? = try row.getIfPresent("boundary")
        let lng: Double? = try row.getIfPresent("center_lng")
        let lat: Double? = try row.getIfPresent("center_lat")
        var center: Coordinate?
        if let lng, let lat { center = try Coordinate(lng: lng, lat: lat) }
        let draft: Area.Draft = Area.Draft(
            code: try row.get("code"),
            name: try row.get("name"),
            englishName: try row.getIfPresent("english_name"),
            level: try row.get("level"),
            parent: try row.getIfPresent("parent"),
            boundary: boundary.map { MultiPolygon($0.polygons) },
            center: center,
            isLocal: try row.get("is_local")
        )
        return Area(stored: draft, changedAt: try row.get("changed_at"), version: try row.get("version"))
    }
}
