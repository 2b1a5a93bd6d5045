import CityCore

/// The names of a result's columns, shared by its rows.
package final class SQLColumns: Sendable {
    let names: [String]
    let positions: [String: Int]

    package init(_ names: [String]) {
        self.names = names
        var positions: [String: Int] = [:]
        for (index, name) in names.enumerated() where positions[name] == nil { positions[name] = index }
        self.positions = positions
    }
}

/// One row of a result.
package struct SQLRow: Sendable {
    package let columns: SQLColumns
    package let values: [SQLValue]

    package init(columns: SQLColumns, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    package func get<Value: SQLDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        guard let position = columns.positions[column] else {
            throw CityError.fault("no column \(column) among \(columns.names)")
        }
        do {
            return try Value(sqlValue: values[position])
        } catch {
            throw CityError.fault("column \(column)", cause: error)
        }
    }

    package func getIfPresent<Value: SQLDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value?
    {
        guard let position = columns.positions[column] else {
            throw CityError.fault("no column \(column) among \(columns.names)")
        }
        if values[position] == .null { return nil }
        return try get(column)
    }
}
