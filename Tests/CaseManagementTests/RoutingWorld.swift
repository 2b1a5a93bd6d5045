import CityCore
import CityEvents
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityTestSupport
import CityWorkflow

@testable import CaseManagement

/// A small city for tests of routing: three counties' worth of areas, a few organisations, the shipped class tables.
struct RoutingWorld: Sendable {
    static let city: OrganisationID = OrganisationID("org-sanitation")
    static let water: OrganisationID = OrganisationID("org-water")
    static let roads: OrganisationID = OrganisationID("org-roads")
    static let street: OrganisationID = OrganisationID("org-street")
    static let closed: OrganisationID = OrganisationID("org-closed")
    static let edition: String = "gbt30428-reference"
    static let ads: ClassKey = ClassKey(edition: edition, kind: .event, big: "02", small: "01")
    static let noise: ClassKey = ClassKey(edition: edition, kind: .event, big: "03", small: "01")
    static let hatch: ClassKey = ClassKey(edition: edition, kind: .component, big: "01", small: "01")
    static let hatchCode: String = "4203020101000001"
    static let orphanCode: String = "4203020101000002"

    let database: any SQLDatabase
    let clock: TestClock = TestClock()
    let ids: IDSource
    let registry: Registry
    let book: RoutingBook = RoutingBook()
    let outbox: Outbox
    let service: RoutingService

    static func make() async throws -> RoutingWorld {
        let database: any SQLDatabase = try await TestDatabase.make(
            RegistryModule.migrations + Outbox.migrations + Idempotency.migrations + CaseMigrations.all
                + RoutingMigrations.all
        )
        let world: RoutingWorld = try RoutingWorld(database)
        try await world.fill()
        return world
    }

    private init(_ database: any SQLDatabase) throws {
        self.database = database
        ids = CountingIDs().source
        registry = try Registry(database: database)
        outbox = Outbox(ids: ids) {}
        service = RoutingService(registry: registry, book: book, outbox: outbox, ids: ids)
    }

    private func fill() async throws {
        let registry: Registry = registry
        let now: Timestamp = clock.now
        try await database.write { db in
            try ClassStore.seedShipped(in: db)
            for area in try RoutingWorld.areas(at: now) { try AreaStore.put(area, in: db) }
            try PartStore.put(
                try RoutingWorld.part(RoutingWorld.hatchCode, owner: RoutingWorld.water),
                in: db
            )
            try PartStore.put(try RoutingWorld.part(RoutingWorld.orphanCode, owner: nil), in: db)
            registry.apply(.classes(try ClassCatalogue(loadingFrom: db)), afterCommitOf: db)
            registry.apply(.areas(try RoutingWorld.areas(at: now)), afterCommitOf: db)
            registry.apply(.organisations(try RoutingWorld.organisations()), afterCommitOf: db)
        }
    }

    private static func areas(at now: Timestamp) throws -> [CityRegistry.Area] {
        try [
            ("420300", "示例市", AreaLevel.city), ("420302", "东区", .county), ("420303", "西区", .county),
            ("420302001", "中心街道", .street),
        ].map { code, name, level in
            try CityRegistry.Area(
                CityRegistry.Area.Draft(code: code, name: name, level: level),
                changedAt: now,
                version: 1
            )
        }
    }

    static func organisations(closing: Set<OrganisationID> = []) throws -> OrganisationDirectory {
        OrganisationDirectory(
            try [
                (city, "A1", "环卫处", Organisation.State.active), (water, "A2", "水务公司", .active),
                (roads, "A3", "市政处", .active), (street, "A4", "中心街道办", .active), (closed, "A5", "旧公司", .closed),
            ].map { id, code, name, state in
                try Organisation(
                    id: id,
                    code: code,
                    name: name,
                    kind: .department,
                    area: "420300",
                    state: closing.contains(id) ? .closed : state
                )
            }
        )
    }

    private static func part(_ text: String, owner: OrganisationID?) throws -> Part {
        var draft: Part.Draft = Part.Draft(
            code: text,
            edition: edition,
            big: hatch.big,
            small: hatch.small,
            name: "上水井盖",
            place: try Coordinate(lng: 110.79, lat: 32.65)
        )
        draft.owner = owner
        guard let code = PartCode(text, format: .standard) else { throw CityError.fault("no part code: \(text)") }
        return try Part(draft, code: code, area: "420302001", gridCode: nil, version: 1)
    }
}

// Who asks.
extension RoutingWorld {
    static let chief: Identity = identity("chief", [.routingRead, .routingWrite, .caseRead], area: "")
    static let countyChief: Identity = identity("county", [.routingRead, .routingWrite, .caseRead], area: "420302")
    static let reader: Identity = identity("reader", [.routingRead], area: "420303")
    static let stranger: Identity = identity("stranger", [], area: "")

    private static func identity(_ name: String, _ permissions: Set<Permission>, area: String) -> Identity {
        Identity(
            account: AccountID(name),
            name: name,
            grants: [Grant(role: name, permissions: permissions, area: area)]
        )
    }

    /// A router whose tokens are the names of the people above.
    var probe: HTTPProbe { HTTPProbe(table) }

    var table: RouteTable {
        let people: [Identity] = [Self.chief, Self.countyChief, Self.reader, Self.stranger]
        let authenticator: Authenticator = Authenticator { token in
            people.first { $0.account.text == token }.map { SignedIn(identity: $0, session: token) }
        }
        let table: RouteTable = RouteTable(database: database, clock: clock.city, authenticator: authenticator)
        RoutingRoutes(service: service, database: database, clock: clock.city).register(in: table)
        return table
    }
}

// Things that tests need again and again.
extension RoutingWorld {
    static func facts(
        _ subject: ClassKey? = ads,
        area: String = "420302001",
        source: CaseSource = .collector,
        isWorkTime: Bool = true,
        owners: PartOwners = PartOwners()
    ) -> RoutingFacts {
        RoutingFacts(subject: subject, area: area, source: source, isWorkTime: isWorkTime, owners: owners)
    }

    func draft(_ rules: [RoutingRule], from origin: RoutingService.Origin = .nothing) async throws -> RuleSet {
        let service: RoutingService = service
        let now: Timestamp = clock.now
        return try await database.write { db in
            let draft: RuleSet = try service.makeDraft(titled: "草稿", from: origin, by: Self.chief, at: now, in: db)
            return try service.edit(
                draft.id,
                title: nil,
                rules: rules,
                expecting: draft.version,
                by: Self.chief,
                at: now,
                in: db
            )
        }
    }

    @discardableResult
    func goLive(_ set: RuleSet, isConfirmed: Bool = true) async throws -> RuleSet {
        let service: RoutingService = service
        let now: Timestamp = clock.now
        return try await database.write { db in
            try service.activate(
                set.id,
                isConfirmed: isConfirmed,
                expecting: set.version,
                by: Self.chief,
                at: now,
                in: db
            )
        }
    }

    func simulate(
        _ set: RuleSet,
        from: Timestamp? = nil,
        limit: Int = RoutingSimulation.casesMax,
        by identity: Identity = chief
    ) async throws -> RoutingSimulation {
        let service: RoutingService = service
        let to: Timestamp = clock.now + .days(1)
        return try await database.read { db in
            try service.simulate(set.id, from: from, to: to, limit: limit, by: identity, in: db)
        }
    }

    /// A past case that came to filing, unless it is said that it did not.
    func pastCase(
        _ number: String,
        _ subject: ClassKey?,
        area: String = "420302001",
        source: CaseSource = .collector,
        part: String? = nil,
        organisation: OrganisationID? = nil,
        reportedAt: Timestamp? = nil,
        isFiled: Bool = true
    ) async throws {
        let now: Timestamp = reportedAt ?? clock.now
        var record: CaseRecord = CaseRecord.begun(
            id: ids.next(at: now),
            number: number,
            state: isFiled ? .closed : .reported,
            source: source,
            place: CasePlace(coordinate: nil, address: "", area: area),
            description: "",
            part: part,
            isUrgent: false,
            registrar: AccountID("registrar"),
            at: now
        )
        record.subject = subject.map { CaseSubject(key: $0) }
        record.organisation = organisation
        record.filedAt = isFiled ? now : nil
        let made: CaseRecord = record
        _ = try await database.write { db in try CaseStore.insert(made, in: db) }
    }
}

extension RoutingRule {
    /// A rule that sends everything somewhere, to be narrowed by the test.
    static func rule(
        _ name: String,
        to organisation: OrganisationID = RoutingWorld.city,
        _ narrow: (inout RoutingRule) -> Void = { _ in }
    ) -> RoutingRule {
        var rule: RoutingRule = RoutingRule(name: name, target: .organisation(organisation))
        narrow(&rule)
        return rule
    }

    mutating func ofClass(_ key: ClassKey) {
        kind = key.kind
        big = key.big
        small = key.small
    }
}
