import CitySQL
import Dispatch
import Synchronization

/// A lock's name as the server's advisory locks take it.
struct LockName {
    let key: Int64

    /// FNV-1a.
    init(_ name: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        key = Int64(bitPattern: hash)
    }
}

/// Locks by name among all processes of a city, held by one connection of its own: when the process dies, the server
/// lets them go.
final class PostgresLocks: Sendable {
    private let worker: PostgresWorker
    /// The server counts what one connection takes twice as taken once more, so this process keeps its own list.
    private let names: Mutex<Set<String>> = Mutex([])

    init(settings: PostgresSettings, outage: Outage) {
        worker = PostgresWorker("lock", settings: settings, outage: outage)
    }

    /// Answers false when somebody has it, here or elsewhere.
    func take(_ name: String) async throws -> Bool {
        guard names.withLock({ $0.insert(name).inserted }) else { return false }
        do {
            let isTaken: Bool = try await ask("SELECT pg_try_advisory_lock(\(LockName("streetwise.lock." + name).key))")
            if !isTaken { _ = names.withLock { $0.remove(name) } }
            return isTaken
        } catch {
            _ = names.withLock { $0.remove(name) }
            throw error
        }
    }

    /// Where the connection broke, the server has let go already.
    func release(_ name: String) async {
        _ = try? await ask("SELECT pg_advisory_unlock(\(LockName("streetwise.lock." + name).key))")
        _ = names.withLock { $0.remove(name) }
    }

    func close() {
        worker.queue.sync { worker.drop() }
    }

    func command(_ sql: String) async throws {
        _ = try await onConnection { session in try session.command(sql) }
    }

    private func ask(_ sql: String) async throws -> Bool {
        try await onConnection { session in
            try PostgresConnection(session).value(SQLQuery(trusted: sql), as: Bool.self)
        }
    }

    private func onConnection<Value: Sendable>(
        _ body: @escaping @Sendable (PostgresSession) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            worker.queue.async { [worker] in
                continuation.resume(with: Result { try worker.withSession(body) })
            }
        }
    }
}
