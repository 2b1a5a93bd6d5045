package import CityCore
import CityCrypto
import CitySQL

extension SessionService {
    private enum Outcome: Sendable {
        case opened(SessionReport)
        case codeMissing
        case refused
    }

    /// Begins a session.
    ///
    /// A wrong password, an unknown login, a locked, disabled or passwordless account get one answer, after the same
    /// work: nobody learns here which logins there are.
    package func signIn(
        login: String,
        password: String,
        code: String?,
        from origin: AuditOrigin,
        at now: Timestamp
    ) async throws -> OpenedSession {
        let typed: String = String(login.trimmed().lowercased().prefix(64))
        let known: Credentials? = try await database.read { db in try CredentialStore.find(login: typed, in: db) }
        let hash: PasswordHash = known?.passwordHash ?? nobodysHash
        let isRight: Bool = try await desk.perform { try hash.matches(password) }
        let proven: PasswordHash? = isRight ? known?.passwordHash : nil
        let token: String = try SecureRandom.token()
        let attempt: Attempt = Attempt(
            account: known?.account,
            proven: proven,
            code: code.flatMap { $0.isEmpty ? nil : $0 },
            tokenHash: SHA256Digest(of: token).hex,
            origin: origin,
            at: now
        )
        switch try await database.write({ db in try decide(attempt, in: db) }) {
        case .opened(let report): return OpenedSession(token: token, report: report)
        case .codeMissing: throw codeMissing
        case .refused: throw refused
        }
    }

    private struct Attempt: Sendable {
        var account: AccountID?
        /// The hash that the password was right for.
        var proven: PasswordHash?
        var code: String?
        var tokenHash: String
        var origin: AuditOrigin
        var at: Timestamp
    }

    /// Decides on the account as it is now, not as it was before the hashing: of many guesses made at once, those
    /// after the lock are refused even when right.
    private func decide(_ attempt: Attempt, in db: any SQLConnection) throws -> Outcome {
        guard let id = attempt.account, let credentials = try CredentialStore.find(id, in: db) else {
            try noteUnknown(attempt, in: db)
            return .refused
        }
        if credentials.state == .disabled || credentials.isLocked(at: attempt.at) {
            let reason: String = credentials.state == .disabled ? "disabled" : "locked"
            return try refuse(credentials, reason, counted: false, attempt, in: db)
        }
        guard let proven = attempt.proven, proven == credentials.passwordHash else {
            return try refuse(credentials, "password", counted: true, attempt, in: db)
        }
        if credentials.secondFactor != nil {
            guard let code = attempt.code else { return .codeMissing }
            guard let step = credentials.newStep(of: code, at: attempt.at) else {
                return try refuse(credentials, "code", counted: true, attempt, in: db)
            }
            try CredentialStore.setLastStep(step, of: id, in: db)
        }
        return .opened(try open(attempt, for: id, in: db))
    }

    private func open(_ attempt: Attempt, for id: AccountID, in db: any SQLConnection) throws -> SessionReport {
        try CredentialStore.forgetFailures(of: id, in: db)
        try SessionStore.deleteEnded(at: attempt.at, idleLimit: settings.idleLimit, in: db)
        let kept: Int = max(0, settings.sessionsPerAccountMax - 1)
        let ended: [String] = try SessionStore.deleteOldest(of: id, keeping: kept, in: db)
        let cache: SessionCache = cache
        db.onCommit { for hash in ended { cache.forget(session: hash) } }
        guard let account = try AccountStore.find(id, in: db) else { throw CityError.notFound(.account) }
        let isDisplay: Bool = roles.isDisplay(account.grants)
        let session: StoredSession = StoredSession(
            tokenHash: attempt.tokenHash,
            account: id,
            createdAt: attempt.at,
            lastSeenAt: attempt.at,
            expiresAt: attempt.at + (isDisplay ? settings.displaySessionLength : settings.sessionLength),
            remoteAddress: attempt.origin.remoteAddress,
            userAgent: attempt.origin.userAgent,
            isDisplay: isDisplay
        )
        try SessionStore.insert(session, in: db)
        let report: SessionReport = report(of: account, session: session, at: attempt.at)
        let entry: AuditEntry = AuditEntry(
            "session.opened",
            on: AuditObject("account", id),
            area: account.area,
            detail: ["second_factor": "\(account.hasSecondFactor)"],
            by: report.identity,
            from: attempt.origin,
            at: attempt.at
        )
        try audit.append(entry, in: db)
        return report
    }

    private func refuse(
        _ credentials: Credentials,
        _ reason: String,
        counted: Bool,
        _ attempt: Attempt,
        in db: any SQLConnection
    ) throws -> Outcome {
        let action: String = "session.refused"
        let origin: AuditOrigin = attempt.origin
        if counted {
            try failures.count(credentials, action: action, reason: reason, from: origin, at: attempt.at, in: db)
        } else {
            try failures.note(credentials, action: action, reason: reason, from: origin, at: attempt.at, in: db)
        }
        return .refused
    }

    /// What was typed is not written down: people type their password into the wrong field.
    private func noteUnknown(_ attempt: Attempt, in db: any SQLConnection) throws {
        let nobody: Identity = Identity(account: AccountID(""), name: "", grants: [])
        let entry: AuditEntry = AuditEntry(
            "session.refused",
            area: "",
            outcome: .refused,
            detail: ["reason": "unknown"],
            by: nobody,
            from: attempt.origin,
            at: attempt.at
        )
        try audit.append(entry, in: db)
    }

    private var refused: CityError {
        let minutes: Int64 = settings.lockFor.milliseconds / 60_000
        return CityError(
            .unauthenticated,
            "session.refused",
            Wording(
                "登录名、密码或动态口令不正确，或账号不可用；连续错误 \(settings.failuresMax) 次将锁定 \(minutes) 分钟",
                """
                The login, password or code is not right, or the account cannot be used; \(settings.failuresMax) \
                failures in a row lock an account for \(minutes) minutes
                """
            )
        )
    }

    private var codeMissing: CityError {
        CityError(
            .unauthenticated,
            "session.code_required",
            Wording("请输入动态口令", "Please enter the code of your authenticator app"),
            fields: [
                FieldError("code", "session.code_required", Wording("请输入动态口令", "Please enter the code"))
            ]
        )
    }
}
