import CaseManagement
import CityAccess
import CityCore
import CityEvents
import CitySQL
import CityServer
import CityTestSupport
import DemoCity
import Synchronization
import Testing

/// Into the running engine, out of SQLite, and back.
@Suite(.everyEngine) struct MoveTests {
    private func mover(_ world: DemoWorld, to target: any SQLDatabase) -> CityMover {
        CityMover(
            from: world.city.database,
            to: target,
            migrations: City.migrations(of: world.city.modules)
        ) { _ in }
    }

    private func world() async throws -> DemoWorld {
        try await Engine.$current.withValue(.sqlite) { try await DemoWorld(cases: 300) }
    }

    private func open(_ database: any SQLDatabase, _ world: DemoWorld) async throws -> City {
        let city: City = try City(world.city.settings, clock: world.clock.city, ids: world.city.ids, database: database)
        try await city.prepare()
        return city
    }

    @Test func aCityMovesThereAndBack() async throws {
        let world: DemoWorld = try await world()
        let target: any SQLDatabase = try await TestDatabase.make([])
        let report: [MovedTable] = try await mover(world, to: target).run(at: world.clock.now)
        #expect(report.filter { !$0.isSame }.map(\.table) == [])
        #expect(report.first { $0.table == "case_case" }?.rows == 300)

        let city: City = try await open(target, world)
        let (cases, audit) = try await city.database.read { db in
            (try CaseVerification(in: db), try city.access.audit.verify(in: db))
        }
        #expect(cases.troubles == [])
        #expect(audit.intact)

        let home: any SQLDatabase = try await TestDatabase.sqlite([])
        let back: [MovedTable] = try await CityMover(
            from: target,
            to: home,
            migrations: City.migrations(of: world.city.modules)
        ) { _ in }.run(at: world.clock.now)
        #expect(back.map(\.hash) == report.map(\.hash))
    }

    @Test func whatIsNumberedGoesOnWhereItWas() async throws {
        let world: DemoWorld = try await world()
        let before: Int64 = try await world.city.database.read { db in try Outbox.lastSequence(in: db) }
        try await world.city.database.write { db in _ = try db.run("DELETE FROM event_outbox") }
        let target: any SQLDatabase = try await TestDatabase.make([])
        _ = try await mover(world, to: target).run(at: world.clock.now)
        let next: Int64 = try await target.write { db in
            try db.value(
                """
                INSERT INTO event_outbox (id, topic, area, payload, at) VALUES ('x', 't', '', '{}', 0)
                RETURNING sequence
                """
            )
        }
        #expect(before > 0)
        #expect(next == before + 1)
        let words: CaseFilter = {
            var filter: CaseFilter = CaseFilter()
            filter.text = "垃圾"
            return filter
        }()
        let found: Int = try await target.read { db in
            try CaseListStore.page(words, visibleIn: [[]], PageRequest(limit: 500), in: db).items.count
        }
        let expected: Int = try await world.city.database.read { db in
            try CaseListStore.page(words, visibleIn: [[]], PageRequest(limit: 500), in: db).items.count
        }
        #expect(found == expected)
    }

    @Test func aMoveThatBrokeOffGoesOn() async throws {
        let world: DemoWorld = try await world()
        let target: any SQLDatabase = try await TestDatabase.make([])
        let broken: Breaking = Breaking(target, afterWrites: City.migrations(of: world.city.modules).count + 20)
        await #expect(throws: CityError.self) { try await mover(world, to: broken).run(at: world.clock.now) }
        let refusal: CityError? = await #expect(throws: CityError.self) { try await open(target, world) }
        #expect(refusal?.reason == "move.unfinished")

        let report: [MovedTable] = try await mover(world, to: target).run(at: world.clock.now)
        #expect(report.filter { !$0.isSame }.map(\.table) == [])
        let again: CityError? = await #expect(throws: CityError.self) {
            try await mover(world, to: target).run(at: world.clock.now)
        }
        #expect(again?.reason == "move.not_empty")
    }

    @Test func anEmptySourceIsNoCity() async throws {
        let world: DemoWorld = try await world()
        let source: any SQLDatabase = try await TestDatabase.make([])
        let refusal: CityError? = await #expect(throws: CityError.self) {
            try await CityMover(from: source, to: source, migrations: City.migrations(of: world.city.modules)) { _ in }
                .run(at: world.clock.now)
        }
        #expect(refusal?.reason == "move.no_city")
    }
}

/// Takes only so many writes.
private final class Breaking: SQLDatabase {
    private let inner: any SQLDatabase
    private let left: Mutex<Int>

    var dialect: SQLDialect { inner.dialect }

    init(_ inner: any SQLDatabase, afterWrites count: Int) {
        self.inner = inner
        left = Mutex(count)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await inner.read(body)
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        let remaining: Int = left.withLock { left in
            left -= 1
            return left
        }
        if remaining < 0 { throw CityError.fault("on purpose") }
        return try await inner.write(body)
    }
}
