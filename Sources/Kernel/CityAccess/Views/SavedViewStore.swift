import CityCore
import CitySQL

/// Every statement on `access_view`.
enum SavedViewStore {
    static let migration: Migration = Migration(
        "access.0004.view",
        both: [
            """
            CREATE TABLE access_view (
                id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES access_account (id), page TEXT NOT NULL,
                name TEXT NOT NULL, query TEXT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL
            )
            """,
            "CREATE UNIQUE INDEX access_view_name ON access_view (account_id, page, name)",
        ]
    )

    private static let columns: SQLQuery = "id, account_id, page, name, query, version, created_at"

    static func list(of account: AccountID, page: String?, in db: any SQLConnection) throws -> [SavedView] {
        var conditions: [SQLQuery] = ["account_id = \(account)"]
        if let page { conditions.append("page = \(page)") }
        return try db.rows(
            "SELECT \(columns) FROM access_view\(conditions.whereClause) ORDER BY page, created_at, id"
        ).map(view)
    }

    static func find(_ id: SavedViewID, of account: AccountID, in db: any SQLConnection) throws -> SavedView? {
        try db.first("SELECT \(columns) FROM access_view WHERE id = \(id) AND account_id = \(account)").map(view)
    }

    static func insert(_ view: SavedView, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO access_view (\(columns))
            VALUES (\(view.id), \(view.account), \(view.page), \(view.name), \(view.query), \(view.version),
                \(view.createdAt))
            """
        )
    }

    static func update(_ view: SavedView, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE access_view SET name = \(view.name), query = \(view.query), version = \(view.version)
            WHERE id = \(view.id)
            """
        )
    }

    static func delete(_ id: SavedViewID, in db: any SQLConnection) throws {
        try db.run("DELETE FROM access_view WHERE id = \(id)")
    }

    private static func view(_ row: SQLRow) throws -> SavedView {
        SavedView(
            stored: try row.get("id"),
            account: try row.get("account_id"),
            page: try row.get("page"),
            name: try row.get("name"),
            query: try row.get("query"),
            version: try row.get("version"),
            createdAt: try row.get("created_at")
        )
    }
}
