package import CityCore
package import CitySQL

/// Imports staff from a table, for the command line and for requests alike. A row whose number is known changes that
/// person, and a column that the table does not have changes nothing. Masked telephone numbers are refused.
package struct StaffImport: Sendable {
    private static let table: TableImport = TableImport(
        columns: [
            "工号": "number", "编号": "number", "姓名": "name", "机构代码": "organisation", "所属机构": "organisation",
            "岗位": "post", "职务": "post", "电话": "phone", "手机": "phone", "联系电话": "phone", "账号": "accountid",
            "区划代码": "area", "区域编码": "area", "工作区域": "area", "状态": "state",
        ],
        required: [("number", "工号")]
    )

    private let service: StaffService
    private let clock: CityClock
    private let ids: IDSource
    private let database: any SQLDatabase

    package init(service: StaffService, clock: CityClock, ids: IDSource, database: any SQLDatabase) {
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
            var seen: Set<String> = []
            let results: [PlaceImport.RowResult] = try records.map { record in
                try .of {
                    guard let number = record.text("number"), seen.insert(number).inserted else {
                        throw Self.numberTrouble(record)
                    }
                    return try store(record, number, identity, now, db)
                }
            }
            let changed: Int = results.count(where: \.isChange)
            if changed > 0 { try service.tell("", "", count: changed, at: now, in: db) }
            return results
        }
        try TableImport.settle(results, of: records, rejects: rejects, report: &report)
        return report
    }

    private func store(
        _ record: ImportRecord,
        _ number: String,
        _ identity: Identity,
        _ now: Timestamp,
        _ db: any SQLConnection
    ) throws -> SaveOutcome {
        let known: Staff? = try StaffStore.find(number: number, in: db)
        let new: Staff = try staff(record, number, known, now, db)
        if let known {
            return try service.replace(known, by: { new }, expectedVersion: nil, identity, db).outcome
        }
        try service.add(new, by: identity, in: db)
        return .created
    }

    private func staff(
        _ record: ImportRecord,
        _ number: String,
        _ known: Staff?,
        _ now: Timestamp,
        _ db: any SQLConnection
    ) throws -> Staff {
        var checks: FieldChecks = FieldChecks()
        let post: Post? = record.choice("post", title: \.title, &checks)
        let state: Staff.State? = record.choice("state", title: \.title, &checks)
        if post == nil, known == nil, record.text("post") == nil {
            checks.note("post", "field.missing", Wording("缺少岗位", "The post is missing"))
        }
        let employer: Organisation? = try employer(record, &checks, db)
        let account: AccountID? = record["accountid"].map { $0.isEmpty ? nil : AccountID($0) } ?? known?.account
        let made: Staff? = try checks.collect {
            try Staff(
                id: known?.id ?? ids.next(at: now),
                number: number,
                name: record.text("name", or: known?.name) ?? "",
                organisation: employer?.id ?? known?.organisation ?? OrganisationID(""),
                post: post ?? known?.post ?? .handler,
                phone: record.text("phone", or: known?.phone),
                account: account,
                area: record.text("area") ?? known?.area ?? employer?.area ?? "",
                state: state ?? known?.state ?? .active
            )
        }
        try checks.finish()
        guard let made else { throw CityError.fault("a staff member without problems was not made") }
        return made
    }

    /// The table names the organisation by its code; nil when it names none.
    private func employer(
        _ record: ImportRecord,
        _ checks: inout FieldChecks,
        _ db: any SQLConnection
    ) throws -> Organisation? {
        guard let code = record.text("organisation") else { return nil }
        if let found = try OrganisationStore.find(code: code, in: db) { return found }
        checks.note(
            "organisation",
            "organisation.unknown",
            Wording("没有代码为 \(code.prefix(32)) 的机构", "There is no organisation with the code \(code.prefix(32))")
        )
        return nil
    }

    private static func numberTrouble(_ record: ImportRecord) -> CityError {
        guard let number = record.text("number") else {
            return .invalid("number", "import.no_number", Wording("缺少工号", "The number is missing"))
        }
        return .invalid(
            "number",
            "import.duplicate",
            Wording(
                "工号 \(number) 在文件中出现多次，只导入第一次",
                "The number \(number) is in the file more than once; only the first is taken"
            )
        )
    }
}
