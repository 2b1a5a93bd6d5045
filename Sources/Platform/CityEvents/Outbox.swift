package import CityCore
package import CitySQL
import FoundationEssentials

/// Something that happened, told to other parts of the city. Past tense; fields are only ever added, and optional.
package protocol CityEvent: Codable, Sendable {
    /// `domain.thing_happened`
    static var topic: String { get }
    /// The area that it belongs to: who may not see the area may not hear of it.
    var area: String { get }
    /// The organisation that it is for, where rights go by that too.
    var organisation: OrganisationID? { get }
}

extension CityEvent {
    package var organisation: OrganisationID? { nil }
}

/// An event as the outbox keeps it.
package struct StoredEvent: Sendable {
    package var sequence: Int64
    package var id: String
    package var topic: String
    package var area: String
    package var organisation: OrganisationID?
    package var payload: String
    package var at: Timestamp

    package func decoded<Event: CityEvent>(as type: Event.Type) throws -> Event {
        try JSONDecoder().decode(Event.self, from: Data(payload.utf8))
    }
}

/// Where events are written, in the same transaction as the change that they tell of, so that neither exists without
/// the other.
package struct Outbox: Sendable {
    package static let migrations: [Migration] = [
        Migration(
            "events.0001.outbox",
            sqlite: [outboxTable.replacing("SERIAL_KEY", with: "INTEGER PRIMARY KEY AUTOINCREMENT")] + otherTables,
            postgres: [outboxTable.replacing("SERIAL_KEY", with: "BIGSERIAL PRIMARY KEY")] + otherTables
        )
    ]

    private static let outboxTable: String = """
        CREATE TABLE event_outbox (
            sequence SERIAL_KEY, id TEXT NOT NULL, topic TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT,
            payload TEXT NOT NULL, at BIGINT NOT NULL
        )
        """

    private static let otherTables: [String] = [
        "CREATE TABLE event_position (subscriber TEXT PRIMARY KEY, sequence BIGINT NOT NULL)",
        """
        CREATE TABLE event_failure (
            subscriber TEXT NOT NULL, sequence BIGINT NOT NULL, error TEXT NOT NULL, at BIGINT NOT NULL,
            PRIMARY KEY (subscriber, sequence)
        )
        """,
    ]

    private let ids: IDSource
    private let wake: @Sendable () -> Void

    /// - Parameter wake: called after a commit that published something.
    package init(ids: IDSource, wake: @escaping @Sendable () -> Void) {
        self.ids = ids
        self.wake = wake
    }

    package func publish<Event: CityEvent>(_ event: Event, at now: Timestamp, in db: any SQLConnection) throws {
        let payload: SQLJSON<Event> = SQLJSON(event)
        try db.send(
            """
            INSERT INTO event_outbox (id, topic, area, organisation, payload, at)
            VALUES (\(ids.make(now)), \(Event.topic), \(event.area), \(event.organisation), \(payload), \(now))
            """
        )
        db.onCommit(wake)
    }

    /// Events after a place in the outbox, oldest first.
    package static func events(after sequence: Int64, limit: Int, in db: any SQLConnection) throws -> [StoredEvent] {
        try db.rows(
            """
            SELECT sequence, id, topic, area, organisation, payload, at FROM event_outbox
            WHERE sequence > \(sequence) ORDER BY sequence LIMIT \(limit)
            """
        ).map { row in
            StoredEvent(
                sequence: try row.get("sequence"),
                id: try row.get("id"),
                topic: try row.get("topic"),
                area: try row.get("area"),
                organisation: try row.getIfPresent("organisation"),
                payload: try row.get("payload"),
                at: try row.get("at")
            )
        }
    }

    package static func lastSequence(in db: any SQLConnection) throws -> Int64 {
        try db.value("SELECT COALESCE(MAX(sequence), 0) FROM event_outbox")
    }

    /// Forgets old events that every subscriber has seen; all old ones where there is no subscriber.
    package static func prune(before time: Timestamp, in db: any SQLConnection) throws {
        try db.run(
            """
            DELETE FROM event_outbox WHERE at < \(time)
            AND sequence <= (SELECT COALESCE(MIN(sequence), 9223372036854775807) FROM event_position)
            """
        )
    }
}
