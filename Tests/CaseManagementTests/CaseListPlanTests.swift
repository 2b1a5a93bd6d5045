import CityAccess
import CityCore
import CityEvents
import CityHTTP
import CityRegistry
import CitySQL
import CityTestSupport
import CityWorkflow
import Testing

@testable import CaseManagement

/// The lists that must be answered from an index, however many cases there are: the queries as the store writes them,
/// with values, on a table that is large enough for the planner to care.
@Suite(.enabled(if: TestPostgres.isThere, "\(TestPostgres.whyNot)")) struct CaseListPlanTests {
    struct List: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// Any of them will do: with eight counties, the newest of one are soon found among the newest of all.
        var indexes: [String]
        var read: @Sendable (any SQLConnection) throws -> Int

        init(_ name: String, _ index: String, _ read: @escaping @Sendable (any SQLConnection) throws -> Int) {
            testDescription = name
            indexes = index == "case_search" ? [index] : [index, "case_by_time"]
            self.read = read
        }

        /// - Parameter rights: what the asker may see, one list of conditions for each of their grants.
        static func filtered(
            _ name: String,
            _ index: String,
            rights: [[SQLQuery]] = [[]],
            _ narrow: @escaping @Sendable (inout CaseFilter) -> Void
        ) -> List {
            List(name, index) { db in
                var filter: CaseFilter = CaseFilter()
                narrow(&filter)
                return try CaseListStore.page(filter, visibleIn: rights, try PageRequest(), in: db).items.count
            }
        }

        static func inbox(_ name: String, _ index: String, _ turns: [[SQLQuery]]) -> List {
            List(name, index) { db in try CaseListStore.inbox(turns, try PageRequest(), in: db).items.count }
        }
    }

    static let lists: [List] = [
        .filtered("newest", "case_by_time") { _ in },
        .filtered("a county", "case_by_county") { $0.area = "420302" },
        .filtered("a street", "case_by_street") { $0.area = "420302001" },
        .filtered("a state", "case_by_state") { $0.states = [.handling] },
        .filtered("all open states", "case_by_state") { $0.states = CaseState.open },
        .filtered("open in a county", "case_by_county_state") {
            $0.area = "420302"
            $0.states = CaseState.open
        },
        .filtered(
            "open, seen by two counties",
            "case_by_county_state",
            rights: [["county = '420302'"], ["county = '420303'"]]
        ) {
            $0.states = CaseState.open
        },
        .filtered("a department", "case_by_organisation") { $0.organisation = OrganisationID("o7") },
        .filtered("red lamps", "case_by_lamp") { $0.lamp = .red },
        .filtered("red lamps of a county", "case_by_county_lamp") {
            $0.area = "420302"
            $0.lamp = .red
        },
        .filtered("a class", "case_by_class") {
            $0.kind = "event"
            $0.big = "01"
            $0.small = "07"
        },
        .inbox("a county's dispatchers", "case_by_turn_county", [["turn_role = 'dispatcher'", "county = '420303'"]]),
        .inbox("a department's inbox", "case_by_turn", [["turn_role = 'handler'", "turn_organisation = 'o7'"]]),
        .inbox("a collector's inbox", "case_by_turn_account", [["turn_account = 'a3'"]]),
        .filtered("search", "case_search") { $0.text = "井盖" },
        List("open cases of a county on the map", "case_by_open_place") { db in
            var filter: CaseFilter = CaseFilter()
            filter.area = "420302"
            return try CaseMapStore.points(filter, visibleIn: [[]], in: db).count
        },
        List("figures of the map", "case_by_open_place") { db in
            try CaseMapStore.figures(by: .street, area: "420302", visibleIn: [[]], in: db).count
        },
        List("lamps to change", "case_by_lamp_change") { db in
            try CaseStore.withLampChange(until: Timestamp(milliseconds: 60_000), limit: 200, in: db).count
        },
        List("suspensions that end", "case_by_suspension") { db in
            try CaseStore.toResume(until: Timestamp(milliseconds: 60_000), limit: 200, in: db).count
        },
    ]

    @Test func everyImportantListIsAnsweredFromAnIndex() async throws {
        let database = try await TestPostgres.database(CaseMigrations.all)
        try await database.write { db in try Self.fill(60_000, db) }
        try await database.optimize()
        for list in Self.lists {
            let (found, plans): (Int, String) = try await database.read { db in
                let recorder: PlanRecorder = PlanRecorder(db)
                return (try list.read(recorder), recorder.plans.joined(separator: "\n"))
            }
            #expect(found > 0, "\(list.testDescription)")
            #expect(list.indexes.contains { plans.contains($0) }, "\(list.testDescription)\n\(plans)")
            #expect(!plans.contains("Seq Scan on case_case"), "\(list.testDescription)\n\(plans)")
        }
    }

    /// One case in fifty is open. Counties, streets, departments, classes are spread evenly.
    private static func fill(_ count: Int, _ db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO case_case (id, number, version, state, source, area, county, street, lng, lat, cell, address, edition,
                kind, big, small, description, urgent, organisation, turn_role, turn_organisation, turn_account,
                registrar, reported_at, due_order, lamp, lamp_changes_at, suspended_until, rework_count, return_count,
                extension_count, dispatch_count, suspension_count, supervision, appeal, history_hash, history_count,
                updated_at)
            SELECT 'case-' || n, 'N' || n, 1,
                CASE n % 50 WHEN 0 THEN 'handling' WHEN 1 THEN 'pending_dispatch' WHEN 2 THEN 'suspended'
                    ELSE 'closed' END,
                'collector', '42030' || n % 8 || '00' || n % 7, '42030' || n % 8, '42030' || n % 8 || '00' || n % 7,
                110.7, 32.6, n % 900, '人民路', 'e', 'event', '01', lpad((n % 40)::TEXT, 2, '0'), '垃圾', 0, 'o' || n % 90,
                CASE n % 50 WHEN 0 THEN 'handler' WHEN 1 THEN 'dispatcher' END,
                CASE n % 50 WHEN 0 THEN 'o' || (n / 50) % 90 END,
                CASE n % 50 WHEN 2 THEN 'a' || (n / 50) % 90 END,
                'a', n::BIGINT * 1000, n::BIGINT * 1000,
                CASE WHEN n % 50 < 3 THEN CASE n % 3 WHEN 0 THEN 'red' ELSE 'green' END END,
                CASE WHEN n % 50 < 3 THEN n::BIGINT * 100 END, CASE n % 50 WHEN 2 THEN n::BIGINT * 100 END,
                0, 0, 0, 0, 0, 'none', 'none', '', 0, 0
            FROM generate_series(1, \(count)) AS n
            """
        )
        try db.run(
            """
            INSERT INTO case_search (serial, words)
            SELECT serial, to_tsvector('simple', CASE WHEN serial % 300 = 0 THEN '井盖' ELSE '垃圾' END) FROM case_case
            """
        )
    }
}
