import CityCore
import CityHTTP
import CityRegistry
import CityTestSupport
import HTTPTypes
import Testing

/// An organisation's answer, as far as these tests look at it.
private struct Seen: Decodable, Equatable {
    var id: String
    var code: String
    var name: String
    var kind: String
    var parent: String?
    var area: String
    var phone: String?
    var state: String
    var version: Int
}

private struct SeenPage: Decodable {
    var items: [Seen]
    var next: String?
}

extension OfficeWorld {
    /// Creates an organisation and answers its id.
    func organisation(
        _ code: String,
        area: String = "420302",
        under parent: String? = nil,
        kind: String = "department"
    ) async throws -> String {
        let above: String = parent.map { #","parent":"\#($0)""# } ?? ""
        let reply: HTTPProbe.Reply = try await probe.send(
            .post,
            "organisations",
            token: "city",
            json: #"{"code":"\#(code)","name":"机构\#(code)","kind":"\#(kind)","area":"\#(area)"\#(above)}"#
        )
        let made: Seen = try reply.decoded()
        #expect(reply.status == 201)
        return made.id
    }

    func patch(_ path: String, _ json: String, version: Int, as who: String = "city") async throws -> HTTPProbe.Reply {
        try await probe.send(.patch, path, token: who, json: json, headers: ["If-Match": "\"\(version)\""])
    }
}

@Suite(.everyEngine) struct OrganisationRoutesTests {
    @Test func anOrganisationIsCreatedReadAndChanged() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let created: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "organisations",
            token: "city",
            json: """
                {"code": "cg-01", "name": " 城管局 ", "englishName": "Urban Management Bureau", "kind": "command_centre",
                "area": "420300", "phone": "0719-8660000"}
                """
        )
        let made: Seen = try created.decoded()
        #expect(created.status == 201)
        #expect(created.etag == "\"1\"")
        #expect(created.headers["location"] == "/api/v1/organisations/\(made.id)")
        #expect(
            made
                == Seen(
                    id: made.id,
                    code: "cg-01",
                    name: "城管局",
                    kind: "command_centre",
                    parent: nil,
                    area: "4203",
                    phone: "0719-8660000",
                    state: "active",
                    version: 1
                )
        )
        let changed: HTTPProbe.Reply = try await world.patch(
            "organisations/\(made.id)",
            #"{"name":"城市管理局","phone":""}"#,
            version: 1
        )
        var expected: Seen = made
        expected.name = "城市管理局"
        expected.phone = nil
        expected.version = 2
        #expect(changed.status == 200)
        #expect(try changed.decoded(as: Seen.self) == expected)
        #expect(try await world.get("organisations/\(made.id)").decoded(as: Seen.self) == expected)
        #expect(world.registry.current.organisations.find(code: "cg-01")?.name == "城市管理局")
        #expect(try await world.told() == ["organisation cg-01 4203 1", "organisation cg-01 4203 1"])
    }

    @Test func aChangeThatChangesNothingMakesNoVersion() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let id: String = try await world.organisation("a")
        let reply: HTTPProbe.Reply = try await world.patch("organisations/\(id)", #"{"name":"机构a"}"#, version: 1)
        #expect(try reply.decoded(as: Seen.self).version == 1)
        #expect(try await world.told().count == 1)
    }

    @Test func anOrganisationIsClosedFromTheBottomUp() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let top: String = try await world.organisation("top")
        let below: String = try await world.organisation("below", under: top)
        let close: String = #"{"state":"closed"}"#
        #expect(try await world.patch("organisations/\(top)", close, version: 1).problemCode == "organisation.in_use")
        #expect(try await world.patch("organisations/\(below)", close, version: 1).status == 200)
        #expect(try await world.patch("organisations/\(top)", close, version: 1).status == 200)
        let reopened: HTTPProbe.Reply = try await world.patch(
            "organisations/\(below)",
            #"{"state":"active"}"#,
            version: 2
        )
        #expect(reopened.status == 409)
        #expect(reopened.problemCode == "organisation.parent_closed")
    }

    @Test func organisationsStandTenLevelsDeepAndNoDeeper() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        var above: String?
        for level in 1...10 { above = try await world.organisation("l\(level)", under: above) }
        let eleventh: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "organisations",
            token: "city",
            json: #"{"code":"l11","name":"x","kind":"street","area":"420302","parent":"\#(try #require(above))"}"#
        )
        #expect(eleventh.status == 400)
        #expect(eleventh.problemCode == "organisation.too_deep")
    }

    @Test func theListIsPagedAndFiltered() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let top: String = try await world.organisation("a-top", area: "420300", kind: "command_centre")
        for code in ["b", "c", "d"] { _ = try await world.organisation(code, under: top) }
        _ = try await world.organisation("e", area: "420303001", under: top)
        func codes(_ query: String, as who: String = "city") async throws -> [String] {
            let page: SeenPage = try await world.get("organisations?\(query)", as: who).decoded()
            return page.items.map(\.code)
        }
        #expect(try await codes("") == ["a-top", "b", "c", "d", "e"])
        #expect(try await codes("", as: "reader") == ["b", "c", "d"])
        #expect(try await codes("kind=command_centre") == ["a-top"])
        #expect(try await codes("area=420303") == ["e"])
        #expect(try await codes("area=420300") == ["a-top", "b", "c", "d", "e"])
        #expect(try await codes("parent=\(top)&limit=500") == ["b", "c", "d", "e"])
        #expect(try await codes("text=TOP".lowercased()) == ["a-top"])
        #expect(try await codes("text=%25") == [])
        #expect(try await codes("state=closed") == [])
        let first: SeenPage = try await world.get("organisations?limit=2").decoded()
        let next: String = try #require(first.next)
        let second: SeenPage = try await world.get("organisations?limit=2&cursor=\(next)").decoded()
        let last: String = try #require(second.next)
        let third: SeenPage = try await world.get("organisations?limit=2&cursor=\(last)").decoded()
        #expect([first, second, third].map { $0.items.map(\.code) } == [["a-top", "b"], ["c", "d"], ["e"]])
        #expect(third.next == nil)
        #expect(try await world.get("organisations?cursor=\(next)x").status == 400)
    }

    @Test func theTreeShowsWhatTheCallerMaySee() async throws {
        struct Tree: Decodable {
            struct Row: Decodable {
                var organisation: Seen
                var depth: Int
            }
            var items: [Row]
        }
        let world: OfficeWorld = try await OfficeWorld()
        let top: String = try await world.organisation("top", area: "420300")
        let town: String = try await world.organisation("town", under: top)
        _ = try await world.organisation("team", under: town)
        func tree(as who: String) async throws -> [String] {
            let tree: Tree = try await world.get("organisations/tree", as: who).decoded()
            return tree.items.map { "\($0.depth) \($0.organisation.code)" }
        }
        #expect(try await tree(as: "city") == ["0 top", "1 town", "2 team"])
        #expect(try await tree(as: "reader") == ["0 town", "1 team"])
    }

    @Test func aRepeatedRequestMakesOneOrganisation() async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let json: String = #"{"code":"x","name":"x","kind":"street","area":"420302"}"#
        let headers: [String: String] = ["Idempotency-Key": "once-and-only-once"]
        let first = try await world.probe.send(.post, "organisations", token: "city", json: json, headers: headers)
        let second = try await world.probe.send(.post, "organisations", token: "city", json: json, headers: headers)
        #expect(first.status == 201)
        #expect(second.body == first.body)
        #expect(world.registry.current.organisations.all.count == 1)
    }
}
