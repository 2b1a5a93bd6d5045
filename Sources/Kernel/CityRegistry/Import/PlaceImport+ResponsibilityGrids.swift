package import CityCore
import CitySQL

extension PlaceImport {
    /// Imports responsibility grids by their codes. A table needs `code`, for new ones `name` and `grid_codes`; people
    /// are named by staff number or id, organisations by code or id. Unit grids may move from one row to another.
    package func importResponsibilityGrids(
        from source: ImportSource,
        rejects: ImportRejects,
        by identity: Identity
    ) async throws -> ImportReport {
        var report: ImportReport = ImportReport(kind: .responsibilityGrids)
        let records: [ImportRecord] = try readAll(source, required: ["code"], rejects: rejects, report: &report)
        try await finishing(rejects) {
            // A row may need a unit grid that another row gives up, so those that found it taken have a second turn.
            var waiting: [ImportRecord] = []
            for batch in records.batches(of: Self.batchRows) {
                let results: [RowResult] = try await store(batch, by: identity)
                for (record, result) in zip(batch, results) {
                    switch result {
                    case .refused(let error) where error.reason == "responsibility_grid.grid_taken":
                        waiting.append(record)
                    default: try settle([result], of: [record], rejects: rejects, report: &report)
                    }
                }
            }
            for batch in waiting.batches(of: Self.batchRows) {
                let results: [RowResult] = try await store(batch, by: identity)
                try settle(results, of: batch, rejects: rejects, report: &report)
            }
        }
        rejects.fill(&report)
        return report
    }

    private func store(_ batch: ArraySlice<ImportRecord>, by identity: Identity) async throws -> [RowResult] {
        let service: ResponsibilityGridService = ResponsibilityGridService(registry: registry, outbox: outbox)
        let now: Timestamp = clock.now()
        return try await database.write { db in
            var areas: [String] = []
            let results: [RowResult] = try batch.map { record in
                try RowResult.of {
                    let code: String = record.text("code") ?? ""
                    let known: ResponsibilityGrid? = try ResponsibilityGridStore.find(code: code, in: db)
                    let draft: ResponsibilityGrid.Draft = try Self.draft(record, known, in: db)
                    let id: ResponsibilityGridID = known?.id ?? ids.next(at: now)
                    let saved = try service.store(id, draft, .overwrite, by: identity, at: now, in: db)
                    areas.append(saved.thing.area)
                    return saved.outcome
                }
            }
            try announce("responsibility_grid", results, areas: areas, at: now, in: db)
            return results
        }
    }

    private static func draft(
        _ record: ImportRecord,
        _ known: ResponsibilityGrid?,
        in db: any SQLConnection
    ) throws -> ResponsibilityGrid.Draft {
        var checks: FieldChecks = FieldChecks()
        let gridCodes: [String] = record.list("gridcodes") ?? known?.gridCodes ?? []
        let area: String? = try record.text("area") ?? known?.area ?? smallestArea(around: gridCodes, in: db)
        var draft: ResponsibilityGrid.Draft = ResponsibilityGrid.Draft(
            code: record.text("code") ?? "",
            name: record.text("name", or: known?.name) ?? "",
            area: area ?? "",
            purpose: record.text("purpose") ?? known?.purpose ?? GridPurpose.collection,
            ownerStaff: known?.ownerStaff,
            organisation: known?.organisation,
            collectors: known?.collectors ?? [],
            gridCodes: gridCodes
        )
        if let name = record["organisation"] {
            draft.organisation = try ImportReferences.organisation(name, "organisation", &checks, in: db)
        }
        if let name = record["ownerstaff"] {
            draft.ownerStaff = try ImportReferences.staff(name, "ownerStaff", &checks, in: db)
        }
        if let names = record.list("collectors") {
            draft.collectors = try names.compactMap { try ImportReferences.staff($0, "collectors", &checks, in: db) }
        }
        try checks.finish()
        return draft
    }

    private static func smallestArea(around codes: [String], in db: any SQLConnection) throws -> String? {
        guard let first = codes.first else { return nil }
        for candidate in AreaCode.candidates(around: first) {
            let prefix: String = AreaCode.scopePrefix(of: candidate)
            guard codes.allSatisfy({ $0.hasPrefix(prefix) }) else { continue }
            if try AreaStore.find(candidate, in: db) != nil { return candidate }
        }
        return nil
    }
}

/// Organisations and people as files name them: by the code or number that people know, or by id.
enum ImportReferences {
    /// Nil for an empty name, and with a note when there is no such organisation.
    static func organisation(
        _ name: String,
        _ field: String,
        _ checks: inout FieldChecks,
        in db: any SQLConnection
    ) throws -> OrganisationID? {
        if name.isEmpty { return nil }
        if let found = try OrganisationStore.find(code: name, in: db) { return found.id }
        if let found = try OrganisationStore.find(OrganisationID(name), in: db) { return found.id }
        checks.note(
            field,
            "import.unknown_organisation",
            Wording("没有代码为“\(name.prefix(40))”的单位", "There is no organisation with the code “\(name.prefix(40))”")
        )
        return nil
    }

    static func staff(
        _ name: String,
        _ field: String,
        _ checks: inout FieldChecks,
        in db: any SQLConnection
    ) throws -> StaffID? {
        if name.isEmpty { return nil }
        if let found = try StaffStore.find(number: name, in: db) { return found.id }
        if let found = try StaffStore.find(StaffID(name), in: db) { return found.id }
        checks.note(
            field,
            "import.unknown_staff",
            Wording("没有工号为“\(name.prefix(40))”的人员", "There is nobody with the staff number “\(name.prefix(40))”")
        )
        return nil
    }
}
