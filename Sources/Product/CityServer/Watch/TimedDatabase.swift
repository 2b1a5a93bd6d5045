import CityCore
import CitySQL
import Logging
import Synchronization

/// A database that is watched: how long reads and writes take, and which statements are slow. The log has a slow
/// statement's text, never its values.
final class TimedDatabase: SQLDatabase {
    private let inner: any SQLDatabase
    private let metrics: Metrics
    /// Nil for never.
    private let slow: Duration?
    private let logger: Logger
    private let readers: Atomic<Int> = Atomic(0)
    private let writers: Atomic<Int> = Atomic(0)

    init(
        _ inner: any SQLDatabase,
        metrics: Metrics,
        slow: Duration?,
        logger: Logger = Logger(label: "streetwise.database")
    ) {
        self.inner = inner
        self.metrics = metrics
        self.slow = slow
        self.logger = logger
    }

    var dialect: SQLDialect { inner.dialect }

    var hasAsides: Bool { inner.hasAsides }

    /// Reads and writes that have begun or wait for their turn.
    var underWay: (reads: Int, writes: Int) {
        (readers.load(ordering: .relaxed), writers.load(ordering: .relaxed))
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await watched("read", readers) { try await inner.read(timed(body)) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await watched("write", writers) { try await inner.write(timed(body)) }
    }

    func writeAside<Value: Sendable>(
        _ turn: String,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await watched("write_aside", writers) { try await inner.writeAside(turn, timed(body)) }
    }

    private func watched<Value>(
        _ kind: String,
        _ underWay: borrowing Atomic<Int>,
        _ body: () async throws -> Value
    ) async throws -> Value {
        underWay.add(1, ordering: .relaxed)
        let start: ContinuousClock.Instant = .now
        defer {
            underWay.subtract(1, ordering: .relaxed)
            metrics.observe(.databaseSeconds, "kind=\"\(kind)\"", .now - start)
        }
        return try await body()
    }

    func withLock<Value: Sendable>(
        _ name: String,
        waitingFor patience: Duration,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await inner.withLock(name, waitingFor: patience, body)
    }

    func optimize() async throws { try await inner.optimize() }

    private func timed<Value>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) -> @Sendable (any SQLConnection) throws -> Value {
        guard let slow else { return body }
        let (metrics, logger) = (metrics, logger)
        return { connection in
            try body(
                TimedConnection(connection) { query, duration in
                    if duration < slow { return }
                    metrics.count(.slowStatements, #"kind="statement""#)
                    logger.warning(
                        "slow statement",
                        metadata: [
                            "ms": "\(Int(duration / .milliseconds(1)))", "sql": "\(query.rendered { _ in "?" }.sql)",
                        ]
                    )
                }
            )
        }
    }
}

private final class TimedConnection: SQLConnection {
    private let inner: any SQLConnection
    private let took: (SQLQuery, Duration) -> Void

    init(_ inner: any SQLConnection, took: @escaping (SQLQuery, Duration) -> Void) {
        self.inner = inner
        self.took = took
    }

    var dialect: SQLDialect { inner.dialect }

    func rows(_ query: SQLQuery) throws -> [SQLRow] { try time(query) { try inner.rows(query) } }
    func each(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        try time(query) { try inner.each(query, body) }
    }

    func run(_ query: SQLQuery) throws -> Int { try time(query) { try inner.run(query) } }
    func send(_ query: SQLQuery) throws { try inner.send(query) }
    func onCommit(_ action: @escaping @Sendable () -> Void) { inner.onCommit(action) }

    private func time<Value>(_ query: SQLQuery, _ body: () throws -> Value) throws -> Value {
        let start: ContinuousClock.Instant = .now
        defer { took(query, .now - start) }
        return try body()
    }
}
