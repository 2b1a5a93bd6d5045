package import CityCore
package import CityGeo
package import CitySQL

/// What a search for a name or a code finds in the registry.
package struct FoundThing: Sendable {
    package enum Kind: String, Sendable {
        case area
        case grid
        case responsibilityGrid = "responsibility_grid"
        case organisation
        case part
    }

    package var kind: Kind
    package var id: String
    package var title: Wording
    package var detail: Wording
    package var place: Coordinate?
    package var box: BoundingBox?
}

/// Searches the registry for names, and for codes by their beginning, within what somebody may see.
package struct RegistrySearch: Sendable {
    private let directory: RegistryDirectory
    private let identity: Identity
    private let limit: Int

    package init(_ directory: RegistryDirectory, for identity: Identity, limit: Int) {
        self.directory = directory
        self.identity = identity
        self.limit = limit
    }

    /// - Parameter text: a name or a part of one, or the first digits of a code.
    package func find(_ text: String, in db: any SQLConnection) throws -> [FoundThing] {
        guard identity.may(.registryRead) else { return [] }
        let isCode: Bool = text.utf8.allSatisfy { (48...57).contains($0) } && text.utf8.count >= 6
        let places: [FoundThing] = isCode ? grids(text) : []
        return try places + areas(text, isCode: isCode) + responsibilityGrids(text) + organisations(text)
            + parts(text, isCode: isCode, in: db)
    }

    private func areas(_ text: String, isCode: Bool) -> [FoundThing] {
        let found: [Area] = directory.areas.values.filter { area in
            isCode ? area.code.hasPrefix(text) : contains(area.name, text) || contains(area.englishName, text)
        }
        return found.sorted { ($0.level, $0.code) < ($1.level, $1.code) }.prefix(limit).map { area in
            let path: [Area] = directory.areaPath(area.code).dropLast()
            return FoundThing(
                kind: .area,
                id: area.code,
                title: Wording(area.name, area.englishName ?? area.name),
                detail: Wording(
                    "\(area.code) \(path.map(\.name).joined())",
                    "\(area.code) \(path.reversed().map { $0.englishName ?? $0.name }.joined(separator: ", "))"
                ),
                place: area.center,
                box: area.boundary?.boundingBox
            )
        }
    }

    private func grids(_ code: String) -> [FoundThing] {
        let found: [UnitGrid] = directory.grids.values.filter { grid in
            grid.code.hasPrefix(code) && grid.state == .active && identity.mayKnowPlace(grid.area)
        }
        return found.sorted { $0.code < $1.code }.prefix(limit).map { grid in
            let box: BoundingBox? = MultiPolygon([grid.shape]).boundingBox
            return FoundThing(
                kind: .grid,
                id: grid.code,
                title: Wording("网格 \(grid.code)", "Grid \(grid.code)"),
                detail: pathName(grid.code),
                place: box?.centre,
                box: box
            )
        }
    }

    private func responsibilityGrids(_ text: String) -> [FoundThing] {
        let found: [ResponsibilityGrid] = directory.responsibilityGrids.values.filter { grid in
            guard contains(grid.name, text) || grid.code.hasPrefix(text), let first = grid.gridCodes.first else {
                return false
            }
            return identity.may(.registryRead, area: String(first.prefix(12)))
        }
        return found.sorted { $0.code < $1.code }.prefix(limit).map { grid in
            let shapes: [Polygon] = grid.gridCodes.compactMap { directory.grid($0)?.shape }
            let box: BoundingBox? = MultiPolygon(shapes).boundingBox
            return FoundThing(
                kind: .responsibilityGrid,
                id: grid.id.text,
                title: Wording(grid.name, grid.name),
                detail: Wording("责任网格 \(grid.code)", "Responsibility grid \(grid.code)"),
                place: box?.centre,
                box: box
            )
        }
    }

    private func organisations(_ text: String) -> [FoundThing] {
        let found: [Organisation] = directory.organisations.all.filter { organisation in
            (contains(organisation.name, text) || organisation.code.hasPrefix(text))
                && identity.may(.registryRead, area: organisation.area, organisation: organisation.id)
        }
        return found.prefix(limit).map { organisation in
            FoundThing(
                kind: .organisation,
                id: organisation.id.text,
                title: organisation.title,
                detail: Wording("机构 \(organisation.code)", "Organisation \(organisation.code)")
            )
        }
    }

    private func parts(_ text: String, isCode: Bool, in db: any SQLConnection) throws -> [FoundThing] {
        guard text.count >= 2 else { return [] }
        let scopes: [AccessScope] = identity.scopes(for: .registryRead)
        let parts: [Part] = try PartStore.search(text, isCode: isCode, limit: limit, scopes: scopes, in: db)
        return parts.map { part in
            FoundThing(
                kind: .part,
                id: part.code,
                title: Wording(part.name, part.name),
                detail: Wording("部件 \(part.code)", "Component \(part.code)"),
                place: part.place
            )
        }
    }

    private func contains(_ name: String?, _ text: String) -> Bool {
        name?.lowercased().contains(text.lowercased()) ?? false
    }

    private func pathName(_ code: String) -> Wording {
        let path: [Area] = directory.areaPath(code).filter { $0.level != .city }
        return Wording(
            path.map(\.name).joined(),
            path.reversed().map { $0.englishName ?? $0.name }.joined(separator: ", ")
        )
    }
}
