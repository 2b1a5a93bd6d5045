package import CityCore
import CitySQL

/// What the operator at the command line does with accounts, as the system: for the first account of a city, for the
/// demo, and for the day when nobody can sign in.
package struct AccountDesk: Sendable {
    let database: any SQLDatabase
    let accounts: AccessService
    let passwords: PasswordService
    let clock: CityClock

    /// A new account with its password: the given one, or one that is made up and must be changed.
    /// - Parameter mustChange: whether a given password must be changed as well.
    /// - Returns: the account, and the password when it was made up.
    package func create(
        _ draft: AccountDraft,
        password: String? = nil,
        mustChange: Bool = true,
        grants: [GrantDraft] = []
    ) async throws -> (account: Account, issued: String?) {
        if let password { try PasswordPolicy.check(password, login: draft.login) }
        let issued: String? = password == nil ? try PasswordPolicy.issue() : nil
        let hash = try await passwords.hashed(password ?? issued ?? "")
        let now: Timestamp = clock.now()
        let account: Account = try await database.write { db in
            let created: Account = try accounts.create(
                draft,
                grants: grants,
                by: .system,
                from: .inside,
                at: now,
                in: db
            )
            let isTemporary: Bool = mustChange || password == nil
            try passwords.set(hash, mustChange: isTemporary, of: created, by: .system, from: .inside, at: now, in: db)
            return try accounts.account(created.id, seenBy: .system, in: db)
        }
        return (account, issued)
    }

    /// A password to be used once, for an account that is known by its login.
    package func issuePassword(login: String, removeSecondFactor: Bool = false) async throws -> String {
        let account: Account = try await find(login)
        return try await passwords.issue(
            to: account.id,
            removeSecondFactor: removeSecondFactor,
            by: .system,
            from: .inside,
            at: clock.now()
        )
    }

    @discardableResult
    package func unlock(login: String) async throws -> Account {
        let account: Account = try await find(login)
        let now: Timestamp = clock.now()
        return try await database.write { db in
            try accounts.unlock(account.id, by: .system, from: .inside, at: now, in: db)
        }
    }

    @discardableResult
    package func setState(_ state: AccountState, login: String) async throws -> Account {
        let account: Account = try await find(login)
        let change: AccountChange = try AccountChange(state: state)
        let now: Timestamp = clock.now()
        return try await database.write { db in
            try accounts.update(
                account.id,
                expecting: nil,
                change,
                by: .system,
                from: .inside,
                at: now,
                in: db
            )
        }
    }

    @discardableResult
    package func grant(_ draft: GrantDraft, login: String) async throws -> Account {
        let account: Account = try await find(login)
        let now: Timestamp = clock.now()
        return try await database.write { db in
            try accounts.grant(
                draft,
                to: account.id,
                expecting: nil,
                by: .system,
                from: .inside,
                at: now,
                in: db
            )
        }
    }

    package func list(
        _ filter: AccountFilter = AccountFilter(),
        _ request: PageRequest = .first
    ) async throws
        -> Page<Account>
    {
        try await database.read { db in try accounts.list(filter, request, seenBy: .system, in: db) }
    }

    package func find(_ login: String) async throws -> Account {
        let typed: String = login.trimmed().lowercased()
        guard let account = try await database.read({ db in try AccountStore.find(login: typed, in: db) }) else {
            throw CityError.notFound(.account)
        }
        return account
    }
}
