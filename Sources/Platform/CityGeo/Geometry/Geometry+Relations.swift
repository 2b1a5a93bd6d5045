import CGEOS
import CityCore

extension Geometry {
    /// The farthest that `buffer` goes: beyond it one flat frame is too crude.
    package static let bufferMaxM: Double = 100_000

    /// Whether no point of `inner` is outside `outer`; touching the border is inside. This is exact: for borders that
    /// were drawn twice ask `excessM2`.
    package static func covers(_ outer: GeoJSONGeometry, _ inner: GeoJSONGeometry) throws -> Bool {
        try relate(outer, inner, GEOSCovers_r)
    }

    /// Whether the two have any point in common.
    package static func intersects(_ first: GeoJSONGeometry, _ second: GeoJSONGeometry) throws -> Bool {
        try relate(first, second, GEOSIntersects_r)
    }

    /// Metres between the nearest points of two geometries; 0 when they meet or one is inside the other.
    package static func distanceM(_ first: GeoJSONGeometry, _ second: GeoJSONGeometry) throws -> Double {
        let context: GEOSContext = try GEOSContext()
        let frame: LocalFrame = try frame(around: first, second)
        let left: GEOSShape = try context.make(first, in: frame)
        let right: GEOSShape = try context.make(second, in: frame)
        var flat: Double = 0
        guard GEOSDistance_r(context.handle, left.pointer, right.pointer, &flat) == 1 else { throw context.failure() }
        guard flat > 0 else { return 0 }
        // The frame finds the pair of points; the ellipsoid measures it.
        let pair: OpaquePointer? = GEOSNearestPoints_r(context.handle, left.pointer, right.pointer)
        guard let pair else { throw context.failure() }
        defer { GEOSCoordSeq_destroy_r(context.handle, pair) }
        let places: [Coordinate] = try context.places(in: pair, frame: frame)
        guard places.count == 2 else { throw context.failure() }
        return places[0].distanceM(to: places[1])
    }

    /// Everything within so many metres, with round corners of 16 steps to the quarter; a negative number shrinks an
    /// area. Good to 1 in 1,000 for a geometry 20 km across.
    package static func buffer(_ geometry: GeoJSONGeometry, metres: Double) throws -> MultiPolygon {
        guard abs(metres) <= bufferMaxM else {
            throw CityError.invalid(
                "metres",
                "geometry.buffer",
                Wording("缓冲距离不能超过 \(Int(bufferMaxM)) 米", "The distance cannot exceed \(Int(bufferMaxM)) m")
            )
        }
        let context: GEOSContext = try GEOSContext()
        let frame: LocalFrame = try frame(around: geometry, geometry)
        let shape: GEOSShape = try context.make(geometry, in: frame)
        let grown: GEOSShape = try context.shape(GEOSBuffer_r(context.handle, shape.pointer, metres, 16))
        return MultiPolygon(try context.polygons(of: grown, in: frame))
    }

    /// Length along the ground of a chain of places.
    package static func lengthM(_ line: [Coordinate]) -> Double {
        zip(line, line.dropFirst()).reduce(0) { $0 + $1.0.distanceM(to: $1.1) }
    }

    private static func frame(around first: GeoJSONGeometry, _ second: GeoJSONGeometry) throws -> LocalFrame {
        guard let left = first.boundingBox, let right = second.boundingBox else {
            throw CityError.invalid(
                "geometry",
                "geometry.empty",
                Wording("图形是空的，请先绘制", "The geometry is empty; draw it first")
            )
        }
        return LocalFrame(around: left.union(right))
    }

    private static func relate(
        _ first: GeoJSONGeometry,
        _ second: GeoJSONGeometry,
        _ question: (GEOSContextHandle_t?, OpaquePointer?, OpaquePointer?) -> CChar
    ) throws -> Bool {
        let context: GEOSContext = try GEOSContext()
        let left: GEOSShape = try context.make(first)
        let right: GEOSShape = try context.make(second)
        return try context.truth(question(context.handle, left.pointer, right.pointer))
    }
}
