package import CityCore
import CityPostgres
import CitySQL
import Foundation

/// Brings a backup back into an empty place. What broke off may be begun again: a city is there only at the end.
package struct CityRestore: Sendable {
    private let folder: BackupFolder
    private let settings: CitySettings
    private let tell: @Sendable (Wording) -> Void

    package init(
        from folder: BackupFolder,
        into settings: CitySettings,
        tell: @escaping @Sendable (Wording) -> Void
    ) {
        self.folder = folder
        self.settings = settings
        self.tell = tell
    }

    package func run(_ manifest: BackupManifest) async throws {
        let place: String = settings.databasePlace
        try await checkEmpty(place, manifest.engine)
        tell(Wording("正在核对备份文件", "checking the backup's file"))
        let source: String = folder.file(manifest.file)
        guard (try? DiskFiles.byteCount(source)) == manifest.bytes, try DiskFiles.sha256(source) == manifest.sha256
        else { throw BackupTrouble.damaged(manifest.file) }
        try FileManager.default.createDirectory(atPath: settings.dataFolder, withIntermediateDirectories: true)
        _ = try DiskFiles.copyMissing(from: folder.media, to: settings.mediaFolder) { count in
            tell(Wording("已恢复照片 \(count)", "\(count) files of photos restored"))
        }
        tell(Wording("正在恢复数据库", "restoring the database"))
        switch manifest.engine {
        case .sqlite: try copyFile(source, to: CitySettings.file(place))
        case .postgres:
            try PostgresProgram(
                name: "pg_restore",
                arguments: [
                    "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
                    "--dbname=\(try PostgresSettings(place).environment()["PGDATABASE"] ?? "postgres")", source,
                ],
                database: place
            ).run()
        }
    }

    private func checkEmpty(_ place: String, _ engine: BackupManifest.Engine) async throws {
        guard PostgresSettings.isURL(place) == (engine == .postgres) else { throw BackupTrouble.engine(engine) }
        switch engine {
        case .sqlite:
            if FileManager.default.fileExists(atPath: CitySettings.file(place)) { throw BackupTrouble.notEmpty }
        case .postgres:
            let database: any SQLDatabase = try CitySettings.openDatabase(place)
            guard try await database.read({ db in try TableCatalogue.names(in: db).isEmpty }) else {
                throw BackupTrouble.notEmpty
            }
        }
    }

    private func copyFile(_ source: String, to target: String) throws {
        try? FileManager.default.removeItem(atPath: target + ".part")
        try FileManager.default.copyItem(atPath: source, toPath: target + ".part")
        sync()
        try DiskFiles.rename(target + ".part", to: target)
        sync()
    }
}
