package import CityCore
package import CitySQL
import CityWorkflow

/// Imports a city's table of filing and closing conditions into a draft, for the command line and for requests alike:
/// 大类代码, 大类名称, 小类代码, 小类名称, 处置单位, 主管部门, 立案条件, 结案条件, 处置时限, one row for each condition.
///
/// Cells that a spreadsheet merged are empty below the first: a row without codes belongs to the class above it. The
/// n-th row of a class is its condition n. The table says all that there is to a class that it names, and nothing of
/// other classes; where a row of a class was rejected, that condition stays as it was.
package struct ClassImport: Sendable {
    private static let table: TableImport = TableImport(
        columns: [
            "大类代码": "big", "大类名称": "bigname", "小类代码": "small", "小类名称": "name", "处置单位": "handler",
            "主管部门": "authority", "立案条件": "filing", "结案条件": "closing", "处置时限": "limit",
        ],
        required: [
            ("big", "大类代码"), ("bigname", "大类名称"), ("small", "小类代码"), ("name", "小类名称"), ("filing", "立案条件"),
            ("closing", "结案条件"), ("limit", "处置时限"),
        ]
    )

    private let service: ClassService
    private let clock: CityClock
    private let database: any SQLDatabase

    package init(service: ClassService, clock: CityClock, database: any SQLDatabase) {
        self.service = service
        self.clock = clock
        self.database = database
    }

    package func run(
        from source: ImportSource,
        into edition: String,
        kind: ClassKind,
        expectedVersion: Int?,
        rejects: ImportRejects,
        by identity: Identity
    ) async throws -> TableImportReport {
        var report: TableImportReport = TableImportReport()
        let records: [ImportRecord] = try Self.table.read(source, rejects: rejects, report: &report)
        let now: Timestamp = clock.now()
        let results: [PlaceImport.RowResult] = try await database.write { db in
            let draft: ClassEdition = try service.draft(edition, expectedVersion, identity, db)
            let results: [PlaceImport.RowResult] = try Self.store(records, edition, kind, db)
            if results.contains(where: \.isChange) { _ = try service.touch(draft, at: now, in: db) }
            return results
        }
        try TableImport.settle(results, of: records, rejects: rejects, report: &report)
        return report
    }

    private static func store(
        _ records: [ImportRecord],
        _ edition: String,
        _ kind: ClassKind,
        _ db: any SQLConnection
    ) throws -> [PlaceImport.RowResult] {
        var results: [PlaceImport.RowResult] = []
        var groups: [ImportedClass] = []
        var positions: [ClassKey: Int] = [:]
        for (index, record) in records.enumerated() {
            do {
                let head: ImportedClass = try head(of: record, after: groups.last, edition, kind)
                let position: Int = positions[head.key] ?? groups.count
                if position == groups.count { groups.append(head) }
                positions[head.key] = position
                try groups[position].checkNames(head)
                groups[position].rows.append(index)
                results.append(.saved(.unchanged))
            } catch {
                results.append(.refused(CityError.told(error)))
            }
        }
        let bigs: [BigClass] = try ClassStore.bigs(of: edition, in: db).filter { $0.kind == kind }
        for group in groups {
            let big: BigClass? = bigs.first { $0.code == group.key.big }
            try group.store(records, in: big, &results, db)
        }
        return results
    }

    /// Which class a row belongs to; the one above it when it names none.
    private static func head(
        of record: ImportRecord,
        after last: ImportedClass?,
        _ edition: String,
        _ kind: ClassKind
    ) throws -> ImportedClass {
        let given: [String?] = [record.text("big"), record.text("small"), record.text("name")]
        if let last, given.allSatisfy({ $0 == nil }) { return last.head }
        var checks: FieldChecks = FieldChecks()
        // Spreadsheets take the zeros off codes that look like numbers, and merge the cells of a group.
        let big: String = record.text("big").map(padded) ?? last?.key.big ?? ""
        let small: String = padded(record["small"] ?? "")
        let made: SmallClass? = try checks.collect {
            try SmallClass(
                key: ClassKey(edition: edition, kind: kind, big: big, small: small),
                bigName: Wording(record.text("bigname") ?? (big == last?.key.big ? last?.bigName ?? "" : ""), ""),
                name: Wording(record["name"] ?? "", ""),
                isVerified: true,
                conditions: []
            )
        }
        try checks.finish()
        guard let made else { throw CityError.fault("a class without problems was not made") }
        return ImportedClass(key: made.key, bigName: made.bigName.zh, name: made.name.zh)
    }

    private static func padded(_ code: String) -> String {
        code.count == 1 ? "0" + code : code
    }
}

/// One class of the table, and where its rows stand.
private struct ImportedClass {
    let key: ClassKey
    let bigName: String
    let name: String
    var rows: [Int] = []

    init(key: ClassKey, bigName: String, name: String) {
        self.key = key
        self.bigName = bigName
        self.name = name
    }

    var head: ImportedClass { ImportedClass(key: key, bigName: bigName, name: name) }

    func checkNames(_ other: ImportedClass) throws {
        guard other.name == name, other.bigName == bigName else {
            throw CityError.invalid(
                "name",
                "class.name_conflict",
                Wording(
                    "代码 \(key.big)\(key.small) 在表中又名“\(bigName)/\(name)”，请改成一致",
                    "The code \(key.big)\(key.small) is also called “\(bigName)/\(name)” in the table; make them agree"
                )
            )
        }
    }

    /// Writes the class if it differs, and says of each row what became of it.
    func store(
        _ records: [ImportRecord],
        in big: BigClass?,
        _ results: inout [PlaceImport.RowResult],
        _ db: any SQLConnection
    ) throws {
        let known: SmallClass? = try ClassStore.small(key, in: db)
        var conditions: [ClassCondition] = []
        for (offset, row) in rows.enumerated() {
            let code: String = String(offset + 1)
            let old: ClassCondition? = known?.condition(code)
            do {
                let new: ClassCondition = try condition(records[row], code, old)
                conditions.append(new)
                results[row] = .saved(old == nil ? .created : old == new ? .unchanged : .changed)
            } catch {
                results[row] = .refused(CityError.told(error))
                if let old { conditions.append(old) }
            }
        }
        guard known != nil || !conditions.isEmpty else { return }
        let small: SmallClass = try SmallClass(
            key: key,
            bigName: wording(bigName, big?.name),
            name: wording(name, known?.name),
            isVerified: known?.isVerified ?? true,
            conditions: conditions
        )
        guard small != known else { return }
        try ClassStore.save(try BigClass(kind: key.kind, code: key.big, name: small.bigName), in: key.edition, db)
        try ClassStore.save(small, in: db)
        markChange(&results)
    }

    /// When only names changed or conditions went away, the class's first good row stands for the change.
    private func markChange(_ results: inout [PlaceImport.RowResult]) {
        guard !rows.contains(where: { results[$0].isChange }) else { return }
        let good: Int? = rows.first { index in
            if case .saved = results[index] { return true }
            return false
        }
        if let good { results[good] = .saved(.changed) }
    }

    private func condition(
        _ record: ImportRecord,
        _ code: String,
        _ known: ClassCondition?
    ) throws -> ClassCondition {
        var checks: FieldChecks = FieldChecks()
        let limit: TimeLimit? = try checks.collect { try TimeLimit(chinese: record["limit"] ?? "") }
        let made: ClassCondition? = try checks.collect {
            try ClassCondition(
                code: code,
                filing: wording(record["filing"] ?? "", known?.filing),
                closing: wording(record["closing"] ?? "", known?.closing),
                limit: limit ?? .workHours(1),
                gradeLimits: known?.gradeLimits ?? [:],
                handler: record["handler"] ?? known?.handler ?? "",
                authority: record["authority"] ?? known?.authority ?? ""
            )
        }
        try checks.finish()
        guard let made else { throw CityError.fault("a condition without problems was not made") }
        return made
    }

    /// The table has Chinese only: the English of the same Chinese is kept.
    private func wording(_ zh: String, _ known: Wording?) -> Wording {
        known?.zh == zh ? Wording(zh, known?.en ?? "") : Wording(zh, "")
    }
}
