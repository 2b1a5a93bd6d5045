import CityCore
package import CityPostgres
package import CitySQL
import Foundation
import Synchronization

/// Databases on the PostgreSQL server that `STREETWISE_TEST_POSTGRES` names. The schema is made once for each list of
/// migrations, and every test gets a copy of it that goes with the object.
package enum TestPostgres {
    package static let url: String? = ProcessInfo.processInfo.environment["STREETWISE_TEST_POSTGRES"]
    package static var isThere: Bool { url != nil }
    package static let whyNot: String = "STREETWISE_TEST_POSTGRES is not set: scripts/postgres-test.sh run ./test"

    private static let templates: Templates = Templates()

    package static func database(_ migrations: [Migration]) async throws -> TestPostgresDatabase {
        let template: String = try await templates.name(for: migrations)
        let name: String = unusedName("test")
        try await admin().command("CREATE DATABASE \(name) TEMPLATE \(template)")
        return try TestPostgresDatabase(name)
    }

    /// A database without tables.
    package static func empty() async throws -> TestPostgresDatabase {
        let name: String = unusedName("test")
        try await admin().command("CREATE DATABASE \(name) TEMPLATE template0")
        return try TestPostgresDatabase(name)
    }

    /// Another database with the same content. Nobody may be connected to the first one.
    package static func copy(of database: TestPostgresDatabase) async throws -> TestPostgresDatabase {
        let name: String = unusedName("test")
        try await admin().command("CREATE DATABASE \(name) TEMPLATE \(database.name)")
        return try TestPostgresDatabase(name)
    }

    package static func url(of name: String) throws -> String {
        guard let url else { throw CityError.fault(whyNot) }
        return url + (url.contains("?") ? "&" : "?") + "dbname=" + name
    }

    package static func admin() throws -> PostgresDatabase {
        try PostgresDatabase(PostgresSettings(try url(of: "postgres")))
    }

    fileprivate static func unusedName(_ kind: String) -> String {
        "\(kind)_\(UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: ""))"
    }

    private actor Templates {
        private var making: [String: Task<String, any Error>] = [:]

        func name(for migrations: [Migration]) async throws -> String {
            let key: String = migrations.map { "\($0.id) \($0.checksum(for: .postgres))" }.joined(separator: "\n")
            if let known = making[key] { return try await known.value }
            let task: Task<String, any Error> = Task {
                let name: String = TestPostgres.unusedName("template")
                try await TestPostgres.admin().command("CREATE DATABASE \(name) TEMPLATE template0")
                let database: PostgresDatabase = try PostgresDatabase(PostgresSettings(try TestPostgres.url(of: name)))
                _ = try await Migrator(migrations).migrate(database, at: TestClock.monday)
                database.close()
                return name
            }
            making[key] = task
            return try await task.value
        }
    }
}

/// A PostgreSQL database that is dropped with the object.
package final class TestPostgresDatabase: SQLDatabase {
    package let inner: PostgresDatabase
    package let url: String
    fileprivate let name: String

    package var dialect: SQLDialect { .postgres }

    package var hasAsides: Bool { inner.hasAsides }

    fileprivate init(_ name: String) throws {
        self.name = name
        url = try TestPostgres.url(of: name)
        inner = try PostgresDatabase(PostgresSettings(url))
    }

    deinit {
        let name: String = name
        Task { try? await TestPostgres.admin().command("DROP DATABASE \(name) WITH (FORCE)") }
    }

    /// The same database as another process sees it.
    package func another() throws -> PostgresDatabase { try PostgresDatabase(PostgresSettings(url)) }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await inner.read(body)
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await inner.write(body)
    }

    package func writeAside<Value: Sendable>(
        _ turn: String,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await inner.writeAside(turn, body)
    }

    package func withLock<Value: Sendable>(
        _ name: String,
        waitingFor patience: Duration,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await inner.withLock(name, waitingFor: patience, body)
    }

    package func optimize() async throws { try await inner.optimize() }
}
