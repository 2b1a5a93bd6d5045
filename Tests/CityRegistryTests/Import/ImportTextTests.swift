import CityCore
import CityGeo
import CityRegistry
import Testing

@Suite struct ImportTextTests {
    @Test(arguments: [
        "POLYGON ((110 32, 111 32, 111 33, 110 32))", "polygon((110 32,111 32,111 33,110 32))",
        "SRID=4326;POLYGON Z ((110 32 5, 111 32 5, 111 33 5, 110 32 5))", "POLYGON ((110 32, 111 32, 111 33))",
    ])
    func aPolygonIsReadHoweverItIsSpaced(text: String) throws {
        let corners: [Coordinate] = try [(110, 32), (111, 32), (111, 33)].map { try Coordinate(lng: $0, lat: $1) }
        #expect(try WKT.geometry(text) == .polygon(try Polygon(outer: corners)))
    }

    @Test func holesPartsAndPointsAreRead() throws {
        let text: String = """
            MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0), (1 0.5, 2 0.5, 2 1, 1 0.5)), ((20 20, 21 20, 21 21, 20 20)))
            """
        let area: MultiPolygon = try WKT.geometry(text).area()
        #expect(area.polygons.map(\.rings.count) == [2, 1])
        #expect(try WKT.geometry(" POINT ( 110.5 32.5 ) ") == .point(try Coordinate(lng: 110.5, lat: 32.5)))
    }

    @Test(arguments: [
        "", "POLYGON", "POLYGON (", "POLYGON ((110 32, 111 32, 111 33, 110 32)", "LINESTRING (0 0, 1 1)",
        "POLYGON ((110 32, 111 x, 111 33, 110 32))", "POINT (1)", "POINT (1 2) x", "POLYGON ((0 0, 500 0, 1 1, 0 0))",
        "POLYGON ((0 0, 1 1))", "POINT (1 2, 3 4", "((((((((", "POLYGON EMPTY",
    ])
    func whatIsNoGeometryIsRefused(text: String) {
        #expect(throws: CityError.self) { try WKT.geometry(text) }
    }

    @Test(arguments: [
        ("2020-01-02", true), ("2020/1/2", true), ("20200102", true), ("2020.01.02", true),
        ("2020-01-02 08:30:00", true), ("2020-01-02T00:00:00Z", true), ("2020-13-02", false), ("yesterday", false),
    ])
    func daysAreReadAsPeopleWriteThem(text: String, isRead: Bool) {
        let record = ImportRecord(line: 1, values: ["d": text])
        #expect((try? record.date("d")) == (isRead ? CivilDate("2020-01-02") : nil))
    }

    @Test(arguments: [
        ("ObjID", "code"), ("部件标识码", "code"), ("english_name", "englishname"), ("englishName", "englishname"),
        ("Grid Codes", "gridcodes"), ("DeptCode2", "owner"), ("经度", "lng"), ("else", "else"),
    ])
    func columnsHaveManyNames(name: String, canonical: String) {
        #expect(ImportColumns.canonical(name) == canonical)
    }
}
