import CityCore
import CitySQL
import CitySQLite
import CityTestSupport
import FoundationEssentials
import Testing

@Suite struct SQLiteDatabaseTests {
    private static let table: Migration = Migration(
        "test.0001.thing",
        both: ["CREATE TABLE test_thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL)"]
    )

    @Test func manyWritersAtOnceAllCommit() async throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        let database: SQLiteDatabase = try SQLiteDatabase(path: folder.path("city.db"))
        _ = try await Migrator([Self.table]).migrate(database, at: TestClock.monday)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask {
                    try await database.write { db in
                        _ = try db.run("INSERT INTO test_thing (id, name) VALUES (\(number), \("n\(number)"))")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing", as: Int.self) } == 500)
    }

    @Test func aCommitIsFlushedToTheDisk() async throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        let database: SQLiteDatabase = try SQLiteDatabase(path: folder.path("city.db"))
        let mode: String = try await database.write { db in try db.value("PRAGMA journal_mode") }
        let synchronous: Int = try await database.write { db in try db.value("PRAGMA synchronous") }
        #expect(mode == "wal")
        #expect(synchronous == 2)
    }

    @Test func oneFailureInABatchHarmsNoOther() async throws {
        let database: SQLiteDatabase = try await TestDatabase.sqlite([Self.table])
        let failed: Int = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await database.write { db in
                            try db.run("INSERT INTO test_thing (id, name) VALUES (\(number), 'x')")
                            if number % 4 == 0 { throw CityError.fault("on purpose") }
                        }
                        return false
                    } catch {
                        return true
                    }
                }
            }
            var count: Int = 0
            for await one in group where one { count += 1 }
            return count
        }
        #expect(failed == 50)
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing", as: Int.self) } == 150)
    }

    @Test func aRefusedChangeOfTheSchemaLeavesNoTraceBesideOthers() async throws {
        let database: SQLiteDatabase = try await TestDatabase.sqlite([Self.table])
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try? await database.write { db in
                        _ = try db.run(SQLQuery(trusted: "CREATE TABLE test_extra_\(number) (id TEXT)"))
                        if number % 2 == 0 { throw CityError.fault("on purpose") }
                    }
                }
            }
        }
        let made: Int = try await database.read { db in
            try db.value("SELECT COUNT(*) FROM sqlite_master WHERE name LIKE 'test_extra_%'")
        }
        #expect(made == 25)
    }

    @Test func aDuplicateIsAConflictAndLeavesNoTrace() async throws {
        let database: SQLiteDatabase = try await TestDatabase.sqlite([Self.table])
        try await database.write { db in _ = try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'a')") }
        let error: CityError? = await #expect(throws: CityError.self) {
            try await database.write { db in
                try db.run("INSERT INTO test_thing (id, name) VALUES (2, 'b')")
                try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'c')")
            }
        }
        #expect(error?.code == .conflict)
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing", as: Int.self) } == 1)
    }

    @Test func aFullDiskRefusesWritesClearlyAndStillReads() async throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        let database: SQLiteDatabase = try SQLiteDatabase(path: folder.path("city.db"), sizeMaxPages: 40)
        _ = try await Migrator([Self.table]).migrate(database, at: TestClock.monday)
        let text: String = String(repeating: "满", count: 4000)
        var refusal: CityError?
        for number in 0..<200 where refusal == nil {
            do {
                try await database.write { db in
                    _ = try db.run("INSERT INTO test_thing (id, name) VALUES (\(number), \(text))")
                }
            } catch let error as CityError {
                refusal = error
            }
        }
        #expect(refusal?.code == .storageFull)
        let kept: Int = try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing") }
        #expect(kept > 0)
        try await database.write { db in _ = try db.run("DELETE FROM test_thing") }
        try await database.write { db in _ = try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'room again')") }
    }

    @Test func whatFollowsACommitRunsOnlyAfterOne() async throws {
        let database: SQLiteDatabase = try await TestDatabase.sqlite([Self.table])
        let (stream, continuation) = AsyncStream<String>.makeStream()
        try? await database.write { db in
            db.onCommit { continuation.yield("rolled back") }
            throw CityError.fault("on purpose")
        }
        try await database.write { db in db.onCommit { continuation.yield("committed") } }
        continuation.finish()
        var heard: [String] = []
        for await word in stream { heard.append(word) }
        #expect(heard == ["committed"])
    }
}

@Suite struct MigratorTests {
    private static let first: Migration = Migration("test.0001.a", both: ["CREATE TABLE test_a (id TEXT PRIMARY KEY)"])

    @Test func aMigrationIsAppliedOnce() async throws {
        let database: SQLiteDatabase = try SQLiteDatabase()
        #expect(try await Migrator([Self.first]).migrate(database, at: TestClock.monday) == ["test.0001.a"])
        #expect(try await Migrator([Self.first]).migrate(database, at: TestClock.monday).isEmpty)
    }

    @Test func aMigrationThatWasChangedAfterwardsIsRefused() async throws {
        let database: SQLiteDatabase = try SQLiteDatabase()
        _ = try await Migrator([Self.first]).migrate(database, at: TestClock.monday)
        let edited: Migration = Migration("test.0001.a", both: ["CREATE TABLE test_a (id BIGINT PRIMARY KEY)"])
        await #expect(throws: CityError.self) { try await Migrator([edited]).migrate(database, at: TestClock.monday) }
    }

    @Test func aDatabaseOfANewerProgramIsRefused() async throws {
        let database: SQLiteDatabase = try SQLiteDatabase()
        _ = try await Migrator([Self.first]).migrate(database, at: TestClock.monday)
        let error: CityError? = await #expect(throws: CityError.self) {
            try await Migrator([]).migrate(database, at: TestClock.monday)
        }
        #expect(error?.reason == "schema.newer")
    }

    @Test func aBrokenMigrationLeavesNothingHalfMade() async throws {
        let database: SQLiteDatabase = try SQLiteDatabase()
        let broken: Migration = Migration("test.0002.b", both: ["CREATE TABLE test_b (id TEXT)", "CREATE NONSENSE"])
        await #expect(throws: CityError.self) { try await Migrator([broken]).migrate(database, at: TestClock.monday) }
        let tables: Int = try await database.read { db in
            try db.value("SELECT COUNT(*) FROM sqlite_master WHERE name = 'test_b'")
        }
        #expect(tables == 0)
    }

    @Test func twoMigrationsOfOneNameAreRefused() {
        #expect(throws: CityError.self) { try Migrator([Self.first, Self.first]) }
    }
}
