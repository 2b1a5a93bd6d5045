import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityTabular
import CityTestSupport
import Foundation
import HTTPTypes
import Testing

@Suite(.everyEngine) struct PlaceImportTests {
    private func run(
        _ world: PlaceWorld,
        _ kind: ImportKind,
        _ text: String,
        datum: Datum = .wgs84,
        rejects: ImportRejects = ImportRejects(),
        by identity: Identity = .system
    ) async throws -> ImportReport {
        let places: PlaceImport = PlaceImport(
            registry: world.registry,
            outbox: world.outbox,
            clock: world.clock.city,
            ids: world.ids.source,
            database: world.database
        )
        var source: ImportSource = ImportSource(.bytes(Array(text.utf8)))
        source.datum = datum
        return try await places.run(kind, from: source, rejects: rejects, by: identity)
    }

    private func feature(_ code: String, _ polygon: Polygon, _ more: [String: JSONValue] = [:]) -> GeoJSONFeature {
        let properties: [String: JSONValue] = more.merging(["code": .string(code)]) { $1 }
        return GeoJSONFeature(geometry: .polygon(polygon), properties: properties)
    }

    private func collection(_ features: [GeoJSONFeature]) throws -> String {
        try GeoJSON.text(GeoJSONFeatureCollection(features))
    }

    private func counts(_ report: ImportReport) -> [Int] {
        [report.read, report.created, report.changed, report.unchanged, report.rejected]
    }

    private var allCells: [GeoJSONFeature] {
        (0..<16).map { feature(PlaceWorld.gridCode($0 % 4, $0 / 4), PlaceWorld.cell($0 % 4, $0 / 4)) }
    }

    @Test func areasComeInAnyOrderAndFindTheirParents() async throws {
        let world: PlaceWorld = try await PlaceWorld()
        let text: String = """
            code,name,english_name
            420302001,武当路街道,
            420302,茅箭区,Maojian District
            4203A1,十堰经济技术开发区,
            420300,十堰市,Shiyan
            """
        let report: ImportReport = try await run(world, .areas, text)
        #expect(counts(report) == [4, 4, 0, 0, 0])
        let directory: RegistryDirectory = world.registry.current
        #expect(
            directory.areas.mapValues(\.parent) == [
                "420300": nil, "420302": "420300", "420302001": "420302", "4203A1": "420300",
            ]
        )
        #expect(directory.area("420302")?.englishName == "Maojian District")
        #expect(counts(try await run(world, .areas, text)) == [4, 0, 0, 4, 0])
    }

    @Test func whatATableHasNoColumnForStays() async throws {
        let world: PlaceWorld = try await .withAreas()
        let report: ImportReport = try await run(world, .areas, "code,name\n420302,茅箭\n")
        #expect(counts(report) == [1, 0, 1, 0, 0])
        let county = try #require(world.registry.current.area("420302"))
        #expect(county.name == "茅箭")
        #expect(county.boundary == PlaceWorld.box(-10, -10, 20, 20))
    }

    @Test func badRowsArePutAsideWithTheirReasons() async throws {
        let world: PlaceWorld = try await PlaceWorld()
        let path: String = FileManager.default.temporaryDirectory.path + "/rejects-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text: String = """
            code,name
            420302,茅箭区
            ,无编码
            420302,又一次
            42030,太短
            420303,"没有闭合
            """
        let rejects: ImportRejects = ImportRejects(path: path)
        let report: ImportReport = try await run(world, .areas, text, rejects: rejects)
        #expect(counts(report) == [5, 1, 0, 0, 4])
        #expect(
            report.reasons == [
                "import.no_code": 1, "import.duplicate": 1, "area.code": 1, "csv.unterminated_quote": 1,
            ]
        )
        let file: String = try String(contentsOfFile: path, encoding: .utf8)
        let lines: [Substring] = file.split(separator: "\r\n")
        #expect(lines.first?.hasSuffix("line,field,reason,message_zh,message_en,code,name") == true)
        #expect(lines.contains { $0.hasPrefix("3,code,import.no_code,") && $0.hasSuffix(",,无编码") })
        #expect(report.rejectsCSV?.hasSuffix(file) == true)
    }

    @Test func gridsAreTakenAsAWholeAndOnlyOnce() async throws {
        let world: PlaceWorld = try await .withAreas()
        let text: String = try collection(allCells)
        let first: ImportReport = try await run(world, .grids, text)
        #expect(counts(first) == [16, 16, 0, 0, 0] && first.coverage.isEmpty)
        #expect(world.registry.current.gridCode(at: PlaceWorld.place(2.5, 1.5)) == PlaceWorld.gridCode(2, 1))
        let second: ImportReport = try await run(world, .grids, text)
        #expect(counts(second) == [16, 0, 0, 16, 0])
        #expect(world.registry.current.grid(PlaceWorld.gridCode(0, 0))?.version == 1)
    }

    @Test func badGridsAreNamedAndTheOthersTaken() async throws {
        let world: PlaceWorld = try await .withAreas()
        let short: String =
            #"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2]]]},"properties":{}}"#
        let features: [GeoJSONFeature] = [
            feature(PlaceWorld.gridCode(0, 0), PlaceWorld.cell(0, 0)),
            feature(PlaceWorld.gridCode(1, 0), PlaceWorld.rectangle(0.5, 0, 2, 1)),
            feature(PlaceWorld.gridCode(2, 0), PlaceWorld.crossing(2, 0)),
            feature("520302001001001", PlaceWorld.cell(2, 0)),
            feature(PlaceWorld.gridCode(3, 0), PlaceWorld.rectangle(3, 0, 5, 1)),
            GeoJSONFeature(geometry: nil, properties: ["code": .string(PlaceWorld.gridCode(3, 1))]),
        ]
        let text: String = try collection(features).replacing("\"features\":[", with: "\"features\":[\(short),")
        let report: ImportReport = try await run(world, .grids, text)
        #expect(counts(report) == [7, 1, 0, 0, 6])
        let found: [String] = report.rejects.sorted { $0.line < $1.line }.map { "\($0.line) \($0.reason)" }
        #expect(
            found == [
                "1 geometry.ring_too_short", "3 grid.overlap", "4 geometry.self_intersection", "5 grid.unknown_area",
                "6 grid.outside_area", "7 grid.no_shape",
            ]
        )
        #expect(report.rejects.first { $0.line == 3 }?.message.zh.contains(PlaceWorld.gridCode(0, 0)) == true)
        #expect(report.coverage.map(\.area) == [PlaceWorld.community])
        #expect(report.rejectsCSV?.contains("feature") == true)
    }

    @Test func aBorderMayMoveBetweenTwoGridsOfOneFile() async throws {
        let world: PlaceWorld = try await .withGrids()
        let (left, right) = (PlaceWorld.gridCode(0, 0), PlaceWorld.gridCode(1, 0))
        let moved: String = try collection([
            feature(left, PlaceWorld.rectangle(0, 0, 1.5, 1)), feature(right, PlaceWorld.rectangle(1.5, 0, 2, 1)),
        ])
        #expect(counts(try await run(world, .grids, moved)) == [2, 0, 2, 0, 0])
        #expect(world.registry.current.gridCode(at: PlaceWorld.place(1.2, 0.5)) == left)
    }

    @Test func aRefusedChangeAlsoRefusesWhatCountedOnIt() async throws {
        let world: PlaceWorld = try await .withGrids()
        let (left, right) = (PlaceWorld.gridCode(0, 0), PlaceWorld.gridCode(1, 0))
        // The left grid takes half of the right one, which cannot give it up: its own new shape hits a third.
        let moved: String = try collection([
            feature(left, PlaceWorld.rectangle(0, 0, 1.5, 1)), feature(right, PlaceWorld.rectangle(1.5, 0, 2.5, 1)),
        ])
        let report: ImportReport = try await run(world, .grids, moved)
        #expect(counts(report) == [2, 0, 0, 0, 2])
        #expect(report.reasons == ["grid.overlap": 2])
        #expect(world.registry.current.grid(left)?.shape == PlaceWorld.cell(0, 0))
    }

    @Test func rowsOfAForeignAreaAreRefused() async throws {
        let world: PlaceWorld = try await .withAreas()
        let stranger: Identity = try #require(PlaceWorld.identity("elsewhere"))
        let report: ImportReport = try await run(world, .grids, try collection(allCells), by: stranger)
        #expect(counts(report) == [16, 0, 0, 0, 16])
        #expect(report.reasons == ["not_found": 16])
    }

    @Test func gridsComeAsATableInAnotherDatum() async throws {
        let world: PlaceWorld = try await .withAreas()
        let shifted: Polygon = try PlaceWorld.rectangle(0.1, 0.1, 0.9, 0.9).map {
            Datum.convert($0, from: .wgs84, to: .gcj02)
        }
        let ring: String = shifted.outer.map { "\($0.lng) \($0.lat)" }.joined(separator: ", ")
        let text: String =
            "单元网格代码,WKT,备注,坐标系\n\(PlaceWorld.gridCode(0, 0)),\"POLYGON ((\(ring)))\",'; DROP TABLE x,GCJ02\n"
        #expect(counts(try await run(world, .grids, text)) == [1, 1, 0, 0, 0])
        let grid: UnitGrid = try #require(world.registry.current.grid(PlaceWorld.gridCode(0, 0)))
        #expect(grid.note == "'; DROP TABLE x")
        #expect(try Geometry.symmetricDifferenceM2(grid.shape, PlaceWorld.rectangle(0.1, 0.1, 0.9, 0.9)) < 1)
        #expect(counts(try await run(world, .grids, text)) == [1, 0, 0, 1, 0])
    }

    @Test func responsibilityGridsMayExchangeUnitGrids() async throws {
        let world: PlaceWorld = try await .withGrids()
        let (first, second) = (PlaceWorld.gridCode(0, 0), PlaceWorld.gridCode(1, 0))
        let before: String = "code,name,grid_codes\nR1,一号,\(first)\nR2,二号,\"\(second)\"\n"
        #expect(counts(try await run(world, .responsibilityGrids, before)) == [2, 2, 0, 0, 0])
        let after: String = "code,name,grid_codes\nR1,一号,\(first);\(second)\nR2,二号,\n"
        let report: ImportReport = try await run(world, .responsibilityGrids, after)
        #expect(counts(report) == [2, 0, 2, 0, 0])
        let holder = world.registry.current.responsibilityGrid(of: second, purpose: "collection")
        #expect(holder?.code == "R1")
        #expect(holder?.area == PlaceWorld.community)
        let unknown: String = "code,owner_staff,organisation\nR1,9999,NONE\n"
        let refused: ImportReport = try await run(world, .responsibilityGrids, unknown)
        #expect(refused.rejects.map(\.field) == ["organisation ownerStaff"])
    }

    @Test func componentsComeWithTheNamesOfTheStandardsTables() async throws {
        let world: PlaceWorld = try await .withClasses()
        let place: Coordinate = Datum.convert(PlaceWorld.place(0.5, 0.5), from: .wgs84, to: .bd09)
        let text: String = """
            ObjID,ObjName,DeptCode1,ObjState,ORDate,DataSource,经度,纬度,datum
            4203020101000001,上水井盖,WATER,破损,2020/1/2,实测,\(place.lng),\(place.lat),bd09
            4203020101000002,井盖,GAS,完好,2020-01-02,实测,\(place.lng),\(place.lat),bd09
            4203020100000003,井盖,,完好,,,\(place.lng),\(place.lat),bd09
            4203020101000004,井盖,,很好,,,\(place.lng),\(place.lat),bd09
            4203020101000005,井盖,,,,,,,
            """
        let report: ImportReport = try await run(world, .parts, text)
        #expect(counts(report) == [5, 1, 0, 0, 4])
        #expect(
            report.rejects.map { "\($0.line) \($0.reason)" } == [
                "3 import.unknown_organisation", "4 part.unknown_class", "5 field.choice", "6 part.no_place",
            ]
        )
        let part: Part = try #require(
            try await world.database.read { db in try PartStore.find("4203020101000001", in: db) }
        )
        #expect(part.state == .damaged && part.dataSource == .measured && part.installedOn == CivilDate("2020-01-02"))
        let water: OrganisationID = try world.water
        #expect(part.authority == water && part.gridCode == PlaceWorld.gridCode(0, 0))
        let good: String = text.split(separator: "\n").prefix(2).joined(separator: "\n")
        #expect(counts(try await run(world, .parts, good)) == [1, 0, 0, 1, 0])
    }

    @Test func aTableWithoutItsKeyColumnIsRefusedAsAWhole() async throws {
        let world: PlaceWorld = try await PlaceWorld()
        let troubles: [String] = await PlaceWorld.troubles { try await run(world, .parts, "name,lng\na,1\n") }
        #expect(troubles == ["code csv.column_missing"])
        let json: [String] = await PlaceWorld.troubles { try await run(world, .grids, #"{"type":"Feature"}"#) }
        #expect(json == ["geojson.malformed"])
    }

    @Test func anUploadAnswersWithItsRejects() async throws {
        let world: PlaceWorld = try await .withAreas()
        let bytes: [UInt8] = Array(try collection(allCells + [feature("1", PlaceWorld.cell(0, 0))]).utf8)
        let reply = try await world.probe.send(.post, "imports/grids", token: "county", bytes: bytes)
        let report: ImportReport = try reply.decoded()
        #expect(counts(report) == [17, 16, 0, 0, 1])
        #expect(report.rejectsCSV?.contains("grid.unknown_area") == true)
        #expect(try await world.probe.send(.post, "imports/planets", token: "county", bytes: bytes).status == 404)
        #expect(try await world.probe.send(.post, "imports/grids", token: "county", bytes: []).status == 400)
    }

    @Test(arguments: [("areas", "areas.geojson"), ("grids", "grids.geojson"), ("parts", "parts.csv")])
    func anExportCanBeImportedAgain(kind: String, file: String) async throws {
        let world: PlaceWorld = try await .withClasses()
        for column in 0..<3 { try await world.save(PlaceWorld.hatch(Double(column) + 0.3, 0.7)) }
        let export = try await world.probe.send(.get, "exports/\(file)", token: "city")
        #expect(export.status == 200)
        let reply = try await world.probe.send(.post, "imports/\(kind)", token: "city", bytes: Array(export.body.utf8))
        let report: ImportReport = try reply.decoded()
        #expect(report.read > 0 && report.unchanged == report.read, "\(report.rejects)")
        let foreign = try await world.probe.send(.get, "exports/\(file)", token: "elsewhere")
        #expect(!foreign.body.contains(PlaceWorld.community))
    }

    static let divisions: String = "../shared/data/divisions"

    @Test(.enabled(if: FileManager.default.fileExists(atPath: divisions), "the divisions of Shiyan are not there"))
    func theDivisionsOfShiyanCanBeImported() async throws {
        let world: PlaceWorld = try await PlaceWorld()
        #expect(counts(try await run(world, .areas, "code,name\n420300,十堰市\n")) == [1, 1, 0, 0, 0])
        for (file, count) in [("shiyan_areas.csv", 8), ("shiyan_streets.csv", 129)] {
            let text: String = try String(contentsOfFile: "\(Self.divisions)/\(file)", encoding: .utf8)
            let report: ImportReport = try await run(world, .areas, text)
            #expect(counts(report) == [count, count, 0, 0, 0], "\(report.rejects.prefix(3))")
        }
        #expect(world.registry.current.areaPath("420302001").map(\.name) == ["十堰市", "茅箭区", "武当路街道"])
    }
}
