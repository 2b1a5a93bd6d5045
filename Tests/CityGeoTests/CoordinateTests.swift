import CityCore
import CityGeo
import FoundationEssentials
import Testing

struct CoordinateTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var lng: Double
        var lat: Double
        var fields: [String]
        var testDescription: String { "\(lng), \(lat)" }
    }

    @Test(arguments: [
        Refusal(lng: .nan, lat: 32, fields: ["lng"]),
        Refusal(lng: 180.000001, lat: 32, fields: ["lng"]),
        Refusal(lng: 110, lat: -90.000001, fields: ["lat"]),
        Refusal(lng: 110, lat: .infinity, fields: ["lat"]),
        Refusal(lng: 481_043, lat: 3_611_621, fields: ["lng", "lat"]),
    ])
    func aPlaceOffTheGlobeIsRefused(refusal: Refusal) throws {
        let error = try #require(throws: CityError.self) { try Coordinate(lng: refusal.lng, lat: refusal.lat) }
        #expect(error.code == .invalidArgument)
        #expect(error.fields.map(\.field) == refusal.fields)
    }

    @Test(arguments: [(-180.0, -90.0), (180.0, 90.0), (0.0, 0.0)])
    func theEndsOfTheDegreesAreAccepted(lng: Double, lat: Double) throws {
        let place: Coordinate = try Coordinate(lng: lng, lat: lat)
        #expect([place.lng, place.lat] == [lng, lat])
    }

    @Test func jsonNamesBothNumbers() throws {
        let place: Coordinate = try Coordinate(lng: 110.798, lat: 32.629)
        let json: String = try GeoJSON.text(place)
        #expect(json == #"{"lat":32.629,"lng":110.798}"#)
        #expect(try JSONDecoder().decode(Coordinate.self, from: Data(json.utf8)) == place)
    }

    @Test func aBadPlaceInABodyIsNamedByItsPath() throws {
        struct Body: Decodable { var place: Coordinate }
        let json: Data = Data(#"{"place":{"lng":110.8,"lat":132.6}}"#.utf8)
        let error = try #require(throws: CityError.self) { try JSONDecoder().decode(Body.self, from: json) }
        #expect(error.fields.map(\.field) == ["place.lat"])
    }

    struct Way: Sendable {
        var from: (Double, Double)
        var to: (Double, Double)
        var metres: Double
        var slackM: Double
    }

    /// Geodesic lengths on the ellipsoid, computed with another program.
    @Test(arguments: [
        Way(from: (110.798, 32.629), to: (110.798, 32.629), metres: 0, slackM: 0),
        Way(from: (110.798, 32.629), to: (110.799, 32.629), metres: 93.842370, slackM: 0.001),
        Way(from: (110.798, 32.629), to: (110.798, 32.630), metres: 110.897885, slackM: 0.001),
        Way(from: (110.798, 32.629), to: (110.9, 32.7), metres: 12391.364534, slackM: 0.025),
        Way(from: (116.39, 39.9), to: (121.47, 31.23), metres: 1_066_004.7, slackM: 50),
        Way(from: (-70, -33), to: (110, 33), metres: 20_003_931, slackM: 20_000),
    ])
    func distancesAgreeWithTheEllipsoid(way: Way) throws {
        let from: Coordinate = try Coordinate(lng: way.from.0, lat: way.from.1)
        let to: Coordinate = try Coordinate(lng: way.to.0, lat: way.to.1)
        #expect(abs(from.distanceM(to: to) - way.metres) <= way.slackM)
        #expect(abs(from.distanceM(to: to) - to.distanceM(to: from)) < 1e-6)
    }

    @Test(arguments: ["", "1,2,3", "1,2,3,4,5", "1,2,3,x", "111,32,110,33", "110,33,111,32", "110,32,181,33"])
    func aBoxThatIsNoneIsRefused(text: String) throws {
        let error = try #require(throws: CityError.self) { try BoundingBox(text: text) }
        #expect(error.code == .invalidArgument)
        #expect(error.fields.allSatisfy { $0.field.hasPrefix("bbox") })
    }

    @Test func aBoxIsReadFromAQueryAndGrowsByMetres() throws {
        let box: BoundingBox = try BoundingBox(text: "110.7,32.5, 110.8,32.6")
        let corner: Coordinate = try Coordinate(lng: 110.8, lat: 32.6)
        let outside: Coordinate = try Coordinate(lng: 110.801, lat: 32.6)
        #expect(box.northEast == corner)
        #expect(box.contains(corner))
        #expect(!box.contains(outside))
        #expect(box.grown(byM: 100).contains(outside))
        #expect(try GeoJSON.text(box) == "[110.7,32.5,110.8,32.6]")
        #expect(try JSONDecoder().decode(BoundingBox.self, from: GeoJSON.data(box)) == box)
    }
}
