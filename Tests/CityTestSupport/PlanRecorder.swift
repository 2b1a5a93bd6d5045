package import CitySQL

/// Asks for the plan of every query before it runs it.
package final class PlanRecorder: SQLConnection {
    private let inner: any SQLConnection
    package private(set) var plans: [String] = []

    package var dialect: SQLDialect { inner.dialect }

    package init(_ inner: any SQLConnection) {
        self.inner = inner
    }

    package func rows(_ query: SQLQuery) throws -> [SQLRow] {
        try explain(query)
        return try inner.rows(query)
    }

    package func each(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        try explain(query)
        try inner.each(query, body)
    }

    private func explain(_ query: SQLQuery) throws {
        switch dialect {
        case .sqlite:
            plans += try inner.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.get("detail") }
        case .postgres:
            plans += try inner.rows("EXPLAIN \(query)").map { try String(sqlValue: $0.values[0]) }
        }
    }

    package func run(_ query: SQLQuery) throws -> Int { try inner.run(query) }
    package func onCommit(_ action: @escaping @Sendable () -> Void) { inner.onCommit(action) }
}
