import ArgumentParser
import CityCore
import CityRegistry
import CitySQL
import CityServer
import DemoCity
import Evaluation

struct FillBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "fill",
        abstract: "建立有 N 个案件的城市 · Make a city with N cases"
    )
    @OptionGroup var bench: BenchOptions
    @Option(name: .long, help: "案件数 · cases") var cases: Int = 1_000_000
    @Flag(name: .long, help: "一年的案件，每步都有 · cases of one year, with every step of their histories") var whole: Bool =
        false

    func run() async throws {
        var settings: CitySettings = try await bench.options.settings()
        settings.lightPasswords = true
        let city: City = try City(settings)
        try await city.prepare()
        if city.registry.current.areas.isEmpty {
            var size: DemoSize = .year
            size.cases = 0
            _ = try await DemoBuilder(city, size: size) { Console.note("  \($0.en)") }.build()
        }
        let clock: ContinuousClock = ContinuousClock()
        let start: ContinuousClock.Instant = clock.now
        if whole {
            try await BulkLives(city).write(cases, days: 365) { done in Console.note("  \(done)") }
        } else {
            try await BulkHistory(city).write(cases) { done in Console.note("  \(done)") }
        }
        let seconds: Double = (clock.now - start) / .seconds(1)
        let factsStart: ContinuousClock.Instant = clock.now
        try await city.evaluation.filling.catchUp { done in Console.note("  facts of \(done)") }
        let factSeconds: Double = (clock.now - factsStart) / .seconds(1)
        try await city.database.optimize()
        try BenchReport.tell(
            [
                Figure(name: "bulk cases written", value: Double(cases) / seconds, unit: "cases/s"),
                Figure(name: "their facts worked out", value: Double(cases) / factSeconds, unit: "cases/s"),
            ],
            json: bench.json
        )
    }
}
