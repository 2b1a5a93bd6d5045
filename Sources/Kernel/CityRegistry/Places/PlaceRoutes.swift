import CityCore
import CityGeo
package import CityHTTP
import CitySQL

/// What is at a point on the ground: the question that every report begins with.
package struct PlaceRoutes: Sendable {
    static let thing: Wording = Wording("该位置所属的网格或区域", "grid or area at this place")

    private let registry: Registry

    package init(registry: Registry) {
        self.registry = registry
    }

    package func register(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        let registry: Registry = registry
        table.get(
            "places",
            access: .permission(.registryRead),
            Wording("查询位置所属网格与责任人", "The grid at a place and who answers for it"),
            query: PlaceQuery.parameters,
            answer: PlaceBody.self
        ) { call in
            let place: Coordinate = try PlaceQuery.place(call)
            let directory: RegistryDirectory = registry.current
            guard let facts = directory.place(at: place), call.identity.may(.registryRead, area: facts.areaCode) else {
                throw CityError.notFound(PlaceRoutes.thing)
            }
            return Answer(
                try await database.read { db in try PlaceRoutes.body(place, facts, directory, in: db) }
            )
        }
    }

    private static func body(
        _ place: Coordinate,
        _ facts: PlaceFacts,
        _ directory: RegistryDirectory,
        in db: any SQLConnection
    ) throws -> PlaceBody {
        let areas: [PlaceBody.AreaName] = directory.areaPath(facts.gridCode ?? facts.areaCode).map { area in
            PlaceBody.AreaName(code: area.code, name: area.name, englishName: area.englishName, level: area.level)
        }
        let holders: [ResponsibilityGrid] = facts.responsibilityGrids.values
            .compactMap { directory.responsibilityGrid($0) }
            .sorted { ($0.purpose, $0.code) < ($1.purpose, $1.code) }
        return PlaceBody(
            place: place,
            areaCode: facts.areaCode,
            gridCode: facts.gridCode,
            areas: areas,
            responsible: try holders.map { try responsible($0, directory, in: db) }
        )
    }

    private static func responsible(
        _ grid: ResponsibilityGrid,
        _ directory: RegistryDirectory,
        in db: any SQLConnection
    ) throws -> PlaceBody.Responsible {
        func person(_ id: StaffID) throws -> PlaceBody.Named? {
            try StaffStore.find(id, in: db).map { PlaceBody.Named(id: id.text, name: $0.name) }
        }
        let organisation: Organisation? = grid.organisation.flatMap { directory.organisations.find($0) }
        return PlaceBody.Responsible(
            id: grid.id,
            code: grid.code,
            name: grid.name,
            purpose: grid.purpose,
            organisation: organisation.map { PlaceBody.Named(id: $0.id.text, name: $0.name) },
            owner: try grid.ownerStaff.flatMap(person),
            collectors: try grid.collectors.compactMap(person)
        )
    }
}

/// A point in a query: `lng`, `lat` and the system that they are given in.
enum PlaceQuery {
    static let parameters: [QueryParameter] = [
        QueryParameter("lng", .text, Wording("经度，必填", "Longitude in degrees; required")),
        QueryParameter("lat", .text, Wording("纬度，必填", "Latitude in degrees; required")),
        QueryParameter(
            "datum",
            .choice(Datum.allCases.map(\.rawValue)),
            Wording("坐标系，默认 wgs84", "Coordinate system; wgs84 by default")
        ),
    ]

    static func place(_ call: Call) throws -> Coordinate {
        var fields: FieldChecks = FieldChecks()
        let lng: Double? = number(call, "lng", &fields)
        let lat: Double? = number(call, "lat", &fields)
        try fields.finish()
        let place: Coordinate = try Coordinate(lng: lng ?? .nan, lat: lat ?? .nan)
        let datum: Datum = try call.choice("datum", of: Datum.self) ?? .wgs84
        return Datum.convert(place, from: datum, to: .wgs84)
    }

    private static func number(_ call: Call, _ name: String, _ fields: inout FieldChecks) -> Double? {
        if let text = call.text(name), let value = Double(text), value.isFinite { return value }
        fields.note(name, "query.number", Wording("\(name) 须为十进制度数", "\(name) must be decimal degrees"))
        return nil
    }
}
