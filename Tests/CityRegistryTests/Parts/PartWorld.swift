import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityTestSupport

extension PlaceWorld {
    static let edition: String = "gbt30428-reference"

    /// Areas, grids and the shipped classes are there, and one organisation with the code `WATER`.
    static func withClasses() async throws -> PlaceWorld {
        let world: PlaceWorld = try await withGrids()
        try await world.database.write { db in _ = try ClassStore.seedShipped(in: db) }
        let service: OrganisationService = OrganisationService(registry: world.registry, outbox: world.outbox)
        let water: Organisation = try Organisation(
            id: OrganisationID("water"),
            code: "WATER",
            name: "供水公司",
            kind: .department,
            area: "4203"
        )
        try await world.database.write { db in
            _ = try service.create(water, by: .system, at: TestClock.monday, in: db)
        }
        try await world.registry.reload()
        return world
    }

    var water: OrganisationID {
        get throws {
            guard let found = registry.current.organisations.find(code: "WATER") else {
                throw CityError.fault("the test's own organisation")
            }
            return found.id
        }
    }

    @discardableResult
    func save(_ draft: Part.Draft, _ condition: WriteCondition = .create) async throws -> Part {
        let service: PartService = PartService(registry: registry, outbox: outbox)
        let now: Timestamp = clock.now
        return try await database.write { db in
            try service.save(draft, condition, by: .system, at: now, in: db).thing
        }
    }

    static func hatch(_ column: Double, _ row: Double, code: String? = nil) -> Part.Draft {
        Part.Draft(code: code, edition: edition, big: "01", small: "01", name: "上水井盖", place: place(column, row))
    }
}
