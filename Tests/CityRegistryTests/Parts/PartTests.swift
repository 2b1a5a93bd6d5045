import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityTestSupport
import Testing

@Suite(.everyEngine) struct PartTests {
    private static let everywhere: [AccessScope] = [AccessScope(area: "", organisation: nil)]

    @Test func aCodeIsTakenApart() throws {
        // The code of Gusu's first hatch, as published.
        let gusu: PartCode = try #require(PartCode("3205080101000001", format: .standard))
        #expect([gusu.county, gusu.big, gusu.small] == ["320508", "01", "01"])
        #expect(gusu.serial == 1)
        let wide: PartCode = try #require(PartCode("3205080199900012", format: .wideSmallClass))
        #expect([wide.county, wide.big, wide.small] == ["320508", "01", "999"])
        #expect(wide.serial == 12)
    }

    @Test(arguments: ["", "320508010100001", "32050801010000011", "32050801010000A1", "3205080101+00001"])
    func whatHasNot16DigitsIsNoCode(text: String) {
        #expect(PartCode(text, format: .standard) == nil)
    }

    @Test(arguments: [
        (PartCodeFormat.standard, "01", 999_999, "4203020101999999" as String?),
        (.standard, "01", 1_000_000, nil), (.standard, "001", 1, nil),
        (.wideSmallClass, "001", 7, "4203020100100007"), (.wideSmallClass, "001", 100_000, nil),
    ])
    func aCodeIsPutTogether(format: PartCodeFormat, small: String, serial: Int, wanted: String?) {
        let code = PartCode(county: "420302", big: "01", small: small, serial: serial, format: format)
        #expect(code?.text == wanted)
    }

    @Test(arguments: [("完好", PartState.intact as PartState?), ("lost", .lost), (" 废弃 ", .abandoned), ("好", nil)])
    func statesAreReadInBothLanguages(text: String, state: PartState?) {
        #expect(PartState(reading: text) == state)
    }

    @Test func codesAreGivenOutInOrder() async throws {
        let world: PlaceWorld = try await .withClasses()
        let first: Part = try await world.save(PlaceWorld.hatch(0.5, 0.5))
        try await world.save(PlaceWorld.hatch(0.6, 0.5, code: "4203020101000041"))
        let next: Part = try await world.save(PlaceWorld.hatch(0.7, 0.5))
        #expect([first.code, next.code] == ["4203020101000001", "4203020101000042"])
        #expect(first.area == PlaceWorld.community && first.gridCode == PlaceWorld.gridCode(0, 0))
    }

    @Test func aComponentMustFitItsClassItsCountyAndItsDates() async throws {
        let world: PlaceWorld = try await .withClasses()
        var classless: Part.Draft = PlaceWorld.hatch(1, 1)
        classless.small = "00"
        classless.owner = OrganisationID("nobody")
        var foreign: Part.Draft = PlaceWorld.hatch(1, 1, code: "4203030137000001")
        foreign.installedOn = CivilDate("2026-01-02")
        foreign.changedOn = CivilDate("2026-01-01")
        let nowhere: Part.Draft = PlaceWorld.hatch(300, 300)
        #expect(
            await PlaceWorld.troubles { try await world.save(classless) } == [
                "small part.unknown_class", "owner part.unknown_organisation",
            ]
        )
        #expect(
            await PlaceWorld.troubles { try await world.save(foreign) } == [
                "code part.code_class", "code part.code_county", "changedOn part.dates",
            ]
        )
        #expect(await PlaceWorld.troubles { try await world.save(nowhere) } == ["place part.nowhere"])
        let malformed = await PlaceWorld.troubles { try await world.save(PlaceWorld.hatch(1, 1, code: "12")) }
        #expect(malformed == ["code part.code"])
    }

    @Test func theHistorySaysWhatChangedAndWhatItWas() async throws {
        let world: PlaceWorld = try await .withClasses()
        let part: Part = try await world.save(PlaceWorld.hatch(0.5, 0.5))
        var draft: Part.Draft = PlaceWorld.hatch(1.5, 0.5, code: part.code)
        draft.state = .damaged
        world.clock.advance(by: .hours(1))
        try await world.save(draft, .version(1))
        try await world.save(draft, .version(2))
        let page = try await world.database.read { db in try PartStore.history(of: part.code, .first, in: db) }
        #expect(page.items.map(\.kind) == [.changed, .created])
        #expect(page.items.map(\.version) == [2, 1])
        #expect(page.items.first?.at == TestClock.monday + .hours(1))
        let changes: [String] = page.items.first?.changes.map(\.field) ?? []
        #expect(changes == ["lng", "gridCode", "state"])
        let state = PartHistory.Change(field: "state", before: "intact", after: "damaged")
        #expect(page.items.first?.changes.contains(state) == true)
    }

    @Test func nearAndBoxFindWhatMeasuringEveryOneFinds() async throws {
        let world: PlaceWorld = try await .withClasses()
        var seed: UInt64 = 7
        func random() -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(seed >> 33) / Double(1 << 31)
        }
        var parts: [Part] = []
        for _ in 0..<300 { parts.append(try await world.save(PlaceWorld.hatch(random() * 18 - 9, random() * 18 - 9))) }
        for radius in [30.0, 250, 900] {
            let middle: Coordinate = PlaceWorld.place(random() * 10, random() * 10)
            let near = try await world.database.read { db in
                let filter: PartStore.Filter = PartStore.Filter(scopes: Self.everywhere)
                return try PartStore.near(middle, radiusM: radius, limit: 1_000, filter: filter, in: db)
            }
            let wanted = parts.filter { $0.place.distanceM(to: middle) <= radius }.map(\.code)
            #expect(Set(near.map(\.part.code)) == Set(wanted))
            #expect(near.map(\.distanceM) == near.map(\.distanceM).sorted())
        }
        let box: BoundingBox = try #require(PlaceWorld.rectangle(-3, -2, 4.5, 6.1).boundingBox)
        let boxed = try await world.database.read { db in
            var filter: PartStore.Filter = PartStore.Filter(scopes: Self.everywhere)
            filter.box = box
            return try PartStore.list(filter, PageRequest(limit: 500), in: db)
        }
        #expect(boxed.items.map(\.code) == parts.filter { box.contains($0.place) }.map(\.code).sorted())
    }

    @Test func anAbandonedComponentIsNotNearAndStaysListed() async throws {
        let world: PlaceWorld = try await .withClasses()
        var draft: Part.Draft = PlaceWorld.hatch(0.5, 0.5, code: "4203020101000001")
        draft.state = .abandoned
        try await world.save(draft)
        let place: Coordinate = draft.place
        let (near, listed) = try await world.database.read { db in
            let filter: PartStore.Filter = PartStore.Filter(scopes: Self.everywhere)
            return (
                try PartStore.near(place, radiusM: 10, limit: 10, filter: filter, in: db).count,
                try PartStore.list(filter, .first, in: db).items.count
            )
        }
        #expect((near, listed) == (0, 1))
    }

    @Test func listsFilterByEverythingTheyOffer() async throws {
        let world: PlaceWorld = try await .withClasses()
        var lamp: Part.Draft = PlaceWorld.hatch(0.5, 0.5)
        lamp.small = "37"
        lamp.name = "路灯"
        lamp.maintainer = try world.water
        lamp.state = .damaged
        let code: String = try await world.save(lamp).code
        try await world.save(PlaceWorld.hatch(1.5, 0.5))
        let water: OrganisationID = try world.water
        let changes: [@Sendable (inout PartStore.Filter) -> Void] = [
            { $0.small = "37" }, { $0.organisation = water }, { $0.states = [.damaged, .lost] }, { $0.text = "灯" },
            { $0.gridCode = PlaceWorld.gridCode(0, 0) }, { $0.area = "420303" },
            { $0.scopes = [AccessScope(area: "4203", organisation: water)] },
        ]
        for (index, change) in changes.enumerated() {
            let found = try await world.database.read { db in
                var filter: PartStore.Filter = PartStore.Filter(scopes: Self.everywhere)
                change(&filter)
                return try PartStore.list(filter, .first, in: db).items.map(\.code)
            }
            #expect(found == (index == 5 ? [] : [code]), "filter \(index)")
        }
    }
}
