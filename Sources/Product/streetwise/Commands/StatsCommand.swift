import ArgumentParser
import CaseManagement
import CityCore
import CityRegistry
import CitySQL
import CityServer

struct StatsCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "stats",
        abstract: "统计：按部门、是否按期等 · Counts by department, on time …",
        subcommands: [Cases.self]
    )

    struct Cases: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "案件数 · Counts of cases",
            discussion: "  streetwise stats cases --by department,on_time --json"
        )
        @OptionGroup var options: CityOptions
        @Option(name: .long, help: "维度，逗号分隔 · dimensions, separated by commas") var by: String
        @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false
        @Flag(name: .long, help: "不用计数器，逐案重数 · count the cases themselves instead of reading counters")
        var recount: Bool = false

        func run() async throws {
            let dimensions: [CaseDimension] = try CaseDimension.list(by)
            let city: City = try await options.city()
            let statistics: CaseStatistics = CaseStatistics(
                directory: city.registry.current,
                zoneOffset: city.cases.service.settings.zoneOffset
            )
            let recount: Bool = recount
            let counts: CaseCounts = try await city.database.read { db in
                recount
                    ? try statistics.recounted(by: dimensions, in: db)
                    : try statistics.counts(by: dimensions, in: db)
            }
            if json { return try Console.json(counts) }
            Console.say(counts.table(in: .zh))
        }
    }
}
