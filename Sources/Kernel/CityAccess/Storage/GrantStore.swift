import CityCore
import CitySQL

/// Every statement on `access_grant`.
enum GrantStore {
    static func grants(of account: AccountID, in db: any SQLConnection) throws -> [AccountGrant] {
        try grants(of: [account], in: db)[account] ?? []
    }

    static func grants(
        of accounts: [AccountID],
        in db: any SQLConnection
    ) throws -> [AccountID: [AccountGrant]] {
        if accounts.isEmpty { return [:] }
        let grants: [AccountGrant] = try db.rows(
            """
            SELECT id, account_id, role, area, organisation_id FROM access_grant
            WHERE account_id IN \(list: accounts) ORDER BY account_id, role, area, id
            """
        ).map { row in
            AccountGrant(
                id: try row.get("id"),
                account: try row.get("account_id"),
                role: try row.get("role"),
                area: try row.get("area"),
                organisation: try row.getIfPresent("organisation_id")
            )
        }
        return Dictionary(grouping: grants, by: \.account)
    }

    static func insert(_ grant: AccountGrant, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO access_grant (id, account_id, role, area, organisation_id)
            VALUES (\(grant.id), \(grant.account), \(grant.role), \(grant.area), \(grant.organisation))
            """
        )
    }

    static func delete(_ id: AccountGrantID, in db: any SQLConnection) throws {
        try db.run("DELETE FROM access_grant WHERE id = \(id)")
    }
}
