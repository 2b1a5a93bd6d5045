import CityCore
import CityHTTP
import CityTabular
import HTTPTypes

extension OrganisationRoutes {
    func registerImports(in table: RouteTable) {
        let organisationImport: OrganisationImport = OrganisationImport(
            service: organisations,
            clock: clock,
            ids: ids,
            database: table.database
        )
        let staffImport: StaffImport = StaffImport(service: staff, clock: clock, ids: ids, database: table.database)
        table.upload(
            .post,
            "imports/organisations",
            access: .permission(.registryWrite),
            Wording("导入机构（CSV）", "Import organisations from CSV"),
            query: [ImportSource.encodingParameter],
            bytesMax: TableImport.bytesMax,
            answer: TableImportReport.self
        ) { call, bytes in
            let source: ImportSource = try .table(call, bytes)
            return Answer(try await organisationImport.run(from: source, rejects: ImportRejects(), by: call.identity))
        }
        table.upload(
            .post,
            "imports/staff",
            access: .permission(.registryWrite),
            Wording("导入人员（CSV）", "Import staff from CSV"),
            query: [ImportSource.encodingParameter],
            bytesMax: TableImport.bytesMax,
            answer: TableImportReport.self
        ) { call, bytes in
            let source: ImportSource = try .table(call, bytes)
            return Answer(try await staffImport.run(from: source, rejects: ImportRejects(), by: call.identity))
        }
    }
}

extension ImportSource {
    static let encodingParameter: QueryParameter = QueryParameter(
        "encoding",
        .choice(TextEncoding.allCases.map(\.rawValue)),
        Wording("CSV 的编码，默认 utf8", "Encoding of the CSV; utf8 by default")
    )

    /// The CSV that came with a request.
    static func table(_ call: Call, _ bytes: [UInt8]) throws -> ImportSource {
        guard !bytes.isEmpty else {
            throw CityError.invalid("body", "import.empty", Wording("文件是空的", "The file is empty"))
        }
        var source: ImportSource = ImportSource(.bytes(bytes), format: .csv)
        source.options.encoding = try call.choice("encoding", of: TextEncoding.self) ?? .utf8
        return source
    }
}
