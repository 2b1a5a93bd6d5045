import CityCore
import CitySQL

/// A session within one transaction, or within one write of a shared transaction.
final class PostgresConnection: SQLConnection {
    private let session: PostgresSession
    /// Whether a statement ran that may have changed something, tables and indexes included.
    private(set) var hasWritten: Bool = false
    private(set) var commitActions: [@Sendable () -> Void] = []

    var dialect: SQLDialect { .postgres }

    init(_ session: PostgresSession) {
        self.session = session
    }

    func rows(_ query: SQLQuery) throws -> [SQLRow] {
        note(query)
        let (result, statement) = try session.execute(query)
        if result.count == 0 { return [] }
        let columns: SQLColumns = statement?.columns(of: result) ?? result.columns
        return (0..<result.count).map { result.row($0, columns) }
    }

    func each(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        note(query)
        try session.stream(query, body)
    }

    func run(_ query: SQLQuery) throws -> Int {
        note(query)
        return try session.execute(query).result.changed
    }

    func send(_ query: SQLQuery) throws {
        note(query)
        try session.send(query)
    }

    func onCommit(_ action: @escaping @Sendable () -> Void) {
        commitActions.append(action)
    }

    private func note(_ query: SQLQuery) {
        if hasWritten { return }
        guard case .text(let text)? = query.parts.first, text.prefix(7).lowercased() == "select " else {
            hasWritten = true
            return
        }
    }
}
