import CityCore
import CityHTTP
import CityServer
import CityTestSupport
import HTTPTypes
import Testing

/// Every route of the city, walked: with no account, a powerless one, one of another county, and a rightful one.
@Suite(.everyEngine) struct RouteAccessTests {
    @Test func everyRouteLetsTheRightfulInAndNobodyElse() async throws {
        let walk: RouteWalk = try await RouteWalk()
        let routes: [Route] = walk.world.city.routeTable().routes
        var left: Set<String> = Set(routes.map { "\($0.method.rawValue) \($0.path)" })
        for visit in Visits.all {
            let route: Route = try #require(Self.route(of: visit, in: routes), "\(visit.method) \(visit.path)")
            left.remove("\(route.method.rawValue) \(route.path)")
            try await walk.walk(visit, route)
        }
        #expect(left.isEmpty, "a route without a visit: add one to Visits")
    }

    /// The route that a router finds: of those that fit, the one with the fewest parameters.
    private static func route(of visit: Visit, in routes: [Route]) -> Route? {
        let path: Substring = visit.path.prefix { $0 != "?" }.replacing("<tile>", with: "1/1/1")[...]
        let asked: [Substring] = (RouteTable.prefix + path).split(separator: "/")
        let fitting: [Route] = routes.filter { route in
            let parts: [Substring] = route.path.split(separator: "/")
            return route.method == visit.method && parts.count == asked.count
                && zip(parts, asked).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return fitting.min { $0.pathParameters.count < $1.pathParameters.count }
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
