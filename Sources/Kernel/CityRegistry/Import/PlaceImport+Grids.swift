package import CityCore
import CityGeo
import CityHTTP
import CitySQL

extension PlaceImport {
    /// Areas that the report on coverage lists at most.
    static let coverageMax: Int = 50

    /// Imports unit grids. A table needs `code` and, for new grids, `geometry` as WKT or GeoJSON. Overlaps are looked
    /// for in the whole file and among the grids that are there.
    package func importGrids(
        from source: ImportSource,
        rejects: ImportRejects,
        by identity: Identity
    ) async throws -> ImportReport {
        var report: ImportReport = ImportReport(kind: .grids)
        let records: [ImportRecord] = try readAll(source, required: ["code"], rejects: rejects, report: &report)
        let known: KnownPlaces = try await database.read { db in try KnownPlaces(in: db) }
        var batch: GridBatch = GridBatch()
        let now: Timestamp = clock.now()
        for (position, record) in records.enumerated() {
            // Lets others have their turn: the shapes of a large file take a while.
            if position % 200 == 0 { await Task.yield() }
            do {
                try batch.add(record, known.grid(record, by: identity, at: now), existing: known.grids)
            } catch let error as CityError {
                try rejects.add(ImportReject(line: record.line, error: error, raw: record.raw))
            }
        }
        report.unchanged = batch.unchangedCount
        let chosen: [GridBatch.Row] = try await select(batch, known, rejects)
        try await finishing(rejects) {
            for rows in chosen.batches(of: Self.batchRows) {
                let results: [RowResult] = try await write(rows, at: now)
                try settle(results, of: rows.map(\.record)[...], rejects: rejects, report: &report)
            }
        }
        rejects.fill(&report)
        report.coverage = try await coverage(of: Set(chosen.map(\.grid.area)))
        return report
    }

    private func select(
        _ batch: GridBatch,
        _ known: KnownPlaces,
        _ rejects: ImportRejects
    ) async throws -> [GridBatch.Row] {
        let codes: Set<String> = Set(batch.rows.map(\.grid.code))
        var selection: GridSelection = GridSelection(existing: known.grids, candidates: codes)
        for (position, row) in batch.rows.enumerated() {
            if position % 200 == 0 { await Task.yield() }
            try selection.add(row.grid)
        }
        for row in batch.rows {
            guard let error = selection.refused[row.grid.code] else { continue }
            try rejects.add(ImportReject(line: row.record.line, error: error, raw: row.record.raw))
        }
        return batch.rows.filter { selection.accepted[$0.grid.code] != nil }
    }

    private func write(_ rows: ArraySlice<GridBatch.Row>, at now: Timestamp) async throws -> [RowResult] {
        try await database.write { db in
            let results: [RowResult] = try rows.map { row in
                try RowResult.of {
                    let current: Int? = try UnitGridStore.find(row.grid.code, in: db)?.version
                    guard current == row.seenVersion else {
                        throw CityError.stale(GridService.thing, current: current ?? 0)
                    }
                    try UnitGridStore.put(row.grid, in: db)
                    return current == nil ? .created : .changed
                }
            }
            try announce("grid", results, areas: rows.map(\.grid.area), at: now, in: db)
            return results
        }
    }

    /// Where the grids now do not fill an area as they should.
    private func coverage(of areas: Set<String>) async throws -> [Coverage] {
        let directory: RegistryDirectory = registry.current
        var found: [Coverage] = []
        for code in areas.sorted() {
            guard found.count < Self.coverageMax, let area = directory.area(code) else { continue }
            let grids: [UnitGrid] = directory.activeGrids(in: code)
            if let coverage = try Coverage(of: area, grids: grids), !coverage.isAccepted { found.append(coverage) }
            await Task.yield()
        }
        return found
    }
}

/// The areas and grids that were there when an import began.
private struct KnownPlaces: Sendable {
    var areas: [String: Area] = [:]
    var grids: [String: UnitGrid] = [:]

    init(in db: any SQLConnection) throws {
        for area in try AreaStore.all(in: db) { areas[area.code] = area }
        for grid in try UnitGridStore.all(in: db) { grids[grid.code] = grid }
    }

    /// The grid of a row, with every check that needs no neighbour.
    func grid(_ record: ImportRecord, by identity: Identity, at now: Timestamp) throws -> UnitGrid {
        let code: String = record.text("code") ?? ""
        let existing: UnitGrid? = grids[code]
        var draft: UnitGrid.Draft = UnitGrid.Draft(code: code, shape: try shape(record, existing))
        draft.area = record.text("area")
        draft.note = record.text("note", or: existing?.note)
        draft.state = try state(record) ?? existing?.state ?? .active
        draft.startedAt = try record.time("startedat")
        let area: Area = try GridService.area(of: draft) { areas[$0] }
        try identity.requireRegistryWrite(area: area.code, AreaService.thing)
        return try GridService.grid(draft, area: area, existing: existing, at: now)
    }

    private func shape(_ record: ImportRecord, _ existing: UnitGrid?) throws -> Polygon {
        guard let geometry = try record.geometry() else {
            if let existing { return existing.shape }
            throw CityError.invalid(
                "geometry",
                "grid.no_shape",
                Wording("缺少网格图形", "The grid has no geometry")
            )
        }
        let area: MultiPolygon = try geometry.area(field: "geometry")
        guard area.polygons.count == 1, let polygon = area.polygons.first else {
            throw CityError.invalid(
                "geometry",
                "geometry.not_one_polygon",
                Wording("单元网格须是一个多边形", "A unit grid is one single polygon")
            )
        }
        return polygon
    }

    private func state(_ record: ImportRecord) throws -> GridState? {
        guard let text = record.text("state") else { return nil }
        if let state = GridState(rawValue: text) { return state }
        throw CityError.invalid(
            "state",
            "field.choice",
            Wording("状态须为 active 或 retired", "The state must be active or retired")
        )
    }
}

/// The grids of a file that differ from what is there.
private struct GridBatch {
    struct Row: Sendable {
        var record: ImportRecord
        var grid: UnitGrid
        var seenVersion: Int?
    }

    private(set) var rows: [Row] = []
    private(set) var unchangedCount: Int = 0

    mutating func add(_ record: ImportRecord, _ grid: UnitGrid, existing: [String: UnitGrid]) throws {
        let old: UnitGrid? = existing[grid.code]
        if let old, old.hasSameContent(as: grid) {
            unchangedCount += 1
        } else {
            rows.append(Row(record: record, grid: grid, seenVersion: old?.version))
        }
    }
}
