package import CityCore
package import CitySQL
package import Logging
import ServiceLifecycle

/// Somebody who wants to hear of events. The handler gets those that have come since, in order and some hundred at a
/// time, in a transaction that also moves the subscriber's place: what it does to the database happens once; anything
/// else it does may happen again.
package struct Subscription: Sendable {
    package var name: String
    package var topics: Set<String>
    /// Whether it writes nothing but its own tables and publishes no events, and so need not wait for other writes. What
    /// it reads of others may be newer than the events; those that tell of it come after.
    package var isAside: Bool
    package var handle: @Sendable ([StoredEvent], any SQLConnection) throws -> Void

    package init(
        _ name: String,
        topics: Set<String>,
        isAside: Bool = false,
        handle: @escaping @Sendable ([StoredEvent], any SQLConnection) throws -> Void
    ) {
        self.name = name
        self.topics = topics
        self.isAside = isAside
        self.handle = handle
    }
}

/// Carries events from the outbox to their subscribers within this process, in order, at least once.
package struct EventDispatcher: Service {
    private static let batchMax: Int = 200

    private let database: any SQLDatabase
    private let subscriptions: [Subscription]
    private let clock: CityClock
    private let logger: Logger
    private let wakes: AsyncStream<Void>

    package init(
        database: any SQLDatabase,
        subscriptions: [Subscription],
        clock: CityClock,
        logger: Logger,
        wakes: AsyncStream<Void>
    ) {
        self.database = database
        self.subscriptions = subscriptions
        self.clock = clock
        self.logger = logger
        self.wakes = wakes
    }

    package func run() async throws {
        await deliverAll()
        for await _ in wakes.cancelOnGracefulShutdown() {
            let start: ContinuousClock.Instant = .now
            await deliverAll()
            if !takesTurns { continue }
            // Nine tenths of the time of writing are the city's; events that come meanwhile are a batch.
            do { try await Task.sleep(for: (ContinuousClock.now - start) * 9) } catch { return }
        }
    }

    /// Whether the city's own writes wait for a delivery.
    private var takesTurns: Bool { !subscriptions.allSatisfy { $0.isAside && database.hasAsides } }

    /// Delivers all that is waiting, to every subscriber.
    package func deliverAll() async {
        for subscription in subscriptions {
            do {
                while try await deliverBatch(to: subscription, limit: Self.batchMax) == Self.batchMax {}
            } catch {
                if Self.isPassing(error) { return }
                await deliverOneByOne(to: subscription)
            }
        }
    }

    /// Whether it is no fault of the event: the process is stopping, or the database is away or full. The event is taken
    /// again at the next wake.
    private static func isPassing(_ error: any Error) -> Bool {
        if Task.isCancelled || error is CancellationError { return true }
        let code: CityError.Code? = (error as? CityError)?.code
        return code == .unavailable || code == .storageFull || code == .exhausted
    }

    /// A batch failed: goes on event by event, and puts aside the one that cannot be handled, with its error.
    private func deliverOneByOne(to subscription: Subscription) async {
        for _ in 0..<Self.batchMax {
            do {
                if try await deliverBatch(to: subscription, limit: 1) == 0 { return }
            } catch {
                if Self.isPassing(error) { return }
                logger.error(
                    "event not handled",
                    metadata: ["subscriber": "\(subscription.name)", "error": "\(error)"]
                )
                do { try await putAside(for: subscription, error: error) } catch { return }
            }
        }
    }

    /// Looks first, so that a process that is woken for nothing does not take the city's turn of writing.
    private func deliverBatch(to subscription: Subscription, limit: Int) async throws -> Int {
        let isWaiting: Bool = try await database.read { db in
            try !Self.waiting(for: subscription, limit: 1, in: db).isEmpty
        }
        if !isWaiting { return 0 }
        return try await write(for: subscription) { db in
            let events: [StoredEvent] = try Self.waiting(for: subscription, limit: limit, in: db)
            let wanted: [StoredEvent] = events.filter { subscription.topics.contains($0.topic) }
            if !wanted.isEmpty { try subscription.handle(wanted, db) }
            if let last = events.last { try Outbox.move(subscription.name, to: last.sequence, in: db) }
            return events.count
        }
    }

    private func write<Value: Sendable>(
        for subscription: Subscription,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        guard subscription.isAside else { return try await database.write(body) }
        return try await database.writeAside(subscription.name, body)
    }

    private func putAside(for subscription: Subscription, error: any Error) async throws {
        let now: Timestamp = clock.now()
        try await write(for: subscription) { db in
            guard let event = try Self.waiting(for: subscription, limit: 1, in: db).first else { return }
            try db.run(
                """
                INSERT INTO event_failure (subscriber, sequence, error, at)
                VALUES (\(subscription.name), \(event.sequence), \("\(error)"), \(now))
                ON CONFLICT (subscriber, sequence) DO NOTHING
                """
            )
            try Outbox.move(subscription.name, to: event.sequence, in: db)
        }
    }

    private static func waiting(
        for subscription: Subscription,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [StoredEvent] {
        let place: Int64 = try Outbox.place(of: subscription.name, in: db)
        return try Outbox.events(after: place, limit: limit, in: db)
    }
}
