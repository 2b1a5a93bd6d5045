import ArgumentParser
import CityServer

struct MigrateCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "migrate",
        abstract: "升级数据库结构并装入随附的分类与日历 · Bring the schema up to date and seed what is shipped"
    )

    @OptionGroup var options: CityOptions

    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON")
    var json: Bool = false

    func run() async throws {
        let city: City = try City(try await options.settings())
        let applied: [String] = try await city.prepare()
        if json { return try Console.json(["applied": applied]) }
        for id in applied { Console.say("+ \(id)") }
        Console.say(applied.isEmpty ? "已是最新 · up to date" : "完成 · done: \(applied.count)")
    }
}
