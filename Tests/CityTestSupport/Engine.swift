package import Testing

/// The engine that the running test is to use.
package enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres

    @TaskLocal package static var current: Engine = .sqlite

    /// SQLite always, PostgreSQL where there is a server for tests.
    package static var available: [Engine] { TestPostgres.isThere ? [.sqlite, .postgres] : [.sqlite] }
}

/// Runs every test of a suite once for each engine: `@Suite(.everyEngine)`, with databases from `TestDatabase.make`.
package struct EveryEngine: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        for engine in Engine.available {
            try await Engine.$current.withValue(engine) { try await function() }
        }
    }
}

extension Trait where Self == EveryEngine {
    package static var everyEngine: Self { EveryEngine() }
}
