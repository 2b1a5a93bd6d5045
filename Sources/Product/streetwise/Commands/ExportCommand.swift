import ArgumentParser
import CaseManagement
import CityCore
import CityHTTP
import CityRegistry
import CityServer

struct ExportCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "export",
        abstract: "导出到文件 · Export to a file, in constant memory",
        discussion: """
              streetwise export cases cases.xlsx
              streetwise export cases cases.csv --language en
              streetwise export grids grids.geojson
            """
    )

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case cases
        case areas
        case grids
        case parts
    }

    @OptionGroup var options: CityOptions
    @Argument(help: "什么 · what: cases, areas, grids, parts") var kind: Kind
    @Argument(help: "文件；案件按扩展名 .csv 或 .xlsx · file; cases as .csv or .xlsx") var file: String
    @Option(name: .long, help: "表头语言 zh 或 en · language of the headings") var language: String = "zh"

    func run() async throws {
        guard let language = Language(rawValue: language) else {
            throw CityError.invalid("language", "language", Wording("语言须为 zh 或 en", "The language must be zh or en"))
        }
        let city: City = try await options.city()
        let places: PlaceExport = PlaceExport(database: city.database, directory: city.registry.current)
        let everything: [AccessScope] = Identity.system.scopes(for: .registryRead)
        let answer: FileAnswer =
            switch kind {
            case .cases: try city.cases.export(named: file, language: language)
            case .areas: places.areas(AreaStore.Filter(scopes: everything))
            case .grids: places.grids(UnitGridStore.Filter(scopes: everything))
            case .parts: places.parts(PartStore.Filter(scopes: everything))
            }
        try await answer.write(toFile: file)
        Console.say("已写 · written: \(file)")
    }
}
