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
        let frame: LocalFrame = try frame(around: first, second)
        let pair: [Coordinate]? = try GEOSContext.run { context in
            try nearest(context.make(first, in: frame), context.make(second, in: frame), frame, context)
        }
        // The frame finds the pair of points; the ellipsoid measures it.
        guard let pair, pair.count == 2 else { return 0 }
        return pair[0].distanceM(to: pair[1])
    }

    /// The nearest points of two shapes; `nil` when they meet.
    private static func nearest(
        _ first: GEOSShape,
        _ second: GEOSShape,
        _ frame: LocalFrame,
        _ context: GEOSContext
    ) throws -> [Coordinate]? {
        var flat: Double = 0
        guard GEOSDistance_r(context.handle, first.pointer, second.pointer, &flat) == 1 else { throw context.failure() }
        guard flat > 0 else { return nil }
        let pair: OpaquePointer? = GEOSNearestPoints_r(context.handle, first.pointer, second.pointer)
        guard let pair else { throw context.failure() }
        defer { GEOSCoordSeq_destroy_r(context.handle, pair) }
        return try context.places(in: pair, frame: frame)
    }

    /// Everything within so many metres, with round corners of 16 steps to the quarter; a negative number shrinks an
    /// area. Good to 1 in 1,000 for a geometry 20 km across.
    ///
    /// A line that crosses itself thousands of times takes seconds: simplify tracks before.
    package static func buffer(_ geometry: GeoJSONGeometry, metres: Double) throws -> MultiPolygon {
        guard abs(metres) <= bufferMaxM else {
            throw CityError.invalid(
                "metres",
                "geometry.buffer",
                Wording("缓冲距离不能超过 \(Int(bufferMaxM)) 米", "The distance cannot exceed \(Int(bufferMaxM)) m")
            )
        }
        let frame: LocalFrame = try frame(around: geometry, geometry)
        return try GEOSContext.run { context in
            _ = try validShape(context.make(geometry), context)
            let shape: GEOSShape = try context.make(geometry, in: frame)
            let grown: GEOSShape = try context.shape(GEOSBuffer_r(context.handle, shape.pointer, metres, 16))
            return MultiPolygon(try context.polygons(of: grown, in: frame))
        }
    }

    /// Length along the ground of a chain of places.
    package static func lengthM(_ line: [Coordinate]) -> Double {
        zip(line, line.dropFirst()).reduce(0) { $0 + $1.0.distanceM(to: $1.1) }
    }

    private static func frame(around first: GeoJSONGeometry, _ second: GeoJSONGeometry) throws -> LocalFrame {
        guard let left = first.boundingBox, let right = second.boundingBox else { throw empty() }
        return LocalFrame(around: left.union(right))
    }

    private static func relate(
        _ first: GeoJSONGeometry,
        _ second: GeoJSONGeometry,
        _ question: (GEOSContextHandle_t?, OpaquePointer?, OpaquePointer?) -> CChar
    ) throws -> Bool {
        try GEOSContext.run { context in
            let left: GEOSShape = try validShape(context.make(first), context)
            let right: GEOSShape = try validShape(context.make(second), context)
            return try context.truth(question(context.handle, left.pointer, right.pointer))
        }
    }
}
