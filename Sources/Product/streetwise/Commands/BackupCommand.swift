import ArgumentParser
import CityCore
import CityServer

struct BackupCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "backup",
        abstract: "备份整座城市，含照片，服务不必停 · Copy the whole city, photos included, while it is served",
        discussion: """
            Writes into a folder of backups: the database as it is at one moment, and those photos that earlier backups in the
            folder do not have. A backup counts once its description is written, as the last thing.
            PostgreSQL is copied by its own pg_dump (package postgresql-client).
              streetwise backup /backup/city --data /srv/streetwise --keep 14
              streetwise restore /backup/city --data /srv/restored
            """
    )

    @OptionGroup var options: CityOptions
    @Argument(help: "备份目录 · the folder of backups") var folder: String
    @Option(name: .long, help: "目录里只留最近几份 · how many backups stay in the folder") var keep: Int?
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

    func run() async throws {
        if let keep, keep < 1 {
            throw CityError.invalid("keep", "backup.keep", Wording("至少保留 1 份", "At least one backup must stay"))
        }
        let began: ContinuousClock.Instant = .now
        let backup: CityBackup = CityBackup(of: try await options.settings(), into: BackupFolder(folder)) { wording in
            Console.note("  \(wording.zh) · \(wording.en)")
        }
        let report: CityBackup.Report = try await backup.run(at: CityClock.system.now(), keep: keep)
        if json { return try Console.json(report) }
        let made: BackupManifest = report.backup
        let seconds: Int = Int((ContinuousClock.now - began) / .seconds(1))
        Console.say(
            """
            已备份 · backed up: \(made.name) (\(made.file), \(made.bytes / 1_000_000) MB, \(seconds) s)
            照片 · photos: \(made.mediaFiles) 个文件 files, 新增 \(report.mediaCopied) new
            """
        )
        for name in report.forgotten { Console.say("已删除旧备份 · removed: \(name)") }
    }
}
