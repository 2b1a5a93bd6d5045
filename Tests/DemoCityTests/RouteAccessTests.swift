import CityAccess
import CityCore
import CityHTTP
import CityServer
import CityTestSupport
import HTTPTypes
import Testing

/// Every route of the city, walked: nobody and the powerless get nowhere, and the open ones are known by name.
@Suite(.everyEngine) struct RouteAccessTests {
    private func path(_ route: Route) -> String {
        route.path.split(separator: "/").map { $0.hasPrefix("{") ? "0190f5a0-0000-7000-8000-000000000000" : String($0) }
            .reduce("") { "\($0)/\($1)" }
    }

    @Test func everyRouteThatIsNotOpenRefusesNobody() async throws {
        let world: DemoWorld = try await DemoWorld()
        for route in world.city.routeTable().routes where route.access != .open {
            let reply: HTTPProbe.Reply = try await world.probe.send(route.method, path(route), json: "{}")
            #expect(reply.status == 401, "\(route.method) \(route.path)")
        }
    }

    @Test func everyRouteWithAPermissionRefusesThePowerless() async throws {
        let world: DemoWorld = try await DemoWorld()
        let security: String = try await world.token("security")
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "accounts",
            token: security,
            json: #"{"login":"nobody","name":"无权","area":"4203","password":"Nothing-2026","grants":[]}"#
        )
        #expect(reply.status < 500)
        _ = try? await world.city.access.desk.create(
            .init(login: "powerless", name: "无权", area: ""),
            password: "Nothing-2026",
            mustChange: false
        )
        let token: String = try await signIn("powerless", world)
        for route in world.city.routeTable().routes {
            guard case .permission = route.access else { continue }
            let reply: HTTPProbe.Reply = try await world.probe.send(route.method, path(route), token: token, json: "{}")
            #expect(reply.status == 403, "\(route.method) \(route.path)")
        }
    }

    private func signIn(_ login: String, _ world: DemoWorld) async throws -> String {
        struct Session: Decodable { var token: String }
        return try await world.probe.send(
            .post,
            "sessions",
            json: #"{"login":"\#(login)","password":"Nothing-2026"}"#
        ).decoded(as: Session.self).token
    }

    @Test func theOpenRoutesAreTheseAndNoOthers() async throws {
        let world: DemoWorld = try await DemoWorld()
        let open: [String] = world.city.routeTable().routes.filter { $0.access == .open }.map {
            "\($0.method.rawValue) \($0.path)"
        }
        #expect(open == ["POST /api/v1/sessions", "GET /api/v1/city"])
    }

    @Test func thePermissionMatrixAndTheDocumentAreUpToDate() async throws {
        let world: DemoWorld = try await DemoWorld()
        let routes: [Route] = world.city.routeTable().routes
        let openAPI: String = try OpenAPI(routes, title: Wording("街明 智慧城管", "Streetwise"), version: "1").json
        try Golden.expect(openAPI + "\n", at: "docs/openapi.json")
        var lines: [String] = ["# Who may use what · 权限一览", "", "| method | path | access |", "| --- | --- | --- |"]
        for route in routes { lines.append("| \(route.method.rawValue) | \(route.path) | \(route.access.text) |") }
        try Golden.expect(lines.joined(separator: "\n") + "\n", at: "docs/permissions.md")
    }

    @Test func twoRoutesNeverClash() async throws {
        let world: DemoWorld = try await DemoWorld()
        var seen: Set<String> = []
        for route in world.city.routeTable().routes {
            #expect(seen.insert("\(route.method.rawValue) \(route.path)").inserted, "\(route.path)")
        }
    }
}
