import CityCore
import CityEvents
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityTestSupport

/// Not the protocol of `CityGeo`.
typealias Area = CityRegistry.Area

/// A county of Shiyan with one community of 4 × 4 cells, each about 94 m by 100 m, in a database of its own.
struct PlaceWorld: Sendable {
    static let city: String = "420300"
    static let county: String = "420302"
    static let street: String = "420302001"
    static let community: String = "420302001001"

    let database: any SQLDatabase
    let registry: Registry
    let module: RegistryModule
    let clock: TestClock
    let ids: CountingIDs
    let outbox: Outbox
    let routes: [Route]
    let probe: HTTPProbe

    init() async throws {
        clock = TestClock()
        ids = CountingIDs()
        outbox = Outbox(ids: ids.source, wake: {})
        database = try await TestDatabase.make(
            RegistryModule.migrations + Outbox.migrations + Idempotency.migrations
        )
        registry = try Registry(database: database)
        module = RegistryModule(registry: registry, outbox: outbox, clock: clock.city, ids: ids.source)
        let table: RouteTable = RouteTable(
            database: database,
            clock: clock.city,
            authenticator: Authenticator { token in
                PlaceWorld.identity(token).map { SignedIn(identity: $0, session: token) }
            }
        )
        module.register(in: table)
        routes = table.routes
        probe = HTTPProbe(table)
    }

    /// City, county, street and community are there; the community has a boundary.
    static func withAreas() async throws -> PlaceWorld {
        let world: PlaceWorld = try await PlaceWorld()
        try await world.save(Area.Draft(code: city, name: "十堰市", level: .city))
        try await world.save(Area.Draft(code: county, name: "茅箭区", level: .county, boundary: box(-10, -10, 20, 20)))
        try await world.save(Area.Draft(code: "420303", name: "张湾区", level: .county, boundary: box(30, 0, 40, 10)))
        try await world.save(Area.Draft(code: street, name: "武当路街道", level: .street))
        let draft = Area.Draft(code: community, name: "武当社区", level: .community, boundary: box(0, 0, 4, 4))
        try await world.save(draft)
        return world
    }

    /// The same with all 16 grids of the community.
    static func withGrids() async throws -> PlaceWorld {
        let world: PlaceWorld = try await withAreas()
        for row in 0..<4 {
            for column in 0..<4 {
                try await world.save(UnitGrid.Draft(code: gridCode(column, row), shape: cell(column, row)))
            }
        }
        return world
    }

    static func identity(_ token: String) -> Identity? {
        let both: Set<Permission> = [.registryRead, .registryWrite]
        let grants: [String: (Set<Permission>, String)] = [
            "city": (both, "4203"), "county": (both, "420302"), "reader": ([.registryRead], "420302"),
            "elsewhere": (both, "420303"), "nobody": ([], ""),
        ]
        guard let (permissions, area) = grants[token] else { return nil }
        let grant: Grant = Grant(role: token, permissions: permissions, area: area)
        return Identity(account: AccountID(token), name: token, grants: [grant])
    }

    @discardableResult
    func save(_ draft: Area.Draft, _ condition: WriteCondition = .create) async throws -> Saved<CityRegistry.Area> {
        let service: AreaService = AreaService(registry: registry, outbox: outbox)
        let now: Timestamp = clock.now
        return try await database.write { db in
            try service.save(draft, condition, by: .system, at: now, in: db)
        }
    }

    @discardableResult
    func save(_ draft: UnitGrid.Draft, _ condition: WriteCondition = .create) async throws -> Saved<UnitGrid> {
        let service: GridService = GridService(registry: registry, outbox: outbox)
        let now: Timestamp = clock.now
        return try await database.write { db in
            try service.save(draft, condition, by: .system, at: now, in: db)
        }
    }

    @discardableResult
    func save(_ draft: ResponsibilityGrid.Draft) async throws -> ResponsibilityGrid {
        let service = ResponsibilityGridService(registry: registry, outbox: outbox)
        let now: Timestamp = clock.now
        let id: ResponsibilityGridID = ids.source.next(at: now)
        return try await database.write { db in
            try service.save(id, draft, .create, by: .system, at: now, in: db).thing
        }
    }

    /// The codes of the grids run from west to east, then from north to south.
    static func gridCode(_ column: Int, _ row: Int) -> String {
        let number: Int = (3 - row) * 4 + column + 1
        return community + (number < 10 ? "00" : "0") + "\(number)"
    }

    static func place(_ column: Double, _ row: Double) -> Coordinate {
        guard let place = try? Coordinate(lng: 110.79 + column * 0.001, lat: 32.65 + row * 0.0009) else {
            preconditionFailure("the test's own coordinates")
        }
        return place
    }

    static func polygon(_ corners: [(Double, Double)]) -> Polygon {
        guard let polygon = try? Polygon(outer: corners.map { place($0.0, $0.1) }) else {
            preconditionFailure("the test's own polygon")
        }
        return polygon
    }

    /// A rectangle in units of cells.
    static func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Polygon {
        polygon([(west, south), (east, south), (east, north), (west, north)])
    }

    static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon {
        MultiPolygon([rectangle(west, south, east, north)])
    }

    static func cell(_ column: Int, _ row: Int) -> Polygon {
        rectangle(Double(column), Double(row), Double(column + 1), Double(row + 1))
    }

    /// A bow tie over the cell: valid as rings, not as an area.
    static func crossing(_ column: Int, _ row: Int) -> Polygon {
        let (west, south) = (Double(column), Double(row))
        return polygon([(west, south), (west + 1, south + 1), (west + 1, south), (west, south + 1)])
    }

    /// What an error says is wrong, as `field reason`.
    static func troubles(_ error: any Error) -> [String] {
        guard let error = error as? CityError else { return ["\(error)"] }
        return error.fields.isEmpty ? [error.reason] : error.fields.map { "\($0.field) \($0.reason)" }
    }

    static func troubles<Value>(of body: () throws -> Value) -> [String] {
        do {
            _ = try body()
            return []
        } catch {
            return troubles(error)
        }
    }

    static func troubles<Value>(of body: () async throws -> Value) async -> [String] {
        do {
            _ = try await body()
            return []
        } catch {
            return troubles(error)
        }
    }
}
