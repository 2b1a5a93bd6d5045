import CityContracts
import CityCore
import CityEvents
import CityHTTP
import CityRegistry
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

/// A registry with its routes, and people of different rights who ask: one world for each test of organisations,
/// classes and the calendar.
struct OfficeWorld {
    let database: any SQLDatabase
    let registry: Registry
    let clock: TestClock
    let ids: IDSource
    let outbox: Outbox
    let probe: HTTPProbe

    /// Who asks, by the token that they send.
    static let people: [String: Identity] = [
        "city": person(
            "city",
            [.registryRead, .registryWrite, .classWrite, .calendarWrite, .staffPhone],
            area: ""
        ),
        "county": person("county", [.registryRead, .registryWrite, .classWrite, .calendarWrite], area: "420302"),
        "reader": person("reader", [.registryRead], area: "420302"),
        "nobody": person("nobody", [], area: ""),
    ]

    private static func person(_ name: String, _ permissions: Set<Permission>, area: String) -> Identity {
        Identity(
            account: AccountID("account-\(name)"),
            name: name,
            grants: [Grant(role: name, permissions: permissions, area: area)]
        )
    }

    /// - Parameters: which of the shipped tables the city begins with.
    init(classes: Bool = false, calendar: Bool = false) async throws {
        clock = TestClock()
        ids = CountingIDs().source
        database = try await TestDatabase.make(
            RegistryModule.migrations + Outbox.migrations + Idempotency.migrations
        )
        registry = try Registry(database: database)
        outbox = Outbox(ids: ids) {}
        let people: [String: Identity] = Self.people
        let table: RouteTable = RouteTable(
            database: database,
            clock: clock.city,
            authenticator: Authenticator { token in
                people[token].map { SignedIn(identity: $0, session: token) }
            }
        )
        RegistryModule(registry: registry, outbox: outbox, clock: clock.city, ids: ids).register(in: table)
        probe = HTTPProbe(table)
        try await database.write { db in
            if classes { try ClassStore.seedShipped(in: db) }
            if calendar { try CalendarStore.seedShipped(in: db) }
        }
        try await registry.reload()
    }

    func get(_ path: String, as who: String = "city") async throws -> HTTPProbe.Reply {
        try await probe.send(.get, path, token: who)
    }

    /// What the city was told, as `kind code area count`.
    func told() async throws -> [String] {
        try await database.read { db in
            try Outbox.events(after: 0, limit: 1_000, in: db).map { stored in
                let event: RegistryChanged = try stored.decoded(as: RegistryChanged.self)
                return "\(event.kind) \(event.code) \(event.area) \(event.count ?? 1)"
            }
        }
    }
}

/// A request that must be refused, and how.
struct Refusal: Sendable, CustomTestStringConvertible {
    var why: String
    var method: HTTPRequest.Method
    var path: String
    var who: String?
    var json: String?
    var ifMatch: String?
    var status: Int
    var code: String
    var fields: [String] = []

    var testDescription: String { why }

    init(
        _ why: String,
        _ method: HTTPRequest.Method,
        _ path: String,
        as who: String? = "city",
        json: String? = nil,
        ifMatch: String? = nil,
        _ status: Int,
        _ code: String,
        fields: [String] = []
    ) {
        self.why = why
        self.method = method
        self.path = path
        self.who = who
        self.json = json
        self.ifMatch = ifMatch
        self.status = status
        self.code = code
        self.fields = fields
    }

    /// Sends the request and compares the answer as a whole.
    func check(_ probe: HTTPProbe, replacing placeholders: [String: String] = [:]) async throws {
        var path: String = path
        var json: String? = json
        for (name, value) in placeholders {
            path = path.replacing(name, with: value)
            json = json?.replacing(name, with: value)
        }
        let reply: HTTPProbe.Reply = try await probe.send(
            method,
            path,
            token: who,
            json: json,
            headers: ifMatch.map { ["If-Match": $0] } ?? [:]
        )
        let problem: Problem? = try? reply.decoded()
        let found: Outcome = Outcome(
            status: reply.status,
            code: problem?.code ?? reply.body,
            fields: problem?.fields?.map(\.field).sorted() ?? []
        )
        #expect(found == Outcome(status: status, code: code, fields: fields.sorted()))
    }

    private struct Outcome: Equatable {
        var status: Int
        var code: String
        var fields: [String]
    }
}
