package import Testing

/// The engine that the running test is to use.
package enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres

    @TaskLocal package static var current: Engine = .sqlite
}

/// Runs every test of a suite on SQLite and then, where there is a server for tests, on PostgreSQL:
/// `@Suite(.everyEngine)`, with databases from `TestDatabase.make`.
package struct EveryEngine: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    private static let turns: Turns = Turns(8)

    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await function()
        guard TestPostgres.isThere else { return }
        await Self.turns.take()
        do {
            try await Engine.$current.withValue(.postgres) { try await function() }
        } catch {
            await Self.turns.give()
            throw error
        }
        await Self.turns.give()
    }
}

extension Trait where Self == EveryEngine {
    package static var everyEngine: Self { EveryEngine() }
}

/// Lets only so many tests at once open connections: a server has a limit, and the test runner has none.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        free = count
    }

    func take() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func give() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
