import CaseManagement
import CityCore
import CityRegistry
import CitySQL
import CityTabular
import CityTestSupport
import Foundation
import Testing

/// A real city's export: 26,788 requests of the first quarter of 2015 (City of Boston 311, PDDL).
@Suite(.everyEngine) struct CaseImportBostonTests {
    static let path: String = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/data/cases/boston_311_2015_q1.csv.gz").standardizedFileURL.path

    @Test(.enabled(if: FileManager.default.fileExists(atPath: path), "the shared data is not here"))
    func aWholeQuarterIsImportedAndAgreesWithItsOwnMarks() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let mapping: CaseMapping = try CaseMapping.load("boston-311")
        let report: CaseImportReport = try await world.importer.run(file: Self.path, mapping: mapping)
        #expect(report == CaseImportReport(read: 26_788, imported: 26_788))

        let computed: [String: String] = try await world.database.read { db in
            var computed: [String: String] = [:]
            try db.each("SELECT origin_number, state, closed_on_time FROM case_case") { row in
                let onTime: Int? = try row.getIfPresent("closed_on_time")
                let state: String = try row.get("state")
                computed[try row.get("origin_number")] = "\(state) \(onTime.map { String($0) } ?? "-")"
            }
            return computed
        }
        let expected: [String: String] = try Self.expected()
        #expect(computed == expected)

        #expect(
            try await world.importer.run(file: Self.path, mapping: mapping)
                == CaseImportReport(read: 26_788, unchanged: 26_788)
        )
        let verification: CaseVerification = try await world.verification()
        #expect(verification.troubles == [])
        #expect((verification.cases, verification.entries) == (26_788, 26_788 + 21_915))
        try await checkStatistics(world)
    }

    /// What the file's own columns say; where it has no mark, what follows from the table: overdue.
    private static func expected() throws -> [String: String] {
        let reader: CSVReader = try CSVReader(try ByteSource(path: path))
        var expected: [String: String] = [:]
        while case .row(let row) = try reader.next() {
            let isOpen: Bool = row["CASE_STATUS"] == "Open"
            let closed: String = row["OnTime_Status"] == "ONTIME" ? "closed 1" : "closed 0"
            expected[row["CASE_ENQUIRY_ID"] ?? ""] = isOpen ? "handling -" : closed
        }
        return expected
    }

    private func checkStatistics(_ world: CaseImportWorld) async throws {
        let (byOnTime, byDepartment, counted): (CaseCounts, CaseCounts, CaseCounts) =
            try await world.database.read { [statistics = world.statistics] db in
                (
                    try statistics.counts(by: [.onTime], in: db),
                    try statistics.counts(by: [.department, .onTime], in: db),
                    try statistics.recounted(by: [.department, .onTime], in: db)
                )
            }
        #expect(byOnTime.rows.map(\.onTime) == [true, false, nil])
        #expect(byOnTime.rows.map(\.count) == [17_275, 4_640, 4_873])
        #expect(byDepartment == counted)
        #expect(byDepartment.total == 26_788)
        #expect(Set(byDepartment.rows.compactMap { $0.values[.department] }).count == 14)
        let located: [Int] = try await world.database.readRows("SELECT COUNT(lng) AS n FROM case_case") {
            try $0.get("n")
        }
        #expect(located == [26_788 - 4_653])
    }
}
