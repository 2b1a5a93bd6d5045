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
}

/// Who is woken when something was published: the dispatcher, and the feed of open pages.
package struct EventWakes: Sendable {
    package let dispatcher: AsyncStream<Void>
    package let feed: AsyncStream<Void>
    package let wake: @Sendable () -> Void

    init() {
        let (dispatcher, first) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let (feed, second) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.dispatcher = dispatcher
        self.feed = feed
        wake = {
            first.yield()
            second.yield()
        }
    }
}

/// Carries what is published to the pages that are open, from the outbox, in its order.
struct LiveFeed: Service {
    let database: any SQLDatabase
    let hub: LiveHub
    let wakes: AsyncStream<Void>
    let logger: Logger

    func run() async throws {
        var last: Int64 = try await database.read { db in try Outbox.lastSequence(in: db) }
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
            let events: [LiveEvent] = try await database.read { db in try Self.events(after: after, limit: 500, in: db)
            }
            guard let newest = events.last else { return last }
            hub.publish(events)
            last = newest.sequence
        }
    }

    static func events(after sequence: Int64, limit: Int, in db: any SQLConnection) throws -> [LiveEvent] {
        try Outbox.events(after: sequence, limit: limit, in: db).map { event in
            LiveEvent(
                sequence: event.sequence,
                topic: event.topic,
                area: event.area,
                organisation: event.organisation,
                json: event.payload
            )
        }
    }
}
