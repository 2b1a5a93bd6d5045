import CityCore
import CitySQL

/// A session as it is kept: by its token's hash, so that who reads the table can use none of them.
struct StoredSession: Sendable {
    var tokenHash: String
    var account: AccountID
    var createdAt: Timestamp
    var lastSeenAt: Timestamp
    var expiresAt: Timestamp
    var remoteAddress: String
    var userAgent: String
    /// Of an account that is for a screen on a wall.
    var isDisplay: Bool

    /// When it ends unless it is used again.
    func end(_ settings: AccessSettings) -> Timestamp {
        if isDisplay { return expiresAt }
        return min(expiresAt, createdAt + settings.sessionLength, lastSeenAt + settings.idleLimit)
    }
}

/// Every statement on `access_session`.
enum SessionStore {
    static func find(_ tokenHash: String, in db: any SQLConnection) throws -> StoredSession? {
        try db.first(
            """
            SELECT token_hash, account_id, created_at, last_seen_at, expires_at, remote_address, user_agent, is_display
            FROM access_session WHERE token_hash = \(tokenHash)
            """
        ).map { row in
            StoredSession(
                tokenHash: try row.get("token_hash"),
                account: try row.get("account_id"),
                createdAt: try row.get("created_at"),
                lastSeenAt: try row.get("last_seen_at"),
                expiresAt: try row.get("expires_at"),
                remoteAddress: try row.get("remote_address"),
                userAgent: try row.get("user_agent"),
                isDisplay: try row.get("is_display")
            )
        }
    }

    static func insert(_ session: StoredSession, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO access_session
                (token_hash, account_id, created_at, last_seen_at, expires_at, remote_address, user_agent, is_display)
            VALUES (\(session.tokenHash), \(session.account), \(session.createdAt), \(session.lastSeenAt),
                \(session.expiresAt), \(session.remoteAddress), \(session.userAgent), \(session.isDisplay))
            """
        )
    }

    static func touch(_ tokenHash: String, at now: Timestamp, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE access_session SET last_seen_at = \(now)
            WHERE token_hash = \(tokenHash) AND last_seen_at < \(now)
            """
        )
    }

    /// The account is for more than a screen now: its sessions are like any other from here on, for good.
    static func endDisplay(of account: AccountID, in db: any SQLConnection) throws {
        try db.run("UPDATE access_session SET is_display = 0 WHERE account_id = \(account) AND is_display = 1")
    }

    static func delete(_ tokenHash: String, in db: any SQLConnection) throws {
        try db.run("DELETE FROM access_session WHERE token_hash = \(tokenHash)")
    }

    /// Ends an account's sessions but, where given, one.
    static func deleteAll(
        of account: AccountID,
        except tokenHash: String? = nil,
        in db: any SQLConnection
    ) throws {
        try db.run(
            "DELETE FROM access_session WHERE account_id = \(account) AND token_hash <> \(tokenHash ?? "")"
        )
    }

    static func deleteEnded(at now: Timestamp, idleLimit: TimeSpan, in db: any SQLConnection) throws {
        try db.run(
            """
            DELETE FROM access_session
            WHERE expires_at <= \(now) OR (last_seen_at <= \(now - idleLimit) AND is_display = 0)
            """
        )
    }

    /// Leaves an account its newest sessions only, and answers the hashes of those that ended.
    static func deleteOldest(
        of account: AccountID,
        keeping count: Int,
        in db: any SQLConnection
    ) throws -> [String] {
        let hashes: [String] = try db.rows(
            """
            SELECT token_hash FROM access_session WHERE account_id = \(account)
            ORDER BY created_at DESC, token_hash
            """
        ).map { try $0.get("token_hash") }
        let ended: [String] = Array(hashes.dropFirst(count))
        for hash in ended { try delete(hash, in: db) }
        return ended
    }
}
