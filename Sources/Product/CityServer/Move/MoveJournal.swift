import CityCore
import CitySQL

/// How far a move has come, kept in the database that is being filled, in the same transactions as the rows.
enum MoveJournal {
    static let table: String = "move_progress"
    /// The row that says where the data come from.
    private static let source: String = "*"

    struct Place {
        var rows: Int
        var last: [SQLValue]?
        var isDone: Bool
    }

    static func isThere(in db: any SQLConnection) throws -> Bool {
        try TableCatalogue.names(in: db).contains(table)
    }

    static func begin(from source: String, in db: any SQLConnection) throws {
        try db.run(
            """
            CREATE TABLE move_progress (
                name TEXT PRIMARY KEY, rows BIGINT NOT NULL, last TEXT NOT NULL, done BIGINT NOT NULL
            )
            """
        )
        try db.run("INSERT INTO move_progress (name, rows, last, done) VALUES (\(Self.source), 0, \(source), 0)")
    }

    static func beganFrom(in db: any SQLConnection) throws -> String {
        try db.value("SELECT last FROM move_progress WHERE name = \(source)")
    }

    static func place(of name: String, in db: any SQLConnection) throws -> Place {
        guard let row = try db.first("SELECT rows, last, done FROM move_progress WHERE name = \(name)") else {
            return Place(rows: 0, last: nil, isDone: false)
        }
        return Place(rows: try row.get("rows"), last: try key(row.get("last")), isDone: try row.get("done"))
    }

    static func note(_ place: Place, of name: String, in db: any SQLConnection) throws {
        let last: String = text(place.last ?? [])
        try db.run(
            """
            INSERT INTO move_progress (name, rows, last, done)
            VALUES (\(name), \(place.rows), \(last), \(place.isDone))
            ON CONFLICT (name) DO UPDATE SET rows = excluded.rows, last = excluded.last, done = excluded.done
            """
        )
    }

    static func end(in db: any SQLConnection) throws {
        try db.run("DROP TABLE move_progress")
    }

    /// Keys are texts and whole numbers.
    private static func text(_ key: [SQLValue]) -> String {
        let parts: [String] = key.map { value in
            switch value {
            case .integer(let integer): "i\(integer)"
            case .text(let text): "t\(text)"
            default: "n"
            }
        }
        guard case .text(let json) = SQLJSON(parts).sqlValue else { return "[]" }
        return json
    }

    private static func key(_ text: String) throws -> [SQLValue]? {
        let parts: [String] = try SQLJSON<[String]>(sqlValue: .text(text)).value
        if parts.isEmpty { return nil }
        return try parts.map { part in
            switch part.first {
            case "i": .integer(try Int64(part.dropFirst()).orFault("key \(part)"))
            case "t": .text(String(part.dropFirst()))
            default: throw CityError.fault("key \(part)")
            }
        }
    }
}

extension Optional {
    fileprivate func orFault(_ what: String) throws -> Wrapped {
        guard let self else { throw CityError.fault(what) }
        return self
    }
}
