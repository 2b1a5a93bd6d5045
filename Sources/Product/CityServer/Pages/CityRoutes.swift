import CityCore
import CityGeo
import CityHTTP
import CityRegistry

/// `GET /api/v1/city`: what a page must know before anybody has signed in.
struct CityRoutes: Sendable {
    let registry: Registry
    let settings: CitySettings

    func register(in table: RouteTable) {
        table.get(
            "city",
            access: .open,
            Wording("城市名称、时区和地图设置", "The city's name, zone and map"),
            answer: CityBody.self
        ) { _ in
            Answer(try body(registry.current))
        }
    }

    private func body(_ directory: RegistryDirectory) throws -> CityBody {
        let places: [Coordinate] = directory.areas.values.flatMap { area in
            area.boundary?.boundingBox.map { [$0.southWest, $0.northEast] } ?? area.center.map { [$0] } ?? []
        }
        let box: BoundingBox? = BoundingBox(around: places)
        return CityBody(
            name: directory.cityName,
            area: directory.topArea?.code,
            zone: settings.zone,
            demo: try DemoAccount.published(in: settings.dataFolder),
            map: CityBody.Map(bounds: box.map { [$0.west, $0.south, $0.east, $0.north] }, base: settings.baseMap)
        )
    }
}

struct CityBody: Codable, Sendable, Hashable {
    struct Map: Codable, Sendable, Hashable {
        /// West, south, east, north in degrees; absent while no area has a place.
        var bounds: [Double]?
        var base: BaseMap?
    }

    var name: Wording
    /// The code of the highest area.
    var area: String?
    /// Of the IANA time zone database.
    var zone: String
    /// The accounts that anybody may try, where the city is invented; none where it is a real one.
    var demo: [DemoAccount]
    var map: Map
}
