import CityCore

/// Reads nested arrays of positions and counts them. A third and a fourth number (height, measure) are dropped.
struct PositionReader {
    private var budget: VertexBudget = VertexBudget()

    mutating func position(_ list: any UnkeyedDecodingContainer) throws -> Coordinate {
        var numbers = list
        return try position(&numbers)
    }

    mutating func positions(_ list: any UnkeyedDecodingContainer) throws -> [Coordinate] {
        var rest = list
        var places: [Coordinate] = []
        while !rest.isAtEnd {
            var numbers = try rest.nestedUnkeyedContainer()
            places.append(try position(&numbers))
        }
        return places
    }

    mutating func line(_ list: any UnkeyedDecodingContainer) throws -> [Coordinate] {
        let places: [Coordinate] = try positions(list)
        guard places.count >= 2 else {
            throw CityError.invalid(
                field(list),
                "geometry.line_too_short",
                Wording("线至少要有两个点", "A line needs at least two points")
            )
        }
        return places
    }

    mutating func lines(_ list: any UnkeyedDecodingContainer) throws -> [[Coordinate]] {
        var rest = list
        var lines: [[Coordinate]] = []
        while !rest.isAtEnd { lines.append(try line(rest.nestedUnkeyedContainer())) }
        return lines
    }

    mutating func polygon(_ list: any UnkeyedDecodingContainer) throws -> Polygon {
        var rest = list
        var rings: [[Coordinate]] = []
        while !rest.isAtEnd { rings.append(try positions(rest.nestedUnkeyedContainer())) }
        return try Polygon(rings: rings, under: field(list))
    }

    mutating func multiPolygon(_ list: any UnkeyedDecodingContainer) throws -> MultiPolygon {
        var rest = list
        var polygons: [Polygon] = []
        while !rest.isAtEnd { polygons.append(try polygon(rest.nestedUnkeyedContainer())) }
        return MultiPolygon(polygons)
    }

    private mutating func position(_ numbers: inout any UnkeyedDecodingContainer) throws -> Coordinate {
        guard budget.take() else { throw VertexBudget.refusal(field(numbers)) }
        let lng: Double = try numbers.decode(Double.self)
        let lat: Double = try numbers.decode(Double.self)
        guard Coordinate.isLongitude(lng) else {
            throw CityError.invalid("\(field(numbers)).0", "coordinate.lng", Coordinate.lngWording)
        }
        guard Coordinate.isLatitude(lat) else {
            throw CityError.invalid("\(field(numbers)).1", "coordinate.lat", Coordinate.latWording)
        }
        if !numbers.isAtEnd { try dropRest(&numbers) }
        return Coordinate(trustedLng: lng, lat: lat)
    }

    private func dropRest(_ numbers: inout any UnkeyedDecodingContainer) throws {
        var extra: Int = 0
        while !numbers.isAtEnd {
            // A missing height is written as null by some tools.
            if try !numbers.decodeNil() { _ = try numbers.decode(Double.self) }
            extra += 1
            guard extra <= 2 else {
                throw CityError.invalid(
                    field(numbers),
                    "geometry.position",
                    Wording("一个位置应写成 [经度, 纬度]", "A position is written [longitude, latitude]")
                )
            }
        }
    }

    private func field(_ container: any UnkeyedDecodingContainer) -> String {
        FieldPath.text(container.codingPath) ?? GeoJSON.root
    }
}
