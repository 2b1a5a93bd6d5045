package import CityCore
package import CitySQL

extension AccessService {
    /// Gives an account a role. Refused for oneself, beyond one's own area, and when the role excludes one that the
    /// account holds.
    package func grant(
        _ draft: GrantDraft,
        to id: AccountID,
        expecting version: Int?,
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Account {
        var account: Account = try managed(id, expecting: version, by: identity, in: db)
        account.version += 1
        account.updatedAt = now
        try AccountStore.update(account, in: db)
        return try add(draft, to: account, by: identity, from: origin, at: now, in: db)
    }

    package func revoke(
        _ grantID: AccountGrantID,
        from id: AccountID,
        expecting version: Int?,
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Account {
        var account: Account = try managed(id, expecting: version, by: identity, in: db)
        guard let grant = account.grants.first(where: { $0.id == grantID }) else { throw CityError.notFound(.grant) }
        try GrantStore.delete(grantID, in: db)
        account.grants.removeAll { $0.id == grantID }
        account.version += 1
        account.updatedAt = now
        try AccountStore.update(account, in: db)
        forgetSessions(of: id, in: db)
        try note("grant.revoked", account, detail(grant), by: identity, from: origin, at: now, in: db)
        return account
    }

    func add(
        _ draft: GrantDraft,
        to account: Account,
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Account {
        try check(draft, for: account, by: identity, in: db)
        let grant: AccountGrant = AccountGrant(
            id: ids.next(at: now),
            account: account.id,
            role: draft.role,
            area: draft.area,
            organisation: draft.organisation
        )
        try GrantStore.insert(grant, in: db)
        forgetSessions(of: account.id, in: db)
        try note("grant.added", account, detail(grant), by: identity, from: origin, at: now, in: db)
        var changed: Account = account
        changed.grants = try GrantStore.grants(of: account.id, in: db)
        if !roles.isDisplay(changed.grants) { try SessionStore.endDisplay(of: account.id, in: db) }
        return changed
    }

    private func check(
        _ draft: GrantDraft,
        for account: Account,
        by identity: Identity,
        in db: any SQLConnection
    ) throws {
        guard let role = roles[draft.role] else {
            let known: String = roles.roles.map(\.code).joined(separator: ", ")
            throw CityError.invalid(
                "role",
                "role.unknown",
                Wording("没有此角色，可用：\(known)", "There is no such role; there are: \(known)")
            )
        }
        guard identity.may(.accountWrite, area: draft.area, organisation: draft.organisation) else {
            throw AccessRefusal.beyondScope("area")
        }
        try check(area: draft.area, organisation: draft.organisation, in: db)
        if let rival = roles.rival(of: role, among: account.grants.map(\.role)) {
            throw AccessRefusal.excluded(role, by: rival)
        }
        let isThere: Bool = account.grants.contains { grant in
            grant.role == draft.role && grant.area == draft.area && grant.organisation == draft.organisation
        }
        if isThere { throw AccessRefusal.grantExists }
    }

    private func detail(_ grant: AccountGrant) -> [String: String] {
        var detail: [String: String] = ["role": grant.role, "area": grant.area]
        if let organisation = grant.organisation { detail["organisation"] = organisation.text }
        return detail
    }
}
