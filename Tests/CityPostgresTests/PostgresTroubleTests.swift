import CityCore
import CityPostgres
import CitySQL
import CityTestSupport
import Foundation
import Synchronization
import Testing

/// What goes wrong between us and a server, and that it goes right again without a restart.
@Suite(.enabled(if: TestPostgres.isThere, "\(TestPostgres.whyNot)")) struct PostgresTroubleTests {
    private static let table: Migration = PostgresDatabaseTests.table

    private func killEveryConnection(to database: TestPostgresDatabase) async throws {
        let name: String = try await database.read { db in try db.value("SELECT current_database()") }
        try await TestPostgres.admin().command(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(name)'"
        )
    }

    @Test func connectionsThatDiedAreReplaced() async throws {
        let database = try await TestPostgres.database([Self.table])
        for round in 0..<3 {
            try await database.write { db in
                _ = try db.run("INSERT INTO test_thing (id, name) VALUES (\(round), 'x')")
            }
            try await killEveryConnection(to: database)
        }
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing", as: Int.self) } == 3)
    }

    @Test func aConnectionThatDiesInTheMiddleOfAWriteIsBegunAgain() async throws {
        let database = try await TestPostgres.database([Self.table])
        let rounds: Mutex<Int> = Mutex(0)
        _ = try await database.write { db in try db.value("SELECT 1", as: Int.self) }
        try await database.write { db in
            try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'x')")
            let round: Int = rounds.withLock { rounds in
                rounds += 1
                return rounds
            }
            if round == 1 { _ = try db.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
        }
        #expect(rounds.withLock { $0 } == 2)
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing", as: Int.self) } == 1)
    }

    /// Nobody can say whether it was done, so it must not be done again.
    @Test func aConnectionThatDiesWhileItCommitsIsToldAsThat() async throws {
        let database = try await TestPostgres.database([Self.table])
        try await database.write { db in
            try db.run(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
                """
            )
            try db.run(
                """
                CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON test_thing DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()
                """
            )
        }
        let rounds: Mutex<Int> = Mutex(0)
        let error: CityError? = await #expect(throws: CityError.self) {
            try await database.write { db in
                rounds.withLock { $0 += 1 }
                try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'x')")
            }
        }
        #expect(error?.reason == "storage.unknown")
        #expect(rounds.withLock { $0 } == 1)
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing", as: Int.self) } == 0)
    }

    @Test(arguments: ["40001", "40P01"])
    func whatStoodInAnothersWayIsRunAgain(state: String) async throws {
        let database = try await TestPostgres.database([Self.table])
        let rounds: Mutex<Int> = Mutex(0)
        try await database.write { db in
            try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'x')")
            let round: Int = rounds.withLock { rounds in
                rounds += 1
                return rounds
            }
            if round < 4 { try db.run(Self.raising(state)) }
        }
        #expect(rounds.withLock { $0 } == 4)
    }

    @Test(
        arguments: [
            ("40001", .unavailable), ("53100", .storageFull), ("55P03", .unavailable), ("23503", .conflict),
            ("23514", .conflict), ("57014", .unavailable), ("42601", .internal), ("25006", .unavailable),
        ] as [(String, CityError.Code)]
    )
    func aFailureHasItsKind(state: String, code: CityError.Code) async throws {
        let database = try await TestPostgres.database([Self.table])
        let error: CityError? = await #expect(throws: CityError.self) {
            try await database.write { db in
                try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'x')")
                try db.run(Self.raising(state))
            }
        }
        #expect(error?.code == code)
        if code == .unavailable { #expect(error?.retryAfterSeconds != nil) }
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing", as: Int.self) } == 0)
    }

    private static func raising(_ state: String) -> SQLQuery {
        SQLQuery(trusted: "DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '\(state)'; END $$")
    }

    @Test func aStatementPreparedForAnEarlierSchemaIsPreparedAgain() async throws {
        let database = try await TestPostgres.database([Self.table])
        let other: PostgresDatabase = try database.another()
        for round in 0..<5 {
            try await database.write { db in
                _ = try db.run("INSERT INTO test_thing (id, name) VALUES (\(round), 'x')")
                #expect(try db.rows("SELECT * FROM test_thing").count == round + 1)
            }
            _ = try await database.read { db in try db.rows("SELECT * FROM test_thing") }
            try await other.write { db in
                _ = try db.run(SQLQuery(trusted: "ALTER TABLE test_thing ADD COLUMN more\(round) TEXT"))
            }
        }
    }

    @Test func aCancelledReadStopsAtTheServer() async throws {
        let database = try await TestPostgres.database([])
        let (started, start) = AsyncStream<Void>.makeStream()
        let task: Task<Void, any Error> = Task {
            try await database.read { db in
                start.yield()
                _ = try db.rows("SELECT pg_sleep(50)")
            }
        }
        for await _ in started { break }
        let began: ContinuousClock.Instant = .now
        // The order to stop may overtake the statement, and then finds nothing to stop.
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - began < .seconds(10))
        #expect(try await database.read { db in try db.value("SELECT 1", as: Int.self) } == 1)
    }

    @Test func aReadThatTakesTooLongIsStopped() async throws {
        let database = try await TestPostgres.database([])
        var settings: PostgresSettings = PostgresSettings(database.url)
        settings.statementTimeout = TimeSpan(milliseconds: 50)
        let short: PostgresDatabase = try PostgresDatabase(settings)
        let error: CityError? = await #expect(throws: CityError.self) {
            try await short.read { db in _ = try db.rows("SELECT pg_sleep(50)") }
        }
        #expect(error?.code == .unavailable)
    }

    @Test func aServerThatIsAwayIsSaidToBe() async throws {
        let database: PostgresDatabase = try PostgresDatabase(
            PostgresSettings("postgres://nobody:secret@/none?host=/nowhere")
        )
        for _ in 0..<2 {
            let error: CityError? = await #expect(throws: CityError.self) { try await database.read { _ in } }
            #expect(error?.code == .unavailable)
            #expect(error?.retryAfterSeconds != nil)
            #expect(error?.description.contains("secret") == false)
        }
    }

    @Test func aServerThatWasStoppedAndStartedIsUsedAgain() async throws {
        let url: String = try script("start")
        defer { _ = try? script("stop", url) }
        let database: PostgresDatabase = try PostgresDatabase(PostgresSettings(url))
        _ = try await Migrator([Self.table]).migrate(database, at: TestClock.monday)
        for round in 0..<2 {
            try await database.write { db in
                _ = try db.run("INSERT INTO test_thing (id, name) VALUES (\(round), 'x')")
            }
            _ = try script("down", url)
            let written: CityError? = await #expect(throws: CityError.self) { try await database.write { _ in } }
            let read: CityError? = await #expect(throws: CityError.self) { try await database.read { _ in } }
            #expect([written?.code, read?.code] == [.unavailable, .unavailable])
            _ = try script("up", url)
            // That it was away is remembered for a second.
            try await Task.sleep(for: .milliseconds(1100))
        }
        #expect(try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing", as: Int.self) } == 2)
    }

    private func script(_ arguments: String...) throws -> String {
        let root: URL = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process: Process = Process()
        process.executableURL = root.appendingPathComponent("scripts/postgres-test.sh")
        process.arguments = arguments
        let output: Pipe = Pipe()
        process.standardOutput = output
        try process.run()
        let text: Data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func anAddressThatIsNoneIsRefusedWithoutBeingRepeated() throws {
        let error: CityError? = #expect(throws: CityError.self) {
            try PostgresDatabase(PostgresSettings("postgres://a:secret@[::1/x"))
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func aDatabaseThatSortsOtherwiseIsRefused() async throws {
        let database = try await TestPostgres.database([])
        let name: String = try await database.read { db in try db.value("SELECT current_database()") } + "_l"
        let admin: PostgresDatabase = try TestPostgres.admin()
        try await admin.command("CREATE DATABASE \(name) TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'")
        let other: PostgresDatabase = try PostgresDatabase(PostgresSettings(try TestPostgres.url(of: name)))
        let error: CityError? = await #expect(throws: CityError.self) { try await other.read { _ in } }
        #expect(error?.reason == "database.unsuitable")
        try await admin.command("DROP DATABASE \(name) WITH (FORCE)")
    }

    @Test func aLockIsHeldByOneProcess() async throws {
        let database = try await TestPostgres.database([])
        let other: PostgresDatabase = try database.another()
        let answer: Int? = try await database.withLock("job", waitingFor: .zero) {
            let elsewhere: Int? = try await other.withLock("job", waitingFor: .zero) { 1 }
            let here: Int? = try await database.withLock("job", waitingFor: .zero) { 1 }
            let unrelated: Int? = try await other.withLock("another", waitingFor: .zero) { 2 }
            #expect([elsewhere, here, unrelated] == [nil, nil, 2])
            return 3
        }
        #expect(answer == 3)
        let afterwards: Int? = try await other.withLock("job", waitingFor: .zero) { 4 }
        #expect(afterwards == 4)
    }

    @Test func processesThatStartAtOnceMigrateOnce() async throws {
        let database = try await TestPostgres.database([])
        let applied: [Int] = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                let process: PostgresDatabase = try database.another()
                group.addTask { try await Migrator([Self.table]).migrate(process, at: TestClock.monday).count }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(applied.sorted() == [0, 0, 0, 1])
    }
}
