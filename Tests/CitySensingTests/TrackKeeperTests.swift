import CityCore
import CitySQL
import CityTestSupport
import Logging
import Synchronization
import Testing

@testable import CitySensing

/// Positions from the intake to the tracks, on both engines.
@Suite(.everyEngine) struct TrackKeeperTests {
    private let database: any SQLDatabase
    private let now: Timestamp = Timestamp(milliseconds: 1_795_000_000_000)

    init() async throws {
        database = try await TestDatabase.make(SensingMigrations.all)
    }

    private var clock: CityClock {
        let now: Timestamp = now
        return CityClock { now }
    }

    private func position(_ seconds: Int, lng: Int32 = 110_780_000) -> Position {
        var position: Position = Position(at: now + .seconds(seconds - 600), lngE6: lng, latE6: 32_640_000)
        position.status = [.located]
        return position
    }

    private func taken(_ batches: [[Sighting]]) async throws {
        let now: Timestamp = now
        for batch in batches {
            try await database.writeAside(Journal.turn) { db in try Journal.append(batch, at: now, in: db) }
        }
    }

    private func track(_ device: DeviceSerial) async throws -> [Position] {
        let now: Timestamp = now
        return try await database.read { db in
            try TrackReader.positions(of: device, from: now - .days(2), to: now + .days(1), in: db)
        }
    }

    private func batches() async throws -> Int {
        try await database.read { db in try db.value("SELECT COUNT(*) FROM sensing_journal") }
    }

    private var keeper: TrackKeeper { TrackKeeper(database: database, clock: clock, rules: PositionRules()) }

    @Test func whatCameIsInTheTrackOnceAndInOrder() async throws {
        let first: [Position] = (0..<100).map { position($0) }
        // The link broke: the last ten come again, then what had been missed, out of order.
        try await taken([first.map { Sighting(1, $0) }, first.suffix(10).map { Sighting(1, $0) }])
        #expect(try await track(1) == first)
        try await keeper.step()
        #expect(try await track(1) == first)
        try await taken([[Sighting(1, position(50, lng: 110_790_000)), Sighting(2, position(7))]])
        try await keeper.step()
        let all: [Position] = try await track(1)
        #expect(all.count == 101 && zip(all, all.dropFirst()).allSatisfy { $0.at <= $1.at })
        let standings = try await database.read { db in try StandingStore.all(in: db) }
        #expect(standings[1]?.counts.received == 111)
        #expect(standings[1]?.counts.repeated == 1, "only the very last again is told as repeated")
        #expect(standings[1]?.counts.disordered == 10)
        #expect(standings[2]?.last == position(7))
    }

    @Test func aKeeperThatWasStoppedInTheMiddleTakesNothingTwice() async throws {
        try await taken([(0..<50).map { Sighting(1, position($0)) } + (0..<50).map { Sighting(2, position($0)) }])
        try await keeper.step()
        // As if it had been killed before it moved its place.
        try await database.write { db in try Journal.move(Journal.keeper, to: 0, in: db) }
        try await keeper.step()
        #expect(try await track(1).count == 50)
        let standings = try await database.read { db in try StandingStore.all(in: db) }
        #expect(standings[1]?.counts.received == 50 && standings[2]?.counts.received == 50)
    }

    @Test func memoryFollowsAndCountsWhatIsKeptOnce() async throws {
        try await taken([(0..<20).map { Sighting(1, position($0)) }])
        let before: LatestPositions = LatestPositions(database: database, rules: PositionRules())
        try await before.follow()
        try await keeper.step()
        try await taken([[Sighting(1, position(30))]])
        try await before.follow()
        let after: LatestPositions = LatestPositions(database: database, rules: PositionRules())
        try await after.follow()
        #expect(before.find(1) == after.find(1))
        #expect(after.find(1)?.counts.received == 21 && after.find(1)?.last == position(30))
        let moment: Int64 = before.changes(after: 0).moment
        try await taken([[Sighting(2, position(31))]])
        try await before.follow()
        #expect(Set(before.changes(after: moment).devices.keys) == [2])
        let last: Int64 = before.changes(after: moment).moment
        #expect(before.changes(after: last).devices.isEmpty)
        for second in 0..<100 {
            try await taken([[Sighting(3, position(second))]])
            try await before.follow()
        }
        #expect(Set(before.changes(after: last).devices.keys) == [1, 2, 3], "who asks so late is told all")
    }

    @Test func theJournalIsClearedOnlyOfWhatIsKept() async throws {
        try await taken([[Sighting(1, position(1))], [Sighting(1, position(2))]])
        try await keeper.step()
        let later: Timestamp = now + .minutes(10)
        try await database.write { db in try Journal.clear(before: later, in: db) }
        #expect(try await batches() == 2, "alerts have not looked yet")
        try await database.write { db in try Journal.move(AlertRunner.reader, to: .max, in: db) }
        try await taken([[Sighting(1, position(3))]])
        try await database.write { db in try Journal.clear(before: later, in: db) }
        #expect(try await batches() == 1)
        #expect(try await track(1).count == 3)
    }

    @Test func whatTheFieldAppToldIsForgottenEarlier() async throws {
        let (early, now) = (now - .days(100), now)
        try await database.write { db in
            for (serial, door) in [(1, DeviceDoor.field), (2, DeviceDoor.jt808)] {
                try db.run(
                    """
                    INSERT INTO sensing_device (id, serial, door, ident, name, device_use, area, organisation, maker, model,
                        state, auth_digest, version)
                    VALUES (\("d\(serial)"), \(serial), \(door), \("i\(serial)"), 'x', 'officer', '', NULL, '', '', 'active', NULL, 1)
                    """
                )
                try TrackStore.add([Position(at: early, lngE6: 1, latE6: 1)], of: serial, in: db)
            }
            try TrackStore.forget(before: now - .days(183), ofField: now - .days(90), in: db)
        }
        let left = try await database.read { db in
            try db.rows("SELECT device_serial FROM sensing_track").map { try $0.get("device_serial", as: Int.self) }
        }
        #expect(left == [2])
    }

    @Test func theIntakeTellsWhenPositionsAreOnTheDiskAndNotBefore() async throws {
        let intake: PositionIntake = PositionIntake(database: database, clock: clock, logger: Logger(label: "test"))
        let told: Atomic<Int> = Atomic(0)
        for index in 0..<200 {
            intake.submit([Sighting(1, position(index))]) { error in
                if error == nil { told.add(1, ordering: .relaxed) }
            }
        }
        #expect(told.load(ordering: .relaxed) == 0 && intake.waitingCount == 200)
        let service: Task<Void, any Error> = Task { try await intake.run() }
        try await intake.submit([Sighting(2, position(0))])
        #expect(told.load(ordering: .relaxed) == 200 && intake.waitingCount == 0)
        service.cancel()
        _ = try? await service.value
        #expect(try await track(1).count == 200)
        await #expect(throws: CancellationError.self) { try await intake.submit([Sighting(1, position(1))]) }
    }

    @Test func whatCannotBeTrueIsRefusedWithItsReason() {
        let rules: PositionRules = PositionRules()
        func made(_ at: Timestamp, lng: Int32 = 110_000_000) -> Position { Position(at: at, lngE6: lng, latE6: 0) }
        #expect(rules.refusal(of: made(now + .minutes(9)), at: now) == nil)
        #expect(rules.refusal(of: made(now + .days(27_000)), at: now) == .ahead)
        #expect(rules.refusal(of: made(Timestamp(milliseconds: 915_148_800_000)), at: now) == .tooOld)
        #expect(rules.refusal(of: made(now, lng: 181_000_000), at: now) == .offGlobe)
        var kept: Position = made(now - .seconds(5))
        #expect(!rules.isLate(kept, receivedAt: now))
        kept.status.insert(.keptBack)
        #expect(rules.isLate(kept, receivedAt: now))
    }
}
