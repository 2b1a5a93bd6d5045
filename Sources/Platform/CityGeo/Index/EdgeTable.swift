/// The edges of many areas in one flat array, and the question whether a place is inside one of them.
struct EdgeTable: Sendable {
    /// Degrees, about 0.1 mm: nearer to an edge than this counts as on it. It bridges the cracks that rounding leaves
    /// where a corner of one area stands on the edge of another.
    static let tolerance: Double = 1e-9

    private struct Edge: Sendable {
        var fromLng: Double
        var fromLat: Double
        var toLng: Double
        var toLat: Double
    }

    private var edges: [Edge] = []
    /// Where the edges of each area begin; one entry more than there are areas.
    private var starts: [Int32] = [0]

    init(_ areas: [[Polygon]]) {
        for polygons in areas {
            for polygon in polygons {
                for ring in polygon.rings { append(ring) }
            }
            starts.append(Int32(edges.count))
        }
    }

    private mutating func append(_ ring: [Coordinate]) {
        for index in 1..<ring.count {
            let from: Coordinate = ring[index - 1]
            let to: Coordinate = ring[index]
            edges.append(Edge(fromLng: from.lng, fromLat: from.lat, toLng: to.lng, toLat: to.lat))
        }
    }

    /// Counts the edges that a ray to the east crosses; an odd number is inside. Holes and parts need no special care.
    func contains(_ place: Coordinate, area: Int) -> Bool {
        var isInside: Bool = false
        for index in Int(starts[area])..<Int(starts[area + 1]) {
            let edge: Edge = edges[index]
            let low: Double = min(edge.fromLat, edge.toLat)
            let high: Double = max(edge.fromLat, edge.toLat)
            guard place.lat >= low - Self.tolerance, place.lat <= high + Self.tolerance else { continue }
            let right: Double = max(edge.fromLng, edge.toLng)
            guard place.lng <= right + Self.tolerance else { continue }
            if Self.isOn(edge, place) { return true }
            if place.lat >= low, place.lat < high, Self.crosses(edge, place) { isInside.toggle() }
        }
        return isInside
    }

    private static func isOn(_ edge: Edge, _ place: Coordinate) -> Bool {
        guard place.lng >= min(edge.fromLng, edge.toLng) - tolerance else { return false }
        let run: Double = edge.toLng - edge.fromLng
        let rise: Double = edge.toLat - edge.fromLat
        let aside: Double = run * (place.lat - edge.fromLat) - rise * (place.lng - edge.fromLng)
        let square: Double = run * run + rise * rise
        return aside * aside <= tolerance * tolerance * square
    }

    /// Whether the edge passes to the east of a place whose latitude it spans.
    private static func crosses(_ edge: Edge, _ place: Coordinate) -> Bool {
        let run: Double = edge.toLng - edge.fromLng
        let rise: Double = edge.toLat - edge.fromLat
        let aside: Double = run * (place.lat - edge.fromLat) - rise * (place.lng - edge.fromLng)
        return rise > 0 ? aside > 0 : aside < 0
    }
}

extension EdgeTable {
    /// Whether the straight way between two places meets an edge of an area.
    func meets(_ start: Coordinate, _ end: Coordinate, area: Int) -> Bool {
        for index in Int(starts[area])..<Int(starts[area + 1]) {
            let edge: Edge = edges[index]
            let first: Double = Self.side(edge, start)
            let second: Double = Self.side(edge, end)
            if first * second > 0 { continue }
            let way: Edge = Edge(fromLng: start.lng, fromLat: start.lat, toLng: end.lng, toLat: end.lat)
            if Self.side(way, edge.fromLng, edge.fromLat) * Self.side(way, edge.toLng, edge.toLat) <= 0 { return true }
        }
        return false
    }

    private static func side(_ edge: Edge, _ place: Coordinate) -> Double { side(edge, place.lng, place.lat) }

    private static func side(_ edge: Edge, _ lng: Double, _ lat: Double) -> Double {
        (edge.toLng - edge.fromLng) * (lat - edge.fromLat) - (edge.toLat - edge.fromLat) * (lng - edge.fromLng)
    }
}
