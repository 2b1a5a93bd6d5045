import CityAccess
import CityCore
import Dispatch
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct HashingDeskTests {
    /// Work that goes on until the test lets it end, and how many did it at once.
    private final class Gate: Sendable {
        private let semaphore: DispatchSemaphore = DispatchSemaphore(value: 0)
        private let counts: Mutex<(now: Int, most: Int)> = Mutex((0, 0))

        var most: Int { counts.withLock { $0.most } }

        func work() {
            counts.withLock { counts in
                counts.now += 1
                counts.most = max(counts.most, counts.now)
            }
            semaphore.wait()
            counts.withLock { $0.now -= 1 }
        }

        func open(_ count: Int) {
            for _ in 0..<count { semaphore.signal() }
        }
    }

    @Test func aFewAtATimeAndACrowdIsSentAway() async throws {
        let desk: HashingDesk = HashingDesk(atOnce: 2, waitingMax: 3)
        let gate: Gate = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...5 { group.addTask { try await desk.perform { gate.work() } } }
            while await desk.crowd < 5 { await Task.yield() }
            let error: CityError? = await #expect(throws: CityError.self) { try await desk.perform {} }
            #expect(error?.code == .exhausted)
            #expect(error?.retryAfterSeconds == 5)
            gate.open(5)
            try await group.waitForAll()
        }
        #expect(gate.most == 2)
        #expect(await desk.done == 5)
        #expect(await desk.crowd == 0)
        #expect(try await desk.perform { 42 } == 42)
    }

    @Test func failedWorkGivesItsPlaceBack() async throws {
        let desk: HashingDesk = HashingDesk(atOnce: 1, waitingMax: 0)
        for _ in 1...3 {
            await #expect(throws: CityError.self) { try await desk.perform { throw CityError.fault("x") } }
        }
        #expect(try await desk.perform { 42 } == 42)
    }
}
