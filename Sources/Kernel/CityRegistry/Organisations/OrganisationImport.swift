package import CityCore
package import CitySQL

/// Imports organisations from a table, for the command line and for requests alike. A row whose code is known changes
/// that organisation, and a column that the table does not have changes nothing. Rows may come in any order.
package struct OrganisationImport: Sendable {
    private static let table: TableImport = TableImport(
        columns: [
            "代码": "code", "机构代码": "code", "编码": "code", "名称": "name", "机构名称": "name", "英文名称": "englishname",
            "类型": "kind", "机构类型": "kind", "上级": "parent", "上级代码": "parent", "上级机构代码": "parent",
            "区划代码": "area", "区域编码": "area", "服务区域": "area", "电话": "phone", "联系电话": "phone", "状态": "state",
        ],
        required: [("code", "代码")]
    )
    /// What may be put right by a row that has not had its turn yet.
    private static let waitsForOthers: Set<String> = [
        "organisation.parent_unknown", "organisation.parent_closed", "organisation.in_use",
    ]

    private let service: OrganisationService
    private let clock: CityClock
    private let ids: IDSource
    private let database: any SQLDatabase

    package init(service: OrganisationService, clock: CityClock, ids: IDSource, database: any SQLDatabase) {
        self.service = service
        self.clock = clock
        self.ids = ids
        self.database = database
    }

    package func run(
        from source: ImportSource,
        rejects: ImportRejects,
        by identity: Identity
    ) async throws -> TableImportReport {
        var report: TableImportReport = TableImportReport()
        let records: [ImportRecord] = try Self.table.read(source, rejects: rejects, report: &report)
        let now: Timestamp = clock.now()
        let results: [PlaceImport.RowResult] = try await database.write { db in
            let results: [PlaceImport.RowResult] = try store(records, identity, now, db)
            let changed: Int = results.count(where: \.isChange)
            if changed > 0 { try service.tell("", "", count: changed, at: now, in: db) }
            return results
        }
        try TableImport.settle(results, of: records, rejects: rejects, report: &report)
        return report
    }

    /// Tries the rows that wait for others again as long as that gets any of them any further.
    private func store(
        _ records: [ImportRecord],
        _ identity: Identity,
        _ now: Timestamp,
        _ db: any SQLConnection
    ) throws -> [PlaceImport.RowResult] {
        var results: [Int: PlaceImport.RowResult] = try Self.repeated(records)
        var waiting: [Int] = records.indices.filter { results[$0] == nil }
        while !waiting.isEmpty {
            var later: [Int] = []
            for index in waiting {
                let result: PlaceImport.RowResult = try .of { try store(records[index], identity, now, db) }
                results[index] = result
                if case .refused(let error) = result, Self.waitsForOthers.contains(error.reason) {
                    later.append(index)
                }
            }
            if later.count == waiting.count { break }
            waiting = later
        }
        return try records.indices.map { index in
            guard let result = results[index] else { throw CityError.fault("row \(index) was left out") }
            return result
        }
    }

    private static func repeated(_ records: [ImportRecord]) throws -> [Int: PlaceImport.RowResult] {
        var results: [Int: PlaceImport.RowResult] = [:]
        var seen: Set<String> = []
        for (index, record) in records.enumerated() {
            guard let code = record.text("code"), seen.insert(code).inserted else {
                results[index] = .refused(PlaceImport.codeTrouble(record))
                continue
            }
        }
        return results
    }

    private func store(
        _ record: ImportRecord,
        _ identity: Identity,
        _ now: Timestamp,
        _ db: any SQLConnection
    ) throws -> SaveOutcome {
        let known: Organisation? = try OrganisationStore.find(code: record.text("code") ?? "", in: db)
        let new: Organisation = try organisation(record, known, now, db)
        if let known {
            return try service.replace(known, by: { new }, expectedVersion: nil, identity, db).outcome
        }
        try service.add(new, by: identity, in: db)
        return .created
    }

    private func organisation(
        _ record: ImportRecord,
        _ known: Organisation?,
        _ now: Timestamp,
        _ db: any SQLConnection
    ) throws -> Organisation {
        var checks: FieldChecks = FieldChecks()
        let kind: Organisation.Kind? = record.choice("kind", title: \.title, &checks)
        let state: Organisation.State? = record.choice("state", title: \.title, &checks)
        if kind == nil, known == nil, record.text("kind") == nil {
            checks.note("kind", "field.missing", Wording("缺少类型", "The kind is missing"))
        }
        let parent: OrganisationID? = try self.parent(of: record, known, &checks, db)
        let made: Organisation? = try checks.collect {
            try Organisation(
                id: known?.id ?? ids.next(at: now),
                code: record.text("code") ?? "",
                name: record.text("name", or: known?.name) ?? "",
                englishName: record.text("englishname", or: known?.englishName),
                kind: kind ?? known?.kind ?? .other,
                parent: parent,
                area: record.text("area") ?? known?.area ?? "",
                phone: record.text("phone", or: known?.phone),
                state: state ?? known?.state ?? .active
            )
        }
        try checks.finish()
        guard let made else { throw CityError.fault("an organisation without problems was not made") }
        return made
    }

    /// The table names the parent by its code.
    private func parent(
        of record: ImportRecord,
        _ known: Organisation?,
        _ checks: inout FieldChecks,
        _ db: any SQLConnection
    ) throws -> OrganisationID? {
        guard let code = record["parent"] else { return known?.parent }
        if code.isEmpty { return nil }
        if let parent = try OrganisationStore.find(code: code, in: db) { return parent.id }
        checks.note(
            "parent",
            "organisation.parent_unknown",
            Wording("没有代码为 \(code.prefix(32)) 的上级机构", "There is no organisation with the code \(code.prefix(32))")
        )
        return nil
    }
}

extension PlaceImport.RowResult {
    var isChange: Bool {
        if case .saved(let outcome) = self { return outcome != .unchanged }
        return false
    }
}
