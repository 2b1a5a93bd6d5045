package import CityCore
import CityGeo

/// The rules of unit grids that need more than one shape (GB/T 30428.1): inside their community, no overlaps, and
/// together all of it.
package enum PlaceChecks {
    /// Two grids may share so much ground, as borders are drawn by hand.
    package static let overlapLimitM2: Double = 0.5
    /// A grid may be outside its community, and a community without grids, by this part of its own area.
    package static let mismatchLimit: Double = 0.001

    /// One complaint for each neighbour that the grid overlaps, the largest overlap first.
    package static func overlaps(of grid: UnitGrid, with neighbours: [UnitGrid]) throws -> [FieldError] {
        var found: [(areaM2: Double, error: FieldError)] = []
        for other in neighbours where other.code != grid.code && other.state == .active {
            guard mayOverlap(grid.shape, other.shape) else { continue }
            let shared: MultiPolygon = try Geometry.overlap(grid.shape, other.shape)
            let areaM2: Double = shared.areaM2
            guard areaM2 > overlapLimitM2 else { continue }
            found.append((areaM2, overlapError(with: other, areaM2: areaM2, at: try middle(of: shared))))
        }
        return found.sorted { $0.areaM2 > $1.areaM2 }.map(\.error)
    }

    /// What is wrong when the grid sticks out of its area's boundary.
    package static func outside(_ grid: UnitGrid, of area: Area) throws -> FieldError? {
        guard let boundary = area.boundary else { return nil }
        let excess: MultiPolygon = try Geometry.difference(grid.shape, minus: boundary)
        let areaM2: Double = excess.areaM2
        guard areaM2 > max(overlapLimitM2, grid.areaM2 * mismatchLimit) else { return nil }
        let at: String = try middle(of: excess).map { "\($0)" } ?? "–"
        return FieldError(
            "shape",
            "grid.outside_area",
            Wording(
                "有 \(size(areaM2)) 超出\(area.level.wording.zh)“\(area.name)”的边界（位置 \(at)），请修改",
                "\(size(areaM2)) are beyond the border of “\(area.name)” (at \(at)); correct the border"
            )
        )
    }

    private static func overlapError(with other: UnitGrid, areaM2: Double, at place: Coordinate?) -> FieldError {
        let at: String = place.map { "\($0)" } ?? "–"
        return FieldError(
            "shape",
            "grid.overlap",
            Wording(
                "与网格 \(other.code) 重叠 \(size(areaM2))（位置 \(at)），请修改边界",
                "Overlaps the grid \(other.code) by \(size(areaM2)) (at \(at)); correct the border"
            )
        )
    }

    private static func size(_ areaM2: Double) -> String { "\((areaM2 * 10).rounded() / 10) m²" }

    private static func middle(of area: MultiPolygon) throws -> Coordinate? {
        guard let largest = area.polygons.max(by: { $0.areaM2 < $1.areaM2 }) else { return nil }
        return try Geometry.pointOnSurface(largest)
    }

    /// Whether the boxes share enough ground for the shapes to do so; spares the neighbours that only touch.
    private static func mayOverlap(_ first: Polygon, _ second: Polygon) -> Bool {
        guard let left = first.boundingBox, let right = second.boundingBox else { return false }
        let width: Double = min(left.east, right.east) - max(left.west, right.west)
        let height: Double = min(left.north, right.north) - max(left.south, right.south)
        guard width > 0, height > 0 else { return false }
        // A square degree is nowhere larger than this many m².
        return width * height * 1.25e10 > overlapLimitM2
    }
}
