package import CityCore
package import CitySQL
package import CitySQLite
import Synchronization

/// A clock that stands still until a test moves it. It begins on Monday 2026-03-02 09:00 in Shiyan.
package final class TestClock: Sendable {
    package static let monday: Timestamp = Timestamp(milliseconds: 1_772_413_200_000)

    private let time: Mutex<Timestamp>

    package init(at start: Timestamp = TestClock.monday) {
        time = Mutex(start)
    }

    package var now: Timestamp { time.withLock { $0 } }

    package var city: CityClock { CityClock { self.now } }

    package func advance(by span: TimeSpan) {
        time.withLock { $0 = $0 + span }
    }

    package func set(to moment: Timestamp) {
        time.withLock { $0 = moment }
    }
}

/// Ids that count up, so that two runs of a test give equal answers.
package final class CountingIDs: Sendable {
    private let count: Mutex<UInt64>

    package init(after last: UInt64 = 0) {
        count = Mutex(last)
    }

    package var source: IDSource {
        IDSource { time in
            let number: UInt64 = self.count.withLock { count in
                count += 1
                return count
            }
            return IDSource.uuid7Text(milliseconds: UInt64(max(0, time.milliseconds)), high: 0, low: number)
        }
    }
}

/// Databases for tests: each test has its own, with the given migrations applied.
package enum TestDatabase {
    /// On the engine of the running test.
    package static func make(_ migrations: [Migration]) async throws -> any SQLDatabase {
        switch Engine.current {
        case .sqlite: try await sqlite(migrations)
        case .postgres: try await TestPostgres.database(migrations)
        }
    }

    package static func sqlite(_ migrations: [Migration]) async throws -> SQLiteDatabase {
        let database: SQLiteDatabase = try SQLiteDatabase()
        _ = try await Migrator(migrations).migrate(database, at: TestClock.monday)
        return database
    }
}
