import Glibc

/// The CGCS2000 ellipsoid (GRS 80 in all but the tenth digit), and the lengths and areas on it.
enum Ellipsoid {
    static let semiMajorM: Double = 6_378_137
    static let flattening: Double = 1 / 298.257222101
    static let eccentricitySquared: Double = flattening * (2 - flattening)
    static let eccentricity: Double = eccentricitySquared.squareRoot()
    static let semiMinorM: Double = semiMajorM * (1 - flattening)
    static let meanRadiusM: Double = (2 * semiMajorM + semiMinorM) / 3
    static let radiansPerDegree: Double = .pi / 180

    /// Ground metres of one degree to the east and one degree to the north at a latitude.
    static func metresPerDegree(lat: Double) -> (lng: Double, lat: Double) {
        let angle: Double = lat * radiansPerDegree
        let sine: Double = sin(angle)
        let shrink: Double = 1 - eccentricitySquared * sine * sine
        let primeVertical: Double = semiMajorM / shrink.squareRoot()
        let meridional: Double = primeVertical * (1 - eccentricitySquared) / shrink
        return (primeVertical * cos(angle) * radiansPerDegree, meridional * radiansPerDegree)
    }

    /// Area in m² between the equator and a latitude, for one radian of longitude.
    static func zone(latRadians: Double) -> Double {
        let sine: Double = sin(latRadians)
        let bent: Double = sine / (1 - eccentricitySquared * sine * sine)
        let round: Double = atanh(eccentricity * sine) / eccentricity
        return semiMinorM * semiMinorM * (bent + round) / 2
    }

    /// Signed area of a closed ring whose edges are straight in longitude and latitude (RFC 7946 §3.1.1):
    /// positive when the ring runs counter-clockwise.
    ///
    /// Each edge takes the strip between itself and the first point's parallel, by three-point Gauss quadrature.
    static func signedAreaM2(ring: [Coordinate]) -> Double {
        guard let first = ring.first else { return 0 }
        let base: Double = zone(latRadians: first.lat * radiansPerDegree)
        var total: Double = 0
        var from: Coordinate = first
        for to in ring.dropFirst() {
            let width: Double = (to.lng - from.lng) * radiansPerDegree
            if width != 0 { total -= width * meanStrip(from: from.lat, to: to.lat, base: base) }
            from = to
        }
        return total
    }

    private static func meanStrip(from: Double, to: Double, base: Double) -> Double {
        let middle: Double = (from + to) / 2 * radiansPerDegree
        let reach: Double = (to - from) / 2 * radiansPerDegree * 0.6.squareRoot()
        let ends: Double = zone(latRadians: middle - reach) - base + (zone(latRadians: middle + reach) - base)
        let centre: Double = zone(latRadians: middle) - base
        return (5 * ends + 8 * centre) / 18
    }

    /// Length of the shortest way in metres by Lambert's formula: good to some ten metres over a continent, to
    /// two millimetres in each kilometre inside a city.
    static func distanceM(_ start: Coordinate, _ end: Coordinate) -> Double {
        let first: Double = reducedLatitude(start.lat)
        let second: Double = reducedLatitude(end.lat)
        let half: Double = (second - first) / 2
        let middle: Double = (first + second) / 2
        let turn: Double = (end.lng - start.lng) * radiansPerDegree / 2
        let haversine: Double = squared(sin(half)) + cos(first) * cos(second) * squared(sin(turn))
        let angle: Double = 2 * asin(min(1, haversine.squareRoot()))
        guard haversine > 0 else { return 0 }
        // Near the antipode the correction has no limit; nothing in a city asks for it.
        guard haversine < 1 - 1e-6 else { return meanRadiusM * angle }
        let across: Double = squared(sin(middle) * cos(half)) / (1 - haversine)
        let along: Double = squared(cos(middle) * sin(half)) / haversine
        let correction: Double = across * (angle - sin(angle)) + along * (angle + sin(angle))
        return semiMajorM * (angle - flattening / 2 * correction)
    }

    private static func reducedLatitude(_ lat: Double) -> Double {
        guard abs(lat) < 90 else { return lat * radiansPerDegree }
        return atan((1 - flattening) * tan(lat * radiansPerDegree))
    }

    private static func squared(_ value: Double) -> Double { value * value }
}

extension Coordinate {
    /// Metres along the ground.
    /// Metres to a degree of longitude at a place's latitude.
    package static func metresEast(at place: Coordinate) -> Double { Ellipsoid.metresPerDegree(lat: place.lat).lng }

    package func distanceM(to other: Coordinate) -> Double { Ellipsoid.distanceM(self, other) }
}
