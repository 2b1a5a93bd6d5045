import CityCore
package import CitySQL
import Dispatch
import GRDB

/// The embedded engine: one file in WAL mode through GRDB, or memory for tests.
///
/// Durable means on the disk: `synchronous=FULL`. Writes that wait at the same time share one transaction and so one
/// flush (group commit); a refused one leaves no trace and harms no other (see `WriteQueue`).
package final class SQLiteDatabase: SQLDatabase {
    private let writer: any DatabaseWriter
    private let queue: WriteQueue

    package var dialect: SQLDialect { .sqlite }

    /// - Parameter sizeMaxPages: a limit of the file's size in pages of 4 KiB, for tests of a full disk.
    package init(path: String, readers: Int = 4, sizeMaxPages: Int? = nil) throws {
        var configuration: Configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA foreign_keys = ON")
            try db.execute(sql: "PRAGMA cache_size = -16000")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            // Freed content is overwritten where that costs no extra page.
            try db.execute(sql: "PRAGMA secure_delete = FAST")
            if let sizeMaxPages { try db.execute(sql: "PRAGMA max_page_count = \(sizeMaxPages)") }
        }
        do {
            let pool: DatabasePool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { db in
                // The pool sets NORMAL when it turns WAL on, which loses the last commits with the power.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "PRAGMA cache_size = -64000")
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
                try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
            }
            writer = pool
        } catch {
            throw SQLiteErrors.cityError(error, doing: "open \(path)")
        }
        queue = WriteQueue(writer: writer)
    }

    /// A database in memory that is gone with the object.
    package init() throws {
        var configuration: Configuration = Configuration()
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA foreign_keys = ON") }
        writer = try DatabaseQueue(configuration: configuration)
        queue = WriteQueue(writer: writer)
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await writer.read { db in
                try body(SQLiteConnection(db))
            }
        } catch {
            throw SQLiteErrors.cityError(error, doing: "read")
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                queue.add(WriteJob(body, continuation))
            }
        } catch {
            throw SQLiteErrors.cityError(error, doing: "write")
        }
    }

    /// Lets the engine refresh what its planner knows of the tables' contents; cheap when nothing has changed much.
    package func optimize() async throws {
        try await writer.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA analysis_limit = 20000")
            try db.execute(sql: "PRAGMA optimize = 0x10002")
        }
    }

    /// Copies the database as it is at this moment into a new file, while others go on writing.
    /// - Parameter progress: told the share that is done, from 0 to 1.
    package func copy(to path: String, progress: @escaping @Sendable (Double) -> Void) async throws {
        do {
            try await writer.read { source in
                // The copy is of the state that this first look holds on to.
                _ = try Int.fetchOne(source, sql: "SELECT COUNT(*) FROM sqlite_master")
                let target: DatabaseQueue = try DatabaseQueue(path: path)
                try target.inDatabase { target in
                    try source.backup(to: target, pagesPerStep: Self.pagesPerStep) { step in
                        let total: Int = max(1, step.totalPageCount)
                        progress(Double(total - step.remainingPageCount) / Double(total))
                    }
                }
                try target.close()
            }
        } catch {
            throw SQLiteErrors.cityError(error, doing: "copy to \(path)")
        }
    }

    private static let pagesPerStep: CInt = 4096
}
