import CaseManagement
import CityAccess
import CityCore
import CityMedia
import CitySQL
import CityServer
import CityTestSupport
import Foundation
import Testing

@Suite(.everyEngine) struct BackupTests {
    private let backups: TemporaryFolder

    init() throws {
        backups = try TemporaryFolder()
    }

    private var folder: BackupFolder { BackupFolder(backups.path) }

    private func settings(_ world: DemoWorld) -> CitySettings {
        var settings: CitySettings = world.city.settings
        settings.database = (world.city.database as? TestPostgresDatabase)?.url
        return settings
    }

    private func backUp(_ world: DemoWorld, keep: Int? = nil) async throws -> CityBackup.Report {
        world.clock.advance(by: .seconds(1))
        return try await CityBackup(of: settings(world), into: folder) { _ in }.run(at: world.clock.now, keep: keep)
    }

    /// An empty place on the engine of the test.
    private func emptyPlace(
        _ files: TemporaryFolder
    ) async throws -> (settings: CitySettings, database: TestPostgresDatabase?) {
        var settings: CitySettings = DemoWorld.settings(files)
        guard Engine.current == .postgres else { return (settings, nil) }
        let database: TestPostgresDatabase = try await TestPostgres.empty()
        settings.database = database.url
        return (settings, database)
    }

    private func restored(_ settings: CitySettings) async throws -> City {
        try await CityRestore(from: folder, into: settings) { _ in }.run(try folder.manifest(nil))
        let city: City = try City(settings)
        try await city.prepare()
        return city
    }

    private func caseNumbers(_ city: City) async throws -> Set<String> {
        Set(
            try await city.database.read { db in try db.rows("SELECT number FROM case_case") }.map {
                try $0.get("number")
            }
        )
    }

    @Test func whatWasAcknowledgedBeforeABackupIsInIt() async throws {
        let world: DemoWorld = try await DemoWorld(cases: 60)
        let token: String = try await world.token("collector1")
        let before: Set<String> = try await caseNumbers(world.city)
        async let reports: Void = {
            for _ in 0..<30 {
                let status: Int? = try? await world.report(by: token).status
                #expect(status == 201)
            }
        }()
        let report: CityBackup.Report = try await backUp(world)
        await reports
        #expect(report.mediaCopied > 0 && report.mediaCopied == report.backup.mediaFiles)

        let files: TemporaryFolder = try TemporaryFolder()
        let place = try await emptyPlace(files)
        let city: City = try await restored(place.settings)
        let after: Set<String> = try await caseNumbers(city)
        let now: Set<String> = try await caseNumbers(world.city)
        #expect(after.isSuperset(of: before) && after.isSubset(of: now))
        #expect(try await city.database.read { db in try CaseVerification(in: db) }.troubles == [])
        #expect(try await city.database.read { db in try city.access.audit.verify(in: db) }.intact)
        let media: MediaVerification = try await city.media.verify()
        #expect(media.isSound && media.fileCount == report.backup.mediaFiles)
        await #expect(throws: CityError.self) { _ = try await restored(place.settings) }
    }

    @Test func aSecondBackupCopiesOnlyNewPhotosAndOldOnesGo() async throws {
        let world: DemoWorld = try await DemoWorld(cases: 60)
        let first: CityBackup.Report = try await backUp(world)
        _ = try await backUp(world)
        let third: CityBackup.Report = try await backUp(world, keep: 2)
        #expect(third.mediaCopied == 0 && third.forgotten == [first.backup.name])
        #expect(try folder.manifests().count == 2)
        let files: [String] = try FileManager.default.contentsOfDirectory(atPath: backups.path)
        #expect(files.count { $0.hasPrefix("city-") } == 2)
    }

    @Test func aDamagedOrUnfinishedBackupIsNotRestored() async throws {
        let world: DemoWorld = try await DemoWorld()
        let report: CityBackup.Report = try await backUp(world)
        let path: String = backups.path(report.backup.file)
        let file: FileHandle = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: UInt64(report.backup.bytes / 2))
        try file.write(contentsOf: Data("?".utf8))
        try file.close()
        let files: TemporaryFolder = try TemporaryFolder()
        let place = try await emptyPlace(files)
        let refused: CityError? = await #expect(throws: CityError.self) { _ = try await restored(place.settings) }
        #expect(refused?.reason == "restore.damaged")
        #expect(!FileManager.default.fileExists(atPath: files.path("city.db")))

        try FileManager.default.removeItem(atPath: backups.path("backup-\(report.backup.name).json"))
        #expect(throws: CityError.self) { _ = try folder.manifest(nil) }
        // The next backup clears away what has no description, and nothing that is not its own.
        for name in ["city-plan.pdf", "notes.part"] {
            try Data("mine".utf8).write(to: URL(fileURLWithPath: backups.path(name)))
        }
        let next: CityBackup.Report = try await backUp(world)
        #expect(!FileManager.default.fileExists(atPath: path) && next.backup.name != report.backup.name)
        for name in ["city-plan.pdf", "notes.part"] {
            #expect(FileManager.default.fileExists(atPath: backups.path(name)))
        }
    }

    @Test func aBackupOfTheOtherEngineIsRefused() async throws {
        let world: DemoWorld = try await DemoWorld()
        _ = try await backUp(world)
        let files: TemporaryFolder = try TemporaryFolder()
        var settings: CitySettings = DemoWorld.settings(files)
        settings.database = Engine.current == .postgres ? files.path("other.db") : "postgres://nobody@localhost/nowhere"
        let refused: CityError? = await #expect(throws: CityError.self) { _ = try await restored(settings) }
        #expect(refused?.reason == "restore.engine")
    }
}
