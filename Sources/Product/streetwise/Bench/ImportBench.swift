import ArgumentParser
import CaseManagement
import CityCore
import CityServer
import Foundation

struct ImportBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "import",
        abstract: "导入速度，在临时数据目录中 · Import speed, in a data folder that is thrown away"
    )
    @Argument(help: "文件 · file") var file: String
    @Option(name: .long, help: "映射 · mapping") var mapping: String = "boston-311"
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

    func run() async throws {
        let folder: String = FileManager.default.temporaryDirectory
            .appendingPathComponent("streetwise-bench-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var settings: CitySettings = CitySettings()
        settings.dataFolder = folder
        let city: City = try City(settings)
        try await city.prepare()
        let importer: CaseImporter = CaseImporter(
            database: city.database,
            registry: city.registry,
            outbox: city.outbox,
            ids: city.ids,
            clock: city.clock,
            settings: city.cases.service.settings
        )
        let mapping: CaseMapping = try CaseMapping.load(mapping)
        let start: ContinuousClock.Instant = .now
        let report: CaseImportReport = try await importer.run(file: file, mapping: mapping)
        let seconds: Double = (ContinuousClock.now - start) / .seconds(1)
        try BenchReport.tell(
            [
                Figure(name: "cases imported", value: Double(report.imported), unit: "cases"),
                Figure(name: "import", value: Double(report.imported) / seconds, unit: "cases/s", bound: ">= 5000"),
            ],
            json: json
        )
    }
}
