package import CityCore

/// Brings a database to the newest schema, one transaction per migration.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    package init(_ migrations: [Migration]) throws {
        var seen: Set<String> = []
        for migration in migrations where !seen.insert(migration.id).inserted {
            throw CityError.fault("two migrations are called \(migration.id)")
        }
        self.migrations = migrations
    }

    /// Applies what is missing and answers the ids of it. Refuses when an applied migration has changed since, or
    /// when the database knows migrations that this program does not: it belongs to a newer version.
    /// Several processes may begin at once: one migrates, the others wait for it.
    package func migrate(_ database: any SQLDatabase, at now: Timestamp) async throws -> [String] {
        let done: [String]? = try await database.withLock("schema", waitingFor: .seconds(600)) {
            try await apply(to: database, at: now)
        }
        guard let done else {
            throw CityError(
                .unavailable,
                "schema.busy",
                Wording(
                    "另一个进程正在升级数据库，请稍后再启动",
                    "Another process is upgrading the database; please start again later"
                ),
                retryAfterSeconds: 60
            )
        }
        return done
    }

    private func apply(to database: any SQLDatabase, at now: Timestamp) async throws -> [String] {
        let applied: [String: String] = try await appliedChecksums(database)
        try check(applied, dialect: database.dialect)
        var done: [String] = []
        for migration in migrations where applied[migration.id] == nil {
            try await database.write { db in
                if db.dialect == .postgres { try db.run("SET LOCAL statement_timeout = 0") }
                for statement in migration.statements(for: db.dialect) {
                    try db.run(SQLQuery(trusted: statement))
                }
                try db.run(
                    """
                    INSERT INTO schema_migration (id, checksum, applied_at)
                    VALUES (\(migration.id), \(migration.checksum(for: db.dialect)), \(now))
                    """
                )
            }
            done.append(migration.id)
        }
        return done
    }

    private func appliedChecksums(_ database: any SQLDatabase) async throws -> [String: String] {
        try await database.write { db in
            try db.run(
                """
                CREATE TABLE IF NOT EXISTS schema_migration (
                    id TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL
                )
                """
            )
            var checksums: [String: String] = [:]
            for row in try db.rows("SELECT id, checksum FROM schema_migration") {
                checksums[try row.get("id")] = try row.get("checksum", as: String.self)
            }
            return checksums
        }
    }

    private func check(_ applied: [String: String], dialect: SQLDialect) throws {
        var unknown: Set<String> = Set(applied.keys)
        for migration in migrations {
            unknown.remove(migration.id)
            if let checksum = applied[migration.id], checksum != migration.checksum(for: dialect) {
                throw CityError.fault("migration \(migration.id) was changed after it had been applied")
            }
        }
        guard unknown.isEmpty else {
            throw CityError(
                .unavailable,
                "schema.newer",
                Wording(
                    "数据库由更新版本的程序建立，请升级程序",
                    "The database was made by a newer version of the program; please upgrade the program"
                ),
                detail: "unknown migrations: \(unknown.sorted())"
            )
        }
    }
}
