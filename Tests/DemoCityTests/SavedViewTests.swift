import CityCore
import CityHTTP
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct SavedViewTests {
    private struct View: Decodable {
        var id: String
        var name: String
        var query: String
        var version: Int
    }

    private func create(_ name: String, _ world: DemoWorld, _ token: String) async throws -> HTTPProbe.Reply {
        try await world.probe.send(
            .post,
            "views",
            token: token,
            json: #"{"page":"cases","name":"\#(name)","query":"state=open&lamp=red"}"#
        )
    }

    private func views(_ world: DemoWorld, _ token: String) async throws -> [View] {
        try await world.probe.send(.get, "views?page=cases", token: token).decoded(as: ListBodyOf<View>.self).items
    }

    private struct ListBodyOf<Item: Decodable>: Decodable { var items: [Item] }

    @Test func aViewIsKeptChangedAndDeletedByItsOwnerAlone() async throws {
        let world: DemoWorld = try await DemoWorld()
        let token: String = try await world.token("acceptor")
        let other: String = try await world.token("dispatcher")
        let made: View = try await create("红灯", world, token).decoded()
        #expect(try await views(world, token).map(\.name) == ["红灯"])
        #expect(try await views(world, other).isEmpty)
        func change(_ token: String, _ version: Int) async throws -> HTTPProbe.Reply {
            try await world.probe.send(
                .patch,
                "views/\(made.id)",
                token: token,
                json: #"{"name":"红灯案件"}"#,
                headers: ["If-Match": "\"\(version)\""]
            )
        }
        #expect(try await change(other, 1).status == 404)
        #expect(try await change(token, 1).status == 200)
        #expect(try await change(token, 1).status == 412)
        let gone: HTTPProbe.Reply = try await world.probe.send(
            .delete,
            "views/\(made.id)",
            token: token,
            headers: ["If-Match": "\"2\""]
        )
        #expect(gone.status == 204)
        #expect(try await views(world, token).isEmpty)
    }

    @Test func twoViewsOfOnePageHaveTwoNames() async throws {
        let world: DemoWorld = try await DemoWorld()
        let token: String = try await world.token("acceptor")
        #expect(try await create("我的", world, token).status == 201)
        let again: HTTPProbe.Reply = try await create(" 我的 ", world, token)
        #expect(again.status == 409 && again.problemCode == "view.name_taken")
        #expect(try await create("", world, token).status == 400)
    }
}
