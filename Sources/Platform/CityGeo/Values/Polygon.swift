import CityCore

/// An area with one outer ring and any number of holes. Edges are straight in longitude and latitude.
///
/// Rings are closed, have four positions or more, and run as RFC 7946 §3.1.6 wants: the outer one counter-clockwise,
/// holes clockwise. That the rings do not cross is a question for `Geometry.validate`.
package struct Polygon: Sendable, Hashable {
    package static let verticesMax: Int = 100_000

    /// The outer ring first. Never empty.
    package let rings: [[Coordinate]]

    /// `path` names the list of rings in the caller's input; ring 2 is then `path.2`.
    package init(rings: [[Coordinate]], under path: String = "coordinates") throws {
        guard !rings.isEmpty else {
            throw CityError.invalid(
                path,
                "geometry.no_ring",
                Wording("多边形缺少外边界，请至少给出一个环", "The polygon has no outer ring; give at least one")
            )
        }
        let total: Int = rings.reduce(0) { $0 + $1.count }
        guard total <= Self.verticesMax else { throw VertexBudget.refusal(path) }
        var closed: [[Coordinate]] = []
        for (index, ring) in rings.enumerated() {
            closed.append(try Self.close(ring, field: "\(path).\(index)"))
        }
        self.init(trustedRings: closed)
    }

    package init(outer: [Coordinate], holes: [[Coordinate]] = [], under path: String = "coordinates") throws {
        try self.init(rings: [outer] + holes, under: path)
    }

    package init(_ box: BoundingBox) throws {
        let corners: [Coordinate] = [
            box.southWest,
            Coordinate(trustedLng: box.east, lat: box.south),
            box.northEast,
            Coordinate(trustedLng: box.west, lat: box.north),
        ]
        try self.init(outer: corners)
    }

    /// For closed rings that an operation on checked geometry made.
    init(trustedRings rings: [[Coordinate]]) {
        self.rings = rings.enumerated().map { Self.turn($1, counterClockwise: $0 == 0) }
    }

    package var outer: [Coordinate] { rings.first ?? [] }

    package var holes: ArraySlice<[Coordinate]> { rings.dropFirst() }

    package func map(_ transform: (Coordinate) throws -> Coordinate) throws -> Polygon {
        try Polygon(rings: rings.map { try $0.map(transform) })
    }

    /// Adds the first position at the end when it is missing there, as hand-written input often has it.
    private static func close(_ ring: [Coordinate], field: String) throws -> [Coordinate] {
        var closed: [Coordinate] = ring
        if let first = ring.first, first != ring.last { closed.append(first) }
        guard closed.count >= 4 else {
            throw CityError.invalid(
                field,
                "geometry.ring_too_short",
                Wording(
                    "环至少要有三个不同的点并首尾相接",
                    "A ring needs at least three different points and must come back to the first"
                )
            )
        }
        return closed
    }

    /// A ring that encloses nothing, as far as its numbers can tell, stays as it is.
    private static func turn(_ ring: [Coordinate], counterClockwise: Bool) -> [Coordinate] {
        guard let isCounterClockwise = isCounterClockwise(ring) else { return ring }
        return isCounterClockwise == counterClockwise ? ring : ring.reversed()
    }

    /// By the signed area in square degrees, measured from the first point to keep the digits; `nil` when it is less
    /// than what rounding may add or take away, and the same ring run backwards might have the same sign.
    private static func isCounterClockwise(_ ring: [Coordinate]) -> Bool? {
        guard let origin = ring.first else { return nil }
        var total: Double = 0
        var size: Double = 0
        for index in 1..<ring.count {
            let before: Coordinate = ring[index - 1]
            let after: Coordinate = ring[index]
            let left: Double = (before.lng - origin.lng) * (after.lat - origin.lat)
            let right: Double = (after.lng - origin.lng) * (before.lat - origin.lat)
            total += left - right
            size += abs(left - right)
        }
        let rounding: Double = 2 * Double(ring.count) * .ulpOfOne * size
        return abs(total) > rounding ? total > 0 : nil
    }
}

/// Several polygons that are one area, as a community on both sides of a river. May be empty: the shared part of two
/// places that do not meet.
package struct MultiPolygon: Sendable, Hashable {
    package let polygons: [Polygon]

    package init(_ polygons: [Polygon]) {
        self.polygons = polygons
    }
}
