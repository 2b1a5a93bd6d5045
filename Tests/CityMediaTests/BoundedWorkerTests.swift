import CityCore
import Dispatch
import Synchronization
import Testing

@testable import CityMedia

@Suite struct BoundedWorkerTests {
    @Test(arguments: [1, 2, 5])
    func noMoreThanItsWidthRunAtOnce(_ width: Int) async throws {
        let worker: BoundedWorker = BoundedWorker("test", width: width, waitingMax: 100)
        let counts: Counts = Counts()
        let sum: Int = try await withThrowingTaskGroup { group in
            for number in 1...60 {
                group.addTask {
                    try await worker.run {
                        counts.begin()
                        let made: Int = Pictures.noisy(width: 40, height: 40).isEmpty ? 0 : number
                        counts.end()
                        return made
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 1830)
        #expect((1...width).contains(counts.most))
    }

    @Test func whenTooMuchWaitsTheNextIsRefused() async throws {
        let worker: BoundedWorker = BoundedWorker("test", width: 1, waitingMax: 0)
        let gate: DispatchSemaphore = DispatchSemaphore(value: 0)
        let (started, continuation) = AsyncStream.makeStream(of: Void.self)
        async let first: Int = worker.run {
            continuation.finish()
            gate.wait()
            return 1
        }
        for await _ in started {}
        let error: CityError? = await refusal { try await worker.run { 2 } }
        #expect(error?.code == .exhausted)
        #expect(error?.reason == "media.busy")
        #expect(error?.retryAfterSeconds == 5)
        gate.signal()
        #expect(try await first == 1)
    }

    @Test func anErrorGoesToWhoeverAskedAndTheNextRuns() async throws {
        let worker: BoundedWorker = BoundedWorker("test", width: 1, waitingMax: 4)
        let error: CityError? = await refusal { try await worker.run { throw CityError.fault("no") } }
        #expect(error?.detail == "no")
        #expect(try await worker.run { 7 } == 7)
    }
}

/// How many pieces of work run now, and ran at most.
private final class Counts: Sendable {
    private let state: Mutex<(now: Int, most: Int)> = Mutex((0, 0))

    var most: Int { state.withLock { $0.most } }

    func begin() {
        state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
    }

    func end() {
        state.withLock { $0.now -= 1 }
    }
}
