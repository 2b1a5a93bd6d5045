import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityTestSupport
import Testing

@Suite(.everyEngine) struct PlaceStoreTests {
    private static let everywhere: [AccessScope] = [AccessScope(area: "", organisation: nil)]

    @Test func aShapeWithHolesAndPartsComesBackAsItWas() async throws {
        let world: PlaceWorld = try await .withAreas()
        let island: Polygon = try Polygon(
            outer: PlaceWorld.rectangle(5, 5, 8, 8).outer,
            holes: [PlaceWorld.rectangle(6, 6, 7, 7).outer]
        )
        let odd: Coordinate = try Coordinate(lng: 110.1234567890123, lat: 32.00000000000001)
        let boundary: MultiPolygon = MultiPolygon([PlaceWorld.rectangle(0, 0, 1, 1), island])
        let draft = Area.Draft(
            code: "420302001002",
            name: "两岸社区",
            level: .community,
            boundary: boundary,
            center: odd
        )
        try await world.save(draft)
        try await world.registry.reload()
        let area = try #require(world.registry.current.area("420302001002"))
        #expect(area.boundary == boundary)
        #expect(area.center == odd)
    }

    @Test func areasAreListedPageByPage() async throws {
        let world: PlaceWorld = try await .withAreas()
        var codes: [String] = []
        var request: PageRequest? = try PageRequest(limit: 2)
        while let current = request {
            let page = try await world.database.read { db in
                try AreaStore.list(AreaStore.Filter(scopes: Self.everywhere), current, in: db)
            }
            #expect(page.items.count <= 2)
            codes += page.items.map(\.code)
            request = try page.next.map { try PageRequest(limit: 2, after: $0) }
        }
        #expect(codes == ["420300", "420302", "420302001", "420302001001", "420303"])
    }

    @Test(arguments: [
        ("4203", ["420300", "420302", "420302001", "420302001001", "420303"]),
        ("420302001", ["420302001", "420302001001"]),
        ("420303", ["420303"]), ("99", []),
    ])
    func aScopeShowsWhatBeginsWithIt(scope: String, wanted: [String]) async throws {
        let world: PlaceWorld = try await .withAreas()
        let scopes: [AccessScope] = [AccessScope(area: scope, organisation: nil)]
        let page = try await world.database.read { db in
            try AreaStore.list(AreaStore.Filter(scopes: scopes), .first, in: db)
        }
        #expect(page.items.map(\.code) == wanted)
    }

    @Test func nobodysScopesShowNothing() async throws {
        let world: PlaceWorld = try await .withAreas()
        let foreign: [AccessScope] = [AccessScope(area: "", organisation: OrganisationID("x"))]
        for scopes in [[], foreign] {
            let page = try await world.database.read { db in
                try AreaStore.list(AreaStore.Filter(scopes: scopes), .first, in: db)
            }
            #expect(page.items.isEmpty)
        }
    }

    @Test(arguments: [("武当", 2), ("武_", 0), ("100%", 0), ("' OR 1=1 --", 0), ("420302001", 2)])
    func aSearchedTextIsTakenLiterally(text: String, count: Int) async throws {
        let world: PlaceWorld = try await .withAreas()
        let page = try await world.database.read { db in
            var filter: AreaStore.Filter = AreaStore.Filter(scopes: Self.everywhere)
            filter.text = text
            return try AreaStore.list(filter, .first, in: db)
        }
        #expect(page.items.count == count)
    }

    @Test func gridsAreFoundByBoxAndArea() async throws {
        let world: PlaceWorld = try await .withGrids()
        let box: BoundingBox = try #require(PlaceWorld.rectangle(0.2, 0.2, 0.8, 1.8).boundingBox)
        let found = try await world.database.read { db in
            var filter: UnitGridStore.Filter = UnitGridStore.Filter(scopes: Self.everywhere)
            filter.box = box
            filter.area = PlaceWorld.city
            return try UnitGridStore.list(filter, .first, in: db)
        }
        #expect(found.items.map(\.code) == [PlaceWorld.gridCode(0, 0), PlaceWorld.gridCode(0, 1)].sorted())
    }

    @Test func aUnitGridHasOneResponsibilityGridForEachPurpose() async throws {
        let world: PlaceWorld = try await .withGrids()
        let code: String = PlaceWorld.gridCode(0, 0)
        var draft = ResponsibilityGrid.Draft(code: "R1", name: "采集一", area: PlaceWorld.street, gridCodes: [code])
        try await world.save(draft)
        draft.code = "R2"
        let again: [String] = await PlaceWorld.troubles { try await world.save(draft) }
        #expect(again == ["gridCodes responsibility_grid.grid_taken"])
        draft.purpose = GridPurpose.sanitation
        try await world.save(draft)
        let facts: PlaceFacts? = world.registry.current.place(at: PlaceWorld.place(0.5, 0.5))
        #expect(facts?.responsibilityGrids.keys.sorted() == ["collection", "sanitation"])
    }

    @Test func everythingAResponsibilityGridNamesMustBeThere() async throws {
        let world: PlaceWorld = try await .withGrids()
        let draft: ResponsibilityGrid.Draft = ResponsibilityGrid.Draft(
            code: "R1",
            name: "一号",
            area: "420302009",
            ownerStaff: StaffID("nobody"),
            organisation: OrganisationID("none"),
            collectors: [StaffID("nobody")],
            gridCodes: ["420302009001001"]
        )
        #expect(
            await PlaceWorld.troubles { try await world.save(draft) } == [
                "area responsibility_grid.unknown_area", "organisation responsibility_grid.unknown_organisation",
                "ownerStaff responsibility_grid.unknown_staff", "collectors.0 responsibility_grid.unknown_staff",
                "gridCodes.0 responsibility_grid.unknown_grid",
            ]
        )
    }
}
