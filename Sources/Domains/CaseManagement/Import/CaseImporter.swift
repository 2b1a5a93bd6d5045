package import CityCore
package import CityEvents
package import CityRegistry
package import CitySQL
import CityTabular

/// Brings cases of another system in from a table, in constant memory but for the numbers that it has seen.
///
/// The rows go in batches, each one transaction. While one is written the next is read, so that both cores have work. If
/// it is broken off, what was written stays, and the same import again does the rest: a case is known by its system and
/// number, and a row that says what it said before changes nothing.
package struct CaseImporter: Sendable {
    package static let batchRows: Int = 1000

    private let database: any SQLDatabase
    private let registry: Registry
    private let outbox: Outbox
    private let ids: IDSource
    private let clock: CityClock
    private let settings: CaseSettings

    package init(
        database: any SQLDatabase,
        registry: Registry,
        outbox: Outbox,
        ids: IDSource,
        clock: CityClock,
        settings: CaseSettings
    ) {
        self.database = database
        self.registry = registry
        self.outbox = outbox
        self.ids = ids
        self.clock = clock
        self.settings = settings
    }

    /// Imports a file, packed with gzip or not.
    /// - Parameters:
    ///   - rejects: where rows that cannot be taken go, with the reason; without it they are only counted.
    ///   - progress: told after each batch.
    package func run(
        file path: String,
        mapping: CaseMapping,
        rejects: String? = nil,
        progress: (CaseImportReport) -> Void = { _ in }
    ) async throws -> CaseImportReport {
        try await run(try ByteSource(path: path), mapping, rejects, progress)
    }

    /// The same for a table in memory.
    package func run(
        bytes: [UInt8],
        mapping: CaseMapping,
        rejects: String? = nil,
        progress: (CaseImportReport) -> Void = { _ in }
    ) async throws -> CaseImportReport {
        try await run(ByteSource(bytes: bytes), mapping, rejects, progress)
    }

    private func run(
        _ source: ByteSource,
        _ mapping: CaseMapping,
        _ rejectsPath: String?,
        _ progress: (CaseImportReport) -> Void
    ) async throws -> CaseImportReport {
        try mapping.check()
        let now: Timestamp = clock.now()
        let options: CSVReader.Options = CSVReader.Options(delimiter: mapping.delimiter, encoding: mapping.encoding)
        let reader: CSVReader = try CSVReader(source, options: options)
        try await makeArea(mapping, at: now)
        var input: CaseImportInput = CaseImportInput(
            reader: reader,
            rows: try CaseRowReader(mapping, header: reader.header, directory: registry.current, at: now),
            rejects: rejectsPath.map { RejectsFile(path: $0, header: reader.header) }
        )
        let report: CaseImportReport = try await copy(&input, setting(mapping, at: now), mapping, progress)
        try input.rejects?.close()
        return report
    }

    private func copy(
        _ input: inout CaseImportInput,
        _ setting: CaseImportBatch.Setting,
        _ mapping: CaseMapping,
        _ progress: (CaseImportReport) -> Void
    ) async throws -> CaseImportReport {
        var report: CaseImportReport = CaseImportReport()
        var batch: CaseImportBatch? = try await nextBatch(&input, setting, mapping)
        while let ready = batch {
            async let written: Void = write(ready)
            batch = try await nextBatch(&input, setting, mapping)
            try await written
            report.imported += ready.importedCount
            report.unchanged += ready.unchangedCount
            report.rejected = input.rejectedCount
            report.read = report.imported + report.unchanged + report.rejected
            progress(report)
        }
        report.rejected = input.rejectedCount
        report.read = report.imported + report.unchanged + report.rejected
        return report
    }

    private func write(_ batch: CaseImportBatch) async throws {
        if batch.importedCount == 0 { return }
        try await database.write { db in try batch.write(in: db) }
    }

    private func nextBatch(
        _ input: inout CaseImportInput,
        _ setting: CaseImportBatch.Setting,
        _ mapping: CaseMapping
    ) async throws -> CaseImportBatch? {
        let rows: [CaseImportBatch.Row] = try input.read(CaseImporter.batchRows)
        if rows.isEmpty { return nil }
        try await makeDepartments(&input.rows, mapping, at: setting.now)
        let numbers: [String] = rows.map(\.draft.number)
        let known: [String: String] = try await database.read { db in
            try CaseStore.fingerprints(system: mapping.system, numbers: numbers, in: db)
        }
        return try CaseImportBatch(rows, known: known, organisations: input.rows.departments.known, setting)
    }

    private func setting(_ mapping: CaseMapping, at now: Timestamp) -> CaseImportBatch.Setting {
        CaseImportBatch.Setting(
            system: mapping.system,
            now: now,
            calendar: registry.current.calendar,
            lamps: settings.lamps,
            ids: ids,
            outbox: outbox
        )
    }
}

// What the registry must have before the cases come.
extension CaseImporter {
    /// Makes the area of the mapping if it has a name for it.
    private func makeArea(_ mapping: CaseMapping, at now: Timestamp) async throws {
        guard let code = mapping.area.code, registry.current.area(code) == nil else { return }
        guard let name = mapping.area.name else {
            throw CityError.invalid([ImportTrouble.unknownArea(code)])
        }
        let draft: Area.Draft = Area.Draft(
            code: code,
            name: name.zh,
            englishName: name.en,
            level: code.utf8.count == 6 ? .county : code.utf8.count == 9 ? .street : .community,
            isLocal: true
        )
        let areas: AreaService = AreaService(registry: registry, outbox: outbox)
        _ = try await database.write { db in try areas.save(draft, .create, by: .system, at: now, in: db) }
    }

    /// Makes the departments that rows have named and the registry does not have.
    private func makeDepartments(_ rows: inout CaseRowReader, _ mapping: CaseMapping, at now: Timestamp) async throws {
        let missing: [String] = rows.departments.missing
        guard !missing.isEmpty, let area = mapping.area.code else { return }
        let departments: [(text: String, organisation: Organisation)] = try missing.map { text in
            (text, try rows.departments.organisation(for: text, id: ids.next(at: now), area: area))
        }
        let service: OrganisationService = OrganisationService(registry: registry, outbox: outbox)
        rows.made(
            try await database.write { db in
                var made: [String: OrganisationID] = [:]
                var byCode: [String: OrganisationID] = [:]
                for (text, organisation) in departments {
                    if byCode[organisation.code] == nil {
                        byCode[organisation.code] =
                            try service.create(organisation, by: .system, at: now, in: db).id
                    }
                    made[text] = byCode[organisation.code]
                }
                return made
            }
        )
    }
}

/// The rows as they come in.
private struct CaseImportInput {
    let reader: CSVReader
    var rows: CaseRowReader
    let rejects: RejectsFile?
    var rejectedCount: Int = 0

    /// Up to so many rows that can be taken; fewer only at the end.
    mutating func read(_ count: Int) throws -> [CaseImportBatch.Row] {
        var taken: [CaseImportBatch.Row] = []
        taken.reserveCapacity(count)
        while taken.count < count, let record = try reader.next() {
            switch record {
            case .rejected(let reject):
                rejectedCount += 1
                try rejects?.add(reject)
            case .row(let row):
                if row.isBlank { continue }
                do {
                    let draft: CaseDraft = try rows.draft(row)
                    taken.append(CaseImportBatch.Row(draft: draft, fingerprint: draft.fingerprint))
                } catch let error as CityError where error.code == .invalidArgument {
                    rejectedCount += 1
                    try rejects?.add(row, error)
                }
            }
        }
        return taken
    }
}
