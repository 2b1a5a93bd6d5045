import CityCore
import CityEvents
import CitySQL
import CityTestSupport
import Logging
import Synchronization
import Testing

private struct ThingHappened: CityEvent {
    static let topic: String = "test.thing_happened"
    var area: String
    var number: Int
}

@Suite(.everyEngine) struct EventDispatcherTests {
    private let clock: TestClock = TestClock()
    private let ids: CountingIDs = CountingIDs()

    private func publish(_ numbers: Range<Int>, in database: any SQLDatabase) async throws {
        let outbox: Outbox = Outbox(ids: ids.source, wake: {})
        let now: Timestamp = clock.now
        try await database.write { db in
            for number in numbers {
                try outbox.publish(ThingHappened(area: "420302", number: number), at: now, in: db)
            }
        }
    }

    private func dispatcher(_ database: any SQLDatabase, _ subscription: Subscription) -> EventDispatcher {
        EventDispatcher(
            database: database,
            subscriptions: [subscription],
            clock: clock.city,
            logger: Logger(label: "test"),
            wakes: AsyncStream { $0.finish() }
        )
    }

    @Test func everyEventComesOnceAndInOrder() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<450, in: database)
        let heard: Heard = Heard()
        let dispatcher: EventDispatcher = dispatcher(database, heard.subscription)
        await dispatcher.deliverAll()
        await dispatcher.deliverAll()
        #expect(heard.numbers == Array(0..<450))
    }

    @Test func anEventOfARolledBackChangeIsNeverTold() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        let outbox: Outbox = Outbox(ids: ids.source, wake: {})
        let now: Timestamp = clock.now
        try? await database.write { db in
            try outbox.publish(ThingHappened(area: "", number: 1), at: now, in: db)
            throw CityError.fault("on purpose")
        }
        let heard: Heard = Heard()
        await dispatcher(database, heard.subscription).deliverAll()
        #expect(heard.numbers.isEmpty)
    }

    @Test func aHandlerThatFailsHoldsUpNobody() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<10, in: database)
        let heard: Heard = Heard(failingAt: 4)
        await dispatcher(database, heard.subscription).deliverAll()
        #expect(heard.numbers.filter { $0 != 4 }.suffix(5) == [5, 6, 7, 8, 9])
        let failures: Int = try await database.read { db in try db.value("SELECT COUNT(*) FROM event_failure") }
        #expect(failures == 1)
    }

    /// A later number that is seen before an earlier one would make readers pass over the earlier one for ever.
    @Test func numbersAreSeenInTheirOrderWhileManyWrite() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        let neighbour: any SQLDatabase = try (database as? TestPostgresDatabase)?.another() ?? database
        async let seen: [Int64] = Self.follow(database, until: 300)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    try await self.publish(number..<number + 1, in: number % 2 == 0 ? database : neighbour)
                }
            }
            try await group.waitForAll()
        }
        let sequences: [Int64] = try await seen
        #expect(sequences.count == 300)
        #expect(sequences == sequences.sorted())
    }

    private static func follow(_ database: any SQLDatabase, until count: Int) async throws -> [Int64] {
        var seen: [Int64] = []
        while seen.count < count {
            let last: Int64 = seen.last ?? 0
            seen += try await database.read { db in try Outbox.events(after: last, limit: 500, in: db).map(\.sequence) }
        }
        return seen
    }

    /// A database that is away, or a process that stops, says nothing of the event.
    @Test(arguments: [CityError.Code.unavailable, .storageFull, .exhausted])
    func whatWillPassIsTriedAgainAndNotPutAside(_ code: CityError.Code) async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<3, in: database)
        let isAway: Mutex<Bool> = Mutex(true)
        let seen: Mutex<[Int]> = Mutex([])
        let subscription: Subscription = Subscription("test", topics: [ThingHappened.topic]) { events, _ in
            if isAway.withLock({ $0 }) { throw CityError(code, "test.away", Wording("离线", "Away")) }
            let numbers: [Int] = try events.map { try $0.decoded(as: ThingHappened.self).number }
            seen.withLock { $0 += numbers }
        }
        await dispatcher(database, subscription).deliverAll()
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM event_failure", as: Int.self) } == 0)
        isAway.withLock { $0 = false }
        await dispatcher(database, subscription).deliverAll()
        #expect(seen.withLock { $0 } == [0, 1, 2])
    }

    @Test func whoIsStoppedLosesNoEvent() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<50, in: database)
        let subscription: Subscription = Heard().subscription
        let work: Task<Void, Never> = Task { await dispatcher(database, subscription).deliverAll() }
        work.cancel()
        await work.value
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM event_failure", as: Int.self) } == 0)
    }

    @Test func twoProcessesHaveEachEffectOnce() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        let neighbour: any SQLDatabase = try (database as? TestPostgresDatabase)?.another() ?? database
        // A second time would break the table's key, and the event be put aside under the subscriber's name.
        let subscription: Subscription = Subscription("test", topics: [ThingHappened.topic]) { events, db in
            for event in events {
                try db.run(
                    """
                    INSERT INTO event_failure (subscriber, sequence, error, at) VALUES ('effect', \(event.sequence), '', 0)
                    """
                )
            }
        }
        let (here, there) = (dispatcher(database, subscription), dispatcher(neighbour, subscription))
        for round in 0..<20 {
            try await publish(round * 10..<round * 10 + 10, in: round % 2 == 0 ? database : neighbour)
            async let one: Void = here.deliverAll()
            async let other: Void = there.deliverAll()
            _ = await (one, other)
        }
        let effects: [String] = try await database.read { db in
            try db.rows("SELECT subscriber FROM event_failure").map { try $0.get("subscriber") }
        }
        #expect(effects.count == 200)
        #expect(Set(effects) == ["effect"])
    }

    @Test func whatAllHaveSeenIsForgottenInTime() async throws {
        let database = try await TestDatabase.make(Outbox.migrations)
        try await publish(0..<5, in: database)
        await dispatcher(database, Heard().subscription).deliverAll()
        try await publish(5..<8, in: database)
        let later: Timestamp = clock.now + .days(1)
        try await database.write { db in try Outbox.prune(before: later, in: db) }
        // What the subscriber has not seen yet is kept, however old it is.
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM event_outbox", as: Int.self) } == 3)
    }
}

/// Remembers what it was told.
private final class Heard: Sendable {
    private let store: Mutex<[Int]> = Mutex([])
    private let failingAt: Int?

    init(failingAt: Int? = nil) {
        self.failingAt = failingAt
    }

    var numbers: [Int] { store.withLock { $0 } }

    var subscription: Subscription {
        Subscription("test", topics: [ThingHappened.topic]) { events, _ in
            let numbers: [Int] = try events.map { try $0.decoded(as: ThingHappened.self).number }
            if numbers.contains(where: { $0 == self.failingAt }) { throw CityError.fault("on purpose") }
            self.store.withLock { $0.append(contentsOf: numbers) }
        }
    }
}
