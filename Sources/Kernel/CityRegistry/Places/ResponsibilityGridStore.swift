package import CityCore
package import CitySQL

/// The tables of responsibility grids: what they are, which unit grids they hold, who collects in them.
package enum ResponsibilityGridStore {
    package static let migrations: [Migration] = [
        Migration(
            "registry.0003.responsibility_grid",
            both: [
                """
                CREATE TABLE registry_responsibility_grid (
                    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, area TEXT NOT NULL,
                    purpose TEXT NOT NULL, owner_staff TEXT, organisation TEXT,
                    changed_at BIGINT NOT NULL, version BIGINT NOT NULL
                )
                """,
                "CREATE INDEX registry_responsibility_grid_area ON registry_responsibility_grid (area, code)",
                """
                CREATE TABLE registry_responsibility_grid_member (
                    grid_code TEXT NOT NULL REFERENCES registry_grid (code), purpose TEXT NOT NULL,
                    responsibility_id TEXT NOT NULL REFERENCES registry_responsibility_grid (id),
                    PRIMARY KEY (grid_code, purpose)
                )
                """,
                """
                CREATE INDEX registry_responsibility_grid_member_grid
                ON registry_responsibility_grid_member (responsibility_id, grid_code)
                """,
                """
                CREATE TABLE registry_responsibility_grid_collector (
                    responsibility_id TEXT NOT NULL REFERENCES registry_responsibility_grid (id),
                    position BIGINT NOT NULL, staff_id TEXT NOT NULL,
                    PRIMARY KEY (responsibility_id, staff_id)
                )
                """,
                """
                CREATE INDEX registry_responsibility_grid_collector_staff
                ON registry_responsibility_grid_collector (staff_id)
                """,
            ]
        )
    ]

    /// Which responsibility grids a list shows.
    package struct Filter: Sendable {
        package var scopes: [AccessScope]
        package var area: String?
        package var purpose: String?
        package var organisation: OrganisationID?
        /// Somebody who answers for it or collects in it.
        package var staff: StaffID?
        package var text: String?

        package init(scopes: [AccessScope]) {
            self.scopes = scopes
        }
    }

    private static let columns: SQLQuery = """
        id, code, name, area, purpose, owner_staff, organisation, changed_at, version
        """

    package static func find(_ id: ResponsibilityGridID, in db: any SQLConnection) throws -> ResponsibilityGrid? {
        try complete(db.rows("SELECT \(columns) FROM registry_responsibility_grid WHERE id = \(id)"), in: db).first
    }

    package static func find(code: String, in db: any SQLConnection) throws -> ResponsibilityGrid? {
        try complete(db.rows("SELECT \(columns) FROM registry_responsibility_grid WHERE code = \(code)"), in: db).first
    }

    /// All of them in the order of their codes.
    package static func all(in db: any SQLConnection) throws -> [ResponsibilityGrid] {
        try complete(db.rows("SELECT \(columns) FROM registry_responsibility_grid ORDER BY code"), in: db)
    }

    package static func list(
        _ filter: Filter,
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<ResponsibilityGrid> {
        var conditions: [SQLQuery] = self.conditions(filter)
        if let after = page.after { conditions.append("code > \(try after.key(of: listName, count: 1)[0])") }
        let rows: [SQLRow] = try db.rows(
            """
            SELECT \(columns) FROM registry_responsibility_grid\(conditions.whereClause)
            ORDER BY code LIMIT \(page.limit + 1)
            """
        )
        return Page(overfetched: try complete(rows, in: db), limit: page.limit) {
            Cursor(list: listName, key: [$0.code])
        }
    }

    private static let listName: String = "responsibility-grids"

    private static func conditions(_ filter: Filter) -> [SQLQuery] {
        var conditions: [SQLQuery] = []
        if let scope = AreaScope.condition(filter.scopes, area: "area", organisations: ["organisation"]) {
            conditions.append(scope)
        }
        if let area = filter.area {
            conditions.append(AreaScope.within(AreaCode.scopePrefix(of: area), column: "area"))
        }
        if let purpose = filter.purpose { conditions.append("purpose = \(purpose)") }
        if let organisation = filter.organisation { conditions.append("organisation = \(organisation)") }
        if let staff = filter.staff {
            conditions.append(
                """
                (owner_staff = \(staff) OR id IN
                    (SELECT responsibility_id FROM registry_responsibility_grid_collector WHERE staff_id = \(staff)))
                """
            )
        }
        if let text = filter.text { conditions.append(AreaScope.contains(text, columns: ["name", "code"])) }
        return conditions
    }

    /// Which responsibility grid holds each of the unit grids for this purpose; those without one are left out.
    package static func holders(
        of gridCodes: [String],
        purpose: String,
        in db: any SQLConnection
    ) throws -> [String: ResponsibilityGridID] {
        var holders: [String: ResponsibilityGridID] = [:]
        for start in stride(from: 0, to: gridCodes.count, by: 500) {
            let part: ArraySlice<String> = gridCodes[start..<min(start + 500, gridCodes.count)]
            let rows: [SQLRow] = try db.rows(
                """
                SELECT grid_code, responsibility_id FROM registry_responsibility_grid_member
                WHERE purpose = \(purpose) AND grid_code IN \(list: part)
                """
            )
            for row in rows { holders[try row.get("grid_code")] = try row.get("responsibility_id") }
        }
        return holders
    }

    /// Writes the grid with its members and collectors over what has its id.
    package static func put(_ grid: ResponsibilityGrid, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO registry_responsibility_grid (\(columns))
            VALUES (\(grid.id), \(grid.code), \(grid.name), \(grid.area), \(grid.purpose), \(grid.ownerStaff),
                \(grid.organisation), \(grid.changedAt), \(grid.version))
            ON CONFLICT (id) DO UPDATE SET
                code = excluded.code, name = excluded.name, area = excluded.area, purpose = excluded.purpose,
                owner_staff = excluded.owner_staff, organisation = excluded.organisation,
                changed_at = excluded.changed_at, version = excluded.version
            """
        )
        try db.run("DELETE FROM registry_responsibility_grid_member WHERE responsibility_id = \(grid.id)")
        for code in grid.gridCodes {
            try db.run(
                """
                INSERT INTO registry_responsibility_grid_member (grid_code, purpose, responsibility_id)
                VALUES (\(code), \(grid.purpose), \(grid.id))
                """
            )
        }
        try db.run("DELETE FROM registry_responsibility_grid_collector WHERE responsibility_id = \(grid.id)")
        for (position, staff) in grid.collectors.enumerated() {
            try db.run(
                """
                INSERT INTO registry_responsibility_grid_collector (responsibility_id, position, staff_id)
                VALUES (\(grid.id), \(position), \(staff))
                """
            )
        }
    }

    /// Adds members and collectors to rows, with two queries for every 500 of them.
    private static func complete(_ rows: [SQLRow], in db: any SQLConnection) throws -> [ResponsibilityGrid] {
        let ids: [ResponsibilityGridID] = try rows.map { try $0.get("id") }
        var members: [ResponsibilityGridID: [String]] = [:]
        var collectors: [ResponsibilityGridID: [StaffID]] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let part: ArraySlice<ResponsibilityGridID> = ids[start..<min(start + 500, ids.count)]
            try db.each(
                """
                SELECT responsibility_id, grid_code FROM registry_responsibility_grid_member
                WHERE responsibility_id IN \(list: part) ORDER BY responsibility_id, grid_code
                """
            ) { members[try $0.get("responsibility_id"), default: []].append(try $0.get("grid_code")) }
            try db.each(
                """
                SELECT responsibility_id, staff_id FROM registry_responsibility_grid_collector
                WHERE responsibility_id IN \(list: part) ORDER BY responsibility_id, position
                """
            ) { collectors[try $0.get("responsibility_id"), default: []].append(try $0.get("staff_id")) }
        }
        return try zip(ids, rows).map { id, row in
            try grid(id, row, members: members[id] ?? [], collectors: collectors[id] ?? [])
        }
    }

    private static func grid(
        _ id: ResponsibilityGridID,
        _ row: SQLRow,
        members: [String],
        collectors: [StaffID]
    ) throws -> ResponsibilityGrid {
        let draft: ResponsibilityGrid.Draft = ResponsibilityGrid.Draft(
            code: try row.get("code"),
            name: try row.get("name"),
            area: try row.get("area"),
            purpose: try row.get("purpose"),
            ownerStaff: try row.getIfPresent("owner_staff"),
            organisation: try row.getIfPresent("organisation"),
            collectors: collectors,
            gridCodes: members
        )
        return try ResponsibilityGrid(
            id: id,
            draft,
            changedAt: try row.get("changed_at"),
            version: try row.get("version")
        )
    }
}
