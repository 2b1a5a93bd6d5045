import CaseManagement
import CityCore
import CityGeo
import CityRegistry
import CityTestSupport
import Foundation
import Testing

@Suite(.everyEngine) struct CaseImportMappingTests {
    @Test(arguments: CaseMapping.shippedNames) func everyShippedMappingIsSound(name: String) throws {
        #expect(try CaseMapping.load(name).name == name)
    }

    @Test func aMappingSaysWhatEachColumnIs() throws {
        let mapping: CaseMapping = try CaseMapping(json: Array(SmallTable.mapping.utf8))
        #expect(mapping.title == Wording("张湾旧系统", "张湾旧系统"))
        #expect(mapping.columns[.openedAt] == ["上报时间"])
        #expect(mapping.times.formats == ["yyyy-MM-dd HH:mm:ss", "yyyy/M/d H:mm"])
        #expect(mapping.values.status["已结案"] == .closed)
        #expect(mapping.place.datum == .wgs84)
        #expect(mapping.classes == CaseMapping.Classes(edition: "gbt30428-reference", kind: .event))
    }

    struct Slip: Sendable, CustomTestStringConvertible {
        /// What is put in the place of what.
        var instead: String
        var of: String
        var field: String
        var reason: String

        init(_ instead: String, of: String, _ field: String, _ reason: String) {
            self.instead = instead
            self.of = of
            self.field = field
            self.reason = reason
        }

        var testDescription: String { "\(instead) for \(of)" }
    }

    static let slips: [Slip] = [
        Slip(#""syste": "#, of: #""system": "#, "syste", "mapping.unknown_key"),
        Slip(#""closedAt": "#, of: #""closed_at": "#, "columns.closedAt", "mapping.unknown_key"),
        Slip(#""Zone": "#, of: #""zone": "#, "time.Zone", "mapping.unknown_key"),
        Slip(#""create_missing": "#, of: #""createMissing": "#, "departments.create_missing", "mapping.unknown_key"),
        Slip("", of: #""system": "zhangwan-old","#, "system", "mapping.missing_key"),
        Slip(#""已结案": "done""#, of: #""已结案": "closed""#, "values.status.已结案", "mapping.bad_value"),
        Slip(#""是": "yes""#, of: #""是": true"#, "values.on_time.是", "mapping.bad_value"),
        Slip(#""已结案": "merged""#, of: #""已结案": "closed""#, "values.status", "mapping.state"),
        Slip("", of: #""number": "编号","#, "columns.number", "mapping.column_needed"),
        Slip(#""number": ["编号", "描述"]"#, of: #""number": "编号""#, "columns.number", "mapping.one_column"),
        Slip("", of: #""lng": "经度","#, "columns.lng", "mapping.coordinates"),
        Slip(
            #""status": {}"#,
            of: #""status": {"已结案": "closed", "处置中": "handling", "作废": "cancelled"}"#,
            "values.status",
            "mapping.values_needed"
        ),
        Slip("", of: #""class": {"edition": "gbt30428-reference", "kind": "event"},"#, "class", "mapping.class_needed"),
        Slip("Asia/Zhangwan", of: "Asia/Shanghai", "time.zone", "mapping.zone"),
        Slip("yyyy-mm-DD", of: "yyyy-MM-dd HH:mm:ss", "time.formats", "mapping.time_format"),
        Slip(#""code": "4203""#, of: #""code": "420303""#, "area.code", "mapping.area_code"),
        Slip(#"["system": 1}"#, of: "{\n  \"name\"", "", "mapping.not_json"),
    ]

    @Test(arguments: slips) func aSlipInAMappingIsNamed(slip: Slip) throws {
        let json: String = SmallTable.mapping.replacingOccurrences(of: slip.of, with: slip.instead)
        try #require(json != SmallTable.mapping)
        let error: CityError = try #require(throws: CityError.self) { try CaseMapping(json: Array(json.utf8)) }
        #expect(error.reason == slip.reason)
        #expect((error.fields.first?.field ?? "") == slip.field)
        #expect(error.code == .invalidArgument)
    }

    @Test func allThatIsWrongIsToldAtOnce() throws {
        let json: String = #"""
            {"name": "", "system": "x", "time": {"format": "yyyy-MM-dd", "zone": "UTC"},
             "columns": {"lng": "x", "source": "y"}, "area": {}, "departments": {"createMissing": true}}
            """#
        let error: CityError = try #require(throws: CityError.self) { try CaseMapping(json: Array(json.utf8)) }
        #expect(
            error.fields.map(\.field) == [
                "name", "columns.number", "columns.opened_at", "columns.lng", "values.source", "area",
                "departments.createMissing",
            ]
        )
    }

    @Test func aMappingIsAlsoReadFromAFile() async throws {
        try await CaseImportWorld.withFile { path in
            try SmallTable.mapping.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try CaseMapping.load(path).system == "zhangwan-old")
        }
        let error: CityError = try #require(throws: CityError.self) { try CaseMapping.load("boston") }
        #expect(error.reason == "mapping.not_found")
        #expect(error.wording.en.contains("boston-311"))
    }

    @Test func aTableWithoutANamedColumnIsRefusedByItsName() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let table: String = "编号,上报时间\n1,2015-01-01 00:00:00"
        let mapping: CaseMapping = try SmallTable.parsed {
            $0.columns = [.number: ["编号"], .openedAt: ["开始"], .status: ["态"]]
        }
        let error: CityError = try await #require(throws: CityError.self) { try await world.run(table, mapping) }
        #expect(error.fields.map(\.reason) == ["csv.column_missing", "csv.column_missing"])
        #expect(error.wording.en.contains("2 fields") || error.fields.contains { $0.field == "开始" })
    }
}
