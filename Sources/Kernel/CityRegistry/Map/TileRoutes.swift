import CityCore
import CityGeo
package import CityHTTP
import CitySQL

/// The registry as vector tiles, for maps: always as it stands now.
package struct TileRoutes: Sendable {
    private static let contentType: String = "application/vnd.mapbox-vector-tile"

    private let shapes: PlaceShapes

    package init(registry: Registry) {
        shapes = PlaceShapes(registry: registry)
    }

    package func register(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        let shapes: PlaceShapes = shapes
        table.file(
            "tiles/places/{z}/{x}/{y}",
            access: .permission(.registryRead),
            Wording("区域、单元网格和名称的矢量瓦片", "Areas, unit grids and their names as a vector tile"),
            query: [Self.version],
            contentType: Self.contentType
        ) { call in
            let tile: VectorTile = try shapes.current().tile(
                try Self.address(call),
                grids: call.identity.placeScopes
            )
            return try Self.answer(tile, call)
        }
        table.file(
            "tiles/parts/{z}/{x}/{y}",
            access: .permission(.registryRead),
            Wording(
                "部件的矢量瓦片；14 级以下为聚合数量",
                "Components as a vector tile; below zoom 14 as counts of what lies together"
            ),
            query: PartRoutes.filterParameters.filter { $0.name != "bbox" } + [Self.version],
            contentType: Self.contentType
        ) { call in
            let address: TileAddress = try Self.address(call)
            let filter: PartStore.Filter = try PartRoutes.filter(call)
            let tile: VectorTile = try await database.read { db in try PartStore.tile(address, filter, in: db) }
            return try Self.answer(tile, call)
        }
    }

    private static let version: QueryParameter = QueryParameter(
        "v",
        .text,
        Wording("任意值；改变它即重新取瓦片", "Anything; another value fetches the tile anew")
    )

    private static func answer(_ tile: VectorTile, _ call: Call) throws -> FileAnswer {
        try FileAnswer(
            tile.encoded,
            contentType: contentType,
            for: call,
            headers: ["Cache-Control": "private, no-cache"]
        )
    }

    private static func address(_ call: Call) throws -> TileAddress {
        guard let zoom = Int(try call.parameter("z")), let column = Int(try call.parameter("x")),
            let row = Int(try call.parameter("y"))
        else { throw CityError.notFound(Wording("这块瓦片", "tile")) }
        return try TileAddress(zoom: zoom, column: column, row: row)
    }
}
