import CityCore
import CityHTTP
import CityTestSupport
import HTTPTypes
import Testing

@testable import CityAccess

@Suite(.everyEngine) struct RouteAccessTests {
    @Test func theRoutesAndWhoMayUseThemAreThese() async throws {
        let world: AccessWorld = try await AccessWorld()
        let lines: [String] = world.routes.map { route in
            "\(route.method.rawValue) \(route.path.dropFirst(RouteTable.prefix.count)): \(route.access.text)"
        }
        #expect(
            lines == [
                "POST sessions: open",
                "GET session: signed in",
                "DELETE session: signed in",
                "PUT session/password: signed in",
                "POST session/totp: signed in",
                "POST session/totp/confirm: signed in",
                "DELETE session/totp: signed in",
                "GET accounts: account.read",
                "GET accounts/{id}: account.read",
                "GET roles: account.read",
                "POST accounts: account.write",
                "PATCH accounts/{id}: account.write",
                "POST accounts/{id}/grants: account.write",
                "DELETE accounts/{id}/grants/{grant}: account.write",
                "POST accounts/{id}/password: account.write",
                "POST accounts/{id}/unlock: account.write",
                "GET audit: audit.read",
                "GET audit/verification: audit.read", "GET views: signed in", "POST views: signed in",
                "PATCH views/{id}: signed in", "DELETE views/{id}: signed in",
            ]
        )
    }

    @Test func nobodyGetsInWithoutASession() async throws {
        let world: AccessWorld = try await AccessWorld()
        for route in world.routes where route.access != .open {
            let reply: HTTPProbe.Reply = try await world.probe.send(route.method, path(route), json: "{}")
            #expect(reply.status == 401, "\(route.method) \(route.path)")
        }
    }

    @Test func nobodyGetsInWithoutThePermission() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang", [("dispatcher", "")])
        let token: String = try await world.token("wang")
        for route in world.routes {
            guard case .permission(let permission) = route.access else { continue }
            let reply: HTTPProbe.Reply = try await world.probe.send(
                route.method,
                path(route),
                token: token,
                json: "{}"
            )
            #expect(reply.status == 403, "\(route.method) \(route.path)")
            #expect(try reply.decoded(as: Problem.self).detail.contains(permission.rawValue))
        }
    }

    @Test func theThreeAdministratorsDutiesAreApart() async throws {
        let world: AccessWorld = try await AccessWorld()
        var allowed: [String: [String]] = [:]
        for role in AccessWorld.roles.prefix(3) {
            try await world.add(role.code, [(role.code, "")])
            let token: String = try await world.token(role.code)
            for path in ["accounts", "roles", "audit", "audit/verification"] {
                let status: Int = try await world.probe.send(.get, path, token: token).status
                if status == 200 { allowed[role.code, default: []].append(path) }
            }
            let body: NewAccountBody = NewAccountBody(login: "new.\(role.code)", name: "新", area: "")
            let status: Int = try await world.probe.send(.post, "accounts", token: token, body: body).status
            if status == 201 { allowed[role.code, default: []].append("create") }
        }
        #expect(
            allowed == [
                "system_admin": ["accounts", "roles"],
                "security_admin": ["accounts", "roles", "create"],
                "audit_admin": ["accounts", "roles", "audit", "audit/verification"],
            ]
        )
    }

    @Test func theRightsMatrixShowsEveryRole() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let matrix: RolesBody = try await world.probe.send(.get, "roles", token: token).decoded()
        #expect(
            matrix.permissions.map(\.rawValue) == [
                "account.read", "account.write", "audit.read", "case.dispatch", "case.report", "system.configure",
            ]
        )
        #expect(matrix.roles.map(\.code) == AccessWorld.roles.map(\.code))
        #expect(
            matrix.roles.first
                == RoleBody(
                    code: "system_admin",
                    title: Wording("系统管理员", "System administrator"),
                    permissions: [.accountRead, Permission("system.configure")],
                    excludes: ["audit_admin", "security_admin"],
                    isDisplay: false
                )
        )
    }

    private func path(_ route: Route) -> String {
        route.path.replacing("{id}", with: "some-id").replacing("{grant}", with: "some-grant")
    }
}
