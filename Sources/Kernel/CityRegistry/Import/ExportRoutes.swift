import CityCore
package import CityHTTP
import CitySQL

/// Routes of the files that `PlaceExport` makes. They hold what their reader may see, and no more.
package struct ExportRoutes: Sendable {
    private let registry: Registry

    package init(registry: Registry) {
        self.registry = registry
    }

    package func register(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        let registry: Registry = registry
        table.file(
            "exports/areas.geojson",
            access: .permission(.registryRead),
            Wording("导出区域", "Export areas"),
            contentType: "application/geo+json"
        ) { call in
            PlaceExport(database: database, directory: registry.current)
                .areas(AreaStore.Filter(scopes: call.identity.placeScopes))
        }
        table.file(
            "exports/grids.geojson",
            access: .permission(.registryRead),
            Wording("导出单元网格", "Export unit grids"),
            query: [QueryParameter("area", .text, Wording("区域编码，含其下所有网格", "Code of an area and all inside it"))],
            contentType: "application/geo+json"
        ) { call in
            var filter: UnitGridStore.Filter = UnitGridStore.Filter(scopes: call.identity.placeScopes)
            filter.area = call.text("area")
            filter.state = nil
            return PlaceExport(database: database, directory: registry.current).grids(filter)
        }
        table.file(
            "exports/parts.csv",
            access: .permission(.registryRead),
            Wording("导出部件", "Export components"),
            query: PartRoutes.filterParameters,
            contentType: "text/csv"
        ) { call in
            let filter: PartStore.Filter = try PartRoutes.filter(call)
            return PlaceExport(database: database, directory: registry.current).parts(filter)
        }
    }
}
