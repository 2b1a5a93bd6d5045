import CaseManagement
import CityCore
import CityRegistry
import CitySQL
import CityTestSupport
import Foundation
import Testing

@Suite(.everyEngine) struct CaseImportStatisticsTests {
    private func world() async throws -> CaseImportWorld {
        let world: CaseImportWorld = try await CaseImportWorld()
        let mapping: CaseMapping = try SmallTable.parsed {
            $0.departments.names = ["PARK": "园林局"]
            $0.classes = CaseMapping.Classes(edition: "old", kind: .event)
        }
        _ = try await world.run(CaseImportTests.good, mapping)
        return world
    }

    @Test func departmentsAndWhatTheyClosedInTime() async throws {
        let world: CaseImportWorld = try await world()
        let counts: CaseCounts = try await world.database.read { [statistics = world.statistics] db in
            try statistics.counts(by: [.department, .onTime], in: db)
        }
        let office: String = try #require(world.registry.current.organisations.all.first { $0.name == "城管局" }).code
        #expect(
            counts.rows.map { row in
                "\(row.values[.department] ?? "-") \(row.onTime.map { "\($0)" } ?? "-") \(row.count)"
            } == ["PARK - 2", "\(office) true 2", "\(office) false 1", "- - 1"]
        )
        #expect(counts.total == 6)
    }

    static let questions: [[CaseDimension]] = [
        [], [.state], [.area], [.area, .state], [.department], [.onTime], [.department, .onTime], [.source], [.lamp],
        [.department, .lamp], [.smallClass], [.smallClass, .area], [.street], [.month], [.month, .department],
        [.source, .onTime], [.state, .department, .onTime, .area],
    ]

    @Test(arguments: questions) func countersAndCasesGiveTheSameAnswer(dimensions: [CaseDimension]) async throws {
        let world: CaseImportWorld = try await world()
        let (kept, counted): (CaseCounts, CaseCounts) = try await world.database.read {
            [statistics = world.statistics] db in
            (try statistics.counts(by: dimensions, in: db), try statistics.recounted(by: dimensions, in: db))
        }
        #expect(kept == counted)
        #expect(kept.total == 6)
    }

    @Test func oneCountyAloneIsCounted() async throws {
        let world: CaseImportWorld = try await world()
        let totals: [Int] = try await world.database.read { [statistics = world.statistics] db in
            try [["420303"], ["420302"]].flatMap { counties in
                [
                    try statistics.counts(by: [.department], counties: counties, in: db).total,
                    try statistics.counts(by: [.month], counties: counties, in: db).total,
                ]
            }
        }
        #expect(totals == [6, 6, 0, 0])
    }

    @Test func rowsGoThroughJSONAndBack() throws {
        let row: CaseCountRow = CaseCountRow(
            [.department, .onTime],
            values: [.department: "PARK"],
            names: [.department: Wording("园林局", "园林局")],
            count: 2
        )
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json: Data = try encoder.encode(row)
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"count":2,"department":"PARK","department_name":"园林局","on_time":null}"#
        )
        #expect(try JSONDecoder().decode(CaseCountRow.self, from: json) == row)
    }

    @Test func theTableStandsInColumns() {
        let rows: [CaseCountRow] = [
            CaseCountRow(
                [.department, .onTime],
                values: [.department: "PARK", .onTime: "1"],
                names: [.department: Wording("园林局", "Parks")],
                count: 12
            ),
            CaseCountRow([.department, .onTime], values: [:], count: 3),
        ]
        let counts: CaseCounts = CaseCounts(by: [.department, .onTime], rows: rows)
        #expect(
            counts.table(in: .zh) == """
                处置部门     按期结案  件数
                PARK 园林局  按期        12
                –            –            3
                合计                     15
                """
        )
        #expect(counts.table(in: .en).hasPrefix("Department  On time  Cases\nPARK Parks  yes         12\n"))
    }

    @Test func dimensionsAreReadFromText() throws {
        #expect(try CaseDimension.list("department, on_time") == [.department, .onTime])
        #expect(try CaseDimension.list("") == [])
        for wrong in ["departments", "state,state"] {
            let error: CityError = try #require(throws: CityError.self) { try CaseDimension.list(wrong) }
            #expect(error.reason == "statistics.dimension")
        }
    }
}
