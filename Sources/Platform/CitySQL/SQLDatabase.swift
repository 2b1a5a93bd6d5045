import CityCore

/// Which engine a connection speaks to, for the few statements that must be written twice.
package enum SQLDialect: String, Sendable {
    case sqlite
    case postgres
}

/// A connection inside one transaction. It must not leave the closure that received it.
package protocol SQLConnection: AnyObject {
    var dialect: SQLDialect { get }

    /// All rows of the result.
    func rows(_ query: SQLQuery) throws -> [SQLRow]

    /// The rows one by one, without keeping them.
    func each(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws

    /// Runs a statement and answers how many rows it changed.
    @discardableResult func run(_ query: SQLQuery) throws -> Int

    /// Runs a statement of which nothing is asked but that it is done. An engine that is far away may do so without
    /// waiting; what is wrong with it is then thrown by a later statement, or by the write as a whole.
    func send(_ query: SQLQuery) throws

    /// Does something once the transaction is on the disk; nothing when it is rolled back.
    func onCommit(_ action: @escaping @Sendable () -> Void)
}

/// A database of either engine. A write's closure is one transaction: it is on the disk when `write` returns, and
/// leaves no trace when it throws. The closure may be run again after a serialization failure, so it must have no
/// effect outside its connection.
package protocol SQLDatabase: Sendable {
    var dialect: SQLDialect { get }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Whether a write aside leaves the city's other writes alone.
    var hasAsides: Bool { get }

    /// A write that takes turns only with others of the same name, in the whole city, while the city's other writes go
    /// on. For parts that write nothing but tables of their own and publish no events; what they read of others may
    /// change between two statements. An engine with one writer knows no such turn: it is a write like any other.
    func writeAside<Value: Sendable>(
        _ turn: String,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Does something that only one process of the city may do at a time; nil when another one was still at it after
    /// the given time. Not for the sake of data, which transactions keep right: should the process lose its connection
    /// in the middle, another may begin.
    func withLock<Value: Sendable>(
        _ name: String,
        waitingFor patience: Duration,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value?

    /// Lets the engine refresh what its planner knows of the tables' contents.
    func optimize() async throws
}

extension SQLConnection {
    package func send(_ query: SQLQuery) throws {
        try run(query)
    }

    package func first(_ query: SQLQuery) throws -> SQLRow? {
        try rows(query).first
    }

    /// The only column of the only row.
    package func value<Value: SQLDecodable>(_ query: SQLQuery, as type: Value.Type = Value.self) throws -> Value {
        guard let row = try first(query), let value = row.values.first else {
            throw CityError.fault("a query that must answer one row answered none")
        }
        return try Value(sqlValue: value)
    }

    package func valueIfPresent<Value: SQLDecodable>(
        _ query: SQLQuery,
        as type: Value.Type = Value.self
    ) throws -> Value? {
        guard let value = try first(query)?.values.first, value != .null else { return nil }
        return try Value(sqlValue: value)
    }
}

extension SQLDatabase {
    package var hasAsides: Bool { false }

    /// An embedded database has one process.
    package func withLock<Value: Sendable>(
        _ name: String,
        waitingFor patience: Duration,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await body()
    }

    package func writeAside<Value: Sendable>(
        _ turn: String,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await write(body)
    }

    package func optimize() async throws {}

    /// A read and a mapping of its rows, as most stores need it.
    package func readRows<Value: Sendable>(
        _ query: SQLQuery,
        _ map: @escaping @Sendable (SQLRow) throws -> Value
    ) async throws -> [Value] {
        try await read { db in try db.rows(query).map(map) }
    }
}
