import CityCore
import CitySQL

/// A table as its database describes it.
struct TableShape: Sendable, Hashable {
    var name: String
    var columns: [String]
    /// The columns of the primary key, which rows are ordered by.
    var key: [String]
    /// The key's column when the engine numbers the rows itself.
    var serial: String?
    /// Columns that name another row of the same table.
    var ownReferences: Set<String>
    /// Other tables that must be filled first.
    var references: Set<String>
}

/// Which tables a database has, from its own catalogue.
enum TableCatalogue {
    /// What is no part of a city's data: the search index is made anew, the rest is the engine's or the move's own.
    private static func isLeftOut(_ name: String) -> Bool {
        name == "schema_migration" || name == MoveJournal.table || name.hasPrefix("case_search")
            || name.hasPrefix("sqlite_")
    }

    static func names(in db: any SQLConnection) throws -> [String] {
        let query: SQLQuery =
            switch db.dialect {
            case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            case .postgres: "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
            }
        return try db.rows(query).map { try $0.get("name") }
    }

    static func cityNames(in db: any SQLConnection) throws -> [String] {
        try names(in: db).filter { !isLeftOut($0) }
    }

    /// All tables of a city, those that others refer to first.
    static func tables(in db: any SQLConnection) throws -> [TableShape] {
        var left: [TableShape] = try cityNames(in: db).map { try shape($0, db) }
        var ordered: [TableShape] = []
        var known: Set<String> = []
        while !left.isEmpty {
            let ready: [TableShape] = left.filter { $0.references.isSubset(of: known) }
            if ready.isEmpty { throw CityError.fault("tables refer to each other in a circle: \(left.map(\.name))") }
            ordered += ready
            known.formUnion(ready.map(\.name))
            left.removeAll { known.contains($0.name) }
        }
        return ordered
    }

    private static func shape(_ name: String, _ db: any SQLConnection) throws -> TableShape {
        let references: [(column: String, table: String)] = try references(of: name, db)
        var shape: TableShape = TableShape(
            name: name,
            columns: [],
            key: [],
            ownReferences: Set(references.filter { $0.table == name }.map(\.column)),
            references: Set(references.map(\.table)).subtracting([name])
        )
        var keys: [(Int, String)] = []
        for row in try columns(of: name, db) {
            let column: String = try row.get("name")
            shape.columns.append(column)
            let place: Int = try row.get("place")
            if place > 0 { keys.append((place, column)) }
            if try row.get("serial", as: Bool.self) { shape.serial = column }
        }
        shape.columns.sort()
        shape.key = keys.sorted { $0.0 < $1.0 }.map(\.1)
        if shape.key.isEmpty { throw CityError.fault("table \(name) has no primary key") }
        return shape
    }

    private static func columns(of table: String, _ db: any SQLConnection) throws -> [SQLRow] {
        switch db.dialect {
        case .sqlite:
            try db.rows(
                "SELECT name, pk AS place, pk = 1 AND type = 'INTEGER' AS serial FROM pragma_table_info(\(table))"
            )
        case .postgres:
            try db.rows(
                """
                SELECT attname::TEXT AS name, COALESCE(array_position(indkey::INT2[], attnum), -1) + 1 AS place,
                    pg_get_serial_sequence(\(table), attname) IS NOT NULL AS serial
                FROM pg_attribute LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
                WHERE attrelid = \(table)::regclass AND attnum > 0 AND NOT attisdropped
                """
            )
        }
    }

    private static func references(
        of table: String,
        _ db: any SQLConnection
    ) throws -> [(column: String, table: String)] {
        let query: SQLQuery =
            switch db.dialect {
            case .sqlite: "SELECT \"from\" AS name, \"table\" AS target FROM pragma_foreign_key_list(\(table))"
            case .postgres:
                """
                SELECT attname::TEXT AS name, confrelid::regclass::TEXT AS target
                FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
                WHERE contype = 'f' AND conrelid = \(table)::regclass
                """
            }
        return try db.rows(query).map { (try $0.get("name"), try $0.get("target")) }
    }
}
