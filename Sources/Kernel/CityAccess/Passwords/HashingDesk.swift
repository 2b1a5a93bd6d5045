import CityCore
import Dispatch

/// Where passwords are hashed: some 80 ms of computing each, a few at a time, on threads of their own, so that nobody
/// else's request waits for them. A crowd beyond the limit is sent away instead of piling up.
package actor HashingDesk {
    private let queue: DispatchQueue = DispatchQueue(label: "streetwise.access.hashing", attributes: .concurrent)
    private let atOnce: Int
    private let waitingMax: Int
    private var running: Int = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// How many pieces of work were done.
    package private(set) var done: Int = 0

    /// How many are being done or wait.
    package var crowd: Int { running + waiting.count }

    package init(atOnce: Int, waitingMax: Int) {
        self.atOnce = max(1, atOnce)
        self.waitingMax = waitingMax
    }

    package func perform<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        let queue: DispatchQueue = queue
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }

    private func enter() async throws {
        if running < atOnce {
            running += 1
            return
        }
        guard waiting.count < waitingMax else {
            throw CityError(
                .exhausted,
                "session.busy",
                Wording("登录的人太多，请稍后再试", "Too many people are signing in at once; please try again shortly"),
                retryAfterSeconds: 5
            )
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the place to whoever waits longest, or frees it.
    private func leave() {
        done += 1
        if waiting.isEmpty {
            running -= 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
