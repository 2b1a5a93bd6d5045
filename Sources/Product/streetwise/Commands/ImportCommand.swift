import ArgumentParser
import CaseManagement
import CityCore
import CityRegistry
import CitySQL
import CityServer

struct ImportCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "import",
        abstract: "导入：区划、网格、责任网格、部件、机构、人员、案件、路网 · Import from files",
        discussion: """
            Rows that cannot be taken are put aside (--rejects FILE) with line, field and reason; the others are taken.
            The same file may be imported again: what says the same as before changes nothing.
              streetwise import areas areas.geojson
              streetwise import grids grids.geojson --rejects grids.rejects.csv
              streetwise import cases calls.csv.gz --mapping boston-311 --json
            """,
        subcommands: [
            Cases.self, Areas.self, Grids.self, ResponsibilityGrids.self, Parts.self, Organisations.self,
            StaffRows.self, Roads.self,
        ]
    )

    /// What a program reads of any import.
    struct Counts: Encodable {
        var read: Int
        var imported: Int
        var unchanged: Int
        var rejected: Int

        func tell(json: Bool) throws {
            if json { return try Console.json(self) }
            Console.say(
                "读取 · read \(read)，导入 · imported \(imported)，未变 · unchanged \(unchanged)，拒绝 · rejected \(rejected)"
            )
        }
    }

    struct FileOptions: ParsableArguments {
        @OptionGroup var options: CityOptions
        @Argument(help: "文件，可为 .gz · file, may be .gz") var file: String
        @Option(name: .long, help: "被拒绝的行写到此文件 · where rejected rows go") var rejects: String?
        @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false
    }

    struct Cases: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "案件（CSV），按映射文件 · Cases (CSV) through a mapping"
        )
        @OptionGroup var file: FileOptions
        @Option(name: .long, help: "映射：随附的名称或文件 · a shipped mapping's name, or a file") var mapping: String

        func run() async throws {
            let mapping: CaseMapping = try CaseMapping.load(mapping)
            let city: City = try await file.options.city()
            let importer: CaseImporter = CaseImporter(
                database: city.database,
                registry: city.registry,
                outbox: city.outbox,
                ids: city.ids,
                clock: city.clock,
                settings: city.cases.service.settings
            )
            let report: CaseImportReport = try await importer.run(
                file: file.file,
                mapping: mapping,
                rejects: file.rejects
            ) {
                Console.note("\($0.read)…")
            }
            try await city.database.optimize()
            try Counts(
                read: report.read,
                imported: report.imported,
                unchanged: report.unchanged,
                rejected: report.rejected
            ).tell(json: file.json)
        }
    }

    /// Areas, grids, responsibility grids and parts go the same way.
    static func places(_ kind: ImportKind, _ file: FileOptions, datum: String? = nil) async throws {
        let city: City = try await file.options.city()
        let importer: PlaceImport = PlaceImport(
            registry: city.registry,
            outbox: city.outbox,
            clock: city.clock,
            ids: city.ids,
            database: city.database
        )
        let report: ImportReport = try await importer.run(
            kind,
            from: ImportSource(.file(file.file)),
            rejects: ImportRejects(path: file.rejects),
            by: .system
        )
        try Counts(
            read: report.read,
            imported: report.imported,
            unchanged: report.unchanged,
            rejected: report.rejected
        ).tell(json: file.json)
    }

    struct Areas: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "区划（GeoJSON 或 CSV） · Areas (GeoJSON or CSV)"
        )
        @OptionGroup var file: FileOptions
        func run() async throws { try await ImportCommand.places(.areas, file) }
    }

    struct Grids: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "单元网格（GeoJSON 或 CSV） · Unit grids (GeoJSON or CSV)"
        )
        @OptionGroup var file: FileOptions
        func run() async throws { try await ImportCommand.places(.grids, file) }
    }

    struct ResponsibilityGrids: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "责任网格（CSV） · Responsibility grids (CSV)"
        )
        @OptionGroup var file: FileOptions
        func run() async throws { try await ImportCommand.places(.responsibilityGrids, file) }
    }

    struct Parts: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "部件（GeoJSON 或 CSV） · Components (GeoJSON or CSV)"
        )
        @OptionGroup var file: FileOptions
        func run() async throws { try await ImportCommand.places(.parts, file) }
    }

    struct Organisations: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(abstract: "机构（CSV） · Organisations (CSV)")
        @OptionGroup var file: FileOptions

        func run() async throws {
            let city: City = try await file.options.city()
            let importer: OrganisationImport = OrganisationImport(
                service: OrganisationService(registry: city.registry, outbox: city.outbox),
                clock: city.clock,
                ids: city.ids,
                database: city.database
            )
            let report: TableImportReport = try await importer.run(
                from: ImportSource(.file(file.file)),
                rejects: ImportRejects(path: file.rejects),
                by: .system
            )
            try report.counts.tell(json: file.json)
        }
    }

    struct StaffRows: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            commandName: "staff",
            abstract: "人员（CSV） · Staff (CSV)"
        )
        @OptionGroup var file: FileOptions

        func run() async throws {
            let city: City = try await file.options.city()
            let importer: StaffImport = StaffImport(
                service: StaffService(outbox: city.outbox),
                clock: city.clock,
                ids: city.ids,
                database: city.database
            )
            let report: TableImportReport = try await importer.run(
                from: ImportSource(.file(file.file)),
                rejects: ImportRejects(path: file.rejects),
                by: .system
            )
            try report.counts.tell(json: file.json)
        }
    }
}

extension TableImportReport {
    fileprivate var counts: ImportCommand.Counts {
        ImportCommand.Counts(read: read, imported: imported, unchanged: unchanged, rejected: rejected)
    }
}
