package import CityCore
package import CityEvents
import CityGeo
package import CityHTTP
import CitySQL
import CityWorkflow
import HTTPTypes

/// Routes of components.
package struct PartRoutes: Sendable {
    static let radiusDefaultM: Int = 50
    static let nearMax: Int = 100

    private let registry: Registry
    private let service: PartService
    private let clock: CityClock

    package init(registry: Registry, outbox: Outbox, clock: CityClock, format: PartCodeFormat = .standard) {
        self.registry = registry
        service = PartService(registry: registry, outbox: outbox, format: format)
        self.clock = clock
    }

    package func register(in table: RouteTable) {
        registerLists(in: table)
        registerReading(in: table)
        table.write(
            .post,
            "parts",
            access: .permission(.registryWrite),
            Wording("登记部件", "Register a component"),
            body: PartInput.self,
            answer: PartBody.self,
            use: create
        )
        table.write(
            .patch,
            "parts/{code}",
            access: .permission(.registryWrite),
            Wording("修改部件", "Change a component"),
            body: PartChange.self,
            answer: PartBody.self,
            use: change
        )
    }

    private func registerLists(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.list(
            "parts",
            access: .permission(.registryRead),
            Wording("部件列表", "Components"),
            query: Self.filterParameters,
            item: PartBody.self
        ) { call, page in
            let filter: PartStore.Filter = try Self.filter(call)
            return try await database.read { db in try PartStore.list(filter, page, in: db).map(PartBody.init) }
        }
        table.get(
            "parts/near",
            access: .permission(.registryRead),
            Wording("附近的部件，由近到远", "Components around a place, the nearest first"),
            query: PlaceQuery.parameters + Self.nearParameters,
            answer: NearPartsBody.self
        ) { call in
            let place: Coordinate = try PlaceQuery.place(call)
            let radius: Int = try Self.number(call, "radius", Self.radiusDefaultM, max: Int(PartStore.radiusMaxM))
            let limit: Int = try Self.number(call, "limit", 20, max: Self.nearMax)
            var filter: PartStore.Filter = PartStore.Filter(scopes: call.identity.scopes(for: .registryRead))
            filter.edition = call.text("edition")
            filter.big = call.text("big")
            filter.small = call.text("small")
            let chosen: PartStore.Filter = filter
            let found: [PartStore.Near] = try await database.read { db in
                try PartStore.near(place, radiusM: Double(radius), limit: limit, filter: chosen, in: db)
            }
            let items = found.map { NearPartsBody.Item(part: PartBody($0.part), distanceM: $0.distanceM) }
            return Answer(NearPartsBody(items: items))
        }
    }

    private func registerReading(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.get(
            "parts/{code}",
            access: .permission(.registryRead),
            Wording("一个部件", "One component"),
            answer: PartBody.self
        ) { call in
            let part: Part = try await Self.readable(call, database)
            return Answer(PartBody(part), version: part.version)
        }
        table.list(
            "parts/{code}/history",
            access: .permission(.registryRead),
            Wording("部件的变更记录，新的在前", "A component's history, the newest first"),
            item: PartHistory.self
        ) { call, page in
            let part: Part = try await Self.readable(call, database)
            return try await database.read { db in try PartStore.history(of: part.code, page, in: db) }
        }
    }

    private static func readable(_ call: Call, _ database: any SQLDatabase) async throws -> Part {
        let code: String = try call.parameter("code")
        guard let part = try await database.read({ db in try PartStore.find(code, in: db) }),
            call.identity.mayRead(part)
        else { throw CityError.notFound(PartService.thing) }
        return part
    }

    private func create(_ call: Call, _ body: PartInput, _ db: any SQLConnection) throws -> Answer<PartBody> {
        let now: Timestamp = clock.now()
        let directory: RegistryDirectory = registry.current
        let draft: Part.Draft = body.draft(directory, today: directory.calendar.date(of: now))
        let part: Part = try service.save(draft, .create, by: call.identity, at: now, in: db).thing
        return .created(PartBody(part), version: part.version, location: "\(RouteTable.prefix)parts/\(part.code)")
    }

    private func change(_ call: Call, _ body: PartChange, _ db: any SQLConnection) throws -> Answer<PartBody> {
        guard let part = try PartStore.find(try call.parameter("code"), in: db), call.identity.mayRead(part) else {
            throw CityError.notFound(PartService.thing)
        }
        let condition: WriteCondition = .version(try call.expectedVersion())
        let draft: Part.Draft = try body.applied(to: part)
        let saved: Part = try service.save(draft, condition, by: call.identity, at: clock.now(), in: db).thing
        return Answer(PartBody(saved), version: saved.version)
    }
}

extension PartRoutes {
    static let filterParameters: [QueryParameter] = [
        QueryParameter("area", .text, Wording("区域编码，含其下所有部件", "Code of an area and all inside it")),
        QueryParameter("bbox", .text, Wording("西,南,东,北", "west,south,east,north")),
        QueryParameter("edition", .text, Wording("分类版本", "Edition of the classes")),
        QueryParameter("big", .text, Wording("大类", "Big class")),
        QueryParameter("small", .text, Wording("小类", "Small class")),
        QueryParameter("state", .text, Wording("状态，可用逗号分隔多个", "States, separated by commas")),
        QueryParameter(
            "organisation",
            .text,
            Wording("主管、权属或养护单位", "The authority, owner or maintainer")
        ),
        QueryParameter("grid", .text, Wording("单元网格编码", "Code of a unit grid")),
        QueryParameter("text", .text, Wording("名称、编码或备注的一部分", "Part of the name, code or note")),
    ]

    private static let nearParameters: [QueryParameter] = [
        QueryParameter(
            "radius",
            .integer,
            Wording("半径（米），默认 50，最大 2000", "Radius in metres, 50 by default, at most 2000")
        ),
        QueryParameter("limit", .integer, Wording("最多几个，默认 20，最大 100", "How many, 20 by default, at most 100")),
        QueryParameter("edition", .text, Wording("分类版本", "Edition of the classes")),
        QueryParameter("big", .text, Wording("大类", "Big class")),
        QueryParameter("small", .text, Wording("小类", "Small class")),
    ]

    static func filter(_ call: Call) throws -> PartStore.Filter {
        var filter: PartStore.Filter = PartStore.Filter(scopes: call.identity.scopes(for: .registryRead))
        filter.area = call.text("area")
        filter.box = try call.text("bbox").map { try BoundingBox(text: $0) }
        filter.edition = call.text("edition")
        filter.big = call.text("big")
        filter.small = call.text("small")
        filter.states = try call.choices("state", of: PartState.self)
        filter.organisation = call.text("organisation").map { OrganisationID($0) }
        filter.gridCode = call.text("grid")
        filter.text = call.text("text")
        return filter
    }

    private static func number(_ call: Call, _ name: String, _ standard: Int, max: Int) throws -> Int {
        let value: Int = try call.integer(name) ?? standard
        guard (1...max).contains(value) else {
            throw CityError.invalid(
                name,
                "query.range",
                Wording("\(name) 须在 1 到 \(max) 之间", "\(name) must be between 1 and \(max)")
            )
        }
        return value
    }
}

extension Identity {
    /// Whether a grant covers the component's area, and where it names an organisation, one of the three.
    func mayRead(_ part: Part) -> Bool {
        if may(.registryRead, area: part.area) { return true }
        return part.organisations.contains { may(.registryRead, area: part.area, organisation: $0) }
    }
}
