import CityCore
package import CitySQL
import Synchronization

/// The city's engine: PostgreSQL 15 or newer through libpq.
///
/// Reads run beside each other, each seeing one moment; writes of this process that wait at the same time share one
/// transaction (`WriteLane`), and those aside have lanes of their own. libpq blocks, so every connection has a queue of its own, and none runs on the
/// cooperative pool. Connections are made when they are needed: a server that is away is an error of the call, and the
/// next call tries again.
package final class PostgresDatabase: SQLDatabase {
    private let reads: ReadLane
    private let writes: WriteLane
    private let locks: PostgresLocks
    private let asides: Mutex<[String: WriteLane]> = Mutex([:])
    private let settings: PostgresSettings
    private let outage: Outage = Outage()

    package var dialect: SQLDialect { .postgres }

    package var hasAsides: Bool { true }

    package init(_ settings: PostgresSettings) throws {
        try settings.check()
        self.settings = settings
        reads = ReadLane(settings: settings, outage: outage)
        writes = WriteLane(settings: settings, outage: outage)
        locks = PostgresLocks(settings: settings, outage: outage)
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let ticket: ReadTicket = ReadTicket()
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    reads.add(ReadJob(ticket, body, continuation))
                }
            } onCancel: {
                reads.cancel(ticket)
            }
        } catch {
            throw PostgresErrors.cityError(error, doing: "read")
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await write(on: writes, body)
    }

    package func writeAside<Value: Sendable>(
        _ turn: String,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let lane: WriteLane = asides.withLock { asides in
            if let lane = asides[turn] { return lane }
            let lane: WriteLane = WriteLane("write.\(turn)", settings: settings, outage: outage)
            asides[turn] = lane
            return lane
        }
        return try await write(on: lane, body)
    }

    private func write<Value: Sendable>(
        on lane: WriteLane,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await withCheckedThrowingContinuation { continuation in lane.add(WriteJob(body, continuation)) }
        } catch {
            throw PostgresErrors.cityError(error, doing: "write")
        }
    }

    package func withLock<Value: Sendable>(
        _ name: String,
        waitingFor patience: Duration,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value? {
        guard try await take(name, waitingFor: patience) else { return nil }
        do {
            let value: Value = try await body()
            await locks.release(name)
            return value
        } catch {
            await locks.release(name)
            throw error
        }
    }

    private func take(_ name: String, waitingFor patience: Duration) async throws -> Bool {
        let end: ContinuousClock.Instant = .now + patience
        do {
            while try await !locks.take(name) {
                if ContinuousClock.now >= end { return false }
                try await Task.sleep(for: .milliseconds(100))
            }
            return true
        } catch {
            throw PostgresErrors.cityError(error, doing: "lock \(name)")
        }
    }

    /// Lets the planner look at the tables that have changed much since it last did; autovacuum does so by itself later.
    ///
    /// Small ones are left out: of a table that it has never looked at the planner thinks that it will grow, and uses its
    /// indexes, while a plan made for no rows reads the whole table, however large it has become since.
    package func optimize() async throws {
        let names: [String] = try await read { db in
            try db.rows(
                """
                SELECT quote_ident(relname) AS name FROM pg_stat_user_tables
                WHERE schemaname = current_schema() AND n_mod_since_analyze > 50 + n_live_tup / 10
                    AND pg_relation_size(relid) >= \(Self.analyzedFromBytes) ORDER BY relname
                """
            ).map { try $0.get("name") }
        }
        if !names.isEmpty { try await command("ANALYZE \(names.joined(separator: ", "))") }
    }

    private static let analyzedFromBytes: Int = 1 << 20

    /// Runs a statement of ours outside any transaction, as some of the server's own need it.
    package func command(_ sql: String) async throws {
        do {
            try await locks.command(sql)
        } catch {
            throw PostgresErrors.cityError(error, doing: "command")
        }
    }

    /// Closes the connections that nobody uses at the moment; a later call opens new ones.
    package func close() {
        reads.close()
        writes.close()
        for lane in asides.withLock({ Array($0.values) }) { lane.close() }
        locks.close()
    }
}

extension ReadJob {
    fileprivate init<Value: Sendable>(
        _ ticket: ReadTicket,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        _ continuation: CheckedContinuation<Value, any Error>
    ) {
        self.ticket = ticket
        run = { connection in
            let value: Value = try body(connection)
            return { continuation.resume(returning: value) }
        }
        fail = { error in continuation.resume(throwing: error) }
    }
}

extension WriteJob {
    fileprivate init<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        _ continuation: CheckedContinuation<Value, any Error>
    ) {
        run = { connection in
            let value: Value = try body(connection)
            let actions: [@Sendable () -> Void] = connection.commitActions
            return {
                for action in actions { action() }
                continuation.resume(returning: value)
            }
        }
        fail = { error in continuation.resume(throwing: error) }
    }
}
