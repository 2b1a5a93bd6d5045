import CityCore
import CitySQL
import CityServer
import CityTestSupport
import Testing

@Suite(.enabled(if: TestPostgres.isThere, "\(TestPostgres.whyNot)")) struct PostgresSchemaTests {
    @Test func theSchemaIsTheOneWrittenDown() async throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        var settings: CitySettings = CitySettings()
        settings.dataFolder = folder.path
        settings.lightPasswords = true
        let city: City = try City(settings, clock: TestClock().city, database: try await TestPostgres.database([]))
        try await city.prepare()
        let tables: [String] = try await city.database.read { db in
            let names: [String] = try db.rows(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
            ).map { try $0.get("tablename") }
            return try names.map { try Self.table($0, db) }
        }
        try Golden.expect(tables.joined(separator: "\n"), at: "schema/postgres.sql")
        #expect(try await city.prepare().isEmpty)
        withExtendedLifetime(folder) {}
    }

    /// As the server describes it: columns, constraints, indexes that are no constraint.
    private static func table(_ name: String, _ db: any SQLConnection) throws -> String {
        let columns: [String] = try db.rows(
            """
            SELECT '    ' || attname || ' ' || format_type(atttypid, atttypmod)
                || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                || COALESCE(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') AS line
            FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE attrelid = \(name)::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """
        ).map { try $0.get("line") }
        let constraints: [String] = try db.rows(
            """
            SELECT '    CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) AS line
            FROM pg_constraint WHERE conrelid = \(name)::regclass ORDER BY contype, conname
            """
        ).map { try $0.get("line") }
        let indexes: [String] = try db.rows(
            """
            SELECT pg_get_indexdef(indexrelid) || ';' AS line FROM pg_index
            WHERE indrelid = \(name)::regclass
                AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
            ORDER BY 1
            """
        ).map { try $0.get("line") }
        let body: String = (columns + constraints).joined(separator: ",\n")
        return "CREATE TABLE \(name) (\n\(body)\n);\n" + indexes.map { $0 + "\n" }.joined()
    }
}
