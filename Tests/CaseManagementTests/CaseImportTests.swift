import CaseManagement
import CityContracts
import CityCore
import CityEvents
import CityRegistry
import CitySQL
import CityTestSupport
import CityWorkflow
import Foundation
import Testing

@Suite(.everyEngine) struct CaseImportTests {
    /// Closed in time, closed late, closed without a target, open and overdue, open without a target, cancelled.
    static let good: String = SmallTable.table(
        "A1,已结案,2015-01-05 09:00:00,2015-01-06 09:00:00,2015-01-06 09:00:00,是,井盖破损,车城路1号,110.78,32.65,城管局,市容环境,暴露垃圾,热线",
        "A2,已结案,2015-01-05 09:00:00,2015-01-06 09:00:00,2015-01-06 09:00:01,否,路面积水,,110.78,32.65,城管局,市容环境,暴露垃圾,采集",
        "A3,已结案,2015-01-05 09:00:00,,2015-03-06 09:00:00,是,x,,,,城管局,,,热线",
        "A4,处置中,2015/1/7 9:05,2015/1/9 9:05,,,路灯不亮,,0,0,PARK,,,热线",
        "A5,处置中,2015-01-07 09:05:00,,,,路灯不亮,,110.8,32.6,PARK,,,热线",
        "A6,作废,2015-01-07 09:05:00,2015-01-09 09:05:00,2015-01-08 09:05:00,,误报,,110.8,32.6,,,,热线"
    )

    @Test func aTableBecomesCasesWithTheirPast() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let report: CaseImportReport = try await world.run(Self.good, try SmallTable.parsed())
        #expect(report == CaseImportReport(read: 6, imported: 6, unchanged: 0, rejected: 0))
        #expect(
            try await world.cases("origin_number, number, state, source, closed_on_time, version, history_count") == [
                "A1|4203032015010500001|closed|hotline_12345|1|1|2",
                "A2|4203032015010500002|closed|collector|0|1|2",
                "A3|4203032015010500003|closed|hotline_12345|1|1|2",
                "A4|4203032015010700001|handling|hotline_12345|-|1|1",
                "A5|4203032015010700002|handling|hotline_12345|-|1|1",
                "A6|4203032015010700003|cancelled|hotline_12345|-|1|2",
            ]
        )
        #expect(
            try await world.cases("origin_number, lng, area, address, description") == [
                "A1|110.78|420303|车城路1号|井盖破损", "A2|110.78|420303||路面积水", "A3|-|420303||x",
                "A4|-|420303||路灯不亮", "A5|110.8|420303||路灯不亮", "A6|110.8|420303||误报",
            ]
        )
        #expect(try await world.verification().troubles == [])
    }

    @Test func theHistorySaysWhereACaseComesFromAndHowItEnded() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        _ = try await world.run(Self.good, try SmallTable.parsed())
        #expect(
            try await world.histories("c.origin_number, h.action, h.from_state, h.to_state, h.at, h.actor") == [
                "A1|import|-|handling|1420419600000|system", "A1|close|handling|closed|1420506000000|system",
                "A2|import|-|handling|1420419600000|system", "A2|close|handling|closed|1420506001000|system",
                "A3|import|-|handling|1420419600000|system", "A3|close|handling|closed|1425603600000|system",
                "A4|import|-|handling|1420592700000|system", "A5|import|-|handling|1420592700000|system",
                "A6|import|-|pending_dispatch|1420592700000|system",
                "A6|cancel|pending_dispatch|cancelled|1420679100000|system",
            ]
        )
        let data: [String] = try await world.histories("h.data")
        #expect(
            data.first
                == #"{"importedAt":"\#(world.clock.now)","number":"A1","status":"已结案","system":"zhangwan-old"}"#
        )
    }

    @Test func anOpenCaseIsWithItsDepartmentAndRunsAgainstItsTarget() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        world.clock.set(to: Timestamp(milliseconds: 1_420_592_700_000 + 1_000))
        // The case that was closed in March lies in the future and is rejected.
        #expect(
            try await world.run(Self.good, try SmallTable.parsed())
                == CaseImportReport(read: 6, imported: 5, rejected: 1)
        )
        let department: Organisation = try #require(world.registry.current.organisations.find(code: "PARK"))
        let target: Int64 = 1_420_592_700_000 + 2 * 86_400_000
        #expect(
            try await world.cases("turn_role, turn_organisation, due_at, stage_due_at, lamp, lamp_changes_at")
                .dropFirst(2)
                == [
                    "department|\(department.id)|\(target)|\(target)|green|\(target - 34_560_000 + 1)",
                    "department|\(department.id)|-|-|-|-", "-|-|\(target)|-|-|-",
                ]
        )
        let clocks: [String] = try await world.database.readRows(
            "SELECT kind, limit_amount, limit_unit, deadline FROM case_clock ORDER BY position"
        ) { row in
            "\(try row.get("kind", as: String.self)) \(try row.get("limit_amount", as: Int.self)) "
                + "\(try row.get("limit_unit", as: String.self)) \(try row.get("deadline", as: Int64.self))"
        }
        #expect(clocks == ["handling 2880 minute \(target)", "total 2880 minute \(target)"])
    }

    @Test func missingDepartmentsAreMadeOnceUnderTheArea() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let mapping: CaseMapping = try SmallTable.parsed { $0.departments.names = ["PARK": "园林局"] }
        _ = try await world.run(Self.good, mapping)
        #expect(world.registry.current.organisations.all.map(\.name).sorted() == ["园林局", "城管局"])
        #expect(Set(world.registry.current.organisations.all.map(\.area)) == ["420303"])
        #expect(world.registry.current.area("420303")?.name == "张湾区")
        let more: String = SmallTable.table("B1,处置中,2015-01-07 09:05:00,,,,x,,,,城管局,,,热线")
        _ = try await world.run(more, mapping)
        #expect(world.registry.current.organisations.all.count == 2)
    }

    @Test func importingAgainChangesNothing() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let mapping: CaseMapping = try SmallTable.parsed()
        _ = try await world.run(Self.good, mapping)
        let before: [String] = try await world.cases("id, number, version, state, history_hash, updated_at, closed_at")
        world.clock.advance(by: .days(3))
        // Spaces and another spelling of the same moment say the same.
        let again: String = Self.good.replacingOccurrences(
            of: "A4,处置中,2015/1/7 9:05",
            with: " A4 , 处置中,2015-01-07 09:05:00"
        )
        #expect(try await world.run(again, mapping) == CaseImportReport(read: 6, unchanged: 6))
        #expect(try await world.cases("id, number, version, state, history_hash, updated_at, closed_at") == before)
    }

    @Test func aRowThatHasChangedMovesItsCaseOn() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let mapping: CaseMapping = try SmallTable.parsed()
        _ = try await world.run(Self.good, mapping)
        world.clock.advance(by: .days(1))
        let changed: String = Self.good
            .replacingOccurrences(
                of: "A4,处置中,2015/1/7 9:05,2015/1/9 9:05,,,路灯不亮",
                with: "A4,已结案,2015/1/7 9:05,2015/1/9 9:05,2015/1/10 9:05,否,路灯已亮"
            )
            .replacingOccurrences(
                of: "A5,处置中,2015-01-07 09:05:00,,",
                with: "A5,处置中,2015-01-07 09:05:00,2030-01-01 00:00:00,"
            )
        #expect(try await world.run(changed, mapping) == CaseImportReport(read: 6, imported: 2, unchanged: 4))
        #expect(
            try await world.cases("origin_number, version, state, closed_on_time, lamp, turn_role, description")
                .dropFirst(3).prefix(2) == [
                    "A4|2|closed|0|-|-|路灯已亮", "A5|2|handling|-|green|department|路灯不亮",
                ]
        )
        #expect(
            try await world.histories("c.origin_number, h.action, h.from_state, h.to_state, h.at").dropFirst(6).prefix(
                4
            )
                == [
                    "A4|import|-|handling|1420592700000", "A4|import|handling|closed|\(world.clock.now.milliseconds)",
                    "A5|import|-|handling|1420592700000", "A5|import|handling|handling|\(world.clock.now.milliseconds)",
                ]
        )
        let stopped: [Int] = try await world.database.readRows(
            "SELECT COUNT(*) AS n FROM case_clock WHERE stopped_at IS NOT NULL"
        ) { try $0.get("n") }
        #expect(stopped == [2])
        #expect(try await world.verification().troubles == [])
        #expect(try await world.run(changed, mapping) == CaseImportReport(read: 6, unchanged: 6))
    }

    @Test func eachTransactionIsToldOnce() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let mapping: CaseMapping = try SmallTable.parsed()
        _ = try await world.run(Self.good, mapping)
        _ = try await world.run(Self.good, mapping)
        let events: [StoredEvent] = try await world.database.read { db in
            try Outbox.events(after: 0, limit: 100, in: db)
        }.filter { $0.topic == CasesImported.topic }
        let cases: [String] = try await world.cases("id")
        #expect(
            try events.map { try $0.decoded(as: CasesImported.self) }
                == [CasesImported(system: "zhangwan-old", area: "420303", added: 6, changed: 0, cases: cases)]
        )
    }

    @Test func manyBatchesAreReadAndWrittenInOrder() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let count: Int = CaseImporter.batchRows * 2 + 17
        let rows: [String] = (0..<count).map { number in
            "N\(10_000 + number),处置中,2015-01-07 09:05:00,,,,第\(number)件,,,,城管局,,,热线"
        }
        var seen: [CaseImportReport] = []
        let report: CaseImportReport = try await world.importer.run(
            bytes: Array(([SmallTable.header] + rows).joined(separator: "\n").utf8),
            mapping: try SmallTable.parsed(),
            progress: { seen.append($0) }
        )
        #expect(report == CaseImportReport(read: count, imported: count))
        #expect(seen.map(\.imported) == [CaseImporter.batchRows, CaseImporter.batchRows * 2, count])
        #expect(try await world.cases("number").last == "42030320150107\(String(count + 100_000).dropFirst())")
        #expect(try await world.verification().isSound)
    }
}
