package import CityCore
import CityHTTP
package import CitySQL

/// Managing accounts and their grants. Every change is written to the audit log in its own transaction.
///
/// Who manages must hold `account.write` over the account's area and over every grant it has, so that nobody can take
/// over an account that may do more than they could give. Nobody manages their own account.
package struct AccessService: Sendable {
    package let roles: RoleCatalogue
    let audit: AuditLog
    let ids: IDSource
    let ports: AccessPorts
    let cache: SessionCache

    /// Makes an account. It has no password yet: one is issued by `PasswordService`.
    package func create(
        _ draft: AccountDraft,
        grants: [GrantDraft] = [],
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Account {
        guard identity.may(.accountWrite, area: draft.area, organisation: draft.organisation) else {
            throw AccessRefusal.beyondScope("area")
        }
        try check(area: draft.area, organisation: draft.organisation, in: db)
        if try AccountStore.find(login: draft.login, in: db) != nil { throw AccessRefusal.loginTaken(draft.login) }
        let account: Account = Account(
            id: ids.next(at: now),
            login: draft.login,
            name: draft.name,
            phone: draft.phone,
            organisation: draft.organisation,
            area: draft.area,
            state: .active,
            hasPassword: false,
            mustChangePassword: true,
            passwordChangedAt: now,
            hasSecondFactor: false,
            lockedUntil: nil,
            version: 1,
            createdAt: now,
            updatedAt: now,
            grants: []
        )
        try AccountStore.insert(account, in: db)
        try note("account.created", account, [:], by: identity, from: origin, at: now, in: db)
        return try grants.reduce(account) { account, grant in
            try add(grant, to: account, by: identity, from: origin, at: now, in: db)
        }
    }

    /// - Parameter version: the version that the change was decided on; nil does not look at it.
    package func update(
        _ id: AccountID,
        expecting version: Int?,
        _ change: AccountChange,
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Account {
        let account: Account = try managed(id, expecting: version, by: identity, in: db)
        var (changed, fields) = change.applied(to: account)
        if fields.isEmpty { return account }
        guard identity.may(.accountWrite, area: changed.area, organisation: changed.organisation) else {
            throw AccessRefusal.beyondScope("area")
        }
        if fields.contains("area") || fields.contains("organisation") {
            try check(area: changed.area, organisation: changed.organisation, in: db)
        }
        changed.version += 1
        changed.updatedAt = now
        try AccountStore.update(changed, in: db)
        if changed.state == .disabled { try SessionStore.deleteAll(of: id, in: db) }
        forgetSessions(of: id, in: db)
        if fields.contains("state") {
            let action: String = changed.state == .disabled ? "account.disabled" : "account.enabled"
            try note(action, changed, [:], by: identity, from: origin, at: now, in: db)
            fields.removeAll { $0 == "state" }
        }
        if !fields.isEmpty {
            let detail: [String: String] = ["fields": fields.joined(separator: ",")]
            try note("account.updated", changed, detail, by: identity, from: origin, at: now, in: db)
        }
        return changed
    }

    /// Ends a lock after too many failures.
    package func unlock(
        _ id: AccountID,
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Account {
        let account: Account = try managed(id, expecting: nil, by: identity, in: db)
        try CredentialStore.forgetFailures(of: id, in: db)
        try note("account.unlocked", account, [:], by: identity, from: origin, at: now, in: db)
        return try found(id, in: db)
    }

    /// One account that this person may see; others are not there for them.
    package func account(_ id: AccountID, seenBy identity: Identity, in db: any SQLConnection) throws -> Account {
        let account: Account = try found(id, in: db)
        let mayRead: Bool = identity.may(.accountRead, area: account.area, organisation: account.organisation)
        guard mayRead || maySee(account, identity) else { throw CityError.notFound(.account) }
        return account
    }

    /// The accounts that this person may see, by login.
    package func list(
        _ filter: AccountFilter,
        _ request: PageRequest,
        seenBy identity: Identity,
        in db: any SQLConnection
    ) throws -> Page<Account> {
        let scopes: [AccessScope] = identity.scopes(for: .accountRead)
        let accounts: [Account] = try AccountStore.page(filter, scopes: scopes, request, in: db)
        return Page(overfetched: accounts, limit: request.limit) { account in
            Cursor(list: AccountStore.list, key: [account.login])
        }
    }

    /// The account, when this person may manage it and it is still as they saw it.
    func managed(
        _ id: AccountID,
        expecting version: Int?,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> Account {
        let account: Account = try account(id, seenBy: identity, in: db)
        guard maySee(account, identity) else { throw AccessRefusal.beyondScope(nil) }
        guard account.id != identity.account else { throw AccessRefusal.ownAccount }
        for grant in account.grants {
            guard identity.may(.accountWrite, area: grant.area, organisation: grant.organisation) else {
                throw AccessRefusal.beyondScope(nil)
            }
        }
        if let version, version != account.version { throw CityError.stale(.account, current: account.version) }
        return account
    }

    func note(
        _ action: String,
        _ account: Account,
        _ detail: [String: String],
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let entry: AuditEntry = AuditEntry(
            action,
            on: AuditObject("account", account.id),
            area: account.area,
            detail: detail,
            by: identity,
            from: origin,
            at: now
        )
        try audit.append(entry, in: db)
    }

    func forgetSessions(of id: AccountID, in db: any SQLConnection) {
        let cache: SessionCache = cache
        db.onCommit { cache.forget(account: id) }
    }

    func check(area: String, organisation: OrganisationID?, in db: any SQLConnection) throws {
        var errors: [FieldError] = []
        if !area.isEmpty, try !ports.areaIsKnown(area, db) {
            errors.append(FieldError("area", "area.unknown", Wording("没有此区划", "There is no such area")))
        }
        if let organisation, try !ports.organisationIsKnown(organisation, db) {
            let wording: Wording = Wording("没有此机构", "There is no such organisation")
            errors.append(FieldError("organisation", "organisation.unknown", wording))
        }
        if !errors.isEmpty { throw CityError.invalid(errors) }
    }

    private func maySee(_ account: Account, _ identity: Identity) -> Bool {
        identity.may(.accountWrite, area: account.area, organisation: account.organisation)
    }

    private func found(_ id: AccountID, in db: any SQLConnection) throws -> Account {
        guard let account = try AccountStore.find(id, in: db) else { throw CityError.notFound(.account) }
        return account
    }
}
