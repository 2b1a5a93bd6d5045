import CityCore
import CityGeo
import FoundationEssentials
import Testing

struct GeoJSONTests {
    static let geometries: [String] = [
        #"{"coordinates":[110.798,32.629],"type":"Point"}"#,
        #"{"coordinates":[[110.7,32.5],[110.8,32.6]],"type":"MultiPoint"}"#,
        #"{"coordinates":[[110.7,32.5],[110.8,32.6]],"type":"LineString"}"#,
        #"{"coordinates":[[[110.7,32.5],[110.8,32.6]],[[110,32],[111,33]]],"type":"MultiLineString"}"#,
        #"{"coordinates":[[[110,32],[111,32],[111,33],[110,32]]],"type":"Polygon"}"#,
        #"{"coordinates":[[[[110,32],[111,32],[111,33],[110,32]]],[[[112,32],[113,32],[113,33],[112,32]]]],"#
            + #""type":"MultiPolygon"}"#,
        #"{"geometries":[{"coordinates":[110.798,32.629],"type":"Point"}],"type":"GeometryCollection"}"#,
    ]

    @Test(arguments: geometries)
    func everyGeometryComesBackAsItWas(json: String) throws {
        let geometry: GeoJSONGeometry = try GeoJSON.geometry(Data(json.utf8))
        #expect(try GeoJSON.text(geometry) == json)
    }

    /// Its halves cancel out, so rounding decides the sign of its area, and the way that it is run decides the rounding.
    @Test func aRingThatEnclosesNothingIsNotTurnedEachTimeItIsRead() throws {
        let json: String =
            #"{"type":"Polygon","coordinates":[[[111.1,32.7],[110.8,32.6],[110.8,32.632],[110.8,32.67],[110.8,32.7],"#
            + "[11.7,32.6]]]}"
        let geometry: GeoJSONGeometry = try GeoJSON.geometry(Data(json.utf8))
        #expect(try GeoJSON.geometry(GeoJSON.data(geometry)) == geometry)
    }

    @Test func anOpenRingIsClosedAndHeightsAreDropped() throws {
        let json: String = #"{"type":"Polygon","coordinates":[[[110,32,250.5],[111,32,null],[111,33,1,2]]]}"#
        let geometry: GeoJSONGeometry = try GeoJSON.geometry(Data(json.utf8))
        #expect(try GeoJSON.text(geometry) == Self.geometries[4])
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var json: String
        var field: String
        var reason: String
        var testDescription: String { json }

        init(_ json: String, _ field: String, _ reason: String) {
            self.json = json
            self.field = field
            self.reason = reason
        }
    }

    static let deep: String =
        #"{"type":"GeometryCollection","geometries":[{"type":"GeometryCollection","geometries":[]}]}"#

    static let refusals: [Refusal] = [
        Refusal("", "geojson", "geojson.malformed"),
        Refusal("{", "geojson", "geojson.malformed"),
        Refusal("[]", "geojson", "geojson.nesting"),
        Refusal("null", "geojson", "geojson.missing"),
        Refusal("{}", "type", "geojson.missing"),
        Refusal(#"{"type":7}"#, "type", "geojson.nesting"),
        Refusal(#"{"type":"Circle","coordinates":[1,2]}"#, "type", "geojson.type"),
        Refusal(#"{"type":"Point"}"#, "coordinates", "geojson.missing"),
        Refusal(#"{"type":"Point","coordinates":[]}"#, "coordinates.0", "geojson.missing"),
        Refusal(#"{"type":"Point","coordinates":[110]}"#, "coordinates.1", "geojson.missing"),
        Refusal(#"{"type":"Point","coordinates":[110,32,1,1,1]}"#, "coordinates", "geometry.position"),
        Refusal(#"{"type":"Point","coordinates":["110",32]}"#, "coordinates.0", "geojson.nesting"),
        Refusal(#"{"type":"Point","coordinates":[NaN,32]}"#, "geojson", "geojson.malformed"),
        Refusal(#"{"type":"Point","coordinates":[null,32]}"#, "coordinates.0", "geojson.missing"),
        Refusal(#"{"type":"Point","coordinates":[1e999,32]}"#, "geojson", "geojson.malformed"),
        Refusal(#"{"type":"Point","coordinates":[181,32]}"#, "coordinates.0", "coordinate.lng"),
        Refusal(#"{"type":"Point","coordinates":[32,110]}"#, "coordinates.1", "coordinate.lat"),
        Refusal(#"{"type":"LineString","coordinates":[[110,32]]}"#, "coordinates", "geometry.line_too_short"),
        Refusal(#"{"type":"MultiLineString","coordinates":[[[110,32]]]}"#, "coordinates.0", "geometry.line_too_short"),
        Refusal(#"{"type":"Polygon","coordinates":[]}"#, "coordinates", "geometry.no_ring"),
        Refusal(#"{"type":"Polygon","coordinates":[[[110,32],[111,33]]]}"#, "coordinates.0", "geometry.ring_too_short"),
        Refusal(#"{"type":"Polygon","coordinates":[[110,32],[111,33]]}"#, "coordinates.0.0", "geojson.nesting"),
        Refusal(
            #"{"type":"Polygon","coordinates":[[[[110,32],[111,32],[111,33]]]]}"#,
            "coordinates.0.0.0",
            "geojson.nesting"
        ),
        Refusal(
            #"{"type":"MultiPolygon","coordinates":[[[[110,32],[111,32],[111,93],[110,32]]]]}"#,
            "coordinates.0.0.2.1",
            "coordinate.lat"
        ),
        Refusal(deep, "geometries.0", "geojson.nested_collection"),
    ]

    @Test(arguments: refusals)
    func badInputIsRefusedWithItsPath(refusal: Refusal) throws {
        let error = try #require(throws: CityError.self) { try GeoJSON.geometry(Data(refusal.json.utf8)) }
        #expect(error.fields.map(\.field) == [refusal.field])
        #expect(error.reason == refusal.reason)
        #expect(error.code == .invalidArgument)
    }

    @Test func pathsGoThroughACollectionOfFeatures() throws {
        let good: String = #"{"type":"Feature","geometry":null,"properties":null}"#
        let bad: String = #"{"type":"Feature","geometry":{"type":"Point","coordinates":[200,1]},"properties":{}}"#
        let json: String = #"{"type":"FeatureCollection","features":[\#(good),\#(bad)]}"#
        let error = try #require(throws: CityError.self) { try GeoJSON.featureCollection(Data(json.utf8)) }
        #expect(error.fields.map(\.field) == ["features.1.geometry.coordinates.0"])
    }

    @Test func aFeatureKeepsItsIDAndProperties() throws {
        let json: String =
            #"{"geometry":null,"id":420302001002015,"properties":{"a":[1,2.5,"x",null,true],"#
            + #""big":9007199254740993,"code":"420302001002015","in":{"x":{}}},"type":"Feature"}"#
        let feature: GeoJSONFeature = try GeoJSON.feature(Data(json.utf8))
        let expected: GeoJSONFeature = GeoJSONFeature(
            id: "420302001002015",
            geometry: nil,
            properties: [
                "a": .array([.integer(1), .number(2.5), .string("x"), .null, .bool(true)]),
                "big": .integer(9_007_199_254_740_993),
                "code": .string("420302001002015"),
                "in": .object(["x": .object([:])]),
            ]
        )
        #expect(feature == expected)
        #expect(try GeoJSON.feature(GeoJSON.data(feature)) == feature)
        #expect(feature.properties["big"]?.text == "9007199254740993")
    }

    @Test func propertiesThatGoTooDeepAreRefused() throws {
        let depth: Int = 100
        let nest: String = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let json: String = #"{"type":"Feature","geometry":null,"properties":{"a":\#(nest)}}"#
        let error = try #require(throws: CityError.self) { try GeoJSON.feature(Data(json.utf8)) }
        #expect(error.reason == "json.too_deep")
    }

    @Test(arguments: [1_000, 100_000])
    func bracketsWithoutEndAreRefused(depth: Int) throws {
        let json: String = #"{"type":"Polygon","coordinates":"# + String(repeating: "[", count: depth)
        let error = try #require(throws: CityError.self) { try GeoJSON.geometry(Data(json.utf8)) }
        #expect(error.code == .invalidArgument)
    }

    @Test(arguments: ["MultiPoint", "GeometryCollection"])
    func tooManyPointsAreRefusedAsTooLarge(type: String) throws {
        let half: Int = Polygon.verticesMax / 2 + 1
        let points: String = Array(repeating: "[110,32]", count: half).joined(separator: ",")
        let json: String =
            type == "MultiPoint"
            ? #"{"type":"MultiPoint","coordinates":[\#(points),\#(points)]}"#
            : #"{"type":"GeometryCollection","geometries":["#
                + #"{"type":"MultiPoint","coordinates":[\#(points)]},{"type":"MultiPoint","coordinates":[\#(points)]}]}"#
        let error = try #require(throws: CityError.self) { try GeoJSON.geometry(Data(json.utf8)) }
        #expect(error.code == .tooLarge)
    }

    @Test func onlyAnAreaServesAsAnArea() throws {
        let point: GeoJSONGeometry = .point(try Shapes.place(0, 0))
        let box: Polygon = try Shapes.box(0, 0, 1, 1)
        #expect(try GeoJSONGeometry.polygon(box).area() == MultiPolygon([box]))
        let notAnArea = try #require(throws: CityError.self) { try point.area(field: "border") }
        #expect(notAnArea.fields.map(\.field) == ["border"])
        let empty: GeoJSONGeometry = .multiPolygon(MultiPolygon([]))
        #expect(throws: CityError.self) { try empty.area() }
        #expect(throws: CityError.self) { try GeoJSONGeometry.polygon(box).point() }
    }

    @Test func aPolygonAloneIsCodedAsItsGeometry() throws {
        let box: Polygon = try Shapes.box(0, 0, 1, 1)
        let area: MultiPolygon = MultiPolygon([box, try Shapes.box(3, 3, 4, 4)])
        #expect(try GeoJSON.data(box) == GeoJSON.data(GeoJSONGeometry.polygon(box)))
        #expect(try JSONDecoder().decode(Polygon.self, from: GeoJSON.data(box)) == box)
        #expect(try JSONDecoder().decode(MultiPolygon.self, from: GeoJSON.data(area)) == area)
        #expect(try JSONDecoder().decode(MultiPolygon.self, from: GeoJSON.data(box)) == MultiPolygon([box]))
        let error = try #require(throws: CityError.self) {
            try JSONDecoder().decode(Polygon.self, from: GeoJSON.data(area))
        }
        #expect(error.reason == "geometry.not_one_polygon")
    }

    @Test func anotherDatumIsConvertedPointByPoint() throws {
        let box: GeoJSONGeometry = .polygon(try Shapes.box(0, 0, 1, 1))
        let shifted: GeoJSONGeometry = try box.converted(from: .wgs84, to: .gcj02)
        let expected: [Coordinate] = box.coordinates.map { Datum.convert($0, from: .wgs84, to: .gcj02) }
        #expect(shifted.coordinates == expected)
        #expect(try box.converted(from: .bd09, to: .bd09) == box)
    }
}
