package import CityCore
import CityGeo
import CitySQL

extension PlaceImport {
    /// Imports areas. A table needs `code` and, for new areas, `name`; the level follows from the length of the code
    /// and the parent from its beginning where the file does not say them. Larger areas are taken first, whatever
    /// their order in the file. What a file has no column for stays as it is.
    package func importAreas(
        from source: ImportSource,
        rejects: ImportRejects,
        by identity: Identity
    ) async throws -> ImportReport {
        var report: ImportReport = ImportReport(kind: .areas)
        let records: [ImportRecord] = try readAll(source, required: ["code"], rejects: rejects, report: &report)
        let ordered: [ImportRecord] = records.sorted { left, right in
            (Self.rank(left), left.line) < (Self.rank(right), right.line)
        }
        let service: AreaService = AreaService(registry: registry, outbox: outbox)
        try await finishing(rejects) {
            for batch in ordered.batches(of: Self.batchRows) {
                let now: Timestamp = clock.now()
                let results: [RowResult] = try await database.write { db in
                    let results: [RowResult] = try batch.map { record in
                        try RowResult.of {
                            let draft: Area.Draft = try Self.areaDraft(record, in: db)
                            return try service.store(draft, .overwrite, by: identity, at: now, in: db).outcome
                        }
                    }
                    let codes: [String] = batch.compactMap { $0.text("code") }
                    try announce("area", results, areas: codes, at: now, in: db)
                    return results
                }
                try settle(results, of: batch, rejects: rejects, report: &report)
            }
        }
        rejects.fill(&report)
        return report
    }

    private static func rank(_ record: ImportRecord) -> Int {
        let level: AreaLevel = (try? level(record)) ?? .community
        return AreaLevel.allCases.firstIndex(of: level) ?? 0
    }

    private static func areaDraft(_ record: ImportRecord, in db: any SQLConnection) throws -> Area.Draft {
        let code: String = record.text("code") ?? ""
        let known: Area? = try AreaStore.find(code, in: db)
        let geometry: GeoJSONGeometry? = try record.geometry()
        var boundary: MultiPolygon? = known?.boundary
        var center: Coordinate? = known?.center
        if case .point(let place) = geometry {
            center = place
        } else if let geometry {
            boundary = try geometry.area(field: "geometry")
            center = try record.pointFromColumns() ?? (boundary == known?.boundary ? known?.center : nil)
        }
        return Area.Draft(
            code: code,
            name: record.text("name", or: known?.name) ?? "",
            englishName: record.text("englishname", or: known?.englishName),
            level: try level(record),
            parent: record.text("parent") ?? known?.parent,
            boundary: boundary,
            center: center,
            isLocal: try record.boolean("islocal") ?? known?.isLocal
        )
    }

    private static func level(_ record: ImportRecord) throws -> AreaLevel {
        if let text = record.text("level") {
            if let level = AreaLevel.allCases.first(where: { $0.rawValue == text || $0.wording.zh == text }) {
                return level
            }
            throw CityError.invalid(
                "level",
                "field.choice",
                Wording("级别须为 city、county、street 或 community", "The level must be city, county, street or community")
            )
        }
        let code: String = record.text("code") ?? ""
        switch code.utf8.count {
        case 12...: return .community
        case 9...: return .street
        default: return AreaCode.scopePrefix(of: code) == code ? .county : .city
        }
    }
}
