package import CityCore
package import CityEvents
import CityGeo
package import CityHTTP
import CitySQL
import CityTabular
import HTTPTypes

/// Routes that take files of areas, grids, responsibility grids and components.
package struct ImportRoutes: Sendable {
    static let bytesMax: Int = 50 << 20

    private let registry: Registry
    private let outbox: Outbox
    private let clock: CityClock
    private let ids: IDSource
    private let format: PartCodeFormat

    package init(
        registry: Registry,
        outbox: Outbox,
        clock: CityClock,
        ids: IDSource,
        format: PartCodeFormat = .standard
    ) {
        self.registry = registry
        self.outbox = outbox
        self.clock = clock
        self.ids = ids
        self.format = format
    }

    package func register(in table: RouteTable) {
        let places: PlaceImport = PlaceImport(
            registry: registry,
            outbox: outbox,
            clock: clock,
            ids: ids,
            database: table.database,
            format: format
        )
        table.upload(
            .post,
            "imports/{kind}",
            access: .permission(.registryWrite),
            Wording(
                "导入 areas、grids、responsibility-grids 或 parts（GeoJSON 或 CSV）",
                "Import areas, grids, responsibility-grids or parts from GeoJSON or CSV"
            ),
            query: Self.parameters,
            bytesMax: Self.bytesMax,
            answer: ImportReport.self
        ) { call, bytes in
            let name: String = try call.parameter("kind")
            guard let kind = ImportKind(rawValue: name) else {
                throw CityError.notFound(Wording("这种导入", "kind of import"))
            }
            let report: ImportReport = try await places.run(
                kind,
                from: try Self.source(call, bytes),
                edition: call.text("edition"),
                rejects: ImportRejects(),
                by: call.identity
            )
            return Answer(report)
        }
    }

    private static let parameters: [QueryParameter] = [
        QueryParameter(
            "format",
            .choice(ImportSource.Format.allCases.map(\.rawValue)),
            Wording("格式，缺省按内容判断", "Form; told by the contents by default")
        ),
        QueryParameter(
            "datum",
            .choice(Datum.allCases.map(\.rawValue)),
            Wording("坐标系，默认 wgs84", "Coordinate system; wgs84 by default")
        ),
        QueryParameter(
            "encoding",
            .choice(TextEncoding.allCases.map(\.rawValue)),
            Wording("CSV 的编码，默认 utf8", "Encoding of a CSV; utf8 by default")
        ),
        QueryParameter("edition", .text, Wording("部件的分类版本", "Edition of the components' classes")),
    ]

    private static func source(_ call: Call, _ bytes: [UInt8]) throws -> ImportSource {
        guard !bytes.isEmpty else {
            throw CityError.invalid("body", "import.empty", Wording("文件是空的", "The file is empty"))
        }
        var source: ImportSource = ImportSource(.bytes(bytes))
        source.format = try call.choice("format", of: ImportSource.Format.self)
        source.datum = try call.choice("datum", of: Datum.self) ?? .wgs84
        source.options.encoding = try call.choice("encoding", of: TextEncoding.self) ?? .utf8
        return source
    }
}
