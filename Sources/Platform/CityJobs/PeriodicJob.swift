import CityCore
package import Logging
import ServiceLifecycle

/// Work that comes again: timers of cases, clearing up, refreshing what the planner knows.
package struct PeriodicJob: Sendable {
    package var name: String
    package var every: Duration
    package var run: @Sendable () async throws -> Void

    package init(_ name: String, every: Duration, run: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.every = every
        self.run = run
    }
}

/// Runs the periodic jobs, each on its own beat. A job that fails is logged and comes again; none stops another.
package struct JobRunner: Service {
    private let jobs: [PeriodicJob]
    private let logger: Logger
    private let ended: @Sendable (_ job: String, _ took: Duration, _ failed: Bool) -> Void

    /// - Parameter ended: told of every run.
    package init(
        jobs: [PeriodicJob],
        logger: Logger,
        ended: @escaping @Sendable (_ job: String, _ took: Duration, _ failed: Bool) -> Void = { _, _, _ in }
    ) {
        self.jobs = jobs
        self.logger = logger
        self.ended = ended
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for job in jobs {
                    group.addTask { await repeatUntilCancelled(job) }
                }
            }
        }
    }

    private func repeatUntilCancelled(_ job: PeriodicJob) async {
        while !Task.isCancelled {
            let start: ContinuousClock.Instant = .now
            do {
                try await job.run()
                ended(job.name, .now - start, false)
            } catch is CancellationError {
                return
            } catch {
                ended(job.name, .now - start, true)
                logger.error("job failed", metadata: ["job": "\(job.name)", "error": "\(error)"])
            }
            try? await Task.sleep(for: job.every)
        }
    }
}
