import CityCore
import CityGeo
import CityRegistry
import CityTestSupport
import Testing

@Suite(.everyEngine) struct UnitGridTests {
    private static func make(_ code: String, area: String, _ shape: Polygon) throws -> UnitGrid {
        let draft: UnitGrid.Draft = UnitGrid.Draft(code: code, shape: shape)
        return try UnitGrid(draft, area: area, changedAt: TestClock.monday, version: 1)
    }

    @Test(arguments: [
        ("420302001001015", PlaceWorld.community, [String]()),
        ("42030200100115", PlaceWorld.community, []),
        ("420302001001015", PlaceWorld.county, []),
        ("420302001001015", PlaceWorld.city, []),
        ("4203A1001001015", "4203A1", []),
        ("4203020010011", PlaceWorld.community, ["code grid.code"]),
        ("42030200100101X", PlaceWorld.community, ["code grid.code"]),
        ("420302001002015", PlaceWorld.community, ["code grid.prefix"]),
        ("420303001001015", PlaceWorld.county, ["code grid.prefix"]),
    ])
    func theCodeHas14Or15DigitsAndBeginsAsItsArea(code: String, area: String, wanted: [String]) {
        #expect(PlaceWorld.troubles { try Self.make(code, area: area, PlaceWorld.cell(0, 0)) } == wanted)
    }

    @Test func aCrossingShapeIsRefusedWithThePlaceOfTheCrossing() throws {
        let code: String = PlaceWorld.gridCode(0, 0)
        let error: CityError = try #require(throws: CityError.self) {
            try Self.make(code, area: PlaceWorld.community, PlaceWorld.crossing(0, 0))
        }
        #expect(PlaceWorld.troubles(error) == ["shape geometry.self_intersection"])
        #expect(error.fields.first?.wording.en.contains("110.7905, 32.65045") == true)
    }

    @Test func aSpeckIsNoGrid() {
        let speck: Polygon = PlaceWorld.rectangle(0, 0, 0.005, 0.005)
        let troubles = PlaceWorld.troubles {
            try Self.make(PlaceWorld.gridCode(0, 0), area: PlaceWorld.community, speck)
        }
        #expect(troubles == ["shape grid.too_small"])
    }

    @Test func theSquareMetresAreThoseOfTheGround() throws {
        let grid: UnitGrid = try Self.make(PlaceWorld.gridCode(0, 0), area: PlaceWorld.community, PlaceWorld.cell(0, 0))
        // 0.001° of longitude and 0.0009° of latitude at 32.65 N on GRS 80, by hand: 93.81 m × 99.82 m.
        #expect(abs(grid.areaM2 - 9_364) < 10)
    }

    @Test func neighboursThatShareAnEdgeDoNotOverlap() throws {
        let grid: UnitGrid = try Self.make(PlaceWorld.gridCode(1, 1), area: PlaceWorld.community, PlaceWorld.cell(1, 1))
        let others: [UnitGrid] = try [(0, 1), (2, 1), (1, 0), (1, 2), (0, 0), (2, 2)].map { column, row in
            try Self.make(PlaceWorld.gridCode(column, row), area: PlaceWorld.community, PlaceWorld.cell(column, row))
        }
        #expect(try PlaceChecks.overlaps(of: grid, with: others + [grid]).isEmpty)
    }

    @Test(arguments: [(0.00004, false), (0.0001, true), (0.5, true)])
    func anOverlapCountsAboveHalfASquareMetre(cells: Double, isRefused: Bool) throws {
        // One thousandth of a cell's width is 9.4 cm, times 100 m of edge 9.4 m².
        let left: UnitGrid = try Self.make(
            PlaceWorld.gridCode(0, 0),
            area: PlaceWorld.community,
            PlaceWorld.rectangle(0, 0, 1 + cells, 1)
        )
        let right = try Self.make(PlaceWorld.gridCode(1, 0), area: PlaceWorld.community, PlaceWorld.cell(1, 0))
        let errors: [FieldError] = try PlaceChecks.overlaps(of: left, with: [right])
        #expect(errors.map(\.reason) == (isRefused ? ["grid.overlap"] : []))
        #expect(errors.allSatisfy { $0.wording.zh.contains(PlaceWorld.gridCode(1, 0)) })
    }

    @Test func aGridMustStayInItsCommunity() throws {
        let draft = Area.Draft(
            code: PlaceWorld.community,
            name: "武当社区",
            level: .community,
            boundary: PlaceWorld.box(0, 0, 4, 4)
        )
        let community = try CityRegistry.Area(draft, changedAt: TestClock.monday, version: 1)
        let inside = try Self.make(PlaceWorld.gridCode(3, 3), area: community.code, PlaceWorld.cell(3, 3))
        let outside: UnitGrid = try Self.make(
            PlaceWorld.gridCode(3, 3),
            area: community.code,
            PlaceWorld.rectangle(3, 3, 4.01, 4)
        )
        #expect(try PlaceChecks.outside(inside, of: community) == nil)
        #expect(try PlaceChecks.outside(outside, of: community)?.reason == "grid.outside_area")
    }

    @Test func aFullCommunityIsAccepted() async throws {
        let world: PlaceWorld = try await .withGrids()
        let directory: RegistryDirectory = world.registry.current
        let community = try #require(directory.area(PlaceWorld.community))
        let grids: [UnitGrid] = directory.activeGrids(in: PlaceWorld.community)
        let full: Coverage = try #require(try Coverage(of: community, grids: grids))
        #expect(full.isAccepted && full.gridCount == 16 && full.findings.isEmpty)

        let holed = try #require(
            try Coverage(of: community, grids: grids.filter { $0.code != PlaceWorld.gridCode(2, 1) })
        )
        #expect(!holed.isAccepted)
        #expect(holed.findings.map(\.reason) == ["grid.gap"])
        let at: Coordinate = try #require(holed.findings.first?.at)
        #expect(PlaceWorld.cell(2, 1).contains(at))
        #expect(abs(holed.gapM2 - 9_364) < 10)
    }

    @Test func overlapsAreToldByTheCodesOfBoth() throws {
        let draft = Area.Draft(
            code: PlaceWorld.community,
            name: "武当社区",
            level: .community,
            boundary: PlaceWorld.box(0, 0, 2, 1)
        )
        let community = try CityRegistry.Area(draft, changedAt: TestClock.monday, version: 1)
        let left = try Self.make(
            PlaceWorld.gridCode(0, 0),
            area: community.code,
            PlaceWorld.rectangle(0, 0, 1.1, 1)
        )
        let right = try Self.make(PlaceWorld.gridCode(1, 0), area: community.code, PlaceWorld.cell(1, 0))
        let coverage: Coverage = try #require(try Coverage(of: community, grids: [left, right]))
        #expect(coverage.findings.map(\.gridCodes) == [[PlaceWorld.gridCode(0, 0), PlaceWorld.gridCode(1, 0)]])
        #expect(!coverage.isAccepted)
    }
}
