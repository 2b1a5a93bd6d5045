import CityAccess
import CityCore
import CityCrypto
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

/// A city with accounts and nothing else, its routes, and a clock to move.
struct AccessWorld: Sendable {
    static let password: String = "Correct-horse-1"
    /// Shiyan, its district of Maojian, and the county of Yunxi.
    static let city: String = "4203"
    static let maojian: String = "420302"
    static let yunxi: String = "420322"

    let database: any SQLDatabase
    let clock: TestClock
    let module: AccessModule
    let probe: HTTPProbe
    let routes: [Route]

    init(_ adjust: (inout AccessSettings) -> Void = { _ in }, ports: AccessPorts = AccessPorts()) async throws {
        var settings: AccessSettings = AccessSettings()
        settings.passwordCost = .light
        adjust(&settings)
        clock = TestClock()
        database = try await TestDatabase.make([])
        module = try AccessWorld.module(database, clock, settings, ports, CountingIDs().source)
        let migrations: [Migration] = Idempotency.migrations + module.migrations
        _ = try await Migrator(migrations).migrate(database, at: clock.now)
        (probe, routes) = AccessWorld.probe(module, database, clock)
    }

    /// Another process on the same database.
    func neighbour() throws -> AccessModule {
        var settings: AccessSettings = AccessSettings()
        settings.passwordCost = .light
        return try AccessWorld.module(database, clock, settings, AccessPorts(), .uuid7)
    }

    static let roles: [Role] =
        Role.administrators(system: [Permission("system.configure")]) + [
            Role("dispatcher", Wording("派遣员", "Dispatcher"), permissions: [Permission("case.dispatch")]),
            Role("collector", Wording("监督员", "Collector"), permissions: [Permission("case.report")]),
            Role("display", Wording("大屏", "Wall display"), permissions: [Permission("case.report")], isDisplay: true),
        ]

    private static func module(
        _ database: any SQLDatabase,
        _ clock: TestClock,
        _ settings: AccessSettings,
        _ ports: AccessPorts,
        _ ids: IDSource
    ) throws -> AccessModule {
        try AccessModule(
            database: database,
            settings: settings,
            roles: try RoleCatalogue(roles),
            ports: ports,
            clock: clock.city,
            ids: ids
        )
    }

    private static func probe(
        _ module: AccessModule,
        _ database: any SQLDatabase,
        _ clock: TestClock
    ) -> (HTTPProbe, [Route]) {
        let table: RouteTable = RouteTable(
            database: database,
            clock: clock.city,
            authenticator: module.authenticator
        )
        module.register(in: table)
        let own: [Route] = table.routes
        table.get(
            "dispatch",
            access: .permission(Permission("case.dispatch")),
            Wording("派遣", "Dispatch"),
            answer: NoBody.self
        ) { _ in Answer(NoBody()) }
        table.get("alive", access: .signedIn, Wording("在线", "Alive"), answer: NoBody.self) { _ in Answer(NoBody()) }
        return (HTTPProbe(table), own)
    }
}

extension AccessWorld {
    /// An account with the password of this world, which need not be changed.
    @discardableResult
    func add(_ login: String, area: String = "", _ grants: [(role: String, area: String)] = []) async throws -> Account
    {
        try await module.desk.create(
            try AccountDraft(login: login, name: "测试\(login)", phone: "13812345678", area: area),
            password: AccessWorld.password,
            mustChange: false,
            grants: try grants.map { try GrantDraft(role: $0.role, area: $0.area) }
        ).account
    }

    /// A security administrator of an area, signed in.
    func security(of area: String = "", login: String = "security") async throws -> String {
        try await add(login, area: area, [(Role.securityAdministrator, area)])
        return try await token(login)
    }

    func signIn(
        _ login: String,
        _ password: String = AccessWorld.password,
        code: String? = nil
    ) async throws -> HTTPProbe.Reply {
        try await probe.send(.post, "sessions", body: SignInBody(login: login, password: password, code: code))
    }

    func token(
        _ login: String,
        _ password: String = AccessWorld.password,
        code: String? = nil
    ) async throws -> String {
        let session: SessionBody = try await signIn(login, password, code: code).decoded()
        return try #require(session.token)
    }

    func session(_ token: String) async throws -> HTTPProbe.Reply {
        try await probe.send(.get, "session", token: token)
    }

    /// A request that needs a session and, unlike `session`, does not look it up once more behind the cache.
    func isAlive(_ token: String) async throws -> Bool {
        let status: Int = try await probe.send(.get, "alive", token: token).status
        #expect(status == 204 || status == 401)
        return status == 204
    }

    func account(_ id: AccountID) async throws -> Account {
        try await database.read { db in try module.accounts.account(id, seenBy: .system, in: db) }
    }

    /// Actions of the audit log in their order, with `!` before those that were refused.
    func actions() async throws -> [String] {
        let system: Identity = .system
        let page: Page<AuditRecord> = try await database.read { db in
            try module.audit.page(AuditFilter(), try PageRequest(limit: 500), seenBy: system, in: db)
        }
        return page.items.reversed().map { ($0.outcome == .ok ? "" : "!") + $0.action }
    }

    /// Everything that a table holds, as one text.
    func dump(_ table: String) async throws -> String {
        try await database.read { db in
            try db.rows(SQLQuery(trusted: "SELECT * FROM \(table)")).map { "\($0.values)" }.joined(separator: "\n")
        }
    }

    func run(_ statement: String) async throws {
        _ = try await database.write { db in try db.run(SQLQuery(trusted: statement)) }
    }
}

extension Identity {
    /// Somebody with roles of the test city, without an account.
    static func holding(_ grants: [(role: String, area: String)], account: String = "tester") throws -> Identity {
        let catalogue: RoleCatalogue = try RoleCatalogue(AccessWorld.roles)
        return Identity(
            account: AccountID(account),
            name: account,
            grants: grants.map { grant in
                let permissions: Set<Permission> = catalogue[grant.role]?.permissions ?? []
                return Grant(role: grant.role, permissions: permissions, area: grant.area)
            }
        )
    }
}
