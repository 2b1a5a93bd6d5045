package import CityCore
package import CityEvents
import CityGeo
package import CityHTTP
import CitySQL
import HTTPTypes

/// Routes of unit grids, and the report on how well they fill their areas.
package struct GridRoutes: Sendable {
    /// Areas that one coverage report compares at most.
    static let coverageAreasMax: Int = 200

    private let registry: Registry
    private let service: GridService
    private let clock: CityClock

    package init(registry: Registry, outbox: Outbox, clock: CityClock) {
        self.registry = registry
        service = GridService(registry: registry, outbox: outbox)
        self.clock = clock
    }

    package func register(in table: RouteTable) {
        registerReading(in: table)
        table.get(
            "grids/coverage",
            access: .permission(.registryRead),
            Wording("网格覆盖检查", "How well the grids fill their areas"),
            query: [QueryParameter("area", .text, Wording("区域编码，必填", "Code of an area; required"))],
            answer: CoverageBody.self,
            use: coverage
        )
        table.write(
            .put,
            "grids/{code}",
            access: .permission(.registryWrite),
            Wording("新建或修改单元网格（修改须带 If-Match）", "Create a unit grid, or change it with If-Match"),
            body: GridInput.self,
            answer: GridSavedBody.self,
            use: put
        )
    }

    private func registerReading(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.list(
            "grids",
            access: .permission(.registryRead),
            Wording("单元网格列表", "Unit grids"),
            query: [
                QueryParameter("area", .text, Wording("区域编码，含其下所有网格", "Code of an area and all inside it")),
                QueryParameter("bbox", .text, Wording("西,南,东,北", "west,south,east,north")),
                QueryParameter(
                    "state",
                    .choice(GridState.allCases.map(\.rawValue)),
                    Wording("状态，默认 active", "State; active by default")
                ),
                QueryParameter("text", .text, Wording("编码或备注的一部分", "Part of the code or note")),
                QueryParameter("geometry", .boolean, Wording("是否带图形，默认否", "With the shape; false by default")),
            ],
            item: GridBody.self
        ) { call, page in
            var filter: UnitGridStore.Filter = UnitGridStore.Filter(scopes: call.identity.placeScopes)
            filter.area = call.text("area")
            filter.box = try call.text("bbox").map { try BoundingBox(text: $0) }
            filter.state = try call.choice("state", of: GridState.self) ?? .active
            filter.text = call.text("text")
            let withShape: Bool = try call.boolean("geometry") ?? false
            let chosen: UnitGridStore.Filter = filter
            return try await database.read { db in
                try UnitGridStore.list(chosen, page, in: db).map { GridBody($0, withShape: withShape) }
            }
        }
        table.get(
            "grids/{code}",
            access: .permission(.registryRead),
            Wording("一个单元网格", "One unit grid"),
            answer: GridBody.self
        ) { call in
            let code: String = try call.parameter("code")
            guard let grid = try await database.read({ db in try UnitGridStore.find(code, in: db) }),
                call.identity.mayKnowPlace(grid.area)
            else { throw CityError.notFound(GridService.thing) }
            return Answer(GridBody(grid), version: grid.version)
        }
    }

    private func put(_ call: Call, _ body: GridInput, _ db: any SQLConnection) throws -> Answer<GridSavedBody> {
        let code: String = try call.parameter("code")
        let isThere: Bool =
            try UnitGridStore.find(code, in: db).map { grid in
                // Who may not know of it is not told that it has a version.
                call.identity.mayKnowPlace(grid.area) || call.identity.may(.registryWrite, area: grid.area)
            } ?? (call.ifMatch != nil)
        let condition: WriteCondition = isThere ? .version(try call.expectedVersion()) : .create
        let draft: UnitGrid.Draft = try body.draft(code: code)
        let saved: Saved<UnitGrid> = try service.save(draft, condition, by: call.identity, at: clock.now(), in: db)
        let answer: GridSavedBody = GridSavedBody(
            grid: GridBody(saved.thing),
            warnings: try service.warnings(for: saved.thing, in: db)
        )
        let status: Int = saved.outcome == .created ? 201 : 200
        return Answer(answer, status: status, version: saved.thing.version)
    }

    /// The communities with a boundary inside the area, or else the area itself.
    private func coverage(_ call: Call) async throws -> Answer<CoverageBody> {
        guard let code = call.text("area") else {
            throw CityError.invalid("area", "coverage.no_area", Wording("请指定区域编码", "Name an area by its code"))
        }
        let directory: RegistryDirectory = registry.current
        guard let area = directory.area(code), call.identity.may(.registryRead, area: code) else {
            throw CityError.notFound(AreaService.thing)
        }
        let targets: [Area] = Self.targets(of: area, in: directory)
        guard targets.count <= Self.coverageAreasMax else {
            throw CityError.invalid(
                "area",
                "coverage.too_large",
                Wording("该区域社区太多，请按街道检查", "There are too many communities in this area; check it street by street")
            )
        }
        var items: [Coverage] = []
        for target in targets {
            let grids: [UnitGrid] = directory.activeGrids(in: target.code)
            if let coverage = try Coverage(of: target, grids: grids) { items.append(coverage) }
            // Lets others have their turn between two heavy computations.
            await Task.yield()
        }
        return Answer(CoverageBody(area: code, isAccepted: items.allSatisfy(\.isAccepted), items: items))
    }

    private static func targets(of area: Area, in directory: RegistryDirectory) -> [Area] {
        let inside: [Area] = directory.areas.values.filter {
            $0.level == .community && $0.boundary != nil && $0.code.hasPrefix(area.scopePrefix)
        }
        return inside.isEmpty ? [area] : inside.sorted { $0.code < $1.code }
    }
}

/// A coverage report: one entry for each area that has a boundary to compare with.
package struct CoverageBody: Codable, Sendable {
    package var area: String
    package var isAccepted: Bool
    package var items: [Coverage]
}
