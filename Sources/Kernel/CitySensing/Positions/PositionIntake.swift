package import CityCore
package import CitySQL
package import Logging
import ServiceLifecycle
import Synchronization

/// Takes positions from every door and tells each when they are on the disk. What comes while a transaction is under
/// way is the next transaction, so batches are as large as the load is.
package final class PositionIntake: Service {
    /// From here on doors take no more from a device than one message at a time.
    package static let tightAt: Int = 50_000
    private static let batchMax: Int = 5_000
    private static let retryAfter: Duration = .milliseconds(500)

    private struct Waiting {
        var sightings: [Sighting]
        var done: @Sendable ((any Error)?) -> Void
    }

    private struct State {
        var waiting: [Waiting] = []
        var count: Int = 0
        var isClosed: Bool = false
    }

    private let database: any SQLDatabase
    private let clock: CityClock
    private let logger: Logger
    private let state: Mutex<State> = Mutex(State())
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    package init(database: any SQLDatabase, clock: CityClock, logger: Logger) {
        self.database = database
        self.clock = clock
        self.logger = logger
        (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Positions that are not on the disk yet.
    package var waitingCount: Int { state.withLock { $0.count } }

    package var isTight: Bool { waitingCount >= Self.tightAt }

    /// - Parameter done: told once, without an error when all are on the disk.
    package func submit(_ sightings: [Sighting], done: @escaping @Sendable ((any Error)?) -> Void) {
        if sightings.isEmpty { return done(nil) }
        let isClosed: Bool = state.withLock { state in
            if state.isClosed { return true }
            state.waiting.append(Waiting(sightings: sightings, done: done))
            state.count += sightings.count
            return false
        }
        if isClosed { return done(CancellationError()) }
        wake.yield()
    }

    package func submit(_ sightings: [Sighting]) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            submit(sightings) { error in
                if let error { continuation.resume(throwing: error) } else { continuation.resume() }
            }
        }
    }

    package func run() async throws {
        for await _ in wakes.cancelOnGracefulShutdown() {
            while let batch = take() { await write(batch) }
        }
        // What came before the doors closed is still written.
        while let batch = take() { await write(batch) }
        let left: [Waiting] = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for each in left { each.done(CancellationError()) }
    }

    private func take() -> [Waiting]? {
        state.withLock { state in
            if state.waiting.isEmpty { return nil }
            var (size, end): (Int, Int) = (0, 0)
            while end < state.waiting.count, size < Self.batchMax {
                size += state.waiting[end].sightings.count
                end += 1
            }
            let batch: [Waiting] = Array(state.waiting[..<end])
            state.waiting.removeFirst(end)
            return batch
        }
    }

    /// Tries until it is written: a database that is away is waited for, and doors that hear nothing hold back.
    private func write(_ batch: [Waiting]) async {
        let sightings: [Sighting] = batch.flatMap(\.sightings)
        var failures: Int = 0
        while true {
            do {
                let now: Timestamp = clock.now()
                try await database.writeAside(Journal.turn) { db in try Journal.append(sightings, at: now, in: db) }
                state.withLock { $0.count -= sightings.count }
                for each in batch { each.done(nil) }
                return
            } catch {
                failures += 1
                if failures == 1 { logger.error("positions wait", metadata: ["error": "\(error)"]) }
                if (try? await Task.sleep(for: Self.retryAfter)) == nil {
                    state.withLock { $0.count -= sightings.count }
                    for each in batch { each.done(error) }
                    return
                }
            }
        }
    }
}
