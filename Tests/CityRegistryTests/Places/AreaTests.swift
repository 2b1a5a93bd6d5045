import CityCore
import CityGeo
import CityRegistry
import CityTestSupport
import Testing

@Suite(.everyEngine) struct AreaTests {
    @Test(arguments: [
        ("420300", "4203"), ("420000", "42"), ("420302", "420302"), ("4203A1", "4203A1"),
        ("420302100", "420302100"), ("420302001000", "420302001000"), ("4203", "4203"),
    ])
    func theScopeOfACodeIsWhatEverythingInsideBeginsWith(code: String, scope: String) {
        #expect(AreaCode.scopePrefix(of: code) == scope)
    }

    @Test(arguments: [
        ("420300", AreaLevel.city, true), ("420302", .county, true), ("4203A1", .county, true),
        ("420302001", .street, true), ("420302001001", .community, true), ("4203A1001001", .community, true),
        ("42030", .county, false), ("4203O2", .county, true), ("42a302", .county, false), ("4A0302", .county, false),
        ("42030200A", .street, false), ("420302", .street, false), ("", .city, false), ("４２０３０２", .county, false),
    ])
    func aCodeMustFitItsLevel(code: String, level: AreaLevel, fits: Bool) {
        let troubles: [String] = PlaceWorld.troubles {
            try Area(Area.Draft(code: code, name: "某地", level: level), changedAt: TestClock.monday, version: 1)
        }
        #expect(troubles == (fits ? [] : ["code area.code"]))
    }

    @Test func everythingThatIsWrongIsToldAtOnce() {
        let draft: Area.Draft = Area.Draft(
            code: "42030",
            name: "  ",
            englishName: String(repeating: "x", count: 121),
            level: .county,
            parent: "4301",
            boundary: MultiPolygon([PlaceWorld.crossing(0, 0)])
        )
        let troubles = PlaceWorld.troubles { try Area(draft, changedAt: TestClock.monday, version: 1) }
        #expect(
            troubles == [
                "name field.missing", "englishName field.length", "code area.code", "parent area.parent_prefix",
                "boundary geometry.self_intersection",
            ]
        )
    }

    @Test func aCodeWithLettersIsLocal() throws {
        let local: Area.Draft = Area.Draft(code: "4203A1", name: "十堰经济技术开发区", level: .county)
        #expect(try Area(local, changedAt: TestClock.monday, version: 1).isLocal)
        var wrong: Area.Draft = local
        wrong.isLocal = false
        let troubles = PlaceWorld.troubles { try Area(wrong, changedAt: TestClock.monday, version: 1) }
        #expect(troubles == ["isLocal area.local"])
    }

    @Test func aBoundaryGivesACentreWithinIt() throws {
        let draft = Area.Draft(code: "420302", name: "茅箭区", level: .county, boundary: PlaceWorld.box(0, 0, 4, 4))
        let area = try Area(draft, changedAt: TestClock.monday, version: 1)
        let center: Coordinate = try #require(area.center)
        #expect(PlaceWorld.box(0, 0, 4, 4).contains(center))
    }

    @Test func aParentIsFoundByItsCode() async throws {
        let world: PlaceWorld = try await .withAreas()
        let path = world.registry.current.areaPath(PlaceWorld.community + "003")
        #expect(path.map(\.code) == [PlaceWorld.city, PlaceWorld.county, PlaceWorld.street, PlaceWorld.community])
        #expect(path.map(\.parent) == [nil, PlaceWorld.city, PlaceWorld.county, PlaceWorld.street])
    }

    @Test func theLevelAndTheParentMustFit() async throws {
        let world: PlaceWorld = try await .withAreas()
        let relevelled = Area.Draft(code: PlaceWorld.county, name: "茅箭区", level: .city)
        let orphan = Area.Draft(code: "420304", name: "郧阳区", level: .county, parent: "420000")
        let upsideDown = Area.Draft(code: "420399", name: "某区", level: .city, parent: PlaceWorld.city)
        #expect(
            await PlaceWorld.troubles { try await world.save(relevelled, .overwrite) } == ["level area.level_fixed"]
        )
        #expect(await PlaceWorld.troubles { try await world.save(orphan) } == ["parent area.unknown_parent"])
        #expect(await PlaceWorld.troubles { try await world.save(upsideDown) } == ["parent area.unknown_parent"])
    }

    @Test func savingTheSameAgainChangesNothing() async throws {
        let world: PlaceWorld = try await .withAreas()
        let draft = Area.Draft(code: PlaceWorld.street, name: "武当路街道", level: .street)
        let again = try await world.save(draft, .overwrite)
        #expect(again.outcome == .unchanged)
        #expect(again.thing.version == 1)
    }
}
