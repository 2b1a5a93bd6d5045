import CityCore
import CityEvents
package import CitySQL
package import Logging
import ServiceLifecycle

/// Carries the outbox into the stream, in its order. One process of the city does so at a time; where it died, or has
/// lost the servers, another goes on. What the stream holds last says where: nothing is left out, nothing comes twice.
package struct EventRelay: Service {
    /// The relay's name among the outbox's readers, so that nothing is forgotten before it is in the stream.
    package static let reader: String = "relay.nats"
    private static let batchMax: Int = 200
    private static let noteEvery: Duration = .seconds(10)

    private let database: any SQLDatabase
    private let nats: NATSConnection
    private let stream: EventStream
    private let wakes: AsyncStream<Void>
    private let logger: Logger

    package init(
        database: any SQLDatabase,
        nats: NATSConnection,
        wakes: AsyncStream<Void>,
        logger: Logger
    ) throws {
        self.database = database
        self.nats = nats
        stream = try EventStream(nats)
        self.wakes = wakes
        self.logger = logger
    }

    package func run() async throws {
        var isWell: Bool = true
        for await _ in wakes.cancelOnGracefulShutdown() where nats.isConnected {
            do {
                let isMine: Void? = try await database.withLock("events.relay", waitingFor: .zero) {
                    try await follow()
                }
                if isMine == nil { try await pause() } else { isWell = true }
            } catch is CancellationError {
                return
            } catch {
                if isWell { logger.warning("events wait in the outbox", metadata: ["error": "\(error)"]) }
                isWell = false
            }
        }
    }

    /// Another process is at it: asks again in a while.
    private func pause() async throws {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
    }

    /// Follows the outbox for as long as all is well.
    private func follow() async throws {
        let newest = try await stream.newest()
        let known: Int64? = try await place(of: newest.event)
        var place: Int64 = try await notedPlace()
        if let known { place = known }
        var number: UInt64 = newest.number
        // One by one where some of what follows may be in the stream already.
        let isSure: Bool = known != nil || number == 0
        try await carry(from: &place, number: &number, limit: isSure ? Self.batchMax : 1)
        try await note(place)
        var noted: (place: Int64, at: ContinuousClock.Instant) = (place, .now)
        for await _ in wakes.cancelOnGracefulShutdown() {
            try await carry(from: &place, number: &number, limit: Self.batchMax)
            if noted.place != place, ContinuousClock.now - noted.at > Self.noteEvery {
                try await note(place)
                noted = (place, .now)
            }
        }
        try await note(place)
    }

    private func carry(from place: inout Int64, number: inout UInt64, limit: Int) async throws {
        while true {
            let after: Int64 = place
            let events: [StoredEvent] = try await database.read { db in
                try Outbox.events(after: after, limit: limit, in: db)
            }
            guard let last = events.last else { return }
            number = try await stream.append(events, after: number)
            place = last.sequence
        }
    }

    /// The stream's newest event says where to go on; nil where the outbox does not know it, as after a restored copy.
    private func place(of event: StreamedEvent?) async throws -> Int64? {
        guard let event else { return nil }
        return try await database.read { db in
            let same: StoredEvent? = try Outbox.events(after: event.sequence - 1, limit: 1, in: db).first
            return same?.id == event.id ? event.sequence : nil
        }
    }

    private func notedPlace() async throws -> Int64 {
        try await database.read { db in try Outbox.place(of: Self.reader, in: db) }
    }

    private func note(_ place: Int64) async throws {
        try await database.write { db in try Outbox.move(Self.reader, to: place, in: db) }
    }
}
