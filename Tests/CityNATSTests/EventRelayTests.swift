import CityCore
import CityEvents
import CityNATS
import CitySQL
import CityTestSupport
import Foundation
import Logging
import Synchronization
import Testing

private struct ThingHappened: CityEvent {
    static let topic: String = "test.thing_happened"
    var area: String
    var number: Int
}

private struct Line: Decodable {
    struct Body: Decodable {
        var number: Int
    }

    var sequence: Int64
    var id: String
    var topic: String
    var data: Body
}

private let servers: String? = ProcessInfo.processInfo.environment["STREETWISE_TEST_NATS"]

@Suite(.enabled(if: servers != nil, "STREETWISE_TEST_NATS is not set: scripts/nats-test.sh run ./test"))
struct EventRelayTests {
    private let ids: CountingIDs = CountingIDs()
    private let settings: NATSSettings

    init() throws {
        var settings: NATSSettings = try NATSSettings(servers ?? "nats://none")
        settings.stream = "TEST-\(UUID().uuidString)"
        self.settings = settings
    }

    private func connect() throws -> NATSConnection { try NATSConnection(settings, logger: Logger(label: "test")) }

    private func publish(_ numbers: Range<Int>, in database: any SQLDatabase) async throws {
        let outbox: Outbox = Outbox(ids: ids.source, wake: {})
        try await database.write { db in
            for number in numbers {
                try outbox.publish(ThingHappened(area: "420302", number: number), at: TestClock.monday, in: db)
            }
        }
    }

    /// Runs a relay until the outbox is in the stream.
    private func relay(_ database: any SQLDatabase) async throws {
        let wakes: AsyncStream<Void> = AsyncStream { line in
            line.yield()
            line.finish()
        }
        let nats: NATSConnection = try connect()
        let relay: EventRelay = try EventRelay(
            database: database,
            nats: nats,
            wakes: wakes,
            logger: Logger(label: "test")
        )
        try await relay.run()
    }

    private func lines(as reader: String) async throws -> [Line] {
        let heard: Heard = Heard()
        let nats: NATSConnection = try connect()
        try await EventStream(nats).follow(as: reader, quietFor: .seconds(1)) { heard.add($0) }
        return try heard.texts.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    @Test func theOutboxComesIntoTheStreamOnceAndInOrder() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<450, in: database)
        try await relay(database)
        try await publish(450..<500, in: database)
        try await relay(database)
        let lines: [Line] = try await lines(as: "one")
        #expect(lines.map(\.data.number) == Array(0..<500))
        #expect(Set(lines.map(\.id)).count == 500)
        #expect(lines.map(\.sequence) == Array(1...500))
        #expect(lines.allSatisfy { $0.topic == ThingHappened.topic })
    }

    @Test func aRelayThatDiedBeforeItNotedItsPlaceDoublesNothing() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<20, in: database)
        try await relay(database)
        try await database.write { db in try Outbox.forget(EventRelay.reader, in: db) }
        try await publish(20..<30, in: database)
        try await relay(database)
        #expect(try await lines(as: "one").map(\.data.number) == Array(0..<30))
    }

    @Test func anOutboxThatDoesNotKnowTheNewestEventDoublesNothing() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<5, in: database)
        try await relay(database)
        try await database.write { db in
            try Outbox.forget(EventRelay.reader, in: db)
            try db.run("DELETE FROM event_outbox WHERE sequence = 5")
        }
        try await publish(5..<9, in: database)
        try await relay(database)
        #expect(try await lines(as: "one").map(\.data.number) == Array(0..<9))
    }

    @Test func nothingIsForgottenBeforeItIsInTheStream() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<5, in: database)
        try await relay(database)
        try await publish(5..<8, in: database)
        try await database.write { db in try Outbox.prune(before: TestClock.monday + .days(60), in: db) }
        let kept: Int = try await database.read { db in try db.value("SELECT COUNT(*) FROM event_outbox") }
        #expect(kept == 3)
    }

    @Test func twoRelaysAtOnceDoubleNothing() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<10, in: database)
        let events: [StoredEvent] = try await database.read { db in try Outbox.events(after: 0, limit: 10, in: db) }
        let (one, other) = (try connect(), try connect())
        let (first, second) = (try EventStream(one), try EventStream(other))
        #expect(try await first.newest().number == 0)
        let place: UInt64 = try await first.append(Array(events.prefix(6)), after: 0)
        #expect(place == 6)
        await #expect(throws: (any Error).self) { try await second.append(Array(events.suffix(2)), after: 3) }
        #expect(try await second.append(Array(events.suffix(4)), after: 6) == 10)
        #expect(try await lines(as: "one").map(\.data.number) == Array(0..<10))
    }

    @Test func aReaderThatFailsIsGivenTheEventAgain() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<3, in: database)
        try await relay(database)
        let nats: NATSConnection = try connect()
        await #expect(throws: CityError.self) {
            try await EventStream(nats).follow(as: "one", quietFor: .seconds(1)) { text in
                if text.contains("\"number\":1") { throw CityError.fault("on purpose") }
            }
        }
        let again: Heard = Heard()
        try await EventStream(nats).follow(as: "one", quietFor: .seconds(12)) { again.add($0) }
        #expect(again.texts.count == 2)
        #expect(again.texts.first?.contains("\"number\":1") == true)
    }

    @Test func wordReachesOtherConnectionsAndNotOnesOwn() async throws {
        let (here, there) = (try connect(), try connect())
        let (own, others) = (Heard(), Heard())
        try here.listen(settings.wakeSubject) { own.add("") }
        try there.listen(settings.wakeSubject) { others.add("") }
        for _ in 0..<200 where others.texts.isEmpty {
            here.tell(settings.wakeSubject)
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(!others.texts.isEmpty)
        #expect(own.texts.isEmpty)
    }
}

struct AbsentNATSTests {
    @Test func withoutAServerTheOutboxKeepsWhatItHas() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        let nats: NATSConnection = try NATSConnection(
            try NATSSettings("nats://127.0.0.1:1"),
            logger: Logger(label: "test")
        )
        #expect(!nats.isConnected)
        nats.tell("nobody")
        let outbox: Outbox = Outbox(ids: CountingIDs().source, wake: {})
        try await database.write { db in
            try outbox.publish(ThingHappened(area: "", number: 1), at: TestClock.monday, in: db)
        }
        let wakes: AsyncStream<Void> = AsyncStream { line in
            line.yield()
            line.finish()
        }
        try await EventRelay(database: database, nats: nats, wakes: wakes, logger: Logger(label: "test")).run()
        let kept: Int = try await database.read { db in try db.value("SELECT COUNT(*) FROM event_outbox") }
        #expect(kept == 1)
    }

    @Test(arguments: ["", " , ", "http://a", "nats://a,http://b"])
    func wrongAddressesAreRefused(_ list: String) {
        #expect(throws: CityError.self) { try NATSSettings(list) }
    }

    @Test(arguments: [("a b", 1, nil), ("", 1, nil), ("CITY", 2, nil), ("CITY", 1, "key.pem")])
    func wrongSettingsAreRefused(_ stream: String, _ replicas: Int, _ key: String?) throws {
        var settings: NATSSettings = try NATSSettings("nats://a")
        (settings.stream, settings.replicas, settings.key) = (stream, replicas, key)
        #expect(throws: CityError.self) { try settings.check() }
    }

    @Test func severalServersMayBeNamed() throws {
        let settings: NATSSettings = try NATSSettings("tls://a:4222, b:4222")
        try settings.check()
        #expect(settings.urls == ["tls://a:4222", "tls://b:4222"])
    }
}

private final class Heard: Sendable {
    private let kept: Mutex<[String]> = Mutex([])
    var texts: [String] { kept.withLock { $0 } }
    func add(_ text: String) { kept.withLock { $0.append(text) } }
}
