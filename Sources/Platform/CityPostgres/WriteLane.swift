import CityCore
import CitySQL
import Dispatch
import Synchronization

/// One write that waits for its turn, with its value or error kept until the shared transaction is on the disk.
struct WriteJob: Sendable {
    /// Runs the body; answers what to call once the transaction is on the disk. It may be run again after a rollback.
    let run: @Sendable (PostgresConnection) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}

/// Writes of this process, all that are waiting in one transaction, one transaction of its name at a time in the city.
///
/// The turn is an advisory lock that the transaction holds to its end. It gives every process what SQLite's single
/// writer gives one: a body sees all that was written before it and nobody writes beside it, so reading, deciding and
/// writing needs no further care; and what is numbered first is seen first (the outbox). Decision 10 has the figures.
final class WriteLane: Sendable {
    private static let batchMax: Int = 64
    private static let waitingMax: Int = 10_000
    /// In READ COMMITTED the first statement after the lock sees what its last holder wrote; a snapshot taken with the
    /// lock's own statement would not.
    private let begin: String

    private struct State {
        var waiting: [WriteJob] = []
        var isDraining: Bool = false
    }

    private enum Outcome {
        case over([@Sendable () -> Void])
        /// Undone: to be run again with a savepoint around each, to find out whose fault it was.
        case undone
    }

    private let state: Mutex<State> = Mutex(State())
    private let worker: PostgresWorker

    init(_ turn: String = "write", settings: PostgresSettings, outage: Outage) {
        worker = PostgresWorker(turn, settings: settings, outage: outage)
        begin = """
            BEGIN ISOLATION LEVEL READ COMMITTED;
            SELECT pg_advisory_xact_lock(\(LockName("streetwise.\(turn)").key))
            """
    }

    func add(_ job: WriteJob) {
        let (isTaken, mustStart): (Bool, Bool) = state.withLock { state in
            if state.waiting.count >= Self.waitingMax { return (false, false) }
            state.waiting.append(job)
            defer { state.isDraining = true }
            return (true, !state.isDraining)
        }
        if !isTaken { return job.fail(PostgresErrors.crowded) }
        if mustStart { worker.queue.async { self.drain() } }
    }

    func close() {
        worker.queue.sync { worker.drop() }
    }

    private func drain() {
        while true {
            let batch: [WriteJob] = state.withLock { state in
                let count: Int = min(state.waiting.count, Self.batchMax)
                let batch: [WriteJob] = Array(state.waiting.prefix(count))
                state.waiting.removeFirst(count)
                if batch.isEmpty { state.isDraining = false }
                return batch
            }
            if batch.isEmpty { return }
            commit(batch)
        }
    }

    private func commit(_ batch: [WriteJob]) {
        var inSavepoints: Bool = false
        var retry: Retry = Retry()
        while true {
            do {
                switch try worker.withSession({ try self.attempt(batch, inSavepoints: inSavepoints, $0) }) {
                case .over(let tell):
                    for one in tell { one() }
                    return
                case .undone: inSavepoints = true
                }
            } catch let failure as PostgresFailure where failure.isWorthAnotherTry && retry.waits() {
                continue
            } catch {
                for job in batch { job.fail(error) }
                return
            }
        }
    }

    private func attempt(_ batch: [WriteJob], inSavepoints: Bool, _ session: PostgresSession) throws -> Outcome {
        try session.begin(begin)
        var tell: [@Sendable () -> Void] = []
        for job in batch {
            let connection: PostgresConnection = PostgresConnection(session)
            do {
                tell.append(
                    inSavepoints ? try runInSavepoint(job, connection, session) : try run(job, connection, session)
                )
            } catch {
                if session.isLost { throw session.failure ?? error }
                if let failure = session.failure, failure.isWorthAnotherTry || failure.endsConnection {
                    try session.command("ROLLBACK")
                    if failure.isOfPreparedStatement { try session.forgetStatements() }
                    throw failure
                }
                if !inSavepoints, connection.hasWritten || session.isAborted {
                    try session.command("ROLLBACK")
                    if batch.count > 1 { return .undone }
                    return .over([{ job.fail(error) }])
                }
                tell.append { job.fail(error) }
            }
        }
        try finish(session)
        return .over(tell)
    }

    private func finish(_ session: PostgresSession) throws {
        do {
            guard try session.command("COMMIT") == "COMMIT" else {
                throw CityError.fault("the server rolled back instead of committing")
            }
        } catch let failure as PostgresFailure where failure.endsConnection {
            throw PostgresErrors.unknownOutcome(failure)
        }
    }

    /// A body that swallowed a statement's failure has failed: the server has undone its transaction.
    private func run(
        _ job: WriteJob,
        _ connection: PostgresConnection,
        _ session: PostgresSession
    ) throws -> @Sendable () -> Void {
        let finish: @Sendable () -> Void
        do {
            finish = try job.run(connection)
            try session.settle()
        } catch {
            session.settleQuietly()
            throw error
        }
        if session.isAborted, let failure = session.failure { throw failure }
        return finish
    }

    /// Runs one write; what it did is undone when it fails.
    private func runInSavepoint(
        _ job: WriteJob,
        _ connection: PostgresConnection,
        _ session: PostgresSession
    ) throws -> @Sendable () -> Void {
        try session.command("SAVEPOINT job")
        do {
            let finish = try run(job, connection, session)
            try session.command("RELEASE job")
            return finish
        } catch {
            if let failure = session.failure, failure.isWorthAnotherTry || failure.endsConnection { throw error }
            try session.command("ROLLBACK TO job; RELEASE job")
            session.forgive()
            throw error
        }
    }
}
