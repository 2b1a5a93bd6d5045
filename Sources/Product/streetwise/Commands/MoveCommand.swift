import ArgumentParser
import CityCore
import CityHTTP
import CitySQL
import CityServer
import Foundation

struct MoveCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "move",
        abstract: "把整座城市从一个数据库搬到另一个 · Move a whole city from one database to another",
        discussion: """
            Stop the server first. The target must be empty. A move that was interrupted goes on when it is run again.
            It ends by comparing the number of rows and a hash of every table; exit code 1 when anything differs.
            Photos stay where they are, in the data folder.
              streetwise move --from sqlite:data/city.db --to postgres://streetwise@/city
              streetwise move --from postgres://streetwise@/city --to sqlite:copy/city.db
            """
    )

    @Option(name: .long, help: "来源 · where from: sqlite:FILE or postgres://…") var from: String
    @Option(name: .long, help: "目标 · where to: sqlite:FILE or postgres://…") var to: String
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

    struct Report: Encodable {
        var same: Bool
        var rows: Int
        var seconds: Double
        var tables: [MovedTable]
    }

    func run() async throws {
        try checkSource()
        let began: ContinuousClock.Instant = .now
        let mover: CityMover = CityMover(
            from: try CitySettings.openDatabase(from),
            to: try CitySettings.openDatabase(to),
            migrations: try City.allMigrations()
        ) { wording in
            Console.note("  \(wording.zh) · \(wording.en)")
        }
        let tables: [MovedTable] = try await mover.run(at: CityClock.system.now())
        let report: Report = Report(
            same: tables.allSatisfy(\.isSame),
            rows: tables.reduce(0) { $0 + $1.rows },
            seconds: (ContinuousClock.now - began) / .seconds(1),
            tables: tables
        )
        if json { try Console.json(report) } else { tell(report) }
        if !report.same { throw ExitCode(1) }
    }

    private func tell(_ report: Report) {
        for table in report.tables {
            Console.say("\(table.isSame ? "✓" : "✗") \(table.table) \(table.rows) \(table.hash.prefix(16))")
        }
        Console.say(
            report.same
                ? "已搬完，逐表一致 · moved, every table the same: \(report.rows) 行 rows, \(Int(report.seconds)) s"
                : "有表不一致；来源在搬迁时被改动过吗？· tables differ; was the source changed meanwhile?"
        )
    }

    /// SQLite would make the file that it does not find.
    private func checkSource() throws {
        let path: String = CitySettings.file(from)
        if path.contains("://") || FileManager.default.fileExists(atPath: path) { return }
        throw CityError.invalid("from", "move.missing", Wording("找不到文件 \(path)", "There is no file \(path)"))
    }
}
