import CityCore
import CityGeo
import FoundationEssentials
import Testing

struct DatumTests {
    struct Vector: Sendable {
        var wgs84: Coordinate
        var gcj02: Coordinate
        var bd09: Coordinate
        var slackM: Double

        init(_ wgs84: (Double, Double), _ gcj02: (Double, Double), _ bd09: (Double, Double), slackM: Double) throws {
            self.wgs84 = try Coordinate(lng: wgs84.0, lat: wgs84.1)
            self.gcj02 = try Coordinate(lng: gcj02.0, lat: gcj02.1)
            self.bd09 = try Coordinate(lng: bd09.0, lat: bd09.1)
            self.slackM = slackM
        }

        func place(_ datum: Datum) -> Coordinate {
            switch datum {
            case .wgs84: wgs84
            case .gcj02: gcj02
            case .bd09: bd09
            }
        }
    }

    private func expectAgreement(_ vector: Vector, _ name: String) {
        for source in Datum.allCases {
            for target in Datum.allCases {
                let found: Coordinate = Datum.convert(vector.place(source), from: source, to: target)
                let away: Double = found.distanceM(to: vector.place(target))
                #expect(away <= vector.slackM, "\(name) \(source) -> \(target)")
            }
        }
    }

    @Test func theKnownVectorsAreMet() throws {
        let shiyan: Vector = try Vector(
            (110.798, 32.629),
            (110.80332006, 32.62681045),
            (110.80987070, 32.63259336),
            slackM: 0.002
        )
        let zhumadian: Vector = try Vector(
            (114.0164322, 33.0133556),
            (114.022306, 33.0115324),
            (114.0287781, 33.0176697),
            slackM: 1
        )
        expectAgreement(shiyan, "Shiyan")
        expectAgreement(zhumadian, "Zhumadian")
    }

    @Test(.enabled(if: SharedData.isPresent(SharedData.datumPlaces), "the shared data is not here"))
    func mapServicesGiveTheSamePlacesWithinAMetre() throws {
        struct Place: Decodable {
            struct Attributes: Decodable { var name: String }
            struct Pairs: Decodable {
                var WGS84: [Double]
                var GCJ02: [Double]
                var BD09: [Double]
            }
            var attrs: Attributes
            var coords: Pairs
        }
        let data: Data = try Data(contentsOf: URL(filePath: SharedData.datumPlaces))
        let places: [Place] = try JSONDecoder().decode([Place].self, from: data)
        try #require(places.count >= 5)
        for place in places {
            let pairs: Place.Pairs = place.coords
            let vector: Vector = try Vector(
                (pairs.WGS84[0], pairs.WGS84[1]),
                (pairs.GCJ02[0], pairs.GCJ02[1]),
                (pairs.BD09[0], pairs.BD09[1]),
                slackM: 1
            )
            expectAgreement(vector, place.attrs.name)
        }
    }

    @Test func goingThereAndBackReturnsToTheSamePlace() throws {
        var worst: Double = 0
        for lng in stride(from: 74.0, through: 134, by: 1.37) {
            for lat in stride(from: 4.0, through: 53, by: 1.13) {
                let place: Coordinate = try Coordinate(lng: lng, lat: lat)
                for datum in [Datum.gcj02, .bd09] {
                    let there: Coordinate = Datum.convert(place, from: .wgs84, to: datum)
                    let back: Coordinate = Datum.convert(there, from: datum, to: .wgs84)
                    #expect(there.distanceM(to: place) > 20)
                    worst = max(worst, back.distanceM(to: place))
                }
            }
        }
        #expect(worst < 0.0001)
    }

    @Test(arguments: [(2.35, 48.85), (139.7, 35.7), (-74.0, 40.7), (105.0, 60.0), (104.0, -1.0)])
    func abroadAllSystemsAreTheSame(lng: Double, lat: Double) throws {
        let place: Coordinate = try Coordinate(lng: lng, lat: lat)
        for source in Datum.allCases {
            for target in Datum.allCases { #expect(Datum.convert(place, from: source, to: target) == place) }
        }
    }

    struct Projection: Sendable {
        var lng: Double
        var lat: Double
        var point: ProjectedPoint
    }

    /// Computed from the EPSG register with another program.
    @Test(arguments: [
        Projection(lng: 110.798, lat: 32.629, point: .init(eastingM: 481043.8248, northingM: 3611621.7292)),
        Projection(lng: 109.6, lat: 31.5, point: .init(eastingM: 366990.6944, northingM: 3487260.3834)),
        Projection(lng: 112.4, lat: 33.3, point: .init(eastingM: 630395.1257, northingM: 3686894.9230)),
        Projection(lng: 111, lat: 0.5, point: .init(eastingM: 500000, northingM: 55287.1520)),
        Projection(lng: 111, lat: 45, point: .init(eastingM: 500000, northingM: 4984944.3779)),
    ])
    func theSurveyPlaneIsMetToTheMillimetre(projection: Projection) throws {
        let place: Coordinate = try Coordinate(lng: projection.lng, lat: projection.lat)
        let point: ProjectedPoint = TransverseMercator.epsg4546.project(place)
        #expect(abs(point.eastingM - projection.point.eastingM) < 0.001)
        #expect(abs(point.northingM - projection.point.northingM) < 0.001)
        #expect(try TransverseMercator.epsg4546.unproject(projection.point).distanceM(to: place) < 0.001)
    }

    @Test func aZonePrefixIsRefused() throws {
        let prefixed: ProjectedPoint = ProjectedPoint(eastingM: 37_481_043.8, northingM: 3_611_621.7)
        let error = try #require(throws: CityError.self) { try TransverseMercator.epsg4546.unproject(prefixed) }
        #expect(error.reason == "projection.range")
    }
}
