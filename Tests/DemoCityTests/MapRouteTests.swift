import CaseManagement
import CityCore
import CityGeo
import CityHTTP
import CitySQL
import CityServer
import CityTestSupport
import HTTPTypes
import Testing

/// What maps, the wall and the search box ask.
@Suite(.everyEngine) struct MapRouteTests {
    private struct Points: Decodable {
        struct Point: Decodable {
            var number: String
            var lng: Double
            var lat: Double
        }
        var items: [Point]
        var truncated: Bool
    }

    private struct Figures: Decodable {
        struct Item: Decodable {
            var code: String
            var open: Int
            var yellow: Int
            var red: Int
        }
        var items: [Item]
    }

    private struct Counted: Decodable {
        struct Row: Decodable { var number: String }
        var items: [Row]
        var total: Int?
        var totalIsMore: Bool?
    }

    private struct Found: Decodable {
        struct Item: Decodable {
            var kind: String
            var id: String
        }
        var items: [Item]
    }

    @Test func theOpenCasesInABoxAreTheOnesInTheList() async throws {
        let world: DemoWorld = try await DemoWorld(cases: 60)
        let token: String = try await world.token("acceptor")
        let points: Points = try await world.probe.send(.get, "map/cases", token: token).decoded()
        let list: Counted = try await world.probe.send(
            .get,
            "cases?state=open&limit=500&count=true",
            token: token
        ).decoded()
        #expect(!points.items.isEmpty)
        #expect(Set(points.items.map(\.number)) == Set(list.items.map(\.number)))
        #expect(list.total == list.items.count && list.totalIsMore == false)

        let middle: Double = points.items.map(\.lng).sorted()[points.items.count / 2]
        let west: Set<String> = Set(points.items.filter { $0.lng <= middle }.map(\.number))
        let box: Counted = try await world.probe.send(
            .get,
            "cases?state=open&limit=500&bbox=100,30,\(middle),40",
            token: token
        ).decoded()
        #expect(Set(box.items.map(\.number)) == west)
    }

    @Test func anOutlineTakesWhatLiesInsideIt() async throws {
        let world: DemoWorld = try await DemoWorld(cases: 60)
        let token: String = try await world.token("acceptor")
        let all: Points = try await world.probe.send(.get, "map/cases", token: token).decoded()
        let some: Points.Point = try #require(all.items.first)
        let (west, south, east, north) = (some.lng - 0.02, some.lat - 0.02, some.lng + 0.02, some.lat + 0.01)
        // A triangle, so that a box would take too many.
        let corners: [(Double, Double)] = [(west, south), (east, south), (some.lng, north)]
        let outline: String = corners.map { "\($0.0),\($0.1)" }.joined(separator: ";")
        let found: Points = try await world.probe.send(.get, "map/cases?within=\(outline)", token: token).decoded()
        let triangle: MultiPolygon = MultiPolygon([
            try Polygon(outer: try corners.map { try Coordinate(lng: $0.0, lat: $0.1) })
        ])
        let inside: [Points.Point] = try all.items.filter {
            triangle.contains(try Coordinate(lng: $0.lng, lat: $0.lat))
        }
        #expect(inside.count < all.items.count)
        #expect(Set(found.items.map(\.number)) == Set(inside.map(\.number)))
    }

    @Test(arguments: ["within=1,2;3,4", "within=a,b;c,d;e,f", "bbox=1,2,3", "bbox=3,2,1,4", "within=200,0;1,1;2,2"])
    func aBadOutlineIsRefused(query: String) async throws {
        let world: DemoWorld = try await DemoWorld()
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .get,
            "map/cases?\(query)",
            token: try await world.token("acceptor")
        )
        #expect(reply.status == 400)
    }

    @Test(arguments: ["county", "street", "grid"])
    func theFiguresOfPlacesAddUpToTheOverview(level: String) async throws {
        let world: DemoWorld = try await DemoWorld(cases: 60)
        let token: String = try await world.token("acceptor")
        let figures: Figures = try await world.probe.send(.get, "map/figures?level=\(level)", token: token).decoded()
        let overview: OverviewBody = try await world.probe.send(.get, "cases/overview", token: token).decoded()
        #expect(figures.items.reduce(0) { $0 + $1.open } == overview.open)
        #expect(figures.items.reduce(0) { $0 + $1.red } == overview.lamps["red"] ?? 0)
        #expect(figures.items.reduce(0) { $0 + $1.yellow } == overview.lamps["yellow"] ?? 0)
    }

    @Test func todayCountsWhatHappenedToday() async throws {
        let world: DemoWorld = try await DemoWorld()
        for wait in [1, 24] {
            world.clock.advance(by: .hours(wait))
            #expect(try await world.report(by: try await world.token("collector1")).status == 201)
        }
        let today: TodayBody = try await world.probe.send(
            .get,
            "cases/today",
            token: try await world.token("acceptor")
        ).decoded()
        #expect(today.date == CivilDate("2026-03-03"))
        #expect(today.reported == 1 && today.closed == 0)
        #expect(today.hours[10].reported == 1)
        #expect(today.hours.reduce(0) { $0 + $1.reported } == 1)
    }

    @Test func aSearchFindsCasesPartsGridsAndAreas() async throws {
        let world: DemoWorld = try await DemoWorld()
        let made: CaseBody = try await world.report(by: try await world.token("collector1")).decoded()
        let token: String = try await world.token("acceptor")
        func kinds(_ text: String) async throws -> Set<String> {
            let found: Found = try await world.probe.send(.get, "search?text=\(text)", token: token).decoded()
            return Set(found.items.map(\.kind))
        }
        #expect(try await kinds(made.row.number).contains("case"))
        #expect(try await kinds("%E8%8C%85%E7%AE%AD").contains("area"))
        let grid: String = try #require(made.row.grid)
        #expect(try await kinds(grid) == ["grid"])
        #expect(try await kinds(String(grid.prefix(9))).isSuperset(of: ["area", "grid"]))
        #expect(try await world.probe.send(.get, "search?text=%20", token: token).status == 400)
    }

    @Test func aHistoryThatWasChangedIsFoundAtItsPlace() async throws {
        let world: DemoWorld = try await DemoWorld()
        let made: CaseBody = try await world.report(by: try await world.token("collector1")).decoded()
        let token: String = try await world.token("acceptor")
        let path: String = "cases/\(made.row.id)/history/verification"
        let sound: ChainBody = try await world.probe.send(.get, path, token: token).decoded()
        #expect(sound.sound && sound.entries == 1 && sound.brokenAt == nil)
        _ = try await world.city.database.write { db in
            try db.run("UPDATE case_history SET opinion = 'nothing to see' WHERE case_id = \(made.row.id)")
        }
        let broken: ChainBody = try await world.probe.send(.get, path, token: token).decoded()
        #expect(!broken.sound && broken.brokenAt == 0)
    }

    @Test func tilesHoldWhatTheCallerMaySee() async throws {
        let world: DemoWorld = try await DemoWorld()
        let place = try world.point()
        let column: Int = Int((place.lng + 180) / 360 * 16384)
        let tile: TileAddress = try #require(
            try (0..<16384).lazy.map { try TileAddress(zoom: 14, column: column, row: $0) }.first {
                $0.box.contains(try Coordinate(lng: place.lng, lat: place.lat))
            }
        )
        let path: String = "tiles/places/14/\(tile.column)/\(tile.row)"
        let reply: HTTPProbe.Reply = try await world.probe.send(.get, path, token: try await world.token("acceptor"))
        #expect(reply.status == 200)
        #expect(reply.headers["content-type"] == "application/vnd.mapbox-vector-tile")
        #expect(reply.body.contains("grids") && reply.body.contains("420302"))
        let parts: HTTPProbe.Reply = try await world.probe.send(
            .get,
            path.replacing("places", with: "parts"),
            token: try await world.token("acceptor")
        )
        #expect(parts.status == 200)
        let far: HTTPProbe.Reply = try await world.probe.send(
            .get,
            "tiles/places/99/0/0",
            token: try await world.token("acceptor")
        )
        #expect(far.status == 404)
    }

    @Test func aReportMaySayWhenItWasSeen() async throws {
        let world: DemoWorld = try await DemoWorld()
        world.clock.advance(by: .hours(3))
        let token: String = try await world.token("collector1")
        var body: ReportBody = try world.litter()
        body.seenAt = world.clock.now - .hours(2)
        let made: CaseBody = try await world.report(by: token, body).decoded()
        let history: ListBody<HistoryBody> = try await world.probe.send(
            .get,
            "cases/\(made.row.id)/history",
            token: token
        ).decoded()
        #expect(history.items.first?.data["seenAt"] == body.seenAt?.iso8601)
        for bad in [world.clock.now + .minutes(1), world.clock.now - .days(8)] {
            body.seenAt = bad
            #expect(try await world.report(by: token, body).problemCode == "case.seen_at")
        }
    }
}
