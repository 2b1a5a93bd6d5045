package import CityCore
package import CityGeo
package import CitySQL

/// The table of unit grids.
package enum UnitGridStore {
    package static let migrations: [Migration] = [
        Migration(
            "registry.0002.grid",
            both: [
                """
                CREATE TABLE registry_grid (
                    code TEXT PRIMARY KEY, area TEXT NOT NULL REFERENCES registry_area (code), shape TEXT NOT NULL,
                    min_lng DOUBLE PRECISION NOT NULL, min_lat DOUBLE PRECISION NOT NULL,
                    max_lng DOUBLE PRECISION NOT NULL, max_lat DOUBLE PRECISION NOT NULL,
                    area_m2 DOUBLE PRECISION NOT NULL, note TEXT,
                    state TEXT NOT NULL CHECK (state IN ('active', 'retired')),
                    started_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, version BIGINT NOT NULL
                )
                """,
                "CREATE INDEX registry_grid_area ON registry_grid (area, code)",
                "CREATE INDEX registry_grid_box ON registry_grid (min_lat, max_lat, min_lng, max_lng)",
            ]
        )
    ]

    /// Which grids a list shows.
    package struct Filter: Sendable {
        package var scopes: [AccessScope]
        /// An area and all inside it.
        package var area: String?
        package var box: BoundingBox?
        package var state: GridState? = .active
        package var text: String?

        package init(scopes: [AccessScope]) {
            self.scopes = scopes
        }
    }

    private static let columns: SQLQuery = """
        code, area, shape, area_m2, note, state, started_at, changed_at, version
        """

    package static func find(_ code: String, in db: any SQLConnection) throws -> UnitGrid? {
        try db.first("SELECT \(columns) FROM registry_grid WHERE code = \(code)").map(grid)
    }

    /// All grids in the order of their codes.
    package static func all(in db: any SQLConnection) throws -> [UnitGrid] {
        var grids: [UnitGrid] = []
        try db.each("SELECT \(columns) FROM registry_grid ORDER BY code") { grids.append(try grid($0)) }
        return grids
    }

    package static func list(
        _ filter: Filter,
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<UnitGrid> {
        var conditions: [SQLQuery] = []
        if let scope = AreaScope.condition(filter.scopes, area: "area") { conditions.append(scope) }
        if let area = filter.area {
            conditions.append(AreaScope.within(AreaCode.scopePrefix(of: area), column: "code"))
        }
        if let box = filter.box { conditions.append(StoredBox(box: box).meets) }
        if let state = filter.state { conditions.append("state = \(state)") }
        if let text = filter.text { conditions.append(AreaScope.contains(text, columns: ["code", "note"])) }
        if let after = page.after { conditions.append("code > \(try after.key(of: listName, count: 1)[0])") }
        let rows: [SQLRow] = try db.rows(
            """
            SELECT \(columns) FROM registry_grid\(conditions.whereClause) ORDER BY code LIMIT \(page.limit + 1)
            """
        )
        return Page(overfetched: try rows.map(grid), limit: page.limit) { Cursor(list: listName, key: [$0.code]) }
    }

    private static let listName: String = "grids"

    /// The grids in use whose boxes meet this one.
    package static func meeting(_ box: BoundingBox, in db: any SQLConnection) throws -> [UnitGrid] {
        try db.rows(
            """
            SELECT \(columns) FROM registry_grid
            WHERE state = \(GridState.active) AND \(StoredBox(box: box).meets) ORDER BY code
            """
        ).map(grid)
    }

    /// The grids in use that belong to exactly this area.
    package static func active(of area: String, in db: any SQLConnection) throws -> [UnitGrid] {
        try db.rows(
            """
            SELECT \(columns) FROM registry_grid WHERE area = \(area) AND state = \(GridState.active) ORDER BY code
            """
        ).map(grid)
    }

    /// Those of the codes that are grids in use.
    package static func activeCodes(among codes: [String], in db: any SQLConnection) throws -> Set<String> {
        var found: Set<String> = []
        for start in stride(from: 0, to: codes.count, by: 500) {
            let part: ArraySlice<String> = codes[start..<min(start + 500, codes.count)]
            let rows: [SQLRow] = try db.rows(
                """
                SELECT code FROM registry_grid WHERE state = \(GridState.active) AND code IN \(list: part)
                """
            )
            for row in rows { found.insert(try row.get("code")) }
        }
        return found
    }

    /// Writes the grid over whatever row has its code.
    package static func put(_ grid: UnitGrid, in db: any SQLConnection) throws {
        guard let box = grid.shape.boundingBox else { throw CityError.fault("grid \(grid.code) has no box") }
        let southWest: Coordinate = box.southWest
        let northEast: Coordinate = box.northEast
        try db.run(
            """
            INSERT INTO registry_grid (\(columns), min_lng, min_lat, max_lng, max_lat)
            VALUES (\(grid.code), \(grid.area), \(ShapeText([grid.shape])), \(grid.areaM2), \(grid.note),
                \(grid.state), \(grid.startedAt), \(grid.changedAt), \(grid.version),
                \(southWest.lng), \(southWest.lat), \(northEast.lng), \(northEast.lat))
            ON CONFLICT (code) DO UPDATE SET
                area = excluded.area, shape = excluded.shape, area_m2 = excluded.area_m2, note = excluded.note,
                state = excluded.state, started_at = excluded.started_at, changed_at = excluded.changed_at,
                version = excluded.version, min_lng = excluded.min_lng, min_lat = excluded.min_lat,
                max_lng = excluded.max_lng, max_lat = excluded.max_lat
            """
        )
    }

    private static func grid(_ row: SQLRow) throws -> UnitGrid {
        let shape: ShapeText = try row.get("shape")
        guard let polygon = shape.polygons.first else { throw CityError.fault("a stored grid has no shape") }
        let draft: UnitGrid.Draft = UnitGrid.Draft(
            code: try row.get("code"),
            shape: polygon,
            note: try row.getIfPresent("note"),
            state: try row.get("state"),
            startedAt: try row.get("started_at", as: Timestamp.self)
        )
        return UnitGrid(
            stored: draft,
            area: try row.get("area"),
            areaM2: try row.get("area_m2"),
            changedAt: try row.get("changed_at"),
            version: try row.get("version")
        )
    }
}
