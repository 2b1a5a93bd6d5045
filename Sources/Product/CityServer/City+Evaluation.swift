import CityCore
import CityEvents
import Evaluation
import Logging

extension City {
    /// Works out everything that has happened to cases since evaluation last looked, for commands that run without a
    /// server beside them.
    package func catchUpEvaluation() async throws {
        let dispatcher: EventDispatcher = EventDispatcher(
            database: database,
            subscriptions: evaluation.subscriptions,
            clock: clock,
            logger: Logger(label: "streetwise.evaluation"),
            wakes: AsyncStream { $0.finish() }
        )
        await dispatcher.deliverAll()
        while try await evaluation.filling.step() {}
    }
}
