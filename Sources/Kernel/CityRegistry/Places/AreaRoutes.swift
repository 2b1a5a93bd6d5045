package import CityCore
package import CityEvents
package import CityHTTP
import CitySQL
import HTTPTypes

/// Routes of areas. A person sees the areas in which they may read the registry, and no other.
package struct AreaRoutes: Sendable {
    private let service: AreaService
    private let clock: CityClock

    package init(registry: Registry, outbox: Outbox, clock: CityClock) {
        service = AreaService(registry: registry, outbox: outbox)
        self.clock = clock
    }

    package func register(in table: RouteTable) {
        registerReading(in: table)
        table.write(
            .post,
            "areas",
            access: .permission(.registryWrite),
            Wording("新建区域", "Create an area"),
            body: AreaInput.self,
            answer: AreaBody.self,
            use: create
        )
        table.write(
            .put,
            "areas/{code}",
            access: .permission(.registryWrite),
            Wording("修改区域", "Change an area"),
            body: AreaInput.self,
            answer: AreaBody.self,
            use: change
        )
    }

    private func registerReading(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.list(
            "areas",
            access: .permission(.registryRead),
            Wording("区域列表", "Areas"),
            query: [
                QueryParameter("parent", .text, Wording("上级区域编码", "Code of the area directly around")),
                QueryParameter(
                    "level",
                    .choice(AreaLevel.allCases.map(\.rawValue)),
                    Wording("级别", "Level")
                ),
                QueryParameter("text", .text, Wording("名称或编码的一部分", "Part of the name or code")),
                QueryParameter("geometry", .boolean, Wording("是否带边界，默认否", "With the boundary; false by default")),
            ],
            item: AreaBody.self
        ) { call, page in
            var filter: AreaStore.Filter = AreaStore.Filter(scopes: call.identity.placeScopes)
            filter.parent = call.text("parent")
            filter.level = try call.choice("level", of: AreaLevel.self)
            filter.text = call.text("text")
            filter.includesBoundary = try call.boolean("geometry") ?? false
            let chosen: AreaStore.Filter = filter
            return try await database.read { db in try AreaStore.list(chosen, page, in: db).map(AreaBody.init) }
        }
        table.get(
            "areas/{code}",
            access: .permission(.registryRead),
            Wording("一个区域", "One area"),
            answer: AreaBody.self
        ) { call in
            let code: String = try call.parameter("code")
            guard call.identity.mayKnowPlace(code),
                let area = try await database.read({ db in try AreaStore.find(code, in: db) })
            else { throw CityError.notFound(AreaService.thing) }
            return Answer(AreaBody(area), version: area.version)
        }
    }

    private func create(_ call: Call, _ body: AreaInput, _ db: any SQLConnection) throws -> Answer<AreaBody> {
        let draft: Area.Draft = try body.draft(code: body.code ?? "")
        let saved: Saved<Area> = try service.save(draft, .create, by: call.identity, at: clock.now(), in: db)
        let area: Area = saved.thing
        return .created(AreaBody(area), version: area.version, location: "\(RouteTable.prefix)areas/\(area.code)")
    }

    private func change(_ call: Call, _ body: AreaInput, _ db: any SQLConnection) throws -> Answer<AreaBody> {
        let code: String = try call.parameter("code")
        guard body.code == nil || body.code == code else {
            throw CityError.invalid(
                "code",
                "area.code_fixed",
                Wording("区域的编码不能更改", "The code of an area cannot be changed")
            )
        }
        let condition: WriteCondition = .version(try call.expectedVersion())
        let draft: Area.Draft = try body.draft(code: code)
        let saved: Saved<Area> = try service.save(draft, condition, by: call.identity, at: clock.now(), in: db)
        return Answer(AreaBody(saved.thing), version: saved.thing.version)
    }
}
