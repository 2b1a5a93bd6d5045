import CityCore
import CityGeo

/// The outlines of the demo's counties: every place belongs to the county whose seat is nearest, except that each
/// county keeps its whole town. They are drawn up, and resemble no real boundary.
struct DemoOutlines: Sendable {
    struct Seat: Sendable {
        var code: String
        var lng: Double
        var lat: Double
        var town: Polygon
    }

    private let seats: [Seat]

    init(_ seats: [Seat]) {
        self.seats = seats
    }

    /// The outline of the whole city: a box around all towns with its corners cut off.
    func city() throws -> [(lng: Double, lat: Double)] {
        let (west, east) = (seats.map(\.lng).min() ?? 0, seats.map(\.lng).max() ?? 0)
        let (south, north) = (seats.map(\.lat).min() ?? 0, seats.map(\.lat).max() ?? 0)
        let (aside, upward): (Double, Double) = ((east - west) * 0.16 + 0.1, (north - south) * 0.16 + 0.1)
        let (left, right, low, high) = (west - aside, east + aside, south - upward, north + upward)
        let (cutX, cutY): (Double, Double) = ((right - left) * 0.18, (high - low) * 0.22)
        return [
            (left + cutX, low), (right - cutX, low), (right, low + cutY), (right, high - cutY),
            (right - cutX, high), (left + cutX, high), (left, high - cutY), (left, low + cutY),
        ]
    }

    func county(_ code: String) throws -> MultiPolygon {
        guard let seat = seats.first(where: { $0.code == code }) else { return MultiPolygon([]) }
        var ring: [(lng: Double, lat: Double)] = try city()
        for other in seats where other.code != code { ring = DemoOutlines.cut(ring, nearer: seat, than: other) }
        let land: Polygon = try Polygon(outer: ring.map { try Coordinate(lng: $0.lng, lat: $0.lat) })
        let towns: MultiPolygon = try Geometry.union(seats.filter { $0.code != code }.map(\.town))
        let ground: MultiPolygon = towns.isEmpty ? MultiPolygon([land]) : try Geometry.difference(land, minus: towns)
        return try Geometry.union([ground, seat.town])
    }

    /// The part of a convex ring that lies nearer to one seat than to another.
    private static func cut(
        _ ring: [(lng: Double, lat: Double)],
        nearer seat: Seat,
        than other: Seat
    ) -> [(lng: Double, lat: Double)] {
        let (middleLng, middleLat): (Double, Double) = ((seat.lng + other.lng) / 2, (seat.lat + other.lat) / 2)
        func side(_ place: (lng: Double, lat: Double)) -> Double {
            (place.lng - middleLng) * (other.lng - seat.lng) + (place.lat - middleLat) * (other.lat - seat.lat)
        }
        var kept: [(lng: Double, lat: Double)] = []
        for (index, place) in ring.enumerated() {
            let next: (lng: Double, lat: Double) = ring[(index + 1) % ring.count]
            let (here, there): (Double, Double) = (side(place), side(next))
            if here <= 0 { kept.append(place) }
            if (here < 0) != (there < 0), here != there {
                let part: Double = here / (here - there)
                kept.append((place.lng + (next.lng - place.lng) * part, place.lat + (next.lat - place.lat) * part))
            }
        }
        return kept
    }
}
