package import CityCore
import CityCrypto
package import CityHTTP
package import CitySQL

/// Sessions: beginning, ending, and knowing whose a token is.
package struct SessionService: Sendable {
    let database: any SQLDatabase
    let settings: AccessSettings
    let roles: RoleCatalogue
    let audit: AuditLog
    let cache: SessionCache
    let desk: HashingDesk
    let failures: FailureCount
    /// What a password is compared with when there is no such login, so that the answer takes as long.
    let nobodysHash: PasswordHash

    /// Who holds the token, from the cache or the database; nil when the session has ended.
    package func signedIn(token: String, at now: Timestamp) async throws -> SignedIn? {
        guard token.utf8.count <= 128 else { return nil }
        let tokenHash: String = SHA256Digest(of: token).hex
        if let known = cache.find(tokenHash, at: now) { return known }
        let generation: UInt64 = cache.generation
        let found: (StoredSession, SessionReport)? = try await database.read { db in
            try valid(tokenHash, at: now, in: db)
        }
        guard let found else { return nil }
        var session: StoredSession = found.0
        if now >= session.lastSeenAt + settings.touchEvery {
            // A full disk must not keep people from reading, so a failure to note this is let pass.
            try? await database.write { db in try SessionStore.touch(tokenHash, at: now, in: db) }
            session.lastSeenAt = now
        }
        let signedIn: SignedIn = SignedIn(identity: found.1.identity, session: tokenHash)
        cache.keep(signedIn, until: session.end(settings), at: now, readUnder: generation)
        return signedIn
    }

    /// What the holder of a session is told about it.
    package func report(_ tokenHash: String?, at now: Timestamp, in db: any SQLConnection) throws -> SessionReport {
        guard let tokenHash, let (_, report) = try valid(tokenHash, at: now, in: db) else { throw Self.ended }
        return report
    }

    /// Signs out. The token is worth nothing from now on.
    package func end(
        _ tokenHash: String?,
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp
    ) async throws {
        guard let tokenHash else { throw Self.ended }
        let cache: SessionCache = cache
        try await database.write { db in
            guard let session = try SessionStore.find(tokenHash, in: db),
                let account = try AccountStore.find(session.account, in: db)
            else { return }
            try SessionStore.delete(tokenHash, in: db)
            db.onCommit { cache.forget(session: tokenHash) }
            let entry: AuditEntry = AuditEntry(
                "session.ended",
                on: AuditObject("account", account.id),
                area: account.area,
                by: identity,
                from: origin,
                at: now
            )
            try audit.append(entry, in: db)
        }
    }

    /// Refuses whoever must change their password first.
    func requirePresentPassword(of id: AccountID, at now: Timestamp, in db: any SQLConnection) throws {
        guard let account = try AccountStore.find(id, in: db) else { throw Self.ended }
        guard !account.needsNewPassword(at: now, life: settings.passwordLife) else {
            throw CityError(
                .forbidden,
                "password.change_required",
                Wording("请先修改密码", "Please change your password first")
            )
        }
    }

    func report(of account: Account, session: StoredSession, at now: Timestamp) -> SessionReport {
        let needsNewPassword: Bool = account.needsNewPassword(at: now, life: settings.passwordLife)
        let identity: Identity = Identity(
            account: account.id,
            name: account.name,
            organisation: account.organisation,
            grants: needsNewPassword ? [] : roles.rights(of: account.grants)
        )
        return SessionReport(
            account: account,
            identity: identity,
            passwordChangeRequired: needsNewPassword,
            passwordExpiresAt: account.passwordChangedAt + settings.passwordLife,
            expiresAt: session.expiresAt
        )
    }

    private func valid(
        _ tokenHash: String,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> (StoredSession, SessionReport)? {
        guard let session = try SessionStore.find(tokenHash, in: db), now < session.end(settings),
            let account = try AccountStore.find(session.account, in: db), account.state == .active
        else { return nil }
        return (session, report(of: account, session: session, at: now))
    }

    private static let ended: CityError = CityError(
        .unauthenticated,
        "session.missing",
        Wording("请先登录", "Please sign in first")
    )
}
