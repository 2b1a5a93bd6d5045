import CityCore
import CitySQL
import Dispatch
import Synchronization

/// One read that waits for a connection.
struct ReadJob: Sendable {
    let ticket: ReadTicket
    /// Runs the body; answers what to call when the transaction is over.
    let run: @Sendable (PostgresConnection) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}

/// Whether a read still has somebody who wants its answer.
final class ReadTicket: Sendable {
    private enum State {
        case waiting
        case running(Canceller)
        case cancelled
        case over
    }

    private let state: Mutex<State> = Mutex(.waiting)

    /// The server is told while the lock is held, so that the connection cannot meanwhile begin something else.
    func cancel() {
        state.withLock { state in
            switch state {
            case .waiting: state = .cancelled
            case .running(let canceller):
                canceller.cancel()
                state = .cancelled
            case .cancelled, .over: break
            }
        }
    }

    func begin(_ canceller: Canceller) throws {
        try state.withLock { state in
            if case .cancelled = state { throw CancellationError() }
            state = .running(canceller)
        }
    }

    /// Answers whether it was cancelled meanwhile.
    func end() -> Bool {
        state.withLock { state in
            if case .cancelled = state { return true }
            state = .over
            return false
        }
    }
}

/// Reads, each a transaction that sees one moment of the database, on as many connections as there are workers.
final class ReadLane: Sendable {
    private static let waitingMax: Int = 10_000

    private struct State {
        var waiting: [ReadJob] = []
        var idle: [PostgresWorker]
    }

    private let state: Mutex<State>
    private let workers: [PostgresWorker]
    private let cancelling: DispatchQueue = DispatchQueue(label: "streetwise.postgres.cancel")

    init(settings: PostgresSettings, outage: Outage) {
        let workers: [PostgresWorker] = (1...max(1, settings.readers)).map {
            PostgresWorker("read\($0)", settings: settings, outage: outage)
        }
        self.workers = workers
        state = Mutex(State(idle: workers.reversed()))
    }

    func add(_ job: ReadJob) {
        enum Step {
            case start(PostgresWorker)
            case wait
            case refuse
        }
        let step: Step = state.withLock { state in
            if state.waiting.count >= Self.waitingMax { return .refuse }
            state.waiting.append(job)
            // The one that worked last is the warmest.
            if let worker = state.idle.popLast() { return .start(worker) }
            return .wait
        }
        switch step {
        case .start(let worker): worker.queue.async { self.drain(worker) }
        case .refuse: job.fail(PostgresErrors.crowded)
        case .wait: break
        }
    }

    func cancel(_ ticket: ReadTicket) {
        cancelling.async { ticket.cancel() }
    }

    func close() {
        for worker in workers { worker.queue.sync { worker.drop() } }
    }

    private func drain(_ worker: PostgresWorker) {
        while true {
            let next: ReadJob? = state.withLock { state in
                if state.waiting.isEmpty {
                    state.idle.append(worker)
                    return nil
                }
                return state.waiting.removeFirst()
            }
            guard let next else { return }
            run(next, worker)
        }
    }

    private func run(_ job: ReadJob, _ worker: PostgresWorker) {
        var retry: Retry = Retry()
        while true {
            do {
                return try worker.withSession { session in try self.once(job, session) }()
            } catch let failure as PostgresFailure where failure.isWorthAnotherTry && retry.waits() {
                continue
            } catch {
                if job.ticket.end() {
                    // The order to stop may still be on its way, and must not hit the next one.
                    worker.drop()
                    return job.fail(CancellationError())
                }
                return job.fail(error)
            }
        }
    }

    private func once(_ job: ReadJob, _ session: PostgresSession) throws -> @Sendable () -> Void {
        try job.ticket.begin(session.canceller)
        try session.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        do {
            let finish = try job.run(PostgresConnection(session))
            if job.ticket.end() { throw CancellationError() }
            try session.command("COMMIT")
            return finish
        } catch {
            if !session.isLost { _ = try? session.command("ROLLBACK") }
            guard let failure = session.failure, failure.isWorthAnotherTry || failure.endsConnection else {
                throw error
            }
            if failure.isOfPreparedStatement { try session.forgetStatements() }
            throw failure
        }
    }
}
