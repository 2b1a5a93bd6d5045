import CitySQL
import Dispatch
import GRDB
import Synchronization

/// One write that waits for its turn, with its value or error kept until the shared transaction is on the disk.
final class WriteJob: Sendable {
    /// Runs the body; answers what to call once the transaction is on the disk. It may be run again after a rollback.
    let run: @Sendable (SQLiteConnection) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void

    init<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        _ continuation: CheckedContinuation<Value, any Error>
    ) {
        run = { connection in
            let value: Value = try body(connection)
            let actions: [@Sendable () -> Void] = connection.commitActions
            return {
                for action in actions { action() }
                continuation.resume(returning: value)
            }
        }
        fail = { error in continuation.resume(throwing: error) }
    }
}

/// Takes writes from any task and runs all that are waiting as one transaction on one serial queue.
final class WriteQueue: Sendable {
    private static let batchMax: Int = 256

    private struct State {
        var waiting: [WriteJob] = []
        var draining: Bool = false
    }

    private let state: Mutex<State> = Mutex(State())
    private let queue: DispatchQueue = DispatchQueue(label: "streetwise.sqlite.write", qos: .userInitiated)
    private let writer: any DatabaseWriter

    init(writer: any DatabaseWriter) {
        self.writer = writer
    }

    func add(_ job: WriteJob) {
        let mustStart: Bool = state.withLock { state in
            state.waiting.append(job)
            defer { state.draining = true }
            return !state.draining
        }
        if mustStart { queue.async { self.drain() } }
    }

    private func drain() {
        while true {
            let batch: [WriteJob] = state.withLock { state in
                let count: Int = min(state.waiting.count, Self.batchMax)
                let batch: [WriteJob] = Array(state.waiting.prefix(count))
                state.waiting.removeFirst(count)
                if batch.isEmpty { state.draining = false }
                return batch
            }
            if batch.isEmpty { return }
            commit(batch)
        }
    }

    /// Runs a batch as one transaction. First without savepoints, since inside one the engine keeps old pages in a list
    /// that every statement walks; only if a job fails after it has changed something is the batch undone and run again
    /// with a savepoint around each.
    private func commit(_ batch: [WriteJob]) {
        do {
            if try !attempt(batch, inSavepoints: false) { _ = try attempt(batch, inSavepoints: true) }
        } catch {
            for job in batch { job.fail(error) }
        }
    }

    /// Answers false when the batch was undone and must be run again. Throws when the transaction itself failed, and
    /// then no job has been told anything yet.
    private func attempt(_ batch: [WriteJob], inSavepoints: Bool) throws -> Bool {
        var finished: [@Sendable () -> Void] = []
        var failed: [@Sendable () -> Void] = []
        let isDone: Bool = try writer.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            do {
                for job in batch {
                    let connection: SQLiteConnection = SQLiteConnection(db)
                    do {
                        finished.append(
                            inSavepoints ? try runInSavepoint(job, connection, db) : try job.run(connection)
                        )
                    } catch {
                        guard db.isInsideTransaction else { throw error }
                        if !inSavepoints, connection.hasWritten {
                            try db.execute(sql: "ROLLBACK")
                            return false
                        }
                        failed.append { job.fail(error) }
                    }
                }
                try db.execute(sql: "COMMIT")
                return true
            } catch {
                if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
                throw error
            }
        }
        guard isDone else { return false }
        for tell in failed { tell() }
        for finish in finished { finish() }
        return true
    }

    /// Runs one job; what it did is undone when it fails.
    private func runInSavepoint(
        _ job: WriteJob,
        _ connection: SQLiteConnection,
        _ db: Database
    ) throws -> @Sendable () -> Void {
        try db.cachedStatement(sql: "SAVEPOINT job").execute()
        do {
            let finish = try job.run(connection)
            try db.cachedStatement(sql: "RELEASE job").execute()
            return finish
        } catch {
            if db.isInsideTransaction {
                try db.cachedStatement(sql: "ROLLBACK TO job").execute()
                try db.cachedStatement(sql: "RELEASE job").execute()
            }
            throw error
        }
    }
}
