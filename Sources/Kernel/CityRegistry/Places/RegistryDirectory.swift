package import CityGeo
package import CitySQL
package import CityWorkflow

/// The registry as one value in memory: what cases need to know of places, organisations and classes, without asking
/// the database. Components are too many for it and stay in their table.
package struct RegistryDirectory: Sendable {
    package private(set) var areas: [String: Area] = [:]
    /// All unit grids, retired ones too.
    package private(set) var grids: [String: UnitGrid] = [:]
    package private(set) var responsibilityGrids: [ResponsibilityGridID: ResponsibilityGrid] = [:]
    package private(set) var organisations: OrganisationDirectory
    package private(set) var classes: ClassCatalogue
    package private(set) var calendar: WorkCalendar
    /// Grows with each change.
    package private(set) var generation: Int = 0

    /// Grids in use, and areas with a boundary; each in the order of codes.
    private var gridIndex: GridIndex<String> = GridIndex([])
    private var areaIndex: GridIndex<String> = GridIndex([])
    /// By purpose, then by the code of the unit grid.
    private var holders: [String: [String: ResponsibilityGridID]] = [:]

    /// A directory of nothing, with the ordinary week for a calendar.
    package init() throws {
        organisations = OrganisationDirectory.empty
        classes = ClassCatalogue.empty
        calendar = try WorkCalendar(hours: .standard)
    }

    package init(loadingFrom db: any SQLConnection) throws {
        organisations = try OrganisationDirectory(loadingFrom: db)
        classes = try ClassCatalogue(loadingFrom: db)
        calendar = try CalendarStore.load(in: db)
        take(areas: try AreaStore.all(in: db))
        take(grids: try UnitGridStore.all(in: db))
        take(responsibilityGrids: try ResponsibilityGridStore.all(in: db))
    }

    /// The same directory with one more change in it.
    package func applying(_ change: RegistryChange) -> RegistryDirectory {
        var next: RegistryDirectory = self
        next.generation += 1
        switch change {
        case .areas(let changed): next.take(areas: changed)
        case .grids(let changed): next.take(grids: changed)
        case .responsibilityGrids(let changed): next.take(responsibilityGrids: changed)
        case .organisations(let directory): next.organisations = directory
        case .classes(let catalogue): next.classes = catalogue
        case .calendar(let changed): next.calendar = changed
        }
        return next
    }

    /// This directory in the place of an older one.
    func following(_ older: RegistryDirectory) -> RegistryDirectory {
        var next: RegistryDirectory = self
        next.generation = older.generation + 1
        return next
    }

    private mutating func take(areas changed: [Area]) {
        var reshaped: Bool = false
        for area in changed {
            reshaped = reshaped || areas[area.code]?.boundary != area.boundary
            areas[area.code] = area
        }
        guard reshaped else { return }
        let bounded: [Area] = areas.values.filter { $0.boundary != nil }.sorted { $0.code < $1.code }
        areaIndex = GridIndex(bounded.map { ($0.code, $0.boundary ?? MultiPolygon([])) })
    }

    private mutating func take(grids changed: [UnitGrid]) {
        var reshaped: Bool = false
        for grid in changed {
            let known: UnitGrid? = grids[grid.code]
            reshaped = reshaped || known?.shape != grid.shape || known?.state != grid.state
            grids[grid.code] = grid
        }
        guard reshaped else { return }
        let active: [UnitGrid] = grids.values.filter { $0.state == .active }.sorted { $0.code < $1.code }
        gridIndex = GridIndex(active.map { ($0.code, $0.shape) })
    }

    private mutating func take(responsibilityGrids changed: [ResponsibilityGrid]) {
        for grid in changed {
            if let known = responsibilityGrids[grid.id] {
                for code in known.gridCodes where holders[known.purpose]?[code] == grid.id {
                    holders[known.purpose]?[code] = nil
                }
            }
            for code in grid.gridCodes { holders[grid.purpose, default: [:]][code] = grid.id }
            responsibilityGrids[grid.id] = grid
        }
    }
}

extension RegistryDirectory {
    package func area(_ code: String) -> Area? { areas[code] }

    package func grid(_ code: String) -> UnitGrid? { grids[code] }

    package func responsibilityGrid(_ id: ResponsibilityGridID) -> ResponsibilityGrid? { responsibilityGrids[id] }

    /// The responsibility grid that a unit grid belongs to for a purpose.
    package func responsibilityGrid(of gridCode: String, purpose: String) -> ResponsibilityGrid? {
        holders[purpose]?[gridCode].flatMap { responsibilityGrids[$0] }
    }

    /// The known areas around a code of an area, a grid or a component, itself included, the largest first.
    package func areaPath(_ code: String) -> [Area] {
        AreaCode.candidates(around: code).compactMap { areas[$0] }.sorted { $0.level < $1.level }
    }

    /// The code of the unit grid in use that the place is in; on a shared border the lower code.
    package func gridCode(at place: Coordinate) -> String? { gridIndex.find(place) }

    /// The grids in use whose codes begin with the area's, in the order of codes.
    package func activeGrids(in area: String) -> [UnitGrid] {
        let prefix: String = AreaCode.scopePrefix(of: area)
        return grids.values.filter { $0.state == .active && $0.code.hasPrefix(prefix) }.sorted { $0.code < $1.code }
    }

    /// What is known of a place: from the unit grid that it is in, or, where there is none, from the smallest area
    /// whose boundary contains it. Nil when it is in neither.
    package func place(at place: Coordinate) -> PlaceFacts? {
        if let code = gridIndex.find(place), let grid = grids[code] {
            var facts: PlaceFacts = facts(path: areaPath(code), fallback: grid.area)
            facts.gridCode = code
            for (purpose, byGrid) in holders {
                if let holder = byGrid[code] { facts.responsibilityGrids[purpose] = holder }
            }
            return facts
        }
        let around: [Area] = areaIndex.findAll(place).compactMap { areas[$0] }
        guard let level = around.map(\.level).max(), let smallest = around.first(where: { $0.level == level }) else {
            return nil
        }
        return facts(path: areaPath(smallest.code), fallback: smallest.code)
    }

    private func facts(path: [Area], fallback: String) -> PlaceFacts {
        func code(_ level: AreaLevel) -> String? { path.last { $0.level == level }?.code }
        return PlaceFacts(
            areaCode: path.last?.code ?? fallback,
            community: code(.community),
            street: code(.street),
            county: code(.county) ?? code(.city) ?? String(fallback.prefix(6))
        )
    }
}
