import CityCore
import CityHTTP
import HTTPTypes

extension ClassRoutes {
    func registerImport(in table: RouteTable) {
        let classImport: ClassImport = ClassImport(service: service, clock: clock, database: table.database)
        table.upload(
            .post,
            "imports/classes",
            access: .permission(.classWrite),
            Wording("向草稿导入立案结案标准表（CSV）", "Import a table of conditions (CSV) into a draft"),
            query: [
                QueryParameter("edition", .text, Wording("草稿的版本代码，必填", "The draft's code; required")),
                Self.kindParameter, ImportSource.encodingParameter,
            ],
            bytesMax: TableImport.bytesMax,
            answer: TableImportReport.self
        ) { call, bytes in
            let expected: Int = try call.expectedVersion()
            let missing: Wording = Wording("此项必填", "This is required")
            guard let edition = call.text("edition") else {
                throw CityError.invalid("edition", "query.missing", missing)
            }
            guard let kind = try call.choice("kind", of: ClassKind.self) else {
                throw CityError.invalid("kind", "query.missing", missing)
            }
            let report: TableImportReport = try await classImport.run(
                from: try ImportSource.table(call, bytes),
                into: edition,
                kind: kind,
                expectedVersion: expected,
                rejects: ImportRejects(),
                by: call.identity
            )
            return Answer(report, version: registry.current.classes.edition(edition)?.version)
        }
    }
}
