package import CityCore
import CityCrypto
package import CityHTTP
import CityModules
package import CitySQL

/// Accounts, roles, sessions and the audit log: what the composition root sees of them.
package struct AccessModule: CityModule {
    package let accounts: AccessService
    package let passwords: PasswordService
    package let sessions: SessionService
    package let secondFactors: SecondFactorService
    /// For this and every other module: append in the transaction of the change.
    package let audit: AuditLog
    /// Where passwords are hashed; other modules that hash take turns here too.
    package let hashing: HashingDesk
    /// For the command line.
    package let desk: AccountDesk

    private let database: any SQLDatabase
    private let settings: AccessSettings
    private let clock: CityClock
    private let ids: IDSource

    package init(
        database: any SQLDatabase,
        settings: AccessSettings = AccessSettings(),
        roles: RoleCatalogue,
        ports: AccessPorts = AccessPorts(),
        clock: CityClock = .system,
        ids: IDSource = .uuid7
    ) throws {
        self.database = database
        self.settings = settings
        self.clock = clock
        self.ids = ids
        let log: AuditLog = AuditLog(ids: ids)
        let cache: SessionCache = SessionCache(keptFor: settings.cacheFor, countMax: settings.cacheMax)
        hashing = HashingDesk(atOnce: settings.hashesAtOnce, waitingMax: settings.hashesWaitingMax)
        let failures: FailureCount = FailureCount(settings: settings, audit: log)
        let proof: PasswordProof = PasswordProof(database: database, desk: hashing, failures: failures)
        audit = log
        accounts = AccessService(roles: roles, audit: log, ids: ids, ports: ports, cache: cache)
        passwords = PasswordService(
            database: database,
            settings: settings,
            accounts: accounts,
            desk: hashing,
            proof: proof
        )
        sessions = SessionService(
            database: database,
            settings: settings,
            roles: roles,
            audit: log,
            cache: cache,
            desk: hashing,
            failures: failures,
            nobodysHash: try PasswordHash(password: try SecureRandom.token(), cost: settings.passwordCost)
        )
        secondFactors = SecondFactorService(
            database: database,
            settings: settings,
            audit: log,
            failures: failures,
            proof: proof
        )
        desk = AccountDesk(database: database, accounts: accounts, passwords: passwords, clock: clock)
    }

    package var migrations: [Migration] { AccessMigrations.all }

    /// The name of whoever holds an account.
    package static func name(of account: AccountID, in db: any SQLConnection) throws -> String? {
        try AccountStore.find(account, in: db)?.name
    }

    /// The names of whoever holds these accounts.
    package static func names(
        of accounts: [AccountID],
        in db: any SQLConnection
    ) throws -> [AccountID: String] {
        try AccountStore.names(of: accounts, in: db)
    }

    /// What the route table asks of every request that carries a token.
    package var authenticator: Authenticator {
        let sessions: SessionService = sessions
        let clock: CityClock = clock
        return Authenticator { token in try await sessions.signedIn(token: token, at: clock.now()) }
    }

    package func register(in table: RouteTable) {
        SessionRoutes(
            database: database,
            settings: settings,
            roles: accounts.roles,
            sessions: sessions,
            passwords: passwords,
            secondFactors: secondFactors,
            clock: clock
        ).register(in: table)
        AccountRoutes(
            database: database,
            settings: settings,
            accounts: accounts,
            passwords: passwords,
            clock: clock
        ).register(in: table)
        AuditRoutes(database: database, audit: audit).register(in: table)
        SavedViewRoutes(database: database, clock: clock, ids: ids).register(in: table)
    }
}
