import CityCore
import CitySQL
import CitySQLite
import CityServer
import CityTestSupport
import Testing

@Suite struct SchemaTests {
    private func city() async throws -> (City, TemporaryFolder) {
        let folder: TemporaryFolder = try TemporaryFolder()
        var settings: CitySettings = CitySettings()
        settings.dataFolder = folder.path
        settings.lightPasswords = true
        return (try City(settings, clock: TestClock().city, database: try SQLiteDatabase()), folder)
    }

    @Test func theSchemaIsTheOneWrittenDown() async throws {
        let (city, folder) = try await city()
        try await city.prepare()
        let statements: [String] = try await city.database.read { db in
            try db.rows(
                """
                SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'case_search_%'
                ORDER BY tbl_name, type DESC, name
                """
            ).map { try $0.get("sql", as: String.self) }
        }
        try Golden.expect(statements.joined(separator: ";\n\n") + ";\n", at: "schema/sqlite.sql")
        withExtendedLifetime(folder) {}
    }

    @Test func landedMigrationsAreNotEdited() async throws {
        let (city, folder) = try await city()
        let lines: [String] = City.migrations(of: city.modules).map { migration in
            "\(migration.id) \(migration.checksum(for: .sqlite)) \(migration.checksum(for: .postgres))"
        }
        try Golden.expect(lines.joined(separator: "\n") + "\n", at: "schema/checksums.txt")
        withExtendedLifetime(folder) {}
    }

    @Test func preparingTwiceChangesNothing() async throws {
        let (city, folder) = try await city()
        #expect(try await !city.prepare().isEmpty)
        #expect(try await city.prepare().isEmpty)
        withExtendedLifetime(folder) {}
    }

    /// The lists that must be answered from an index, however many cases there are.
    @Test(
        arguments: [
            ("newest", "SELECT id FROM case_case ORDER BY reported_at DESC, id DESC LIMIT 51"),
            ("a county", "SELECT id FROM case_case WHERE county = 'x' ORDER BY reported_at DESC, id DESC LIMIT 51"),
            ("a state", "SELECT id FROM case_case WHERE state = 'x' ORDER BY reported_at DESC, id DESC LIMIT 51"),
            (
                "a department's state",
                "SELECT id FROM case_case WHERE organisation = 'x' AND state = 'y' ORDER BY reported_at DESC, id DESC LIMIT 51"
            ),
            (
                "an inbox",
                "SELECT id FROM case_case WHERE turn_role = 'x' AND county = 'y' ORDER BY due_order, id LIMIT 51"
            ),
            (
                "a lamp",
                "SELECT id FROM case_case WHERE lamp = 'red' AND county = 'y' ORDER BY reported_at DESC, id DESC LIMIT 51"
            ),
            (
                "lamps to change",
                "SELECT id FROM case_case WHERE lamp_changes_at <= 5 ORDER BY lamp_changes_at LIMIT 200"
            ),
            ("nearby", "SELECT id FROM case_case WHERE cell IN (1, 2, 3) AND reported_at >= 5"),
            ("an origin", "SELECT id FROM case_case WHERE origin_system = 'x' AND origin_number = 'y'"),
        ] as [(String, String)]
    )
    func aListIsAnsweredFromAnIndex(name: String, sql: String) async throws {
        let (city, folder) = try await city()
        try await city.prepare()
        let plan: String = try await city.database.read { db in
            try db.rows(SQLQuery(trusted: "EXPLAIN QUERY PLAN " + sql)).map { try $0.get("detail", as: String.self) }
                .joined(separator: "\n")
        }
        #expect(plan.contains("USING") && plan.contains("INDEX case_by_"), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN case_case\n"), "\(plan)")
        withExtendedLifetime(folder) {}
    }
}
