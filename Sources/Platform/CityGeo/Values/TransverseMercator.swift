import CityCore
import Glibc

/// A place on a survey plane. The axes have names because EPSG lists northing first for the Chinese planes.
package struct ProjectedPoint: Sendable, Hashable, Codable {
    package var eastingM: Double
    package var northingM: Double

    package init(eastingM: Double, northingM: Double) {
        self.eastingM = eastingM
        self.northingM = northingM
    }
}

/// The Gauss-Krüger plane of one central meridian on CGCS2000: scale 1, false easting 500 km, no zone prefix.
///
/// The series are Krüger's to the fourth power of the third flattening: below a millimetre within the zone.
package struct TransverseMercator: Sendable, Hashable {
    /// EPSG:4546, central meridian 111 E: the plane of Shiyan's surveys.
    package static let epsg4546: TransverseMercator = TransverseMercator(centralMeridian: 111)

    package let centralMeridian: Double

    package init(centralMeridian: Double) {
        self.centralMeridian = centralMeridian
    }

    package func project(_ place: Coordinate) -> ProjectedPoint {
        let sine: Double = sin(place.lat * Ellipsoid.radiansPerDegree)
        let turn: Double = (place.lng - centralMeridian) * Ellipsoid.radiansPerDegree
        let eccentricity: Double = Ellipsoid.eccentricity
        let conformal: Double = sinh(atanh(sine) - eccentricity * atanh(eccentricity * sine))
        let north: Double = atan2(conformal, cos(turn))
        let east: Double = atanh(sin(turn) / (1 + conformal * conformal).squareRoot())
        let bent = Self.bend(north: north, east: east, by: Self.forward)
        return ProjectedPoint(
            eastingM: Self.falseEastingM + Self.radiusM * (east + bent.east),
            northingM: Self.radiusM * (north + bent.north)
        )
    }

    /// The place on the ground. Fails when the numbers are not of this plane, for example with a zone prefix.
    package func unproject(_ point: ProjectedPoint) throws -> Coordinate {
        let away: Double = point.eastingM - Self.falseEastingM
        guard abs(away) < 500_000, abs(point.northingM) < 10_000_000 else {
            throw CityError.invalid(
                "eastingM",
                "projection.range",
                Wording(
                    "投影坐标超出本带范围：请检查带号和东、北坐标是否颠倒",
                    "Projected coordinates are not of this zone: check the zone prefix and the order of the axes"
                )
            )
        }
        let xi: Double = point.northingM / Self.radiusM
        let eta: Double = away / Self.radiusM
        let bent = Self.bend(north: xi, east: eta, by: Self.backward)
        let north: Double = xi - bent.north
        let east: Double = eta - bent.east
        let isometric: Double = atanh(sin(north) / cosh(east))
        let turn: Double = atan2(sinh(east), cos(north))
        return try Coordinate(
            lng: centralMeridian + turn / Ellipsoid.radiansPerDegree,
            lat: Self.latitude(isometric: isometric) / Ellipsoid.radiansPerDegree
        )
    }

    private static func latitude(isometric: Double) -> Double {
        let eccentricity: Double = Ellipsoid.eccentricity
        var sine: Double = tanh(isometric)
        for _ in 0..<8 {
            sine = tanh(isometric + eccentricity * atanh(eccentricity * sine))
        }
        return asin(sine)
    }

    private static func bend(north: Double, east: Double, by series: [Double]) -> (north: Double, east: Double) {
        var northward: Double = 0
        var eastward: Double = 0
        for (index, factor) in series.enumerated() {
            let order: Double = 2 * Double(index + 1)
            northward += factor * sin(order * north) * cosh(order * east)
            eastward += factor * cos(order * north) * sinh(order * east)
        }
        return (northward, eastward)
    }

    private static let falseEastingM: Double = 500_000
    private static let n1: Double = Ellipsoid.flattening / (2 - Ellipsoid.flattening)
    private static let n2: Double = n1 * n1
    private static let n3: Double = n2 * n1
    private static let n4: Double = n2 * n2
    private static let radiusM: Double = Ellipsoid.semiMajorM / (1 + n1) * (1 + n2 / 4 + n4 / 64)

    private static let forward: [Double] = [
        n1 / 2 - n2 * (2 / 3) + n3 * (5 / 16) + n4 * (41 / 180),
        n2 * (13 / 48) - n3 * (3 / 5) + n4 * (557 / 1440),
        n3 * (61 / 240) - n4 * (103 / 140),
        n4 * (49561 / 161280),
    ]

    private static let backward: [Double] = [
        n1 / 2 - n2 * (2 / 3) + n3 * (37 / 96) - n4 / 360,
        n2 / 48 + n3 / 15 - n4 * (437 / 1440),
        n3 * (17 / 480) - n4 * (37 / 840),
        n4 * (4397 / 161280),
    ]
}
