import CityCore
import CityJobs
import Logging
import Synchronization
import Testing

@Suite struct JobRunnerTests {
    @Test func aFailingJobComesAgainAndStopsNoOther() async throws {
        let counts: Mutex<[String: Int]> = Mutex([:])
        let (ticks, tick) = AsyncStream<Void>.makeStream()
        let failing: PeriodicJob = PeriodicJob("failing", every: .milliseconds(1)) {
            counts.withLock { $0["failing", default: 0] += 1 }
            throw CityError.fault("on purpose")
        }
        let steady: PeriodicJob = PeriodicJob("steady", every: .milliseconds(1)) {
            let both: Bool = counts.withLock { counts in
                counts["steady", default: 0] += 1
                return counts["failing", default: 0] >= 3 && counts["steady", default: 0] >= 3
            }
            if both { tick.yield() }
        }
        var logger: Logger = Logger(label: "test")
        logger.logLevel = .critical
        let runner: JobRunner = JobRunner(jobs: [failing, steady], logger: logger)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await runner.run() }
            for await _ in ticks { break }
            group.cancelAll()
        }
        #expect(counts.withLock { ($0["failing"] ?? 0) >= 3 && ($0["steady"] ?? 0) >= 3 })
    }
}
