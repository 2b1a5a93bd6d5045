import CityContracts
import CityCore
import CityEvents
import CityHTTP
import CitySQL
import Logging
import ServiceLifecycle

/// The topics that open pages may listen to.
package enum CityTopics {
    package static let cases: String = CaseChanged.topic
    package static let registry: String = RegistryChanged.topic
    package static let alerts: String = AlertChanged.topic
    package static let safetyAlarms: String = SafetyAlarmChanged.topic
    package static let orders: String = OrderChanged.topic
    package static let tasks: String = TaskChanged.topic
    package static let dutyAlarms: String = DutyAlarmChanged.topic
    package static let help: String = HelpChanged.topic
    package static let incidents: String = IncidentChanged.topic
}

/// Follows the outbox, in its order: first renews what this process holds in memory and another one has changed, then
/// tells the pages that are open here.
struct LiveFeed: Service {
    let database: any SQLDatabase
    let hub: LiveHub
    let wakes: AsyncStream<Void>
    /// The outbox's place when the memory was filled.
    let start: Int64
    let renew: @Sendable ([StoredEvent]) async throws -> Void
    let logger: Logger

    private static let batchMax: Int = 500

    func run() async throws {
        var last: Int64 = start
        for await _ in wakes.cancelOnGracefulShutdown() {
            do {
                last = try await publish(after: last)
            } catch {
                logger.error("live feed", metadata: ["error": "\(error)"])
            }
        }
        hub.closeAll()
    }

    private func publish(after start: Int64) async throws -> Int64 {
        var last: Int64 = start
        while true {
            let after: Int64 = last
            let events: [StoredEvent] = try await database.read { db in
                try Outbox.events(after: after, limit: Self.batchMax, in: db)
            }
            guard let newest = events.last else { return last }
            try await renew(events)
            hub.publish(events.map(LiveEvent.init))
            last = newest.sequence
        }
    }
}

extension LiveEvent {
    init(_ event: StoredEvent) {
        self.init(
            sequence: event.sequence,
            topic: event.topic,
            area: event.area,
            organisation: event.organisation,
            json: event.payload
        )
    }
}
