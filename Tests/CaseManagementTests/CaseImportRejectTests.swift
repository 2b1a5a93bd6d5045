import CaseManagement
import CityCore
import CityRegistry
import CityTabular
import CityTestSupport
import Foundation
import Testing

@Suite(.everyEngine) struct CaseImportRejectTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        var row: String
        var field: String
        var reason: String

        init(_ row: String, _ field: String, _ reason: String) {
            self.row = row
            self.field = field
            self.reason = reason
        }

        var testDescription: String { "\(field) \(reason)" }
    }

    static let bad: [Bad] = [
        Bad("B1,已结案,2015-01-05 09:00:00,,2015-01-05 08:59:59,,x,,,,局,,,热线", "closed_at", "case.closed_before_opened"),
        Bad(",处置中,2015-01-05 09:00:00,,,,x,,,,局,,,热线", "number", "case.field_missing"),
        Bad("B2,处置中,,,,,x,,,,局,,,热线", "opened_at", "case.field_missing"),
        Bad("B3,处置中,5.1.2015,,,,x,,,,局,,,热线", "opened_at", "case.time"),
        Bad("B4,处置中,1969-12-31 00:00:00,,,,x,,,,局,,,热线", "opened_at", "case.before_1970"),
        Bad("B5,处置中,2115-01-05 09:00:00,,,,x,,,,局,,,热线", "opened_at", "case.in_future"),
        Bad("B6,已结案,2015-01-05 09:00:00,,,,x,,,,局,,,热线", "closed_at", "case.closed_without_time"),
        Bad("B7,处置中,2015-01-05 09:00:00,,2015-01-06 09:00:00,,x,,,,局,,,热线", "closed_at", "case.open_with_close_time"),
        Bad("B8,完成,2015-01-05 09:00:00,,,,x,,,,局,,,热线", "status", "case.unknown_value"),
        Bad("B9,处置中,2015-01-05 09:00:00,,,,x,,,,局,,,电报", "source", "case.unknown_value"),
        Bad("C1,处置中,2015-01-05 09:00:00,,,,x,,190,32,局,,,热线", "lng", "coordinate.lng"),
        Bad("C2,处置中,2015-01-05 09:00:00,,,,x,,32,110,局,,,热线", "lat", "coordinate.lat"),
        Bad("C3,处置中,2015-01-05 09:00:00,,,,x,,110.7,,局,,,热线", "lat", "case.half_coordinate"),
        Bad("C4,处置中,2015-01-05 09:00:00,,,,x,,110.7,北纬32,局,,,热线", "lat", "case.not_a_number"),
        Bad("C5,处置中,2015-01-05 09:00:00,,,,x,,,,,,,热线", "department", "case.no_department"),
        Bad(
            "C6,已结案,2015-01-05 09:00:00,2015-01-05 10:00:00,2015-01-05 09:30:00,否,x,,,,局,,,热线",
            "on_time",
            "case.on_time_differs"
        ),
        Bad(
            "C7,已结案,2015-01-05 09:00:00,2015-01-05 10:00:00,2015-01-05 10:30:00,是,x,,,,局,,,热线",
            "on_time",
            "case.on_time_differs"
        ),
        Bad("C8,已结案,2015-01-05 09:00:00,,2015-01-05 09:30:00,大概,x,,,,局,,,热线", "on_time", "case.unknown_value"),
        Bad("C9,处置中,2015-01-05 09:00:00,,,,x,,,,局,,", "", "csv.field_count"),
    ]

    @Test(arguments: bad) func aBadRowIsRejectedWithItsReason(bad: Bad) async throws {
        let rejects: [[String]] = try await rejects(of: SmallTable.table(bad.row), try SmallTable.parsed())
        #expect(rejects.map { [$0[0], $0[1], $0[2]] } == [["2", bad.field, bad.reason]])
        #expect(rejects.first?.dropFirst(5).joined(separator: ",").hasPrefix(bad.row.prefix(12)) == true)
    }

    @Test func allThatIsWrongWithARowIsInItsLine() async throws {
        let row: String = ",完成,2015,,,,x,,190,99,局,,,电报"
        let rejects: [[String]] = try await rejects(of: SmallTable.table(row), try SmallTable.parsed())
        #expect(rejects.map { $0[1] } == ["opened_at number status source lng lat"])
    }

    @Test func aNumberThatStandsTwiceIsTakenOnce() async throws {
        let table: String = SmallTable.table(
            "D1,处置中,2015-01-05 09:00:00,,,,first,,,,局,,,热线",
            "D1,处置中,2015-01-05 09:00:00,,,,second,,,,局,,,热线",
            "D2,处置中,broken,,,,x,,,,局,,,热线",
            "D2,处置中,2015-01-05 09:00:00,,,,after a bad one,,,,局,,,热线"
        )
        let world: CaseImportWorld = try await CaseImportWorld()
        #expect(
            try await world.run(table, try SmallTable.parsed()) == CaseImportReport(read: 4, imported: 2, rejected: 2)
        )
        #expect(try await world.cases("description") == ["first", "after a bad one"])
    }

    @Test func departmentsAreNotMadeUnlessTheMappingSaysSo() async throws {
        let mapping: CaseMapping = try SmallTable.parsed { $0.departments.createMissing = false }
        let row: String = "E1,处置中,2015-01-05 09:00:00,,,,x,,,,局,,,热线"
        let rejects: [[String]] = try await rejects(of: SmallTable.table(row), mapping)
        #expect(rejects.map { [$0[1], $0[2]] } == [["department", "case.unknown_department"]])
    }

    @Test func ofAKnownEditionTheClassMustBeInTheTable() async throws {
        let world: CaseImportWorld = try await CaseImportWorld(seedingClasses: true)
        let mapping: CaseMapping = try CaseMapping(json: Array(SmallTable.mapping.utf8))
        let small: SmallClass = try #require(
            world.registry.current.classes.smalls(of: "gbt30428-reference", kind: .event).first
        )
        let table: String = SmallTable.table(
            "F1,处置中,2015-01-05 09:00:00,,,,x,,,,局,\(small.key.big),\(small.key.small),热线",
            "F2,处置中,2015-01-05 09:00:00,,,,x,,,,局,\(small.bigName.zh),\(small.name.zh),热线",
            "F3,处置中,2015-01-05 09:00:00,,,,x,,,,局,,,热线",
            "F4,处置中,2015-01-05 09:00:00,,,,x,,,,局,天文,流星,热线"
        )
        let (report, rejected): (CaseImportReport, [[String]]) = try await CaseImportWorld.withFile { path in
            (try await world.run(table, mapping, rejects: path), try Self.rows(path))
        }
        #expect(report == CaseImportReport(read: 4, imported: 3, rejected: 1))
        #expect(rejected.map { [$0[1], $0[2]] } == [["class_small", "case.unknown_class"]])
        let key: String = "gbt30428-reference|event|\(small.key.big)|\(small.key.small)"
        #expect(try await world.cases("edition, kind, big, small") == [key, key, "-|-|-|-"])
    }

    @Test func ofAnotherEditionTheWordsAreTheCodes() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let mapping: CaseMapping = try SmallTable.parsed {
            $0.classes = CaseMapping.Classes(edition: "old", kind: .event)
        }
        _ = try await world.run(
            SmallTable.table("G1,处置中,2015-01-05 09:00:00,,,,x,,,,局,树/草,倒伏,热线"),
            mapping
        )
        #expect(try await world.cases("edition, big, small") == ["old|树-草|倒伏"])
    }

    private func rejects(of table: String, _ mapping: CaseMapping) async throws -> [[String]] {
        let world: CaseImportWorld = try await CaseImportWorld()
        let (report, rejected): (CaseImportReport, [[String]]) = try await CaseImportWorld.withFile { path in
            (try await world.run(table, mapping, rejects: path), try Self.rows(path))
        }
        #expect(report == CaseImportReport(read: 1, rejected: 1))
        return rejected
    }

    private static func rows(_ path: String) throws -> [[String]] {
        let reader: CSVReader = try CSVReader(try ByteSource(path: path))
        var rows: [[String]] = []
        while let record = try reader.next() {
            switch record {
            case .row(let row): rows.append(row.fields)
            case .rejected(let reject): rows.append(reject.row.fields)
            }
        }
        return rows
    }
}
