import ArgumentParser
import CityCore
import CitySQL
import CityServer
import DemoCity

struct DemoCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "demo",
        abstract: "示范城市：建立，或让它过一天 · The demo city: make it, or let it live a day",
        discussion: """
            Names and codes of areas and streets are Shiyan's; everything else is invented and says so.
              streetwise demo                          makes it in ./data
              streetwise serve & streetwise demo play --speed 60
            """,
        subcommands: [Build.self, Play.self],
        defaultSubcommand: Build.self
    )

    struct Build: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "在空的数据目录里建立示范城市 · Make the demo city in an empty data folder"
        )
        @OptionGroup var options: CityOptions
        @Option(name: .long, help: "一年的案件数 · cases of the past year") var cases: Int = DemoSize.year.cases
        @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

        func run() async throws {
            guard (0...1_000_000).contains(cases) else {
                throw CityError.invalid(
                    "cases",
                    "demo.cases",
                    Wording("案件数须在 0 到 1000000 之间", "cases must be 0 to 1,000,000")
                )
            }
            var settings: CitySettings = try await options.settings()
            settings.lightPasswords = true
            let city: City = try City(settings)
            try await city.prepare()
            var size: DemoSize = .year
            size.cases = cases
            let report = try await DemoBuilder(city, size: size) { wording in
                Console.note("  \(wording.zh) · \(wording.en)")
            }.build()
            try await city.database.optimize()
            if json { return try Console.json(report) }
            Console.say(
                """
                示范城市已建立 · the demo city is made: \(report.areas) 区划 areas, \(report.grids) 网格 grids, \
                \(report.parts) 部件 parts, \(report.accounts) 账号 accounts, \(report.cases) 案件 cases
                """
            )
            for line in DemoAccount.table(try DemoAccount.published(in: city.settings.dataFolder)) { Console.say(line) }
        }
    }

    struct Play: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "通过 HTTP 接口演一天 · Play a day of work through the HTTP API"
        )
        @Option(name: .long, help: "服务地址 · host") var host: String = "127.0.0.1"
        @Option(name: .long, help: "端口 · port") var port: Int = 8080
        @Option(name: .long, help: "速度，60 表示一小时演一分钟 · 60 plays an hour in a minute") var speed: Double = 60
        @Option(name: .long, help: "演几个小时 · hours of the day to play") var hours: Double = 8
        @OptionGroup var options: CityOptions
        @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

        func run() async throws {
            guard speed > 0, speed <= 100_000, hours > 0, hours <= 24 else {
                throw CityError.invalid(
                    "speed",
                    "demo.speed",
                    Wording("速度须大于 0，小时数须在 24 以内", "The speed must be above 0, the hours up to 24")
                )
            }
            let settings: CitySettings = try await options.settings()
            let day: DemoDay = try DemoDay(
                host: host,
                port: port,
                accountsFolder: settings.dataFolder,
                speed: speed,
                hours: hours
            ) { Console.note("  \($0)") }
            let report: DemoDay.Report = try await day.play()
            if json { return try Console.json(report) }
            Console.say(
                """
                演完 · played: 上报 reports \(report.reports), 操作 actions \(report.actions), \
                结案 closed \(report.closed), 被拒 refused \(report.refused)
                """
            )
        }
    }
}
