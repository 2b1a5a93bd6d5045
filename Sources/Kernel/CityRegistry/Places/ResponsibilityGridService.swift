import CityContracts
package import CityCore
package import CityEvents
package import CitySQL

/// What may be done to responsibility grids. Its methods run in their caller's transaction.
package struct ResponsibilityGridService: Sendable {
    package static let thing: Wording = Wording("该责任网格", "responsibility grid")

    private let registry: Registry
    private let outbox: Outbox

    package init(registry: Registry, outbox: Outbox) {
        self.registry = registry
        self.outbox = outbox
    }

    package func save(
        _ id: ResponsibilityGridID,
        _ draft: ResponsibilityGrid.Draft,
        _ condition: WriteCondition,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Saved<ResponsibilityGrid> {
        let saved: Saved<ResponsibilityGrid> = try store(id, draft, condition, by: identity, at: now, in: db)
        guard saved.outcome != .unchanged else { return saved }
        let grid: ResponsibilityGrid = saved.thing
        registry.apply(.responsibilityGrids([grid]), afterCommitOf: db)
        let event: RegistryChanged = RegistryChanged(kind: "responsibility_grid", code: grid.code, area: grid.area)
        try outbox.publish(event, at: now, in: db)
        return saved
    }

    /// The same without telling, for imports, which tell once at their end.
    func store(
        _ id: ResponsibilityGridID,
        _ draft: ResponsibilityGrid.Draft,
        _ condition: WriteCondition,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Saved<ResponsibilityGrid> {
        let existing: ResponsibilityGrid? = try ResponsibilityGridStore.find(id, in: db)
        if let existing { try requireWrite(existing.area, existing.organisation, identity) }
        try condition.check(current: existing?.version, ResponsibilityGridService.thing)
        let version: Int = (existing?.version ?? 0) + 1
        let grid: ResponsibilityGrid = try ResponsibilityGrid(id: id, draft, changedAt: now, version: version)
        try requireWrite(grid.area, grid.organisation, identity)
        try check(grid, in: db)
        if let existing, existing.hasSameContent(as: grid) { return Saved(existing, .unchanged) }
        try ResponsibilityGridStore.put(grid, in: db)
        return Saved(grid, existing == nil ? .created : .changed)
    }

    private func requireWrite(_ area: String, _ organisation: OrganisationID?, _ identity: Identity) throws {
        try identity.requireRegistryWrite(area: area, organisation: organisation, ResponsibilityGridService.thing)
    }

    private func check(_ grid: ResponsibilityGrid, in db: any SQLConnection) throws {
        var fields: FieldChecks = FieldChecks()
        fields.require(
            try AreaStore.find(grid.area, in: db) != nil,
            "area",
            "responsibility_grid.unknown_area",
            Wording("没有编码为 \(grid.area) 的区域", "There is no area with the code \(grid.area)")
        )
        try checkPeople(grid, &fields, in: db)
        let known: Set<String> = try UnitGridStore.activeCodes(among: grid.gridCodes, in: db)
        for (index, code) in grid.gridCodes.enumerated() where !known.contains(code) {
            let wording: Wording = Wording("没有启用的单元网格 \(code)", "There is no unit grid \(code) in use")
            fields.noteFew("gridCodes.\(index)", "responsibility_grid.unknown_grid", wording)
        }
        try fields.finish()
        try checkCode(grid, in: db)
        try checkHolders(grid, in: db)
    }

    private func checkPeople(
        _ grid: ResponsibilityGrid,
        _ fields: inout FieldChecks,
        in db: any SQLConnection
    ) throws {
        if let organisation = grid.organisation, try OrganisationStore.find(organisation, in: db) == nil {
            let wording: Wording = Wording("没有这个单位", "There is no such organisation")
            fields.note("organisation", "responsibility_grid.unknown_organisation", wording)
        }
        let unknown: Wording = Wording("没有这名人员", "There is no such person on the staff")
        if let owner = grid.ownerStaff, try StaffStore.find(owner, in: db) == nil {
            fields.note("ownerStaff", "responsibility_grid.unknown_staff", unknown)
        }
        for (index, collector) in grid.collectors.enumerated() where try StaffStore.find(collector, in: db) == nil {
            fields.noteFew("collectors.\(index)", "responsibility_grid.unknown_staff", unknown)
        }
    }

    private func checkCode(_ grid: ResponsibilityGrid, in db: any SQLConnection) throws {
        guard let other = try ResponsibilityGridStore.find(code: grid.code, in: db), other.id != grid.id else { return }
        throw CityError(
            .conflict,
            "responsibility_grid.code_taken",
            Wording("责任网格编码 \(grid.code) 已被使用", "The code \(grid.code) belongs to another responsibility grid")
        )
    }

    /// A unit grid has one responsibility grid for each purpose.
    private func checkHolders(_ grid: ResponsibilityGrid, in db: any SQLConnection) throws {
        let holders: [String: ResponsibilityGridID] = try ResponsibilityGridStore.holders(
            of: grid.gridCodes,
            purpose: grid.purpose,
            in: db
        )
        let taken: [String] = grid.gridCodes.filter { holders[$0].map { $0 != grid.id } ?? false }
        guard let first = taken.first, let holder = holders[first] else { return }
        let other: String = try ResponsibilityGridStore.find(holder, in: db)?.code ?? holder.text
        var errors: [FieldError] = []
        for code in taken.prefix(20) {
            let wording: Wording = Wording("单元网格 \(code) 已属于别的责任网格", "The unit grid \(code) is in another one")
            errors.append(FieldError("gridCodes", "responsibility_grid.grid_taken", wording))
        }
        throw CityError(
            .conflict,
            "responsibility_grid.grid_taken",
            Wording(
                "有 \(taken.count) 个单元网格已属于同一用途的其他责任网格，例如 \(first) 属于 \(other)",
                "\(taken.count) unit grids are in other responsibility grids of this purpose; \(first) is in \(other)"
            ),
            fields: errors
        )
    }
}
