import CityCore
import CityCrypto
import CitySQL

/// What signing in needs to know of an account. It stays inside this module.
struct Credentials: Sendable {
    var account: AccountID
    var login: String
    var name: String
    var area: String
    var state: AccountState
    /// Nil until a first password is issued: nobody can sign in.
    var passwordHash: PasswordHash?
    var secondFactor: [UInt8]?
    /// A secret that was shown but not yet confirmed with a code.
    var pendingSecondFactor: [UInt8]?
    /// The step of the last code that was taken; an earlier or equal one is a replay.
    var lastStep: Int64
    var lockedUntil: Timestamp?

    func isLocked(at now: Timestamp) -> Bool {
        lockedUntil.map { now < $0 } ?? false
    }

    /// The account itself, as the audit log names it.
    var identity: Identity { Identity(account: account, name: name, grants: []) }
}

/// Every statement on the secret columns of `access_account`, and on `access_password_history`.
enum CredentialStore {
    static func find(_ id: AccountID, in db: any SQLConnection) throws -> Credentials? {
        try find(where: "id = \(id)", in: db)
    }

    static func find(login: String, in db: any SQLConnection) throws -> Credentials? {
        try find(where: "login = \(login)", in: db)
    }

    private static func find(where condition: SQLQuery, in db: any SQLConnection) throws -> Credentials? {
        let row: SQLRow? = try db.first(
            """
            SELECT id, login, name, area, state, password_hash, totp_secret, totp_pending, totp_last_step,
                locked_until
            FROM access_account WHERE \(condition)
            """
        )
        guard let row else { return nil }
        return Credentials(
            account: try row.get("id"),
            login: try row.get("login"),
            name: try row.get("name"),
            area: try row.get("area"),
            state: try row.get("state"),
            passwordHash: try row.getIfPresent("password_hash", as: String.self).map(PasswordHash.init(stored:)),
            secondFactor: try secret(row, "totp_secret"),
            pendingSecondFactor: try secret(row, "totp_pending"),
            lastStep: try row.get("totp_last_step"),
            lockedUntil: try row.getIfPresent("locked_until")
        )
    }

    private static func secret(_ row: SQLRow, _ column: String) throws -> [UInt8]? {
        guard let text = try row.getIfPresent(column, as: String.self) else { return nil }
        guard let bytes = Base64URL.decode(text) else { throw CityError.fault("\(column) is not readable") }
        return bytes
    }

    /// A new password also ends a lock.
    static func setPassword(
        _ hash: PasswordHash,
        mustChange: Bool,
        of id: AccountID,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            UPDATE access_account SET password_hash = \(hash.text), password_changed_at = \(now),
                must_change_password = \(mustChange), failed_count = 0, locked_until = NULL,
                version = version + 1, updated_at = \(now)
            WHERE id = \(id)
            """
        )
    }

    /// Counts one failure more and answers how many there are now.
    static func countFailure(of id: AccountID, in db: any SQLConnection) throws -> Int {
        try db.value(
            "UPDATE access_account SET failed_count = failed_count + 1 WHERE id = \(id) RETURNING failed_count"
        )
    }

    /// The version moves with the lock, since accounts are shown with it.
    static func lock(_ id: AccountID, until end: Timestamp, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE access_account SET failed_count = 0, locked_until = \(end), version = version + 1
            WHERE id = \(id)
            """
        )
    }

    /// Forgets failures, and ends a lock where there is one.
    static func forgetFailures(of id: AccountID, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE access_account SET failed_count = 0,
                version = version + CASE WHEN locked_until IS NULL THEN 0 ELSE 1 END, locked_until = NULL
            WHERE id = \(id) AND (failed_count > 0 OR locked_until IS NOT NULL)
            """
        )
    }

    static func setLastStep(_ step: Int64, of id: AccountID, in db: any SQLConnection) throws {
        try db.run("UPDATE access_account SET totp_last_step = \(step) WHERE id = \(id)")
    }

    static func setPendingSecondFactor(_ secret: [UInt8], of id: AccountID, in db: any SQLConnection) throws {
        try db.run("UPDATE access_account SET totp_pending = \(Base64URL.encode(secret)) WHERE id = \(id)")
    }

    static func setSecondFactor(
        _ secret: [UInt8]?,
        lastStep: Int64,
        of id: AccountID,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            UPDATE access_account SET totp_secret = \(secret.map(Base64URL.encode)), totp_pending = NULL,
                totp_last_step = \(lastStep), version = version + 1, updated_at = \(now)
            WHERE id = \(id)
            """
        )
    }

    /// The newest first.
    static func earlierPasswords(
        of id: AccountID,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [PasswordHash] {
        try db.rows(
            """
            SELECT password_hash FROM access_password_history WHERE account_id = \(id)
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map { PasswordHash(stored: try $0.get("password_hash")) }
    }

    /// Adds a password to the history and forgets those beyond its length.
    static func remember(
        _ hash: PasswordHash,
        of id: AccountID,
        keeping count: Int,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let number: Int = try db.value(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM access_password_history WHERE account_id = \(id)"
        )
        try db.run(
            """
            INSERT INTO access_password_history (account_id, number, password_hash, set_at)
            VALUES (\(id), \(number), \(hash.text), \(now))
            """
        )
        try db.run(
            "DELETE FROM access_password_history WHERE account_id = \(id) AND number <= \(number - count)"
        )
    }
}
