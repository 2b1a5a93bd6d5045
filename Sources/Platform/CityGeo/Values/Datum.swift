import Glibc

/// The three systems in which Chinese sources give longitude and latitude.
///
/// Everything inside is `wgs84`; the other two exist at the edges only. The conversions hold inside one box,
/// longitude 72.004…137.8347 and latitude 0.8293…55.8271; a place outside it is the same in all three.
package enum Datum: String, Sendable, Codable, CaseIterable {
    /// WGS-84 and, to centimetres, CGCS2000: devices, surveys, the national base map.
    case wgs84
    /// The shifted system of Amap and Tencent.
    case gcj02
    /// GCJ-02 shifted once more, by Baidu.
    case bd09

    package static func convert(_ place: Coordinate, from source: Datum, to target: Datum) -> Coordinate {
        guard source != target, covers(place) else { return place }
        let shifted: Coordinate = source == .bd09 ? inverse(place, of: addBaiduShift) : place
        switch (source, target) {
        case (.wgs84, .gcj02): return addStateShift(shifted)
        case (.wgs84, _): return addBaiduShift(addStateShift(shifted))
        case (_, .wgs84): return inverse(shifted, of: addStateShift)
        case (.gcj02, _): return addBaiduShift(shifted)
        case (.bd09, _): return shifted
        }
    }

    private static func covers(_ place: Coordinate) -> Bool {
        place.lng >= 72.004 && place.lng <= 137.8347 && place.lat >= 0.8293 && place.lat <= 55.8271
    }

    /// Finds the place that `forward` takes to `target`: both shifts change slowly, so a few corrections settle it.
    private static func inverse(_ target: Coordinate, of forward: (Coordinate) -> Coordinate) -> Coordinate {
        var guess: Coordinate = target
        for _ in 0..<20 {
            let seen: Coordinate = forward(guess)
            let east: Double = target.lng - seen.lng
            let north: Double = target.lat - seen.lat
            guess = Coordinate(trustedLng: guess.lng + east, lat: guess.lat + north)
            if abs(east) < 1e-10, abs(north) < 1e-10 { break }
        }
        return guess
    }
}

// GCJ-02: a sum of waves on the Krasovsky ellipsoid, measured from 105 E, 35 N.
extension Datum {
    private static let krasovskyM: Double = 6_378_245
    private static let krasovskyEccentricitySquared: Double = 0.00669342162296594323

    private static func addStateShift(_ place: Coordinate) -> Coordinate {
        let x: Double = place.lng - 105
        let y: Double = place.lat - 35
        let angle: Double = place.lat * Ellipsoid.radiansPerDegree
        let sine: Double = sin(angle)
        let shrink: Double = 1 - krasovskyEccentricitySquared * sine * sine
        let root: Double = shrink.squareRoot()
        let meridional: Double = krasovskyM * (1 - krasovskyEccentricitySquared) / (shrink * root)
        let parallel: Double = krasovskyM / root * cos(angle)
        let north: Double = northShiftM(x, y) / (meridional * Ellipsoid.radiansPerDegree)
        let east: Double = eastShiftM(x, y) / (parallel * Ellipsoid.radiansPerDegree)
        return Coordinate(trustedLng: place.lng + east, lat: place.lat + north)
    }

    private static func northShiftM(_ x: Double, _ y: Double) -> Double {
        let plane: Double = -100 + 2 * x + 3 * y
        let bend: Double = 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
        let fast: Double = fastWaves(x)
        let slow: Double = 20 * sin(.pi * y) + 40 * sin(.pi * y / 3)
        let slowest: Double = 160 * sin(.pi * y / 12) + 320 * sin(.pi * y / 30)
        return plane + bend + (fast + slow + slowest) * 2 / 3
    }

    private static func eastShiftM(_ x: Double, _ y: Double) -> Double {
        let plane: Double = 300 + x + 2 * y
        let bend: Double = 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
        let fast: Double = fastWaves(x)
        let slow: Double = 20 * sin(.pi * x) + 40 * sin(.pi * x / 3)
        let slowest: Double = 150 * sin(.pi * x / 12) + 300 * sin(.pi * x / 30)
        return plane + bend + (fast + slow + slowest) * 2 / 3
    }

    private static func fastWaves(_ x: Double) -> Double {
        20 * sin(6 * .pi * x) + 20 * sin(2 * .pi * x)
    }
}

// BD-09: GCJ-02 turned and stretched by small waves, then moved.
extension Datum {
    private static func addBaiduShift(_ place: Coordinate) -> Coordinate {
        let wave: Double = 3000 * Ellipsoid.radiansPerDegree
        let square: Double = place.lng * place.lng + place.lat * place.lat
        let radius: Double = square.squareRoot() + 0.00002 * sin(place.lat * wave)
        let angle: Double = atan2(place.lat, place.lng) + 0.000003 * cos(place.lng * wave)
        return Coordinate(trustedLng: radius * cos(angle) + 0.0065, lat: radius * sin(angle) + 0.006)
    }
}
