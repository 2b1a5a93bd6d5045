package import CityCore
import CityHTTP
package import CitySQL

/// The table of staff.
package enum StaffStore {
    package static let migrations: [Migration] = [
        Migration(
            "registry.0101.staff",
            both: [
                """
                CREATE TABLE registry_staff (
                    id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
                    organisation_id TEXT NOT NULL REFERENCES registry_organisation (id), post TEXT NOT NULL,
                    phone TEXT, account_id TEXT UNIQUE, area TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('active', 'left')), version BIGINT NOT NULL
                )
                """,
                "CREATE INDEX registry_staff_organisation ON registry_staff (organisation_id, number)",
                "CREATE INDEX registry_staff_area ON registry_staff (area, number)",
            ]
        )
    ]

    /// Which people a list shows.
    package struct Filter: Sendable {
        package var scopes: [AccessScope]
        package var organisations: [OrganisationID]?
        package var post: Post?
        package var state: Staff.State?
        /// Those who work in this area or below it.
        package var area: String?
        /// A part of the name or of the number.
        package var text: String?

        package init(scopes: [AccessScope]) {
            self.scopes = scopes
        }
    }

    private static let columns: SQLQuery =
        "id, number, name, organisation_id, post, phone, account_id, area, state, version"
    private static let listName: String = "staff"

    package static func find(_ id: StaffID, in db: any SQLConnection) throws -> Staff? {
        try db.first("SELECT \(columns) FROM registry_staff WHERE id = \(id)").map(Staff.init(row:))
    }

    package static func find(number: String, in db: any SQLConnection) throws -> Staff? {
        try db.first("SELECT \(columns) FROM registry_staff WHERE number = \(number)").map(Staff.init(row:))
    }

    package static func find(account: AccountID, in db: any SQLConnection) throws -> Staff? {
        try db.first("SELECT \(columns) FROM registry_staff WHERE account_id = \(account)").map(Staff.init(row:))
    }

    /// Of those who have one on record.
    package static func phones(
        of accounts: [AccountID],
        in db: any SQLConnection
    ) throws -> [AccountID: String] {
        var phones: [AccountID: String] = [:]
        let rows: [SQLRow] = try db.rows(
            "SELECT account_id, phone FROM registry_staff WHERE phone IS NOT NULL AND account_id IN \(list: accounts)"
        )
        for row in rows { phones[try row.get("account_id")] = try row.get("phone") }
        return phones
    }

    package static func list(_ filter: Filter, _ page: PageRequest, in db: any SQLConnection) throws -> Page<Staff> {
        var conditions: [SQLQuery] = []
        if let scope = AreaScope.condition(filter.scopes, area: "area", organisations: ["organisation_id"]) {
            conditions.append(scope)
        }
        if let organisations = filter.organisations {
            conditions.append("organisation_id IN \(list: organisations)")
        }
        if let post = filter.post { conditions.append("post = \(post)") }
        if let state = filter.state { conditions.append("state = \(state)") }
        if let area = filter.area {
            conditions.append(AreaScope.within(AreaCode.scopePrefix(of: area), column: "area"))
        }
        if let text = filter.text { conditions.append(AreaScope.contains(text, columns: ["name", "number"])) }
        if let after = page.after { conditions.append("number > \(try after.key(of: listName, count: 1)[0])") }
        let rows: [SQLRow] = try db.rows(
            """
            SELECT \(columns) FROM registry_staff\(conditions.whereClause)
            ORDER BY number LIMIT \(page.limit + 1)
            """
        )
        let found: [Staff] = try rows.map(Staff.init(row:))
        return Page(overfetched: found, limit: page.limit) { Cursor(list: listName, key: [$0.number]) }
    }

    static func insert(_ staff: Staff, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO registry_staff (\(columns))
            VALUES (\(staff.id), \(staff.number), \(staff.name), \(staff.organisation), \(staff.post), \(staff.phone),
                \(staff.account), \(staff.area), \(staff.state), \(staff.version))
            """
        )
    }

    /// Writes a new version over the one before it.
    static func update(_ staff: Staff, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE registry_staff
            SET name = \(staff.name), organisation_id = \(staff.organisation), post = \(staff.post),
                phone = \(staff.phone), account_id = \(staff.account), area = \(staff.area), state = \(staff.state),
                version = \(staff.version)
            WHERE id = \(staff.id) AND version = \(staff.version - 1)
            """
        )
        guard changed == 1 else { throw CityError.stale(Staff.thing, current: staff.version) }
    }
}
