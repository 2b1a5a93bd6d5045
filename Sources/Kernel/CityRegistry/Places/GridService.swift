import CityContracts
package import CityCore
package import CityEvents
import CityGeo
package import CitySQL

/// What may be done to unit grids. Its methods run in their caller's transaction.
package struct GridService: Sendable {
    package static let thing: Wording = Wording("该单元网格", "unit grid")

    private let registry: Registry
    private let outbox: Outbox

    package init(registry: Registry, outbox: Outbox) {
        self.registry = registry
        self.outbox = outbox
    }

    /// Creates or changes a grid after all checks against its area and its neighbours, and tells everybody.
    package func save(
        _ draft: UnitGrid.Draft,
        _ condition: WriteCondition,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Saved<UnitGrid> {
        let existing: UnitGrid? = try UnitGridStore.find(draft.code.trimmed(), in: db)
        let find: (String) throws -> Area? = { try AreaStore.find($0, in: db) }
        let area: Area = try GridService.area(of: draft, find)
        try identity.requireRegistryWrite(area: area.code, GridService.thing)
        try condition.check(current: existing?.version, GridService.thing)
        let grid: UnitGrid = try GridService.grid(draft, area: area, existing: existing, at: now)
        if let existing, existing.hasSameContent(as: grid) { return Saved(existing, .unchanged) }
        if grid.state == .active { try checkNeighbours(of: grid, in: db) }
        try UnitGridStore.put(grid, in: db)
        registry.apply(.grids([grid]), afterCommitOf: db)
        try outbox.publish(RegistryChanged(kind: "grid", code: grid.code, area: grid.area), at: now, in: db)
        return Saved(grid, existing == nil ? .created : .changed)
    }

    /// What is not right with the area that a grid belongs to; nothing when it has no boundary.
    package func warnings(for grid: UnitGrid, in db: any SQLConnection) throws -> [Coverage.Finding] {
        guard let area = try AreaStore.find(grid.area, in: db) else { return [] }
        return try Coverage(of: area, grids: UnitGridStore.active(of: area.code, in: db))?.findings ?? []
    }

    private func checkNeighbours(of grid: UnitGrid, in db: any SQLConnection) throws {
        guard let box = grid.shape.boundingBox else { return }
        let errors: [FieldError] = try PlaceChecks.overlaps(of: grid, with: UnitGridStore.meeting(box, in: db))
        guard errors.isEmpty else { throw CityError.invalid(errors) }
    }

    /// The grid with every check that needs no neighbour.
    static func grid(_ draft: UnitGrid.Draft, area: Area, existing: UnitGrid?, at now: Timestamp) throws -> UnitGrid {
        var draft: UnitGrid.Draft = draft
        draft.startedAt = draft.startedAt ?? existing?.startedAt
        let version: Int = (existing?.version ?? 0) + 1
        let grid: UnitGrid = try UnitGrid(draft, area: area.code, changedAt: now, version: version)
        if grid.state == .active, let error = try PlaceChecks.outside(grid, of: area) {
            throw CityError.invalid([error])
        }
        return grid
    }

    /// The smallest known area whose code the grid's code begins with.
    static func area(of draft: UnitGrid.Draft, _ find: (String) throws -> Area?) throws -> Area {
        let code: String = draft.code.trimmed()
        if let named = draft.area, try find(named) == nil { throw unknownArea("area", named) }
        for candidate in AreaCode.candidates(around: code) {
            guard let area = try find(candidate) else { continue }
            if let named = draft.area, !code.hasPrefix(AreaCode.scopePrefix(of: named)) {
                throw CityError.invalid(
                    "code",
                    "grid.prefix",
                    Wording(
                        "网格编码 \(code) 须以所属区域编码 \(named) 开头",
                        "The grid code \(code) must begin with its area's code \(named)"
                    )
                )
            }
            return area
        }
        throw unknownArea("code", code)
    }

    private static func unknownArea(_ field: String, _ code: String) -> CityError {
        CityError.invalid(
            field,
            "grid.unknown_area",
            Wording("没有与 \(code) 对应的区域，请先建立区域", "There is no area for \(code); make the area first")
        )
    }
}
