import CityCore
import CitySQL

/// What a list of accounts is narrowed to.
package struct AccountFilter: Sendable {
    /// Part of the login or the name.
    package var text: String?
    package var role: String?
    /// An area and all below it.
    package var area: String?
    package var state: AccountState?

    package init(text: String? = nil, role: String? = nil, area: String? = nil, state: AccountState? = nil) {
        self.text = text
        self.role = role
        self.area = area
        self.state = state
    }
}

/// Every statement on `access_account` but those on secrets.
enum AccountStore {
    static let list: String = "accounts"

    private static let columns: SQLQuery = """
        id, login, name, phone, organisation_id, area, state, must_change_password, password_changed_at,
        CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
        CASE WHEN totp_secret IS NULL THEN 0 ELSE 1 END AS has_second_factor,
        locked_until, version, created_at, updated_at
        """

    static func names(of ids: [AccountID], in db: any SQLConnection) throws -> [AccountID: String] {
        if ids.isEmpty { return [:] }
        var names: [AccountID: String] = [:]
        try db.each("SELECT id, name FROM access_account WHERE id IN \(list: ids)") { row in
            names[try row.get("id")] = try row.get("name", as: String.self)
        }
        return names
    }

    static func find(_ id: AccountID, in db: any SQLConnection) throws -> Account? {
        try load("SELECT \(columns) FROM access_account WHERE id = \(id)", in: db).first
    }

    static func find(login: String, in db: any SQLConnection) throws -> Account? {
        try load("SELECT \(columns) FROM access_account WHERE login = \(login)", in: db).first
    }

    /// By login, one row more than asked for.
    static func page(
        _ filter: AccountFilter,
        scopes: [AccessScope],
        _ request: PageRequest,
        in db: any SQLConnection
    ) throws -> [Account] {
        var conditions: [SQLQuery] = []
        if let scope = AccessScope.condition(scopes, area: "area", organisation: "organisation_id") {
            conditions.append(scope)
        }
        if let text = filter.text {
            let pattern: String = LikePattern.containing(text)
            conditions.append("(login LIKE \(pattern) ESCAPE '\\' OR lower(name) LIKE \(pattern) ESCAPE '\\')")
        }
        if let role = filter.role {
            conditions.append("id IN (SELECT account_id FROM access_grant WHERE role = \(role))")
        }
        if let area = filter.area, !area.isEmpty {
            conditions.append("area >= \(area) AND area < \(area + "~")")
        }
        if let state = filter.state { conditions.append("state = \(state)") }
        if let after = request.after {
            let key: [String] = try after.key(of: list, count: 1)
            conditions.append("login > \(key[0])")
        }
        return try load(
            """
            SELECT \(columns) FROM access_account\(conditions.whereClause)
            ORDER BY login LIMIT \(request.limit + 1)
            """,
            in: db
        )
    }

    static func insert(_ account: Account, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO access_account (id, login, name, phone, organisation_id, area, password_hash,
                password_changed_at, must_change_password, totp_secret, totp_pending, totp_last_step, state,
                failed_count, locked_until, version, created_at, updated_at)
            VALUES (\(account.id), \(account.login), \(account.name), \(account.phone), \(account.organisation),
                \(account.area), NULL, \(account.passwordChangedAt), \(account.mustChangePassword), NULL, NULL, 0,
                \(account.state), 0, NULL, \(account.version), \(account.createdAt), \(account.updatedAt))
            """
        )
    }

    /// Writes what an administrator may change.
    static func update(_ account: Account, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE access_account SET name = \(account.name), phone = \(account.phone),
                organisation_id = \(account.organisation), area = \(account.area), state = \(account.state),
                version = \(account.version), updated_at = \(account.updatedAt)
            WHERE id = \(account.id)
            """
        )
    }

    private static func load(_ query: SQLQuery, in db: any SQLConnection) throws -> [Account] {
        var accounts: [Account] = try db.rows(query).map(account)
        let grants: [AccountID: [AccountGrant]] = try GrantStore.grants(of: accounts.map(\.id), in: db)
        for index in accounts.indices { accounts[index].grants = grants[accounts[index].id] ?? [] }
        return accounts
    }

    private static func account(_ row: SQLRow) throws -> Account {
        Account(
            id: try row.get("id"),
            login: try row.get("login"),
            name: try row.get("name"),
            phone: try row.getIfPresent("phone"),
            organisation: try row.getIfPresent("organisation_id"),
            area: try row.get("area"),
            state: try row.get("state"),
            hasPassword: try row.get("has_password"),
            mustChangePassword: try row.get("must_change_password"),
            passwordChangedAt: try row.get("password_changed_at"),
            hasSecondFactor: try row.get("has_second_factor"),
            lockedUntil: try row.getIfPresent("locked_until"),
            version: try row.get("version"),
            createdAt: try row.get("created_at"),
            updatedAt: try row.get("updated_at"),
            grants: []
        )
    }
}
