import CityCore
package import CitySQL

/// The city's engine: PostgreSQL 15 or newer through libpq.
///
/// Reads run beside each other, each seeing one moment; writes of this process that wait at the same time share one
/// transaction (`WriteLane`). libpq blocks, so every connection has a queue of its own, and none runs on the
/// cooperative pool. Connections are made when they are needed: a server that is away is an error of the call, and the
/// next call tries again.
package final class PostgresDatabase: SQLDatabase {
    private let reads: ReadLane
    private let writes: WriteLane
    private let locks: PostgresLocks

    package var dialect: SQLDialect { .postgres }

    package init(_ settings: PostgresSettings) throws {
        try settings.check()
        let outage: Outage = Outage()
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
        do {
            return try await withCheckedThrowingContinuation { continuation in
                writes.add(WriteJob(body, continuation))
            }
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

    /// Lets the planner look at the tables' contents; autovacuum does so by itself later.
    package func optimize() async throws {
        try await command("ANALYZE")
    }

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
