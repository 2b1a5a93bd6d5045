import CityCore

/// A bound on how long a handler may take. When it is over the work is cancelled; what was finished by then is
/// answered all the same.
enum TimeLimit {
    static func run<Value: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            if case .some(.some(let value)) = try await group.next() { return value }
            group.cancelAll()
            if let value = try? await group.next() ?? nil { return value }
            throw CityError(
                .unavailable,
                "request.too_long",
                Wording(
                    "处理时间过长，已停止，请缩小范围或稍后再试",
                    "This took too long and was stopped; ask for less, or try again later"
                ),
                retryAfterSeconds: 10
            )
        }
    }
}
