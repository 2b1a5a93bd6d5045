import CityCore
import Dispatch
import Glibc
import Synchronization

/// A thread's worth of blocking work with one connection, made when first needed and again after it broke.
///
/// Sendable without the compiler's proof: `held` is touched on `queue` only, which is serial.
final class PostgresWorker: @unchecked Sendable {
    let queue: DispatchQueue
    private let settings: PostgresSettings
    private let outage: Outage
    private var held: PostgresSession?

    init(_ name: String, settings: PostgresSettings, outage: Outage) {
        queue = DispatchQueue(label: "streetwise.postgres.\(name)", qos: .userInitiated)
        self.settings = settings
        self.outage = outage
    }

    /// Lends the connection. What is left in the middle of something is closed, and never lent again. A connection
    /// that turns out to have died while nobody used it is replaced once, with the work begun again.
    func withSession<Answer>(_ body: (PostgresSession) throws -> Answer) throws -> Answer {
        let isUsed: Bool = held != nil
        do {
            return try lend(body)
        } catch let failure as PostgresFailure where isUsed && failure.endsConnection {
            return try lend(body)
        }
    }

    private func lend<Answer>(_ body: (PostgresSession) throws -> Answer) throws -> Answer {
        let session: PostgresSession = try held ?? outage.connect(settings)
        held = session
        defer { if !session.isIdle { held = nil } }
        do {
            return try body(session)
        } catch let failure as PostgresFailure where failure.endsConnection {
            held = nil
            throw failure
        }
    }

    func drop() {
        held = nil
    }
}

/// Remembers for a moment that the server could not be reached, so that a queue of work behind a dead server fails at
/// once and not one timeout after the other.
final class Outage: Sendable {
    private static let remembered: Duration = .seconds(1)

    private let last: Mutex<(until: ContinuousClock.Instant, failure: PostgresFailure)?> = Mutex(nil)

    func connect(_ settings: PostgresSettings) throws -> PostgresSession {
        if let known = last.withLock({ $0 }), ContinuousClock.now < known.until { throw known.failure }
        do {
            let session: PostgresSession = try PostgresSession(settings)
            last.withLock { $0 = nil }
            return session
        } catch let failure as PostgresFailure {
            let until: ContinuousClock.Instant = .now + Self.remembered
            last.withLock { $0 = (until, failure) }
            throw failure
        }
    }
}

/// How often a transaction is run again that stood in another's way, and how long it waits before.
struct Retry {
    private static let attemptsMax: Int = 8

    private var attempts: Int = 0

    /// Answers false when it was enough. Waits on the worker's own thread.
    mutating func waits() -> Bool {
        attempts += 1
        if attempts >= Self.attemptsMax { return false }
        let longest: UInt32 = 4000 << UInt32(attempts)
        usleep(.random(in: longest / 4...longest))
        return true
    }
}
