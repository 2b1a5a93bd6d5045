import CGEOS
import CityCore

/// What is computed from whole geometries. Each call stands alone and may run on any thread.
///
/// Edges are straight in longitude and latitude, so two areas that share corners share their edge exactly. Areas are
/// true m² on the ellipsoid, distances metres along the ground. Input that is not valid is refused with the reason.
package enum Geometry {
    /// What is wrong with the area; `nil` when nothing is.
    package static func trouble(with area: any Surface) throws -> GeometryTrouble? {
        try GEOSContext.run { try trouble(with: $0.make(area), $0) }
    }

    package static func validate(_ area: any Surface, field: String = "geometry") throws {
        if let trouble = try trouble(with: area) { throw trouble.error(field: field) }
    }

    package static func overlap(_ first: any Surface, _ second: any Surface) throws -> MultiPolygon {
        try combine(first, second, GEOSIntersection_r)
    }

    package static func overlapM2(_ first: any Surface, _ second: any Surface) throws -> Double {
        guard let left = first.boundingBox, let right = second.boundingBox, left.intersects(right) else { return 0 }
        return try overlap(first, second).areaM2
    }

    /// The part of the first area that is not in the second.
    package static func difference(_ first: any Surface, minus second: any Surface) throws -> MultiPolygon {
        try combine(first, second, GEOSDifference_r)
    }

    /// How much of `part` sticks out of `whole`: the forgiving form of `covers`, for borders drawn twice.
    package static func excessM2(of part: any Surface, beyond whole: any Surface) throws -> Double {
        try difference(part, minus: whole).areaM2
    }

    package static func symmetricDifferenceM2(_ first: any Surface, _ second: any Surface) throws -> Double {
        try combine(first, second, GEOSSymDifference_r).areaM2
    }

    /// All areas melted into one. Overlaps are allowed; every single area must be valid.
    package static func union(_ areas: [any Surface]) throws -> MultiPolygon {
        try GEOSContext.run { context in
            let shapes: [GEOSShape] = try areas.flatMap(\.polygons).map { try validShape(context.make($0), context) }
            let all: GEOSShape = try context.collect(shapes, as: GEOS_GEOMETRYCOLLECTION)
            let melted: GEOSShape = try context.shape(GEOSUnaryUnion_r(context.handle, all.pointer))
            return MultiPolygon(try context.polygons(of: melted))
        }
    }

    /// The centre of mass. It may lie outside a bent area; a label wants `pointOnSurface`.
    package static func centroid(_ area: any Surface) throws -> Coordinate {
        try point(of: area, GEOSGetCentroid_r)
    }

    /// A place that is inside for certain.
    package static func pointOnSurface(_ area: any Surface) throws -> Coordinate {
        try point(of: area, GEOSPointOnSurface_r)
    }
}

extension Geometry {
    typealias Overlay = (GEOSContextHandle_t?, OpaquePointer?, OpaquePointer?) -> OpaquePointer?

    static func trouble(with shape: GEOSShape, _ context: GEOSContext) throws -> GeometryTrouble? {
        var reason: UnsafeMutablePointer<CChar>?
        var location: OpaquePointer?
        let answer: CChar = GEOSisValidDetail_r(context.handle, shape.pointer, 0, &reason, &location)
        defer { if let reason { GEOSFree_r(context.handle, reason) } }
        let spot: GEOSShape? = try location.map { try context.shape($0) }
        guard try !context.truth(answer) else { return nil }
        let words: String = reason.map { String(cString: $0) } ?? ""
        return GeometryTrouble(reason: words, at: try spot.flatMap { try context.place(of: $0) })
    }

    static func validShape(_ shape: GEOSShape, _ context: GEOSContext) throws -> GEOSShape {
        if let trouble = try trouble(with: shape, context) { throw trouble.error(field: "geometry") }
        return shape
    }

    private static func combine(_ first: any Surface, _ second: any Surface, _ overlay: Overlay) throws -> MultiPolygon
    {
        try GEOSContext.run { context in
            let left: GEOSShape = try validShape(context.make(first), context)
            let right: GEOSShape = try validShape(context.make(second), context)
            let result: GEOSShape = try context.shape(overlay(context.handle, left.pointer, right.pointer))
            return MultiPolygon(try context.polygons(of: result))
        }
    }

    private static func point(
        of area: any Surface,
        _ find: (GEOSContextHandle_t?, OpaquePointer?) -> OpaquePointer?
    ) throws -> Coordinate {
        let found: Coordinate? = try GEOSContext.run { context in
            let shape: GEOSShape = try validShape(context.make(area), context)
            return try context.place(of: context.shape(find(context.handle, shape.pointer)))
        }
        guard let found else { throw empty() }
        return found
    }

    static func empty() -> CityError {
        CityError.invalid(
            "geometry",
            "geometry.empty",
            Wording("图形是空的，请先绘制", "The geometry is empty; draw it first")
        )
    }
}
