import CityCore
import CityPostgres
import CitySQL
import CityTestSupport
import Dispatch
import Synchronization
import Testing

@Suite(.enabled(if: TestPostgres.isThere, "\(TestPostgres.whyNot)")) struct PostgresDatabaseTests {
    static let table: Migration = Migration(
        "test.0001.thing",
        both: [
            "CREATE TABLE test_thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL, weight DOUBLE PRECISION, raw BYTEA)"
        ]
    )

    private func count(_ database: any SQLDatabase) async throws -> Int {
        try await database.read { db in try db.value("SELECT COUNT(*) FROM test_thing") }
    }

    @Test(
        arguments: [
            .integer(0), .integer(.max), .integer(.min), .integer(-1), .real(0.1), .real(-1e300),
            .real(2.2250738585072014e-308), .text(""),
            .text("井盖 'x' \\ \"y\" 🚲\n"), .blob([]), .blob([0, 1, 127, 128, 255]), .null,
        ] as [SQLValue]
    )
    func aValueComesBackAsItWent(value: SQLValue) async throws {
        let database = try await TestPostgres.database([])
        let type: SQLQuery =
            switch value {
            case .blob: "BYTEA"
            case .integer: "BIGINT"
            case .real: "DOUBLE PRECISION"
            case .null, .text: "TEXT"
            }
        let back: [SQLRow] = try await database.write { db in
            try db.run("CREATE TABLE test_value (v \(type))")
            // Twice, so that it goes once as it is and once through a prepared statement.
            for _ in 0..<2 { try db.run("INSERT INTO test_value (v) VALUES (\(value))") }
            return try db.rows("SELECT v FROM test_value") + db.rows("SELECT v FROM test_value")
        }
        #expect(back.map { $0.values[0] } == [value, value, value, value])
    }

    @Test(
        arguments: [
            ("1 < 2", .integer(1)), ("EXISTS (SELECT 1 WHERE 1 = 2)", .integer(0)),
            ("(SELECT SUM(n) FROM (VALUES (1::BIGINT), (2)) AS t (n))", .integer(3)),
            ("(SELECT AVG(n) FROM (VALUES (1::BIGINT), (2)) AS t (n))", .real(1.5)), ("7 / 2", .integer(3)),
            ("COUNT(*)", .integer(1)), ("NULL", .null), ("'a' || 'b'", .text("ab")), ("0.5", .real(0.5)),
        ] as [(String, SQLValue)]
    )
    func anExpressionAnswersAsInSQLite(sql: String, expected: SQLValue) async throws {
        let database = try await TestPostgres.database([])
        let value: SQLValue = try await database.read { db in
            try db.rows(SQLQuery(trusted: "SELECT \(sql)"))[0].values[0]
        }
        #expect(value == expected)
    }

    @Test func manyWritersOfTwoProcessesAllCommit() async throws {
        let database = try await TestPostgres.database([Self.table])
        let other: PostgresDatabase = try database.another()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                let database: any SQLDatabase = number % 2 == 0 ? database : other
                group.addTask {
                    try await database.write { db in
                        _ = try db.run("INSERT INTO test_thing (id, name) VALUES (\(number), \("n\(number)"))")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await count(database) == 500)
    }

    /// Reads, decides and writes: without a turn for each, two of them would decide on the same reading.
    @Test func whatIsReadBeforeAWriteIsNeverStale() async throws {
        let database = try await TestPostgres.database([Self.table])
        let other: PostgresDatabase = try database.another()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                let database: any SQLDatabase = number % 2 == 0 ? database : other
                group.addTask {
                    try await database.write { db in
                        let last: Int = try db.value("SELECT COALESCE(MAX(id), 0) FROM test_thing")
                        try db.run("INSERT INTO test_thing (id, name) VALUES (\(last + 1), 'next')")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.read { db in try db.value("SELECT MAX(id) FROM test_thing", as: Int.self) } == 200)
    }

    /// The other way round, each waits for the other: the write aside could not be over while the write goes on.
    @Test func aWriteAsideDoesNotWaitForAWrite() async throws {
        let database = try await TestPostgres.database([Self.table])
        let (isAside, tellAside) = AsyncStream<Void>.makeStream()
        let isOver: DispatchSemaphore = DispatchSemaphore(value: 0)
        async let write: Void = database.write { db in
            try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'write')")
            tellAside.finish()
            #expect(isOver.wait(timeout: .now() + 10) == .success)
        }
        for await _ in isAside {}
        try await database.writeAside("one") { db in
            _ = try db.run("INSERT INTO test_thing (id, name) VALUES (2, 'aside')")
        }
        isOver.signal()
        try await write
        #expect(try await count(database) == 2)
    }

    @Test func writesAsideOfOneNameTakeTurnsInTheWholeCity() async throws {
        let database = try await TestPostgres.database([Self.table])
        let other: PostgresDatabase = try database.another()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                let database: any SQLDatabase = number % 2 == 0 ? database : other
                group.addTask {
                    try await database.writeAside("one") { db in
                        let last: Int = try db.value("SELECT COALESCE(MAX(id), 0) FROM test_thing")
                        try db.run("INSERT INTO test_thing (id, name) VALUES (\(last + 1), 'next')")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await count(database) == 200)
    }

    /// A plan that was made for an empty table reads all of it, however large it has become.
    @Test func aTableThatGrowsAfterThePlannerLookedIsReadByItsIndex() async throws {
        let database = try await TestPostgres.database([Self.table])
        try await database.optimize()
        let looked: Bool = try await database.read { db in
            try db.value("SELECT reltuples >= 0 FROM pg_class WHERE relname = 'test_thing'")
        }
        #expect(!looked)
        let plan: String = try await database.read { db in
            try db.rows("EXPLAIN SELECT name FROM test_thing WHERE id = 7").map { try $0.get("QUERY PLAN") }.joined()
        }
        #expect(plan.contains("Index"), "\(plan)")
    }

    @Test func oneFailureInABatchHarmsNoOther() async throws {
        let database = try await TestPostgres.database([Self.table])
        let failed: Int = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await database.write { db in
                            try db.run("INSERT INTO test_thing (id, name) VALUES (\(number), 'x')")
                            if number % 8 == 0 { throw CityError.fault("on purpose") }
                            if number % 8 == 4 {
                                try db.run("INSERT INTO test_thing (id, name) VALUES (\(number), 'y')")
                            }
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
        #expect(try await count(database) == 150)
    }

    @Test func aDuplicateIsAConflictAndLeavesNoTrace() async throws {
        let database = try await TestPostgres.database([Self.table])
        try await database.write { db in _ = try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'a')") }
        let error: CityError? = await #expect(throws: CityError.self) {
            try await database.write { db in
                try db.run("INSERT INTO test_thing (id, name) VALUES (2, 'b')")
                try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'c')")
            }
        }
        #expect(error?.code == .conflict)
        #expect(error?.reason == "storage.duplicate")
        #expect(try await count(database) == 1)
    }

    @Test func aBodyThatSwallowsAFailureHasFailed() async throws {
        let database = try await TestPostgres.database([Self.table])
        await #expect(throws: CityError.self) {
            try await database.write { db in
                try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'a')")
                _ = try? db.run("INSERT INTO test_thing (id, name) VALUES (1, 'a')")
            }
        }
        #expect(try await count(database) == 0)
    }

    @Test func whatFollowsACommitRunsOnlyAfterOne() async throws {
        let database = try await TestPostgres.database([])
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

    @Test func rowsMayBeReadWhileRowsAreRead() async throws {
        let database = try await TestPostgres.database([])
        let sum: Int = try await database.read { db in
            var sum: Int = 0
            try db.each("SELECT n FROM generate_series(1, 1000) AS n") { row in
                let n: Int = try row.get("n")
                if n % 100 == 0 { sum += try db.value("SELECT \(n) + 1", as: Int.self) }
                if n == 500 { try db.each("SELECT 1 AS one FROM generate_series(1, 10)") { sum += try $0.get("one") } }
            }
            return sum
        }
        #expect(sum == 5500 + 10 + 10)
    }

    @Test func aReadThatStopsInTheMiddleLeavesAUsableConnection() async throws {
        let database = try await TestPostgres.database([])
        for _ in 0..<20 {
            await #expect(throws: CityError.self) {
                try await database.read { db in
                    try db.each("SELECT n FROM generate_series(1, 1000) AS n") { row in
                        if try row.get("n", as: Int.self) == 10 { throw CityError.fault("enough") }
                    }
                }
            }
            #expect(try await database.read { db in try db.value("SELECT 1", as: Int.self) } == 1)
        }
    }

    @Test func aReadSeesOneMoment() async throws {
        let database = try await TestPostgres.database([Self.table])
        let other: PostgresDatabase = try database.another()
        let (first, second): (Int, Int) = try await database.read { db in
            let first: Int = try db.value("SELECT COUNT(*) FROM test_thing")
            let written: Mutex<Bool> = Mutex(false)
            Task {
                _ = try await other.write { db in try db.run("INSERT INTO test_thing (id, name) VALUES (1, 'a')") }
                written.withLock { $0 = true }
            }
            while !written.withLock({ $0 }) { _ = try db.rows("SELECT pg_sleep(0.005)") }
            return (first, try db.value("SELECT COUNT(*) FROM test_thing"))
        }
        #expect(first == 0)
        #expect(second == 0)
        #expect(try await count(database) == 1)
    }

    @Test func moreStatementsThanAreKeptPrepared() async throws {
        let database = try await TestPostgres.database([])
        let sum: Int = try await database.read { db in
            var sum: Int = 0
            for _ in 0..<3 {
                for number in 0..<400 { sum += try db.value(SQLQuery(trusted: "SELECT \(number)"), as: Int.self) }
            }
            return sum
        }
        #expect(sum == 3 * 400 * 399 / 2)
    }

    @Test func whatIsSentIsDoneInItsOrder() async throws {
        let database = try await TestPostgres.database([Self.table])
        let counts: [Int] = try await database.write { db in
            var counts: [Int] = []
            for round in 0..<3 {
                for number in 0..<100 {
                    try db.send("INSERT INTO test_thing (id, name) VALUES (\(round * 100 + number), 'x')")
                }
                counts.append(try db.value("SELECT COUNT(*) FROM test_thing"))
                try db.send("UPDATE test_thing SET name = 'y' WHERE id = \(round * 100)")
                try db.each("SELECT COUNT(*) AS n FROM test_thing WHERE name = 'y'") { counts.append(try $0.get("n")) }
            }
            return counts
        }
        #expect(counts == [100, 1, 200, 2, 300, 3])
        #expect(try await count(database) == 300)
    }

    @Test(arguments: [0, 1, 70]) func whatIsSentInVainFailsTheWholeWrite(more: Int) async throws {
        let database = try await TestPostgres.database([Self.table])
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let error: (any Error)? = await self.failure {
                        try await database.write { db in
                            try db.send("INSERT INTO test_thing (id, name) VALUES (\(number), 'x')")
                            if number % 4 == 0 {
                                try db.send("INSERT INTO test_thing (id, name) VALUES (\(number), 'y')")
                            }
                            for other in 0..<more { try db.send("DELETE FROM test_thing WHERE id = \(-other)") }
                            if number % 4 == 1 { throw CityError.fault("on purpose") }
                        }
                    }
                    let code: CityError.Code? = (error as? CityError)?.code
                    #expect(code == (number % 4 == 0 ? .conflict : number % 4 == 1 ? .internal : nil))
                }
            }
        }
        #expect(try await count(database) == 20)
    }

    private func failure(_ body: () async throws -> Void) async -> (any Error)? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }

    @Test func missingValuesDoNotMakeNewStatements() async throws {
        let database = try await TestPostgres.database([Self.table])
        let prepared: Int = try await database.write { db in
            for number in 0..<40 {
                let (weight, raw): (Double?, SQLValue) = (
                    number % 2 == 0 ? nil : 0.5, number % 3 == 0 ? .null : .blob([1])
                )
                try db.run(
                    "INSERT INTO test_thing (id, name, weight, raw) VALUES (\(number), 'x', \(weight), \(raw))"
                )
            }
            return try db.value("SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT%'")
        }
        #expect(prepared == 1)
    }

    @Test func aTextWithAZeroIsRefusedClearly() async throws {
        let database = try await TestPostgres.database([Self.table])
        let error: CityError? = await #expect(throws: CityError.self) {
            try await database.write { db in
                _ = try db.run("INSERT INTO test_thing (id, name) VALUES (1, \("a\u{0}b"))")
            }
        }
        #expect(error?.code == .invalidArgument)
    }
}
