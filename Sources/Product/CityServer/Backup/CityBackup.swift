package import CityCore
import CityMedia
import CityPostgres
import CitySQLite
import Foundation

/// Copies a city, photos included, while it is served. The database is copied as it is at one moment, the photos after
/// it: a photo is on the disk before a row names it, so no row of the copy lacks its file.
package struct CityBackup: Sendable {
    package struct Report: Sendable, Encodable {
        package var backup: BackupManifest
        /// Photos that earlier backups did not have.
        package var mediaCopied: Int
        package var forgotten: [String]
    }

    private let settings: CitySettings
    private let folder: BackupFolder
    private let tell: @Sendable (Wording) -> Void

    package init(
        of settings: CitySettings,
        into folder: BackupFolder,
        tell: @escaping @Sendable (Wording) -> Void
    ) {
        self.settings = settings
        self.folder = folder
        self.tell = tell
    }

    /// - Parameter keep: how many backups stay in the folder, this one among them; nil for all.
    package func run(at now: Timestamp, keep: Int? = nil) async throws -> Report {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let lock: Int32 = try lock()
        defer { close(lock) }
        try folder.clean()
        let name: String = String(now.iso8601.filter { $0 != "-" && $0 != ":" }.prefix(15)) + "Z"
        if try folder.manifests().contains(where: { $0.name == name }) { throw BackupTrouble.busy }
        let (engine, file): (BackupManifest.Engine, String) = try await copyDatabase(name)
        let media: (files: Int, bytes: Int, copied: Int) = try DiskFiles.copyMissing(
            from: settings.mediaFolder,
            to: folder.media,
            isLeftOut: { $0.hasPrefix(MediaStore.temporaryPrefix) },
            progress: { tell(Wording("已复制照片 \($0)", "\($0) files of photos copied")) }
        )
        tell(Wording("正在计算校验和", "computing the hash"))
        let manifest: BackupManifest = BackupManifest(
            name: name,
            at: now,
            engine: engine,
            file: file,
            bytes: try DiskFiles.byteCount(folder.file(file)),
            sha256: try DiskFiles.sha256(folder.file(file)),
            mediaFiles: media.files,
            mediaBytes: media.bytes
        )
        try folder.keep(manifest)
        let forgotten: [String] = try keep.map { try folder.forget(allBut: $0) } ?? []
        return Report(backup: manifest, mediaCopied: media.copied, forgotten: forgotten)
    }

    private func copyDatabase(_ name: String) async throws -> (BackupManifest.Engine, String) {
        let place: String = settings.databasePlace
        if PostgresSettings.isURL(place) {
            let file: String = "city-\(name).dump"
            try dump(place, to: folder.file(file))
            return (.postgres, file)
        }
        let file: String = "city-\(name).db"
        let path: String = CitySettings.file(place)
        guard FileManager.default.fileExists(atPath: path) else {
            throw CityError.invalid("data", "backup.missing", Wording("找不到数据库 \(path)", "There is no database \(path)"))
        }
        let tenths: Tenths = Tenths()
        try await SQLiteDatabase(path: path).copy(to: folder.file(file)) { share in
            guard let percent = tenths.passed(share) else { return }
            tell(Wording("数据库 \(percent)%", "database \(percent)%"))
        }
        return (.sqlite, file)
    }

    /// In one snapshot of the server's, without stopping anybody.
    private func dump(_ database: String, to path: String) throws {
        try PostgresProgram(
            name: "pg_dump",
            arguments: ["--format=custom", "--no-owner", "--no-privileges", "--verbose", "--file=\(path)"],
            database: database
        ).run { line in
            guard let range = line.range(of: "dumping contents of table ") else { return }
            let table: Substring = line[range.upperBound...]
            tell(Wording("数据表 \(table)", "table \(table)"))
        }
    }

    private func lock() throws -> Int32 {
        let path: String = folder.file("lock")
        let descriptor: Int32 = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DiskFiles.trouble("open", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw BackupTrouble.busy
        }
        return descriptor
    }
}
