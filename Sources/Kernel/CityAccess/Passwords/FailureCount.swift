import CityCore
import CitySQL

/// Counts wrong passwords and codes, and locks the account when there are too many in a row.
struct FailureCount: Sendable {
    let settings: AccessSettings
    let audit: AuditLog

    /// Notes a refusal and counts it. A locked account is not counted further, so that its lock ends when it says.
    func count(
        _ credentials: Credentials,
        action: String,
        reason: String,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try note(credentials, action: action, reason: reason, from: origin, at: now, in: db)
        if credentials.isLocked(at: now) { return }
        guard try CredentialStore.countFailure(of: credentials.account, in: db) >= settings.failuresMax else { return }
        try CredentialStore.lock(credentials.account, until: now + settings.lockFor, in: db)
        let failures: String = "\(settings.failuresMax)"
        let entry: AuditEntry = AuditEntry(
            "account.locked",
            on: AuditObject("account", credentials.account),
            area: credentials.area,
            detail: ["failures": failures, "seconds": "\(settings.lockFor.milliseconds / 1000)"],
            by: credentials.identity,
            from: origin,
            at: now
        )
        try audit.append(entry, in: db)
    }

    /// Notes a refusal without counting it.
    func note(
        _ credentials: Credentials,
        action: String,
        reason: String,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let entry: AuditEntry = AuditEntry(
            action,
            on: AuditObject("account", credentials.account),
            area: credentials.area,
            outcome: .refused,
            detail: ["reason": reason],
            by: credentials.identity,
            from: origin,
            at: now
        )
        try audit.append(entry, in: db)
    }
}
