package import CityCore
import CityGeo
import CitySQL
import CityWorkflow

extension PlaceImport {
    /// Imports components, in constant memory when they come as a table. A table needs `code` and, for new ones,
    /// `lng` and `lat` or `geometry`; the class follows from the code where there are no columns for it. What a file
    /// has no column for stays as it is.
    package func importParts(
        from source: ImportSource,
        edition: String? = nil,
        rejects: ImportRejects,
        by identity: Identity
    ) async throws -> ImportReport {
        var report: ImportReport = ImportReport(kind: .parts)
        let reader: ImportReader = try ImportReader(source, required: ["code"])
        rejects.begin(columns: reader.columns)
        let directory: RegistryDirectory = registry.current
        let today: CivilDate = directory.calendar.date(of: clock.now())
        let drafts: PartDrafts = PartDrafts(
            edition: edition ?? directory.classes.currentEdition(on: today)?.code ?? "",
            format: format,
            directory: directory
        )
        do {
            while true {
                let batch: [ImportRecord] = try nextBatch(reader, rejects, &report)
                if batch.isEmpty { break }
                let results: [RowResult] = try await store(batch, drafts, by: identity)
                try settle(results, of: batch[...], rejects: rejects, report: &report)
            }
        } catch {
            try? rejects.close()
            throw error
        }
        try rejects.close()
        rejects.fill(&report)
        return report
    }

    private func nextBatch(
        _ reader: ImportReader,
        _ rejects: ImportRejects,
        _ report: inout ImportReport
    ) throws -> [ImportRecord] {
        var batch: [ImportRecord] = []
        while batch.count < Self.batchRows, let item = try reader.next() {
            report.read += 1
            switch item {
            case .rejected(let reject): try rejects.add(reject)
            case .record(let record):
                if record.text("code") != nil {
                    batch.append(record)
                } else {
                    try rejects.add(ImportReject(line: record.line, error: Self.codeTrouble(record), raw: record.raw))
                }
            }
        }
        return batch
    }

    private func store(
        _ batch: [ImportRecord],
        _ drafts: PartDrafts,
        by identity: Identity
    ) async throws -> [RowResult] {
        let service: PartService = PartService(registry: registry, outbox: outbox, format: format)
        let now: Timestamp = clock.now()
        return try await database.write { db in
            let known: [String: Part] = try PartStore.find(batch.compactMap { $0.text("code") }, in: db)
            var areas: [String] = []
            let results: [RowResult] = try batch.map { record in
                try RowResult.of {
                    let draft: Part.Draft = try drafts.draft(record, known[record.text("code") ?? ""])
                    let saved = try service.store(draft, .overwrite, by: identity, at: now, in: db)
                    if saved.outcome != .unchanged { areas.append(saved.thing.area) }
                    return saved.outcome
                }
            }
            try announce("part", results, areas: areas, at: now, in: db)
            return results
        }
    }
}

/// Makes drafts of components from the rows of a file.
private struct PartDrafts: Sendable {
    var edition: String
    var format: PartCodeFormat
    var directory: RegistryDirectory

    func draft(_ record: ImportRecord, _ known: Part?) throws -> Part.Draft {
        let text: String = record.text("code") ?? ""
        guard let code = PartCode(text, format: format) else {
            throw CityError.invalid("code", "part.code", PartCode.wording(format))
        }
        let edition: String = record.text("edition") ?? known?.edition ?? edition
        let big: String = record.text("big") ?? code.big
        let small: String = record.text("small") ?? code.small
        let key: ClassKey = ClassKey(edition: edition, kind: .component, big: big, small: small)
        var draft: Part.Draft = Part.Draft(
            code: text,
            edition: edition,
            big: big,
            small: small,
            name: record.text("name") ?? known?.name ?? directory.classes.small(key)?.name.zh ?? "",
            place: try place(record, known)
        )
        draft.state = try record.term("state") ?? known?.state ?? .intact
        draft.installedOn = try record.date("installedon") ?? known?.installedOn
        draft.changedOn = try record.date("changedon") ?? known?.changedOn
        draft.dataSource = try record.term("datasource") ?? known?.dataSource ?? .other
        draft.accuracy = try record.term("accuracy") ?? known?.accuracy ?? .c
        draft.note = record.text("note", or: known?.note)
        try fillOwners(&draft, record, known)
        return draft
    }

    private func fillOwners(_ draft: inout Part.Draft, _ record: ImportRecord, _ known: Part?) throws {
        var checks: FieldChecks = FieldChecks()
        draft.authority = organisation(record, "authority", known?.authority, &checks)
        draft.owner = organisation(record, "owner", known?.owner, &checks)
        draft.maintainer = organisation(record, "maintainer", known?.maintainer, &checks)
        try checks.finish()
    }

    private func organisation(
        _ record: ImportRecord,
        _ field: String,
        _ known: OrganisationID?,
        _ checks: inout FieldChecks
    ) -> OrganisationID? {
        guard let name = record[field] else { return known }
        if name.isEmpty { return nil }
        let found = directory.organisations.find(code: name) ?? directory.organisations.find(OrganisationID(name))
        if let found { return found.id }
        let wording: Wording = Wording(
            "没有代码为“\(name.prefix(40))”的单位",
            "There is no organisation with the code “\(name.prefix(40))”"
        )
        checks.note(field, "import.unknown_organisation", wording)
        return nil
    }

    private func place(_ record: ImportRecord, _ known: Part?) throws -> Coordinate {
        if let geometry = try record.geometry() { return try geometry.point(field: "geometry") }
        if let known { return known.place }
        let wording: Wording = Wording("缺少经纬度", "Longitude and latitude are missing")
        throw CityError.invalid("lng", "part.no_place", wording)
    }
}
