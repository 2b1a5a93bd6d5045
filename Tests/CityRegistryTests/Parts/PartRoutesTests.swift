import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct PartRoutesTests {
    private static let hatch: String = #"{"big":"01","small":"01","place":{"lng":110.7905,"lat":32.6505}}"#
    private static let match: [String: String] = ["If-Match": "\"1\""]

    @Test func aComponentIsRegisteredWithWhatFollowsFromIt() async throws {
        let world: PlaceWorld = try await .withClasses()
        let reply = try await world.probe.send(.post, "parts", token: "county", json: Self.hatch)
        #expect(reply.status == 201)
        #expect(reply.headers["location"] == "/api/v1/parts/4203020101000001")
        let part: PartBody = try reply.decoded()
        #expect(part.name == "上水井盖" && part.edition == PlaceWorld.edition && part.state == .intact)
        #expect(part.gridCode == PlaceWorld.gridCode(0, 0))
    }

    @Test func aComponentIsChangedWithTheVersionThatWasSeen() async throws {
        let world: PlaceWorld = try await .withClasses()
        _ = try await world.probe.send(.post, "parts", token: "county", json: Self.hatch)
        let path: String = "parts/4203020101000001"
        let water: OrganisationID = try world.water
        let json: String = #"{"state":"lost","maintainer":"\#(water)","note":"夜间丢失","installedOn":"2020-05-01"}"#
        #expect(try await world.probe.send(.patch, path, token: "county", json: json).status == 428)
        let changed = try await world.probe.send(.patch, path, token: "county", json: json, headers: Self.match)
        let body: PartBody = try changed.decoded()
        #expect(body.state == .lost && body.maintainer == water && changed.etag == "\"2\"")
        #expect(body.installedOn == CivilDate("2020-05-01"))
        let wrong: String = #"{"installedOn":"1 May"}"#
        #expect(
            try await world.probe.send(.patch, path, token: "county", json: wrong, headers: ["If-Match": "\"2\""])
                .status == 400
        )
        #expect(
            try await world.probe.send(.patch, path, token: "county", json: json, headers: Self.match).status == 412
        )
        let cleared = try await world.probe.send(
            .patch,
            path,
            token: "county",
            json: #"{"maintainer":"","note":"","installedOn":""}"#,
            headers: ["If-Match": "\"2\""]
        )
        let plain: PartBody = try cleared.decoded()
        #expect(plain.maintainer == nil && plain.note == nil && plain.installedOn == nil && plain.state == .lost)
        let history = try await world.probe.send(.get, "\(path)/history?limit=2", token: "reader")
        let page: ListBody<PartHistory> = try history.decoded()
        #expect(page.items.map(\.version) == [3, 2])
        #expect(page.items.map(\.name) == ["county", "county"])
        let rest = try await world.probe.send(
            .get,
            "\(path)/history?limit=2&cursor=\(try #require(page.next))",
            token: "reader"
        )
        #expect(try rest.decoded(as: ListBody<PartHistory>.self).items.map(\.version) == [1])
    }

    @Test func whatIsForeignOrTakenOrWrongIsRefused() async throws {
        let world: PlaceWorld = try await .withClasses()
        let coded: String = Self.hatch.replacing("{\"big\"", with: "{\"code\":\"4203020101000001\",\"big\"")
        #expect(try await world.probe.send(.post, "parts", token: "county", json: coded).status == 201)
        let again = try await world.probe.send(.post, "parts", token: "county", json: coded)
        #expect(again.status == 409)
        let path: String = "parts/4203020101000001"
        #expect(try await world.probe.send(.get, path, token: "elsewhere").status == 404)
        #expect(try await world.probe.send(.get, "\(path)/history", token: "elsewhere").status == 404)
        let change: String = #"{"state":"lost"}"#
        let foreign = try await world.probe.send(.patch, path, token: "elsewhere", json: change, headers: Self.match)
        #expect(foreign.status == 404)
        #expect(try await world.probe.send(.post, "parts", token: "elsewhere", json: Self.hatch).status == 404)
        let state = try await world.probe.send(
            .patch,
            path,
            token: "county",
            json: #"{"state":"gone"}"#,
            headers: Self.match
        )
        #expect(state.status == 400)
        let place: String = #"{"big":"01","small":"01","place":{"lng":1107905,"lat":32.6}}"#
        let far = try await world.probe.send(.post, "parts", token: "county", json: place)
        #expect(try far.decoded(as: Problem.self).fields?.map(\.field) == ["place.lng"])
    }

    @Test func nearIsAnsweredInMetres() async throws {
        let world: PlaceWorld = try await .withClasses()
        for column in [0.5, 0.6, 3.5] { try await world.save(PlaceWorld.hatch(column, 0.5)) }
        let place: Coordinate = PlaceWorld.place(0.5, 0.5)
        let base: String = "parts/near?lng=\(place.lng)&lat=\(place.lat)"
        let near: NearPartsBody = try await world.probe.send(.get, base, token: "reader").decoded()
        #expect(near.items.map(\.part.code) == ["4203020101000001", "4203020101000002"])
        #expect(near.items.map { $0.distanceM.rounded() } == [0, 9])
        let wide: NearPartsBody = try await world.probe.send(.get, base + "&radius=500&limit=2", token: "reader")
            .decoded()
        #expect(wide.items.count == 2)
        #expect(try await world.probe.send(.get, base + "&radius=2001", token: "reader").status == 400)
        let foreign: NearPartsBody = try await world.probe.send(.get, base, token: "elsewhere").decoded()
        #expect(foreign.items.isEmpty)
    }
}
