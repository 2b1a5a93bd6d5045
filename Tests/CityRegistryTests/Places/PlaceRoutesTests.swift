import CityCore
import CityEvents
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct PlaceRoutesTests {
    private static func shape(_ polygon: Polygon) throws -> String { try GeoJSON.text(polygon) }

    @Test(arguments: [
        ("GET", "areas"), ("POST", "areas"), ("PUT", "areas/420302"), ("GET", "grids"), ("GET", "grids/coverage"),
        ("PUT", "grids/420302001001001"), ("GET", "responsibility-grids"), ("POST", "responsibility-grids"),
        ("PATCH", "responsibility-grids/x"), ("GET", "places"), ("GET", "parts"), ("GET", "parts/near"),
        ("POST", "parts"), ("PATCH", "parts/x"), ("GET", "parts/x/history"), ("POST", "imports/areas"),
        ("GET", "exports/areas.geojson"), ("GET", "exports/grids.geojson"), ("GET", "exports/parts.csv"),
    ])
    func nobodyGetsInWithoutSigningInOrWithoutThePermission(method: String, path: String) async throws {
        let world: PlaceWorld = try await PlaceWorld()
        let verb: HTTPRequest.Method = try #require(HTTPRequest.Method(method))
        #expect(try await world.probe.send(verb, path).status == 401)
        #expect(try await world.probe.send(verb, path, token: "nobody").status == 403)
        if method != "GET" { #expect(try await world.probe.send(verb, path, token: "reader").status == 403) }
    }

    @Test func anAreaIsMadeReadAndChanged() async throws {
        let world: PlaceWorld = try await .withAreas()
        let made = try await world.probe.send(
            .post,
            "areas",
            token: "city",
            json: #"{"code":"420302002","name":"二堰街道","level":"street"}"#
        )
        #expect(made.status == 201)
        #expect(made.headers["location"] == "/api/v1/areas/420302002")
        let body: AreaBody = try made.decoded()
        #expect(body.parent == PlaceWorld.county && body.version == 1)

        let change: String = #"{"name":"二堰街道办事处","level":"street"}"#
        let path: String = "areas/420302002"
        let blind = try await world.probe.send(.put, path, token: "county", json: change)
        #expect(blind.status == 428)
        let changed = try await world.probe.send(
            .put,
            path,
            token: "county",
            json: change,
            headers: ["If-Match": "\"1\""]
        )
        #expect(changed.status == 200 && changed.etag == "\"2\"")
        let stale = try await world.probe.send(
            .put,
            path,
            token: "county",
            json: change,
            headers: ["If-Match": "\"1\""]
        )
        #expect(stale.status == 412)
        let read = try await world.probe.send(.get, path, token: "reader")
        #expect(try read.decoded(as: AreaBody.self).name == "二堰街道办事处")
        #expect(world.registry.current.area("420302002")?.name == "二堰街道办事处")
    }

    @Test func anAreaThatIsThereIsNotMadeTwice() async throws {
        let world: PlaceWorld = try await .withAreas()
        let json: String = #"{"code":"420302","name":"茅箭区","level":"county"}"#
        let reply = try await world.probe.send(.post, "areas", token: "city", json: json)
        #expect(reply.status == 409 && reply.problemCode == "registry.exists")
    }

    @Test func whatIsForeignLooksAsIfItWereNotThere() async throws {
        let world: PlaceWorld = try await .withGrids()
        let grid: String = PlaceWorld.gridCode(0, 0)
        let shape: String = try Self.shape(PlaceWorld.cell(0, 0))
        let match: [String: String] = ["If-Match": "\"1\""]
        for path in ["areas/420302", "areas/420300", "grids/\(grid)", "grids/coverage?area=420302"] {
            #expect(try await world.probe.send(.get, path, token: "elsewhere").status == 404, "\(path)")
        }
        let area: String = #"{"name":"别处","level":"county"}"#
        let put = try await world.probe.send(.put, "areas/420302", token: "elsewhere", json: area, headers: match)
        #expect(put.status == 404)
        let body: String = #"{"shape":\#(shape)}"#
        let foreign = try await world.probe.send(.put, "grids/\(grid)", token: "elsewhere", json: body)
        #expect(foreign.status == 404)
        let list = try await world.probe.send(.get, "grids", token: "elsewhere")
        #expect(try list.decoded(as: ListBody<GridBody>.self).items.isEmpty)
        let place = try await world.probe.send(.get, "places?lng=110.7905&lat=32.6505", token: "elsewhere")
        #expect(place.status == 404)
    }

    @Test func whoMayOnlyReadIsToldSo() async throws {
        let world: PlaceWorld = try await .withAreas()
        let identity: Identity = Identity(
            account: AccountID("mixed"),
            name: "mixed",
            grants: [
                Grant(role: "r", permissions: [.registryRead], area: "420302"),
                Grant(role: "w", permissions: [.registryWrite], area: "420303"),
            ]
        )
        let service: AreaService = AreaService(registry: world.registry, outbox: world.outbox)
        let draft = Area.Draft(code: PlaceWorld.street, name: "改名", level: .street)
        let troubles: [String] = await PlaceWorld.troubles {
            try await world.database.write { db in
                _ = try service.save(draft, .overwrite, by: identity, at: TestClock.monday, in: db)
            }
        }
        #expect(troubles == ["registry.area_forbidden"])
    }

    @Test func badFieldsAreNamed() async throws {
        let world: PlaceWorld = try await .withAreas()
        let json: String = #"{"code":"42030","name":"","level":"county"}"#
        let reply = try await world.probe.send(.post, "areas", token: "city", json: json)
        let problem: Problem = try reply.decoded()
        #expect(reply.status == 400)
        #expect(problem.fields?.map { "\($0.field) \($0.reason)" } == ["name field.missing", "code area.code"])
        let line: String = #"{"shape":{"type":"LineString","coordinates":[[110,32],[111,32]]}}"#
        let shape = try await world.probe.send(.put, "grids/420302001001001", token: "city", json: line)
        #expect(shape.status == 400 && shape.problemCode == "geometry.not_an_area")
        let codeless = try await world.probe.send(.get, "places?lng=x", token: "city")
        #expect(try codeless.decoded(as: Problem.self).fields?.map(\.field) == ["lng", "lat"])
        let level = try await world.probe.send(.get, "areas?level=planet", token: "city")
        #expect(level.status == 400)
    }

    @Test func aGridIsPutChangedAndRetired() async throws {
        let world: PlaceWorld = try await .withAreas()
        let path: String = "grids/\(PlaceWorld.gridCode(0, 0))"
        let shape: String = try Self.shape(PlaceWorld.cell(0, 0))
        let made = try await world.probe.send(.put, path, token: "county", json: #"{"shape":\#(shape)}"#)
        #expect(made.status == 201)
        let saved: GridSavedBody = try made.decoded()
        #expect(saved.grid.area == PlaceWorld.community)
        #expect(saved.warnings.map(\.reason) == ["grid.gap"])

        let noted: String = #"{"shape":\#(shape),"note":"公园"}"#
        #expect(try await world.probe.send(.put, path, token: "county", json: noted).status == 428)
        let stale = try await world.probe.send(.put, path, token: "county", json: noted, headers: ["If-Match": "\"7\""])
        #expect(stale.status == 412)
        let changed = try await world.probe.send(
            .put,
            path,
            token: "county",
            json: noted,
            headers: ["If-Match": "\"1\""]
        )
        #expect(changed.status == 200 && changed.etag == "\"2\"")
        let retired = try await world.probe.send(
            .put,
            path,
            token: "county",
            json: #"{"shape":\#(shape),"state":"retired"}"#,
            headers: ["If-Match": "\"2\""]
        )
        #expect(retired.status == 200)
        let list = try await world.probe.send(.get, "grids?area=420302", token: "reader")
        #expect(try list.decoded(as: ListBody<GridBody>.self).items.isEmpty)
        let old = try await world.probe.send(.get, "grids?state=retired&geometry=true", token: "reader")
        let items: [GridBody] = try old.decoded(as: ListBody<GridBody>.self).items
        #expect(items.map(\.shape) == [.polygon(PlaceWorld.cell(0, 0))])
    }

    @Test(arguments: [
        ("420302001001001", PlaceWorld.rectangle(0.5, 0, 1.5, 1), "grid.overlap"),
        ("420302001001001", PlaceWorld.crossing(0, 3), "geometry.self_intersection"),
        ("420302001001001", PlaceWorld.rectangle(-1, 3, 0, 4), "grid.outside_area"),
        ("420399001001001", PlaceWorld.cell(0, 3), "grid.unknown_area"),
        ("42030200100100", PlaceWorld.cell(0, 3), "none"),
        ("4203020010010", PlaceWorld.cell(0, 3), "grid.code"),
    ])
    func aGridThatDoesNotFitIsRefused(code: String, shape: Polygon, reason: String) async throws {
        let world: PlaceWorld = try await .withAreas()
        try await world.save(UnitGrid.Draft(code: PlaceWorld.gridCode(1, 0), shape: PlaceWorld.cell(1, 0)))
        // The city alone is known around 420399, and its person may write there.
        let token: String = reason == "grid.unknown_area" ? "city" : "county"
        let json: String = #"{"area":"\#(String(code.prefix(12)))","shape":\#(try Self.shape(shape))}"#
        let plain: String = #"{"shape":\#(try Self.shape(shape))}"#
        let body: String = reason == "grid.unknown_area" ? json : plain
        let reply = try await world.probe.send(.put, "grids/\(code)", token: token, json: body)
        #expect(reply.status == (reason == "none" ? 201 : 400))
        #expect((reply.problemCode ?? "none") == reason)
    }

    @Test func coverageIsReportedForEachCommunity() async throws {
        let world: PlaceWorld = try await .withGrids()
        let full = try await world.probe.send(.get, "grids/coverage?area=420302", token: "reader")
        let body: CoverageBody = try full.decoded()
        #expect(body.isAccepted && body.items.map(\.area) == [PlaceWorld.community])
        #expect(try await world.probe.send(.get, "grids/coverage", token: "reader").status == 400)
        #expect(try await world.probe.send(.get, "grids/coverage?area=999999", token: "reader").status == 404)
    }

    @Test func aResponsibilityGridIsMadeAndChanged() async throws {
        let world: PlaceWorld = try await .withGrids()
        let (first, second) = (PlaceWorld.gridCode(0, 0), PlaceWorld.gridCode(1, 0))
        let json: String = #"{"code":"R1","name":"一号","area":"420302001","gridCodes":["\#(first)"]}"#
        let made = try await world.probe.send(.post, "responsibility-grids", token: "county", json: json)
        #expect(made.status == 201)
        let body: ResponsibilityGridBody = try made.decoded()
        let path: String = "responsibility-grids/\(body.id)"
        let change: String = #"{"gridCodes":["\#(first)","\#(second)"]}"#
        #expect(try await world.probe.send(.patch, path, token: "county", json: change).status == 428)
        #expect(try await world.probe.send(.patch, path, token: "elsewhere", json: change).status == 404)
        let match: [String: String] = ["If-Match": "\"1\""]
        let changed = try await world.probe.send(.patch, path, token: "county", json: change, headers: match)
        #expect(try changed.decoded(as: ResponsibilityGridBody.self).gridCodes == [first, second].sorted())
        #expect(
            try await world.probe.send(.patch, path, token: "county", json: change, headers: match).status == 412
        )
        let taken: String = #"{"code":"R2","name":"二号","area":"420302001","gridCodes":["\#(second)"]}"#
        let refused = try await world.probe.send(.post, "responsibility-grids", token: "county", json: taken)
        #expect(refused.status == 409 && refused.problemCode == "responsibility_grid.grid_taken")
        #expect(try await world.probe.send(.get, path, token: "elsewhere").status == 404)
        let list = try await world.probe.send(.get, "responsibility-grids?text=一", token: "reader")
        #expect(try list.decoded(as: ListBody<ResponsibilityGridBody>.self).items.map(\.code) == ["R1"])
    }

    @Test func aPlaceAnswersWithNamesInAnyDatum() async throws {
        let world: PlaceWorld = try await .withGrids()
        let code: String = PlaceWorld.gridCode(2, 1)
        try await world.save(
            ResponsibilityGrid.Draft(code: "R1", name: "一号责任网格", area: PlaceWorld.street, gridCodes: [code])
        )
        let place: Coordinate = PlaceWorld.place(2.5, 1.5)
        let shifted: Coordinate = Datum.convert(place, from: .wgs84, to: .gcj02)
        for path in [
            "places?lng=\(place.lng)&lat=\(place.lat)", "places?lng=\(shifted.lng)&lat=\(shifted.lat)&datum=gcj02",
        ] {
            let body: PlaceBody = try await world.probe.send(.get, path, token: "reader").decoded()
            #expect(body.gridCode == code)
            #expect(body.areas.map(\.name) == ["十堰市", "茅箭区", "武当路街道", "武当社区"])
            #expect(body.responsible.map(\.name) == ["一号责任网格"])
            #expect(body.place.distanceM(to: place) < 0.01)
        }
    }

    @Test func aRepeatedWriteIsDoneOnceAndToldOnce() async throws {
        let world: PlaceWorld = try await .withAreas()
        let json: String = #"{"code":"420302002","name":"二堰'); DROP TABLE registry_area; --","level":"street"}"#
        let headers: [String: String] = ["Idempotency-Key": "key-0001"]
        let before: Int64 = try await world.database.read { db in try Outbox.lastSequence(in: db) }
        let first = try await world.probe.send(.post, "areas", token: "city", json: json, headers: headers)
        let second = try await world.probe.send(.post, "areas", token: "city", json: json, headers: headers)
        #expect(first.status == 201 && second.status == 201 && first.body == second.body)
        let events = try await world.database.read { db in try Outbox.events(after: before, limit: 10, in: db) }
        #expect(events.map(\.topic) == ["registry.changed"])
        #expect(events.map(\.area) == ["420302002"])
        #expect(world.registry.current.area("420302002")?.name == "二堰'); DROP TABLE registry_area; --")
    }

    @Test func theDocumentOfTheRoutesCanBeMade() async throws {
        let world: PlaceWorld = try await PlaceWorld()
        let document: OpenAPI = try OpenAPI(world.routes, title: Wording("登记", "Registry"), version: "1")
        #expect(document.json.contains("/api/v1/parts/{code}/history"))
    }
}
