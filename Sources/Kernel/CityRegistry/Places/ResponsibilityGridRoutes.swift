package import CityCore
package import CityEvents
package import CityHTTP
import CitySQL
import HTTPTypes

/// Routes of responsibility grids.
package struct ResponsibilityGridRoutes: Sendable {
    private let service: ResponsibilityGridService
    private let clock: CityClock
    private let ids: IDSource

    package init(registry: Registry, outbox: Outbox, clock: CityClock, ids: IDSource) {
        service = ResponsibilityGridService(registry: registry, outbox: outbox)
        self.clock = clock
        self.ids = ids
    }

    package func register(in table: RouteTable) {
        registerReading(in: table)
        table.write(
            .post,
            "responsibility-grids",
            access: .permission(.registryWrite),
            Wording("新建责任网格", "Create a responsibility grid"),
            body: ResponsibilityGridInput.self,
            answer: ResponsibilityGridBody.self,
            use: create
        )
        table.write(
            .patch,
            "responsibility-grids/{id}",
            access: .permission(.registryWrite),
            Wording("修改责任网格", "Change a responsibility grid"),
            body: ResponsibilityGridChange.self,
            answer: ResponsibilityGridBody.self,
            use: change
        )
    }

    private func registerReading(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.list(
            "responsibility-grids",
            access: .permission(.registryRead),
            Wording("责任网格列表", "Responsibility grids"),
            query: [
                QueryParameter("area", .text, Wording("区域编码，含其下所有", "Code of an area and all inside it")),
                QueryParameter("purpose", .text, Wording("用途，例如 collection", "Purpose, such as collection")),
                QueryParameter("organisation", .text, Wording("责任单位", "Organisation")),
                QueryParameter("staff", .text, Wording("责任人或采集员", "Who answers for it or collects in it")),
                QueryParameter("text", .text, Wording("名称或编码的一部分", "Part of the name or code")),
            ],
            item: ResponsibilityGridBody.self
        ) { call, page in
            let filter: ResponsibilityGridStore.Filter = Self.filter(call)
            return try await database.read { db in
                try ResponsibilityGridStore.list(filter, page, in: db).map(ResponsibilityGridBody.init)
            }
        }
        table.get(
            "responsibility-grids/{id}",
            access: .permission(.registryRead),
            Wording("一个责任网格", "One responsibility grid"),
            answer: ResponsibilityGridBody.self
        ) { call in
            let id: ResponsibilityGridID = try call.id()
            guard let grid = try await database.read({ db in try ResponsibilityGridStore.find(id, in: db) }),
                call.identity.may(.registryRead, area: grid.area, organisation: grid.organisation)
            else { throw CityError.notFound(ResponsibilityGridService.thing) }
            return Answer(ResponsibilityGridBody(grid), version: grid.version)
        }
    }

    private static func filter(_ call: Call) -> ResponsibilityGridStore.Filter {
        var filter = ResponsibilityGridStore.Filter(scopes: call.identity.scopes(for: .registryRead))
        filter.area = call.text("area")
        filter.purpose = call.text("purpose")
        filter.organisation = call.text("organisation").map { OrganisationID($0) }
        filter.staff = call.text("staff").map { StaffID($0) }
        filter.text = call.text("text")
        return filter
    }

    private func create(
        _ call: Call,
        _ body: ResponsibilityGridInput,
        _ db: any SQLConnection
    ) throws -> Answer<ResponsibilityGridBody> {
        let now: Timestamp = clock.now()
        let id: ResponsibilityGridID = ids.next(at: now)
        let saved = try service.save(id, body.draft, .create, by: call.identity, at: now, in: db)
        let location: String = "\(RouteTable.prefix)responsibility-grids/\(id)"
        return .created(ResponsibilityGridBody(saved.thing), version: saved.thing.version, location: location)
    }

    private func change(
        _ call: Call,
        _ body: ResponsibilityGridChange,
        _ db: any SQLConnection
    ) throws -> Answer<ResponsibilityGridBody> {
        let id: ResponsibilityGridID = try call.id()
        guard let grid = try ResponsibilityGridStore.find(id, in: db) else {
            throw CityError.notFound(ResponsibilityGridService.thing)
        }
        try call.identity.requireRegistryWrite(
            area: grid.area,
            organisation: grid.organisation,
            ResponsibilityGridService.thing
        )
        let condition: WriteCondition = .version(try call.expectedVersion())
        let draft: ResponsibilityGrid.Draft = body.applied(to: grid)
        let saved = try service.save(id, draft, condition, by: call.identity, at: clock.now(), in: db)
        return Answer(ResponsibilityGridBody(saved.thing), version: saved.thing.version)
    }
}
