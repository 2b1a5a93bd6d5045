import CityCore
import CityPostgres
import CitySQL
import CitySQLite
import CityServer
import CityTestSupport
import DemoCity
import Foundation

/// A demo city that was built once for an engine and a number of cases; every test works on a copy of it.
actor DemoSeed {
    private enum Store {
        case sqlite(path: String)
        case postgres(TestPostgresDatabase)
    }

    private struct Key: Hashable {
        var engine: Engine
        var cases: Int
    }

    private actor Seeds {
        private var making: [Key: Task<DemoSeed, any Error>] = [:]

        func made(_ key: Key) async throws -> DemoSeed {
            let task: Task<DemoSeed, any Error> = making[key] ?? Task { try await DemoSeed(cases: key.cases) }
            making[key] = task
            return try await task.value
        }
    }

    private static let seeds: Seeds = Seeds()
    private static let file: String = "city.db"

    static func made(cases: Int) async throws -> DemoSeed {
        try await seeds.made(Key(engine: .current, cases: cases))
    }

    private let folder: TemporaryFolder
    private let store: Store

    private init(cases: Int) async throws {
        folder = try TemporaryFolder()
        let database: any SQLDatabase
        switch Engine.current {
        case .sqlite:
            let path: String = folder.path(Self.file)
            store = .sqlite(path: path)
            database = try SQLiteDatabase(path: path)
        case .postgres:
            let made: TestPostgresDatabase = try await TestPostgres.database([])
            store = .postgres(made)
            database = made
        }
        let city: City = try City(
            DemoWorld.settings(folder),
            clock: TestClock().city,
            ids: CountingIDs().source,
            database: database
        )
        try await city.prepare()
        var size: DemoSize = .week
        size.cases = cases
        _ = try await DemoBuilder(city, size: size) { _ in }.build()
        if case .postgres(let made) = store { made.inner.close() }
    }

    func copy(into target: TemporaryFolder) async throws -> any SQLDatabase {
        let files: FileManager = .default
        // What a reader keeps beside the file is gone when the last reader is.
        for name in try files.contentsOfDirectory(atPath: folder.path) where !name.hasSuffix("-shm") {
            try files.copyItem(atPath: folder.path(name), toPath: target.path(name))
        }
        return switch store {
        case .sqlite: try SQLiteDatabase(path: target.path(Self.file))
        case .postgres(let made): try await TestPostgres.copy(of: made)
        }
    }
}
