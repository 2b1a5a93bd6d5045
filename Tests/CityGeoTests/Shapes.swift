import CityGeo

/// Short ways to draw at Shiyan: units of 0.001 degrees from 110.7 E, 32.5 N, about 94 m by 111 m.
enum Shapes {
    static func place(_ x: Double, _ y: Double) throws -> Coordinate {
        try Coordinate(lng: 110.7 + x * 0.001, lat: 32.5 + y * 0.001)
    }

    static func ring(_ points: [(Double, Double)]) throws -> [Coordinate] {
        try points.map { try place($0.0, $0.1) }
    }

    static func polygon(_ outer: [(Double, Double)], holes: [[(Double, Double)]] = []) throws -> Polygon {
        try Polygon(outer: ring(outer), holes: holes.map { try ring($0) })
    }

    static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> Polygon {
        try polygon([(west, south), (east, south), (east, north), (west, north)])
    }
}
