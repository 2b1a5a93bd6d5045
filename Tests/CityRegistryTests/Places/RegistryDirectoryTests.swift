import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityTestSupport
import Testing

@Suite(.everyEngine) struct RegistryDirectoryTests {
    @Test func aPlaceInAGridIsKnownDownToTheGrid() async throws {
        let world: PlaceWorld = try await .withGrids()
        let code: String = PlaceWorld.gridCode(2, 1)
        let grid = try await world.save(
            ResponsibilityGrid.Draft(code: "R1", name: "一号责任网格", area: PlaceWorld.community, gridCodes: [code])
        )
        let facts: PlaceFacts? = world.registry.current.place(at: PlaceWorld.place(2.5, 1.5))
        #expect(
            facts
                == PlaceFacts(
                    areaCode: PlaceWorld.community,
                    gridCode: code,
                    community: PlaceWorld.community,
                    street: PlaceWorld.street,
                    county: PlaceWorld.county,
                    responsibilityGrids: ["collection": grid.id]
                )
        )
        #expect(facts?.responsibilityGrid == grid.id)
    }

    @Test func whereNoGridIsTheSmallestAreaCounts() async throws {
        let world: PlaceWorld = try await .withAreas()
        let directory: RegistryDirectory = world.registry.current
        let inCommunity = PlaceFacts(
            areaCode: PlaceWorld.community,
            community: PlaceWorld.community,
            street: PlaceWorld.street,
            county: PlaceWorld.county
        )
        #expect(directory.place(at: PlaceWorld.place(1, 1)) == inCommunity)
        let inCounty: PlaceFacts = PlaceFacts(areaCode: PlaceWorld.county, county: PlaceWorld.county)
        #expect(directory.place(at: PlaceWorld.place(10, 10)) == inCounty)
        #expect(directory.place(at: PlaceWorld.place(25, 5)) == nil)
    }

    @Test func aPlaceOnASharedBorderBelongsToTheLowerCode() async throws {
        let world: PlaceWorld = try await .withGrids()
        let codes: [String] = [PlaceWorld.gridCode(1, 1), PlaceWorld.gridCode(2, 1)].sorted()
        #expect(world.registry.current.gridCode(at: PlaceWorld.place(2, 1.5)) == codes.first)
    }

    @Test func aRetiredGridIsNotFoundButKnown() async throws {
        let world: PlaceWorld = try await .withGrids()
        let code: String = PlaceWorld.gridCode(0, 0)
        let draft = UnitGrid.Draft(code: code, shape: PlaceWorld.cell(0, 0), state: .retired)
        try await world.save(draft, .version(1))
        let directory: RegistryDirectory = world.registry.current
        #expect(directory.place(at: PlaceWorld.place(0.5, 0.5))?.gridCode == nil)
        #expect(directory.grid(code)?.state == .retired)
    }

    @Test func changesOneByOneAndReadingAnewGiveTheSame() async throws {
        let world: PlaceWorld = try await .withGrids()
        let codes: [String] = [PlaceWorld.gridCode(0, 0), PlaceWorld.gridCode(1, 0)]
        try await world.save(
            ResponsibilityGrid.Draft(code: "R1", name: "一号", area: PlaceWorld.community, gridCodes: codes)
        )
        let followed: RegistryDirectory = world.registry.current
        try await world.registry.reload()
        let reread: RegistryDirectory = world.registry.current
        #expect(followed.areas == reread.areas)
        #expect(followed.grids == reread.grids)
        #expect(followed.responsibilityGrids == reread.responsibilityGrids)
        #expect(reread.generation == followed.generation + 1)
        for (column, row) in [(0.5, 0.5), (1.0, 0.5), (3.9, 3.9), (10.0, 10.0), (-20.0, 0.0)] {
            let place: Coordinate = PlaceWorld.place(column, row)
            #expect(followed.place(at: place) == reread.place(at: place))
        }
    }

    @Test func aGridThatLeavesAResponsibilityGridIsFree() async throws {
        let world: PlaceWorld = try await .withGrids()
        let (first, second) = (PlaceWorld.gridCode(0, 0), PlaceWorld.gridCode(1, 0))
        let old = try await world.save(
            ResponsibilityGrid.Draft(code: "R1", name: "一号", area: PlaceWorld.community, gridCodes: [first, second])
        )
        let service = ResponsibilityGridService(registry: world.registry, outbox: world.outbox)
        let draft = ResponsibilityGrid.Draft(code: "R1", name: "一号", area: PlaceWorld.community, gridCodes: [second])
        try await world.database.write { db in
            _ = try service.save(old.id, draft, .version(1), by: .system, at: TestClock.monday, in: db)
        }
        let directory: RegistryDirectory = world.registry.current
        #expect(directory.responsibilityGrid(of: first, purpose: "collection") == nil)
        #expect(directory.responsibilityGrid(of: second, purpose: "collection")?.id == old.id)
    }

    @Test func whatIsRolledBackIsNeverSeen() async throws {
        let world: PlaceWorld = try await .withAreas()
        let before: Int = world.registry.current.generation
        let service: GridService = GridService(registry: world.registry, outbox: world.outbox)
        let draft = UnitGrid.Draft(code: PlaceWorld.gridCode(0, 0), shape: PlaceWorld.cell(0, 0))
        let troubles: [String] = await PlaceWorld.troubles {
            try await world.database.write { db in
                _ = try service.save(draft, .create, by: .system, at: TestClock.monday, in: db)
                throw CityError.invalid("after", "test.fails", Wording("失败", "fails"))
            }
        }
        #expect(troubles == ["after test.fails"])
        #expect(world.registry.current.generation == before)
        #expect(world.registry.current.grid(PlaceWorld.gridCode(0, 0)) == nil)
    }

    @Test func localCountiesHaveTheirOwnPath() async throws {
        let world: PlaceWorld = try await .withAreas()
        try await world.save(Area.Draft(code: "4203A1", name: "十堰经济技术开发区", level: .county))
        let path = world.registry.current.areaPath("4203A1001001001")
        #expect(path.map(\.name) == ["十堰市", "十堰经济技术开发区"])
    }
}
