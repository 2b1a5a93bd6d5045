import CityCore
import CitySQL

/// The numbers that an engine gives to rows by itself, which must not begin again after a move: readers of the outbox
/// remember how far they have come, also when the outbox has been cleared meanwhile.
enum SerialNumbers {
    static func last(of table: String, _ column: String, in db: any SQLConnection) throws -> Int64 {
        let most: Int64 = try db.value(
            "SELECT COALESCE(MAX(\(SQLQuery(trusted: column))), 0) FROM \(SQLQuery(trusted: table))"
        )
        let given: Int64?
        switch db.dialect {
        case .sqlite:
            given = try db.valueIfPresent("SELECT seq FROM sqlite_sequence WHERE name = \(table)")
        case .postgres:
            given = try db.valueIfPresent(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(\(table), \(column))::regclass)"
            )
        }
        return max(most, given ?? 0)
    }

    static func goOn(after last: Int64, of table: String, _ column: String, in db: any SQLConnection) throws {
        if last == 0 { return }
        switch db.dialect {
        case .sqlite:
            // Only tables that never give a number twice are listed; the others go on after their last row.
            guard try isListed(table, in: db) else { return }
            try db.run("DELETE FROM sqlite_sequence WHERE name = \(table)")
            try db.run("INSERT INTO sqlite_sequence (name, seq) VALUES (\(table), \(last))")
        case .postgres:
            _ = try db.rows("SELECT setval(pg_get_serial_sequence(\(table), \(column)), \(last))")
        }
    }

    private static func isListed(_ table: String, in db: any SQLConnection) throws -> Bool {
        let made: String = try db.value("SELECT sql FROM sqlite_master WHERE name = \(table)")
        return made.contains("AUTOINCREMENT")
    }
}
