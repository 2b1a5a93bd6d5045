import CityCore
import CitySQL
import FoundationEssentials
import GRDB

/// A GRDB connection within one transaction.
final class SQLiteConnection: SQLConnection {
    private let db: Database
    /// Whether a statement ran that may have changed something, tables and indexes included.
    private(set) var hasWritten: Bool = false
    private(set) var commitActions: [@Sendable () -> Void] = []

    var dialect: SQLDialect { .sqlite }

    init(_ db: Database) {
        self.db = db
    }

    func rows(_ query: SQLQuery) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try each(query) { rows.append($0) }
        return rows
    }

    func each(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        let statement: Statement = try prepared(query)
        let cursor: RowCursor = try Row.fetchCursor(statement)
        var columns: SQLColumns?
        while let row = try cursor.next() {
            let names: SQLColumns = columns ?? SQLColumns(Array(row.columnNames))
            columns = names
            var values: [SQLValue] = []
            values.reserveCapacity(row.count)
            for index in 0..<row.count { values.append(SQLValue(row[index] as DatabaseValue)) }
            try body(SQLRow(columns: names, values: values))
        }
    }

    func run(_ query: SQLQuery) throws -> Int {
        let before: Int = db.totalChangesCount
        try prepared(query).execute()
        return db.totalChangesCount - before
    }

    func onCommit(_ action: @escaping @Sendable () -> Void) {
        commitActions.append(action)
    }

    private func prepared(_ query: SQLQuery) throws -> Statement {
        let (sql, values) = query.rendered { _ in "?" }
        let statement: Statement = try db.cachedStatement(sql: sql)
        if !statement.isReadonly { hasWritten = true }
        try statement.setArguments(StatementArguments(values.map { $0.databaseValue }))
        return statement
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let integer): self = .integer(integer)
        case .double(let real): self = .real(real)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob(Array(data))
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let integer): integer.databaseValue
        case .real(let real): real.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}
