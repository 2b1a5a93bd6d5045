import CityCore
import CityHTTP
import CityMedia
import CitySQL
import CityTestSupport
import Foundation

/// A media module with a database and a folder of its own, and people who may do more and more.
struct MediaWorld: Sendable {
    let folder: String
    let database: any SQLDatabase
    let module: MediaModule
    let probe: HTTPProbe
    let routes: [Route]
    let clock: TestClock

    var service: MediaService { module.service }
    var now: Timestamp { clock.now }

    static let collector: Identity = person("collector", [.mediaAdd])
    static let neighbour: Identity = person("neighbour", [.mediaAdd])
    static let clerk: Identity = person("clerk", [.mediaAdd, .mediaRead])
    static let judge: Identity = person("judge", [.mediaRead, .mediaOriginal])
    static let guest: Identity = person("guest", [])

    private static func person(_ name: String, _ permissions: Set<Permission>) -> Identity {
        let grant: Grant = Grant(role: name, permissions: permissions, area: "")
        return Identity(account: AccountID(name), name: name, grants: [grant])
    }

    /// Runs a test in a new world and takes the folder away afterwards.
    static func open(
        limits: MediaLimits = .standard,
        beforeWrite: @escaping @Sendable (_ folder: String) throws -> Void = { _ in },
        _ body: (MediaWorld) async throws -> Void
    ) async throws {
        let folder: String = FileManager.default.temporaryDirectory.appending(path: "media-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clock: TestClock = TestClock()
        let inner: any SQLDatabase = try await TestDatabase.make(MediaMigrations.all)
        let database: WatchedDatabase = WatchedDatabase(inner: inner) { try beforeWrite(folder) }
        let module: MediaModule = try MediaModule(database: database, root: folder, limits: limits, clock: clock.city)
        let authenticator: Authenticator = Authenticator { token in
            let people: [Identity] = [collector, neighbour, clerk, judge, guest]
            return people.first { $0.name == token }.map { SignedIn(identity: $0, session: token) }
        }
        let table: RouteTable = RouteTable(database: database, clock: clock.city, authenticator: authenticator)
        module.register(in: table)
        try await body(
            MediaWorld(
                folder: folder,
                database: database,
                module: module,
                probe: HTTPProbe(table),
                routes: table.routes,
                clock: clock
            )
        )
    }

    /// The files below the root, sorted.
    var files: [String] { MediaWorld.files(in: folder) }

    static func files(in folder: String) -> [String] {
        let paths: [String] = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return paths.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    /// Where the files of a photo must lie.
    static func photoFiles(_ id: String) -> [String] {
        [".jpg", ".medium.jpg", ".public.jpg", ".thumb.jpg"].map {
            "\(id.prefix(2))/\(id.dropFirst(2).prefix(2))/\(id)\($0)"
        }
    }

    func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
    }

    func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: "\(folder)/\(path)"))
    }

    func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: "\(folder)/\(path)", withIntermediateDirectories: false)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
    }

    func itemCount() async throws -> Int {
        try await database.read { db in try db.value("SELECT COUNT(*) FROM media_item") }
    }
}

/// Tells when a write begins, and may refuse it as a database would that has gone away.
private struct WatchedDatabase: SQLDatabase {
    let inner: any SQLDatabase
    let beforeWrite: @Sendable () throws -> Void

    var dialect: SQLDialect { inner.dialect }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await inner.read(body)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try beforeWrite()
        return try await inner.write(body)
    }
}

/// The error that the call ends with, or nil when it succeeds or throws something else.
func refusal(_ body: () async throws -> some Any) async -> CityError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? CityError
    }
}

extension Pictures {
    /// As a phone sends it: large enough to be made smaller, with place, time and device.
    static func phonePhoto(width: Int = 400, height: Int = 300) -> [UInt8] {
        ExifBuilder.phone.inserted(into: noisy(width: width, height: height))
    }
}
