package import CityCore
import CityCrypto
import CitySQL

/// Changing and issuing passwords. Hashing takes long, so it is done before the transaction that uses it.
package struct PasswordService: Sendable {
    let database: any SQLDatabase
    let settings: AccessSettings
    let accounts: AccessService
    let desk: HashingDesk
    let proof: PasswordProof

    /// Changes one's own password, and ends one's other sessions.
    /// - Parameter session: the session that asked, which goes on.
    package func change(
        from current: String,
        to new: String,
        of account: AccountID,
        session: String?,
        from origin: AuditOrigin,
        at now: Timestamp
    ) async throws {
        let credentials: Credentials = try await proof.prove(
            current,
            field: "current",
            of: account,
            from: origin,
            at: now
        )
        try PasswordPolicy.check(new, login: credentials.login, field: "new")
        if new == current { throw reused }
        let earlier: [PasswordHash] = try await earlierPasswords(of: account)
        let proven: PasswordHash? = credentials.passwordHash
        let cost: PasswordHash.Cost = settings.passwordCost
        let hash: PasswordHash? = try await desk.perform {
            // The present password was compared as text already: no need to hash for it.
            for old in earlier where old != proven {
                if try old.matches(new) { return nil }
            }
            return try PasswordHash(password: new, cost: cost)
        }
        guard let hash else { throw reused }
        try await database.write { db in
            guard let present = try CredentialStore.find(account, in: db), present.passwordHash == proven else {
                throw changedMeanwhile
            }
            try CredentialStore.setPassword(hash, mustChange: false, of: account, at: now, in: db)
            try remember(hash, of: account, at: now, in: db)
            try SessionStore.deleteAll(of: account, except: session, in: db)
            accounts.forgetSessions(of: account, in: db)
            let entry: AuditEntry = AuditEntry(
                "password.changed",
                on: AuditObject("account", account),
                area: present.area,
                by: present.identity,
                from: origin,
                at: now
            )
            try accounts.audit.append(entry, in: db)
        }
    }

    /// Gives an account a password to be used once: shown to the administrator, kept as a hash only. All sessions of
    /// the account end.
    /// - Parameter removeSecondFactor: for somebody who lost their phone.
    package func issue(
        to id: AccountID,
        removeSecondFactor: Bool = false,
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp
    ) async throws -> String {
        // Asked before the hashing as well, so that a refusal costs nothing.
        _ = try await database.read { db in try accounts.managed(id, expecting: nil, by: identity, in: db) }
        let password: String = try PasswordPolicy.issue()
        let hash: PasswordHash = try await hashed(password)
        try await database.write { db in
            let account: Account = try accounts.managed(id, expecting: nil, by: identity, in: db)
            try set(hash, mustChange: true, of: account, by: identity, from: origin, at: now, in: db)
            if removeSecondFactor, account.hasSecondFactor {
                try CredentialStore.setSecondFactor(nil, lastStep: 0, of: id, at: now, in: db)
                try accounts.note("second_factor.removed", account, [:], by: identity, from: origin, at: now, in: db)
            }
        }
        return password
    }

    func hashed(_ password: String) async throws -> PasswordHash {
        let cost: PasswordHash.Cost = settings.passwordCost
        return try await desk.perform { try PasswordHash(password: password, cost: cost) }
    }

    /// Sets a password that somebody else than its owner chose.
    func set(
        _ hash: PasswordHash,
        mustChange: Bool,
        of account: Account,
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try CredentialStore.setPassword(hash, mustChange: mustChange, of: account.id, at: now, in: db)
        try remember(hash, of: account.id, at: now, in: db)
        try SessionStore.deleteAll(of: account.id, in: db)
        accounts.forgetSessions(of: account.id, in: db)
        let detail: [String: String] = ["must_change": "\(mustChange)"]
        try accounts.note("password.issued", account, detail, by: identity, from: origin, at: now, in: db)
    }

    private func remember(
        _ hash: PasswordHash,
        of id: AccountID,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try CredentialStore.remember(hash, of: id, keeping: settings.passwordHistory, at: now, in: db)
    }

    private func earlierPasswords(of account: AccountID) async throws -> [PasswordHash] {
        let limit: Int = settings.passwordHistory
        return try await database.read { db in
            try CredentialStore.earlierPasswords(of: account, limit: limit, in: db)
        }
    }

    private var reused: CityError {
        CityError.invalid(
            "new",
            "password.reused",
            Wording(
                "不得使用最近 \(settings.passwordHistory) 次用过的密码",
                "The password must differ from the last \(settings.passwordHistory)"
            )
        )
    }

    private var changedMeanwhile: CityError {
        CityError(
            .conflict,
            "password.changed_meanwhile",
            Wording("密码刚刚被改过，请重新登录", "The password was changed just now; please sign in again")
        )
    }
}
