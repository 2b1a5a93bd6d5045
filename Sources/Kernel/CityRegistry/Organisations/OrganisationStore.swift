package import CityCore
import CityHTTP
package import CitySQL

/// The table of organisations.
package enum OrganisationStore {
    package static let migrations: [Migration] = [
        Migration(
            "registry.0100.organisation",
            both: [
                """
                CREATE TABLE registry_organisation (
                    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, english_name TEXT,
                    kind TEXT NOT NULL, parent_id TEXT REFERENCES registry_organisation (id), area TEXT NOT NULL,
                    phone TEXT, state TEXT NOT NULL CHECK (state IN ('active', 'closed')), version BIGINT NOT NULL,
                    CHECK (parent_id IS NULL OR parent_id <> id)
                )
                """,
                "CREATE INDEX registry_organisation_parent ON registry_organisation (parent_id)",
                "CREATE INDEX registry_organisation_area ON registry_organisation (area)",
            ]
        )
    ]

    /// Which organisations a list shows.
    package struct Filter: Sendable {
        package var scopes: [AccessScope]
        package var kind: Organisation.Kind?
        package var state: Organisation.State?
        package var parent: OrganisationID?
        /// Those that serve in this area or below it.
        package var area: String?
        /// A part of the name or of the code.
        package var text: String?

        package init(scopes: [AccessScope]) {
            self.scopes = scopes
        }
    }

    private static let columns: SQLQuery =
        "id, code, name, english_name, kind, parent_id, area, phone, state, version"
    private static let listName: String = "organisations"

    package static func find(_ id: OrganisationID, in db: any SQLConnection) throws -> Organisation? {
        try db.first("SELECT \(columns) FROM registry_organisation WHERE id = \(id)").map(Organisation.init(row:))
    }

    package static func find(code: String, in db: any SQLConnection) throws -> Organisation? {
        try db.first("SELECT \(columns) FROM registry_organisation WHERE code = \(code)").map(Organisation.init(row:))
    }

    /// All organisations in the order of their codes.
    package static func all(in db: any SQLConnection) throws -> [Organisation] {
        try db.rows("SELECT \(columns) FROM registry_organisation ORDER BY code").map(Organisation.init(row:))
    }

    package static func list(
        _ filter: Filter,
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<Organisation> {
        var conditions: [SQLQuery] = []
        if let scope = AreaScope.condition(filter.scopes, area: "area", organisations: ["id"]) {
            conditions.append(scope)
        }
        if let kind = filter.kind { conditions.append("kind = \(kind)") }
        if let state = filter.state { conditions.append("state = \(state)") }
        if let parent = filter.parent { conditions.append("parent_id = \(parent)") }
        if let area = filter.area {
            conditions.append(AreaScope.within(AreaCode.scopePrefix(of: area), column: "area"))
        }
        if let text = filter.text {
            conditions.append(AreaScope.contains(text, columns: ["name", "english_name", "code"]))
        }
        if let after = page.after { conditions.append("code > \(try after.key(of: listName, count: 1)[0])") }
        let rows: [SQLRow] = try db.rows(
            """
            SELECT \(columns) FROM registry_organisation\(conditions.whereClause)
            ORDER BY code LIMIT \(page.limit + 1)
            """
        )
        let found: [Organisation] = try rows.map(Organisation.init(row:))
        return Page(overfetched: found, limit: page.limit) { Cursor(list: listName, key: [$0.code]) }
    }

    static func insert(_ organisation: Organisation, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO registry_organisation (\(columns))
            VALUES (\(organisation.id), \(organisation.code), \(organisation.name), \(organisation.englishName),
                \(organisation.kind), \(organisation.parent), \(organisation.area), \(organisation.phone),
                \(organisation.state), \(organisation.version))
            """
        )
    }

    /// Writes a new version over the one before it.
    static func update(_ organisation: Organisation, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE registry_organisation
            SET name = \(organisation.name), english_name = \(organisation.englishName), kind = \(organisation.kind),
                parent_id = \(organisation.parent), area = \(organisation.area), phone = \(organisation.phone),
                state = \(organisation.state), version = \(organisation.version)
            WHERE id = \(organisation.id) AND version = \(organisation.version - 1)
            """
        )
        guard changed == 1 else {
            throw CityError.stale(Organisation.thing, current: organisation.version)
        }
    }

    /// How many active organisations stand directly below, and how many people work there.
    static func dependents(
        of id: OrganisationID,
        in db: any SQLConnection
    ) throws -> (children: Int, staff: Int) {
        let children: Int = try db.value(
            "SELECT COUNT(*) FROM registry_organisation WHERE parent_id = \(id) AND state = \(Organisation.State.active)"
        )
        let staff: Int = try db.value(
            "SELECT COUNT(*) FROM registry_staff WHERE organisation_id = \(id) AND state = \(Staff.State.active)"
        )
        return (children, staff)
    }
}
