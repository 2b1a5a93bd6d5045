import ArgumentParser
import CityCore
import CityServer

struct RestoreCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "restore",
        abstract: "把备份恢复到空的位置，并验证 · Bring a backup back into an empty place, and prove it",
        discussion: """
            Never writes over a city: name an empty data folder, or an empty PostgreSQL database. Ends with what
            `streetwise verify` finds, and with exit code 1 when anything is wrong.
              streetwise restore /backup/city --list
              streetwise restore /backup/city --data /srv/restored --at 20261125T020000Z
            """
    )

    @OptionGroup var options: CityOptions
    @Argument(help: "备份目录 · the folder of backups") var folder: String
    @Option(name: .long, help: "哪一份，默认最新 · which one; the newest by default") var at: String?
    @Flag(name: .long, help: "只列出备份 · only list the backups") var list: Bool = false
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

    func run() async throws {
        let backups: BackupFolder = BackupFolder(folder)
        if list { return try tell(try backups.manifests()) }
        let restore: CityRestore = CityRestore(from: backups, into: try await options.settings()) { wording in
            Console.note("  \(wording.zh) · \(wording.en)")
        }
        try await restore.run(try backups.manifest(at))
        Console.note("  正在验证 · verifying")
        let report: VerifyCommand.Report = try await VerifyCommand.Report(try await options.city())
        try report.tell(json: json)
    }

    private func tell(_ manifests: [BackupManifest]) throws {
        if json { return try Console.json(manifests) }
        for manifest in manifests {
            Console.say(
                "\(manifest.name)  \(manifest.engine.rawValue)  \(manifest.bytes / 1_000_000) MB  \(manifest.file)"
            )
        }
        if manifests.isEmpty { Console.say("没有备份 · no backups") }
    }
}
