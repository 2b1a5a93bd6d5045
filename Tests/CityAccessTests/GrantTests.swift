import CityAccess
import CityCore
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

struct Rivals: Sendable, CustomTestStringConvertible {
    var held: String
    var wanted: String

    var testDescription: String { "\(wanted) besides \(held)" }

    static let all: [Rivals] = {
        let codes: [String] = [Role.systemAdministrator, Role.securityAdministrator, Role.auditAdministrator]
        return codes.flatMap { held in
            codes.filter { $0 != held }.map { Rivals(held: held, wanted: $0) }
        }
    }()
}

@Suite(.everyEngine) struct GrantTests {
    private func grant(
        _ world: AccessWorld,
        _ token: String,
        _ account: Account,
        _ role: String,
        _ area: String,
        organisation: OrganisationID? = nil
    ) async throws -> HTTPProbe.Reply {
        let version: Int = try await world.account(account.id).version
        return try await world.probe.send(
            .post,
            "accounts/\(account.id)/grants",
            token: token,
            body: NewGrantBody(role: role, area: area, organisation: organisation),
            headers: ["If-Match": "\"\(version)\""]
        )
    }

    @Test func aGrantIsGivenAndTakenAway() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let account: Account = try await world.add("wang")
        let given: HTTPProbe.Reply = try await grant(world, token, account, "dispatcher", AccessWorld.maojian)
        let body: AccountBody = try given.decoded()
        let held: GrantBody = try #require(body.grants.first)
        #expect(given.status == 201)
        #expect(body.version == account.version + 1)
        #expect(given.etag == "\"\(body.version)\"")
        let path: String = "accounts/\(account.id)/grants/\(held.id)"
        #expect(try await world.probe.send(.delete, path, token: token).status == 428)
        let stale: [String: String] = ["If-Match": "\"\(account.version)\""]
        #expect(try await world.probe.send(.delete, path, token: token, headers: stale).status == 412)
        let match: [String: String] = ["If-Match": "\"\(body.version)\""]
        let taken: HTTPProbe.Reply = try await world.probe.send(.delete, path, token: token, headers: match)
        #expect(taken.status == 200)
        #expect(try taken.decoded(as: AccountBody.self).grants == [])
        #expect(try await world.actions().suffix(2) == ["grant.added", "grant.revoked"])
    }

    @Test(arguments: Rivals.all)
    func oneAccountHoldsOneOfTheThreeAdministrators(_ rivals: Rivals) async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let account: Account = try await world.add("wang", [(rivals.held, AccessWorld.maojian)])
        let reply: HTTPProbe.Reply = try await grant(world, token, account, rivals.wanted, AccessWorld.yunxi)
        let problem: Problem = try reply.decoded()
        let catalogue: RoleCatalogue = try RoleCatalogue(AccessWorld.roles)
        #expect(reply.status == 409)
        #expect(problem.code == "grant.excluded")
        #expect(problem.messages.zh.contains(try #require(catalogue[rivals.held]).title.zh))
        #expect(problem.messages.zh.contains(try #require(catalogue[rivals.wanted]).title.zh))
        #expect(try await world.account(account.id).grants.map(\.role) == [rivals.held])
        #expect(try await grant(world, token, account, "dispatcher", "").status == 201)
    }

    @Test func theSameGrantIsNotGivenTwice() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let account: Account = try await world.add("wang", [("dispatcher", "")])
        #expect(try await grant(world, token, account, "dispatcher", "").problemCode == "grant.exists")
        let organisation: OrganisationID = OrganisationID("org-1")
        #expect(try await grant(world, token, account, "dispatcher", "", organisation: organisation).status == 201)
        #expect(try await grant(world, token, account, "dispatcher", AccessWorld.city).status == 201)
    }

    @Test func theTableTooRefusesAGrantGivenTwice() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang", [("dispatcher", "")])
        let error: CityError? = await #expect(throws: CityError.self) {
            try await world.run(
                "INSERT INTO access_grant SELECT 'other', account_id, role, area, organisation_id FROM access_grant"
            )
        }
        #expect(error?.code == .conflict)
    }

    @Test func nobodyManagesTheirOwnAccount() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let account: Account = try await world.module.desk.find("security")
        let own: AccountGrant = try #require(account.grants.first)
        let path: String = "accounts/\(account.id)"
        let match: [String: String] = ["If-Match": "\"\(account.version)\""]
        let requests: [(HTTPRequest.Method, String, String?)] = [
            (.post, "/grants", #"{"role":"dispatcher","area":""}"#), (.delete, "/grants/\(own.id)", nil),
            (.patch, "", #"{"state":"disabled"}"#), (.post, "/password", "{}"), (.post, "/unlock", nil),
        ]
        for (method, rest, json) in requests {
            let reply: HTTPProbe.Reply = try await world.probe.send(
                method,
                path + rest,
                token: token,
                json: json,
                headers: match
            )
            #expect(reply.status == 403, "\(method) \(rest)")
            #expect(reply.problemCode == "account.own", "\(method) \(rest)")
        }
        #expect(try await world.account(account.id) == account)
    }

    @Test func aGrantOfAForgottenRoleGivesNoRights() async throws {
        let world: AccessWorld = try await AccessWorld()
        let account: Account = try await world.add("wang", [("dispatcher", "")])
        try await world.run("UPDATE access_grant SET role = 'bygone'")
        let session: SessionBody = try await world.signIn("wang").decoded()
        #expect(session.permissions == [] && session.roles == [])
        #expect(try await world.account(account.id).grants.map(\.role) == ["bygone"])
    }
}

@Suite(.everyEngine) struct RoleCatalogueTests {
    @Test func twoRolesOfOneCodeAreRefused() throws {
        let role: Role = Role("a", Wording("甲", "A"), permissions: [])
        #expect(throws: CityError.self) { try RoleCatalogue([role, role]) }
    }

    @Test func anExclusionOfARoleThatIsNotThereIsRefused() throws {
        let role: Role = Role("a", Wording("甲", "A"), permissions: [], excludes: ["b"])
        #expect(throws: CityError.self) { try RoleCatalogue([role]) }
    }

    @Test func anExclusionHoldsBothWaysThoughOneSaysIt() async throws {
        let a: Role = Role("a", Wording("甲", "A"), permissions: [], excludes: ["b"])
        let b: Role = Role("b", Wording("乙", "B"), permissions: [])
        let catalogue: RoleCatalogue = try RoleCatalogue([a, b])
        #expect(catalogue.rival(of: b, among: ["a"]) == a)
        #expect(catalogue.rival(of: a, among: ["c", "b"]) == b)
        #expect(catalogue.rival(of: a, among: ["a", "c"]) == nil)
    }
}
