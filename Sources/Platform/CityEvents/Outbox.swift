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
    /// Which process published it; nil for those from before processes had names.
    package var origin: String?

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
        ),
        Migration("events.0002.origin", both: ["ALTER TABLE event_outbox ADD COLUMN origin TEXT"]),
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

    /// The name of this process, new each time it starts.
    package let origin: String
    private let ids: IDSource
    private let wake: @Sendable () -> Void

    /// - Parameter wake: called after a commit that published something.
    package init(ids: IDSource, origin: String = UUID().uuidString, wake: @escaping @Sendable () -> Void) {
        self.ids = ids
        self.origin = origin
        self.wake = wake
    }

    package func publish<Event: CityEvent>(_ event: Event, at now: Timestamp, in db: any SQLConnection) throws {
        let payload: SQLJSON<Event> = SQLJSON(event)
        try db.send(
            """
            INSERT INTO event_outbox (id, topic, area, organisation, payload, at, origin)
            VALUES (
                \(ids.make(now)), \(Event.topic), \(event.area), \(event.organisation), \(payload), \(now), \(origin)
            )
            """
        )
        db.onCommit(wake)
    }

    /// Events after a place in the outbox, oldest first.
    package static func events(after sequence: Int64, limit: Int, in db: any SQLConnection) throws -> [StoredEvent] {
        try db.rows(
            """
            SELECT sequence, id, topic, area, organisation, payload, at, origin FROM event_outbox
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
                at: try row.get("at"),
                origin: try row.getIfPresent("origin")
            )
        }
    }

    package static func lastSequence(in db: any SQLConnection) throws -> Int64 {
        try db.value("SELECT COALESCE(MAX(sequence), 0) FROM event_outbox")
    }

    /// How far a reader has come.
    package static func place(of reader: String, in db: any SQLConnection) throws -> Int64 {
        try db.valueIfPresent("SELECT sequence FROM event_position WHERE subscriber = \(reader)") ?? 0
    }

    package static func move(_ reader: String, to sequence: Int64, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO event_position (subscriber, sequence) VALUES (\(reader), \(sequence))
            ON CONFLICT (subscriber) DO UPDATE SET sequence = excluded.sequence
            """
        )
    }

    /// A reader that will not come back holds nothing up.
    package static func forget(_ reader: String, in db: any SQLConnection) throws {
        try db.run("DELETE FROM event_position WHERE subscriber = \(reader)")
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
