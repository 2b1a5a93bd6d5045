import CitySQL
import Dispatch
import GRDB
import Synchronization

/// One write that waits for its turn, with its value or error kept until the shared transaction is on the disk.
final class WriteJob: Sendable {
    /// Runs the body; answers what to call after the commit, given the error of the commit if there was one.
    let run: @Sendable (SQLiteConnection) throws -> @Sendable ((any Error)?) -> Void
    let fail: @Sendable (any Error) -> Void

    init<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        _ continuation: CheckedContinuation<Value, any Error>
    ) {
        run = { connection in
            let value: Value = try body(connection)
            let actions: [@Sendable () -> Void] = connection.commitActions
            return { error in
                if let error { return continuation.resume(throwing: error) }
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

    private func commit(_ batch: [WriteJob]) {
        var finished: [@Sendable ((any Error)?) -> Void] = []
        var left: ArraySlice<WriteJob> = batch[...]
        do {
            try writer.writeWithoutTransaction { db in
                try db.execute(sql: "BEGIN IMMEDIATE")
                do {
                    while let job = left.first {
                        if batch.count == 1 {
                            finished.append(try job.run(SQLiteConnection(db)))
                        } else if let finish = try runInSavepoint(job, db) {
                            finished.append(finish)
                        }
                        left.removeFirst()
                    }
                    try db.execute(sql: "COMMIT")
                } catch {
                    if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
                    throw error
                }
            }
            for finish in finished { finish(nil) }
        } catch {
            for finish in finished { finish(error) }
            for job in left { job.fail(error) }
        }
    }

    /// Runs one of several jobs. Its own error is told to its caller only; an error that ended the whole transaction is
    /// thrown. A job that is alone needs no savepoint, and must not have one: inside a savepoint the engine keeps old
    /// pages in a list that every statement walks, which makes long writes quadratic.
    private func runInSavepoint(_ job: WriteJob, _ db: Database) throws -> (@Sendable ((any Error)?) -> Void)? {
        try db.cachedStatement(sql: "SAVEPOINT job").execute()
        do {
            let finish = try job.run(SQLiteConnection(db))
            try db.cachedStatement(sql: "RELEASE job").execute()
            return finish
        } catch {
            guard db.isInsideTransaction else { throw error }
            try db.cachedStatement(sql: "ROLLBACK TO job").execute()
            try db.cachedStatement(sql: "RELEASE job").execute()
            job.fail(error)
            return nil
        }
    }
}
