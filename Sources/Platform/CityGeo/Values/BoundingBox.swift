import CityCore

/// A rectangle in degrees with its edges. It never crosses the 180th meridian.
package struct BoundingBox: Sendable, Hashable, Codable {
    package let west: Double
    package let south: Double
    package let east: Double
    package let north: Double

    package init(southWest: Coordinate, northEast: Coordinate, field: String = "bbox") throws {
        guard southWest.lng <= northEast.lng, southWest.lat <= northEast.lat else {
            throw Self.refusal(field)
        }
        self.init(west: southWest.lng, south: southWest.lat, east: northEast.lng, north: northEast.lat)
    }

    /// Reads `west,south,east,north`, as map clients write a `bbox` parameter (OGC API Features, 7.15.3).
    package init(text: String, field: String = "bbox") throws {
        let sides: [Double?] = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0.trimmed()) }
        guard !sides.contains(nil) else { throw Self.refusal(field) }
        try self.init(sides: sides.compactMap(\.self), field: field)
    }

    /// The smallest box around all the places; `nil` when there are none.
    package init?(around places: some Sequence<Coordinate>) {
        var box: BoundingBox?
        for place in places {
            box = box.map { $0.including(place) } ?? BoundingBox(of: place)
        }
        guard let box else { return nil }
        self = box
    }

    init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    private init(of place: Coordinate) {
        self.init(west: place.lng, south: place.lat, east: place.lng, north: place.lat)
    }

    private func including(_ place: Coordinate) -> BoundingBox {
        BoundingBox(
            west: min(west, place.lng),
            south: min(south, place.lat),
            east: max(east, place.lng),
            north: max(north, place.lat)
        )
    }

    /// Reads `[west,south,east,north]` (RFC 7946 §5).
    package init(from decoder: any Decoder) throws {
        let field: String = FieldPath.text(decoder.codingPath) ?? "bbox"
        let sides: [Double] = try decoder.singleValueContainer().decode([Double].self)
        try self.init(sides: sides, field: field)
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode([west, south, east, north])
    }

    private init(sides: [Double], field: String) throws {
        guard sides.count == 4 else { throw Self.refusal(field) }
        let southWest: Coordinate = try Coordinate(lng: sides[0], lat: sides[1], under: field)
        let northEast: Coordinate = try Coordinate(lng: sides[2], lat: sides[3], under: field)
        try self.init(southWest: southWest, northEast: northEast, field: field)
    }

    private static func refusal(_ field: String) -> CityError {
        CityError.invalid(
            field,
            "bbox.malformed",
            Wording("范围须依次写西、南、东、北四个度数", "A box is four degrees: west, south, east, north")
        )
    }
}

extension BoundingBox {
    package var southWest: Coordinate { Coordinate(trustedLng: west, lat: south) }

    package var northEast: Coordinate { Coordinate(trustedLng: east, lat: north) }

    package var centre: Coordinate { Coordinate(trustedLng: (west + east) / 2, lat: (south + north) / 2) }

    package func contains(_ place: Coordinate) -> Bool {
        place.lng >= west && place.lng <= east && place.lat >= south && place.lat <= north
    }

    package func contains(_ other: BoundingBox) -> Bool {
        other.west >= west && other.east <= east && other.south >= south && other.north <= north
    }

    package func intersects(_ other: BoundingBox) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    package func union(_ other: BoundingBox) -> BoundingBox {
        BoundingBox(
            west: min(west, other.west),
            south: min(south, other.south),
            east: max(east, other.east),
            north: max(north, other.north)
        )
    }

    /// A box that is wider by so many metres on each side, cut off at the ends of the degrees.
    package func grown(byM metres: Double) -> BoundingBox {
        let latMost: Double = min(89, max(abs(south), abs(north)))
        let scale = Ellipsoid.metresPerDegree(lat: latMost)
        let aside: Double = metres / scale.lng
        let upward: Double = metres / Ellipsoid.metresPerDegree(lat: 0).lat
        return BoundingBox(
            west: max(-180, west - aside),
            south: max(-90, south - upward),
            east: min(180, east + aside),
            north: min(90, north + upward)
        )
    }

    /// Area in m² that two boxes share.
    func sharedAreaM2(with other: BoundingBox) -> Double {
        let width: Double = min(east, other.east) - max(west, other.west)
        let height: Double = min(north, other.north) - max(south, other.south)
        guard width > 0, height > 0 else { return 0 }
        let scale = Ellipsoid.metresPerDegree(lat: max(south, other.south))
        return width * scale.lng * height * scale.lat
    }
}
