import CityCore
import CityGeo
import Synchronization

/// Areas and grids with the boxes around them, as tiles need them: made once for each state of the registry.
final class PlaceShapes: Sendable {
    struct Shape: Sendable {
        let code: String
        let name: String
        let englishName: String
        let level: AreaLevel?
        /// Where its name stands.
        let centre: Coordinate
        let area: MultiPolygon
        let box: BoundingBox
    }

    struct Shapes: Sendable {
        var generation: Int = -1
        var areas: [Shape] = []
        var grids: [Shape] = []
    }

    private let registry: Registry
    private let known: Mutex<Shapes> = Mutex(Shapes())

    init(registry: Registry) {
        self.registry = registry
    }

    func current() -> Shapes {
        let directory: RegistryDirectory = registry.current
        return known.withLock { known in
            if known.generation != directory.generation { known = PlaceShapes.shapes(of: directory) }
            return known
        }
    }

    private static func shapes(of directory: RegistryDirectory) -> Shapes {
        let areas: [Shape] = directory.areas.values.compactMap { area -> Shape? in
            guard let boundary = area.boundary, let box = boundary.boundingBox else { return nil }
            return Shape(
                code: area.code,
                name: area.name,
                englishName: area.englishName ?? area.name,
                level: area.level,
                centre: area.center ?? box.centre,
                area: boundary,
                box: box
            )
        }
        let grids: [Shape] = directory.grids.values.filter { $0.state == .active }.compactMap { grid -> Shape? in
            let shape: MultiPolygon = MultiPolygon([grid.shape])
            guard let box = shape.boundingBox else { return nil }
            let name: String = String(grid.code.suffix(3))
            return Shape(
                code: grid.code,
                name: name,
                englishName: name,
                level: nil,
                centre: box.centre,
                area: shape,
                box: box
            )
        }
        return Shapes(
            generation: directory.generation,
            areas: areas.sorted { $0.code < $1.code },
            grids: grids.sorted { $0.code < $1.code }
        )
    }
}

extension PlaceShapes.Shapes {
    /// Boundaries of all areas that are wide enough to be told apart at the tile's zoom, and the grids within the
    /// given scopes once they are.
    func tile(_ address: TileAddress, grids scopes: [AccessScope]) throws -> VectorTile {
        let box: BoundingBox = address.box
        var areaLayer: TileLayer = TileLayer("areas", of: address)
        var nameLayer: TileLayer = TileLayer("names", of: address)
        for shape in areas where shape.box.intersects(box) && Self.isShown(shape.level, at: address.zoom) {
            let level: String = shape.level?.rawValue ?? ""
            try areaLayer.area(
                shape.area,
                [("code", .text(shape.code)), ("name", .text(shape.name)), ("level", .text(level))]
            )
            if address.holds(shape.centre) { nameLayer.point(shape.centre, shape.words(level)) }
        }
        var gridLayer: TileLayer = TileLayer("grids", of: address)
        if address.zoom >= Self.gridZoomMin {
            for shape in grids where shape.box.intersects(box) && Self.covers(scopes, shape.code) {
                try gridLayer.area(shape.area, [("code", .text(shape.code)), ("name", .text(shape.name))])
                if address.zoom >= Self.gridNameZoomMin, address.holds(shape.centre) {
                    nameLayer.point(shape.centre, shape.words("grid"))
                }
            }
        }
        var tile: VectorTile = VectorTile(address)
        tile.add(areaLayer)
        tile.add(gridLayer)
        tile.add(nameLayer)
        return tile
    }

    private static let gridZoomMin: Int = 10
    private static let gridNameZoomMin: Int = 13

    private static func isShown(_ level: AreaLevel?, at zoom: Int) -> Bool {
        switch level {
        case .city, .county, nil: true
        case .street: zoom >= 9
        case .community: zoom >= 12
        }
    }

    private static func covers(_ scopes: [AccessScope], _ code: String) -> Bool {
        scopes.contains { $0.organisation == nil && code.hasPrefix($0.area) }
    }
}

extension PlaceShapes.Shape {
    fileprivate func words(_ level: String) -> [(String, TileValue)] {
        [("code", .text(code)), ("name", .text(name)), ("name_en", .text(englishName)), ("level", .text(level))]
    }
}
