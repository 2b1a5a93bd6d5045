import CityCore
import CityHTTP
import CitySQL
import CityTestSupport
import FoundationEssentials
import HTTPTypes
import Testing

@testable import CityAccess

struct BadAccount: Sendable, CustomTestStringConvertible {
    var body: NewAccountBody
    var fields: [String]

    var testDescription: String { fields.joined(separator: ", ") }

    private static func with(
        _ login: String = "li",
        _ name: String = "李",
        phone: String? = nil,
        organisation: String? = nil,
        area: String = ""
    ) -> NewAccountBody {
        NewAccountBody(
            login: login,
            name: name,
            phone: phone,
            organisation: organisation.map { OrganisationID($0) },
            area: area
        )
    }

    static let all: [BadAccount] = [
        BadAccount(body: with("ab"), fields: ["login account.login"]),
        BadAccount(body: with("li ming"), fields: ["login account.login"]),
        BadAccount(body: with("李明明"), fields: ["login account.login"]),
        BadAccount(body: with(String(repeating: "a", count: 65)), fields: ["login account.login"]),
        BadAccount(body: with("liming", " "), fields: ["name account.name"]),
        BadAccount(body: with("liming", "a\u{0}b"), fields: ["name account.name"]),
        BadAccount(body: with("liming", String(repeating: "李", count: 65)), fields: ["name account.name"]),
        BadAccount(body: with("liming", phone: "call me"), fields: ["phone account.phone"]),
        BadAccount(body: with("liming", phone: "123"), fields: ["phone account.phone"]),
        BadAccount(
            body: with("liming", organisation: String(repeating: "o", count: 65)),
            fields: ["organisation account.organisation"]
        ),
        BadAccount(body: with("liming", area: "4203xx"), fields: ["area area.code"]),
        BadAccount(body: with("liming", area: "4203021234567"), fields: ["area area.code"]),
        BadAccount(
            body: with("", "", phone: "-", area: "%"),
            fields: ["login account.login", "name account.name", "phone account.phone", "area area.code"]
        ),
    ]
}

@Suite(.everyEngine) struct AccountRouteTests {
    private let liming: NewAccountBody = NewAccountBody(
        login: "LiMing",
        name: " 李明 ",
        phone: "138 1234 5678",
        organisation: OrganisationID("org-1"),
        area: AccessWorld.maojian,
        grants: [NewGrantBody(role: "dispatcher", area: AccessWorld.maojian)]
    )

    private func create(
        _ world: AccessWorld,
        _ token: String,
        _ key: String = "create-0001"
    ) async throws
        -> HTTPProbe.Reply
    {
        // The same bytes each time, as a phone repeats its request.
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json: String = String(decoding: try encoder.encode(liming), as: UTF8.self)
        let headers: [String: String] = ["Idempotency-Key": key]
        return try await world.probe.send(.post, "accounts", token: token, json: json, headers: headers)
    }

    @Test func anAccountIsMadeTidyWithItsGrants() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let reply: HTTPProbe.Reply = try await create(world, token)
        let account: AccountBody = try reply.decoded()
        let expected: AccountBody = AccountBody(
            id: account.id,
            login: "liming",
            name: "李明",
            phone: "13812345678",
            organisation: OrganisationID("org-1"),
            area: AccessWorld.maojian,
            state: .active,
            hasPassword: false,
            passwordChangeRequired: true,
            secondFactor: false,
            lockedUntil: nil,
            grants: [
                GrantBody(
                    id: try #require(account.grants.first).id,
                    role: "dispatcher",
                    title: Wording("派遣员", "Dispatcher"),
                    area: AccessWorld.maojian,
                    organisation: nil
                )
            ],
            version: 1,
            createdAt: world.clock.now,
            updatedAt: world.clock.now
        )
        #expect(reply.status == 201)
        #expect(account == expected)
        #expect(reply.headers["location"] == "/api/v1/accounts/\(account.id)")
        #expect(reply.etag == "\"1\"")
        let read: HTTPProbe.Reply = try await world.probe.send(.get, "accounts/\(account.id)", token: token)
        #expect(try read.decoded(as: AccountBody.self) == expected)
        #expect(read.etag == "\"1\"")
        #expect(try await world.actions().suffix(2) == ["account.created", "grant.added"])
    }

    @Test func theSameRequestTwiceMakesOneAccount() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let first: HTTPProbe.Reply = try await create(world, token)
        let second: HTTPProbe.Reply = try await create(world, token)
        #expect(second.status == 201)
        #expect(second.body == first.body)
        #expect(second.headers["idempotency-replayed"] == "true")
        let other: HTTPProbe.Reply = try await create(world, token, "create-0002")
        #expect(other.status == 409)
        #expect(other.problemCode == "account.login_taken")
        #expect(try await world.actions().filter { $0 == "account.created" }.count == 2)
    }

    @Test(arguments: BadAccount.all)
    func everyBadFieldIsNamed(_ bad: BadAccount) async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let reply: HTTPProbe.Reply = try await world.probe.send(.post, "accounts", token: token, body: bad.body)
        let problem: Problem = try reply.decoded()
        #expect(reply.status == 400)
        #expect(problem.fields?.map { "\($0.field) \($0.reason)" } == bad.fields)
    }

    @Test func aRefusedGrantLeavesNoAccountBehind() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        var body: NewAccountBody = liming
        body.grants = [NewGrantBody(role: "emperor", area: "")]
        let reply: HTTPProbe.Reply = try await world.probe.send(.post, "accounts", token: token, body: body)
        #expect(reply.status == 400)
        #expect(reply.problemCode == "role.unknown")
        let error: CityError? = await #expect(throws: CityError.self) { _ = try await world.module.desk.find("liming") }
        #expect(error?.code == .notFound)
    }

    @Test func unknownAreasAndOrganisationsAreRefused() async throws {
        var ports: AccessPorts = AccessPorts()
        ports.areaIsKnown = { area, _ in area == "420302" }
        ports.organisationIsKnown = { id, _ in id.text == "org-2" }
        let world: AccessWorld = try await AccessWorld(ports: ports)
        let token: String = try await world.security()
        var body: NewAccountBody = liming
        body.area = "420399"
        let reply: HTTPProbe.Reply = try await world.probe.send(.post, "accounts", token: token, body: body)
        let reasons: [String]? = try reply.decoded(as: Problem.self).fields?.map(\.reason)
        #expect(reply.status == 400)
        #expect(reasons == ["area.unknown", "organisation.unknown"])
    }

    @Test func aChangeSaysWhichVersionItIsOf() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let id: AccountID = try await create(world, token).decoded(as: AccountBody.self).id
        let path: String = "accounts/\(id)"
        let change: AccountChangeBody = AccountChangeBody(name: "李小明", phone: "", area: AccessWorld.yunxi)
        let send: (String?) async throws -> HTTPProbe.Reply = { version in
            let headers: [String: String] = version.map { ["If-Match": $0] } ?? [:]
            return try await world.probe.send(.patch, path, token: token, body: change, headers: headers)
        }
        #expect(try await send(nil).status == 428)
        #expect(try await send("\"x\"").status == 400)
        #expect(try await send("\"2\"").status == 412)
        world.clock.advance(by: .seconds(1))
        let reply: HTTPProbe.Reply = try await send("\"1\"")
        let account: AccountBody = try reply.decoded()
        #expect(reply.status == 200)
        #expect(reply.etag == "\"2\"")
        #expect(account.name == "李小明")
        #expect(account.phone == nil)
        #expect(account.organisation == OrganisationID("org-1"))
        #expect(account.area == AccessWorld.yunxi)
        #expect(account.version == 2)
        #expect(account.updatedAt == world.clock.now)
        #expect(try await send("\"1\"").problemCode == "version.stale")
    }

    @Test func aChangeOfNothingChangesNothing() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let id: AccountID = try await create(world, token).decoded(as: AccountBody.self).id
        let before: [String] = try await world.actions()
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .patch,
            "accounts/\(id)",
            token: token,
            body: AccountChangeBody(name: "李明"),
            headers: ["If-Match": "\"1\""]
        )
        #expect(reply.etag == "\"1\"")
        #expect(try await world.actions() == before)
    }

    @Test func whatIsNotThereIsNotFound() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let id: AccountID = try await create(world, token).decoded(as: AccountBody.self).id
        let match: [String: String] = ["If-Match": "\"1\""]
        let requests: [(HTTPRequest.Method, String, String)] = [
            (.get, "accounts/none", ""), (.patch, "accounts/none", "{}"), (.post, "accounts/none/password", "{}"),
            (.post, "accounts/none/unlock", ""),
            (.post, "accounts/none/grants", #"{"role":"dispatcher","area":""}"#),
            (.delete, "accounts/none/grants/none", ""), (.delete, "accounts/\(id)/grants/none", ""),
            (.get, "accounts/none/nothing", ""),
        ]
        for (method, path, json) in requests {
            let reply: HTTPProbe.Reply = try await world.probe.send(
                method,
                path,
                token: token,
                json: json.isEmpty ? nil : json,
                headers: match
            )
            #expect(reply.status == 404, "\(method) \(path)")
        }
    }

    @Test func anAccountIsUnlockedByAnAdministrator() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        let account: Account = try await world.add("wang")
        for _ in 1...5 { _ = try await world.signIn("wang", "Wrong-horse-1") }
        let path: String = "accounts/\(account.id)"
        let locked: AccountBody = try await world.probe.send(.get, path, token: token).decoded()
        #expect(locked.lockedUntil == world.clock.now + .seconds(600))
        let reply: HTTPProbe.Reply = try await world.probe.send(.post, path + "/unlock", token: token)
        let unlocked: AccountBody = try reply.decoded()
        #expect(reply.status == 200)
        #expect(unlocked.lockedUntil == nil)
        #expect(unlocked.version == locked.version + 1)
        #expect(try await world.signIn("wang").status == 201)
        #expect(try await world.actions().contains("account.unlocked"))
    }

    @Test func listsAreFilteredAndPaged() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security()
        try await world.add("anna", area: AccessWorld.maojian, [("dispatcher", AccessWorld.maojian)])
        try await world.add("bob", area: AccessWorld.yunxi, [("collector", AccessWorld.yunxi)])
        try await world.add("carl_x", area: AccessWorld.maojian, [("collector", "4203")])
        try await world.module.desk.setState(.disabled, login: "bob")
        let queries: [(String, [String])] = [
            ("", ["anna", "bob", "carl_x", "security"]), ("?text=AN", ["anna"]), ("?text=_x", ["carl_x"]),
            ("?text=%25", []), ("?role=collector", ["bob", "carl_x"]), ("?area=420302", ["anna", "carl_x"]),
            ("?state=disabled", ["bob"]), ("?role=collector&state=active", ["carl_x"]),
            ("?text=%E6%B5%8B%E8%AF%95b", ["bob"]),
        ]
        for (query, logins) in queries {
            let page: ListBody<AccountBody> = try await world.probe.send(.get, "accounts" + query, token: token)
                .decoded()
            #expect(page.items.map(\.login) == logins, "\(query)")
        }
        var cursor: String? = nil
        var seen: [[String]] = []
        repeat {
            let path: String = "accounts?limit=3" + (cursor.map { "&cursor=\($0)" } ?? "")
            let page: ListBody<AccountBody> = try await world.probe.send(.get, path, token: token).decoded()
            seen.append(page.items.map(\.login))
            cursor = page.next
        } while cursor != nil
        #expect(seen == [["anna", "bob", "carl_x"], ["security"]])
        for bad in ["?state=asleep", "?limit=0", "?limit=501", "?cursor=x", "?colour=red"] {
            #expect(try await world.probe.send(.get, "accounts" + bad, token: token).status == 400, "\(bad)")
        }
    }

    @Test func phoneNumbersAreMaskedInListsAndForWhoDoesNotManage() async throws {
        let world: AccessWorld = try await AccessWorld()
        let security: String = try await world.security()
        let account: Account = try await world.add("wang")
        try await world.add("auditor", [(Role.auditAdministrator, "")])
        let auditor: String = try await world.token("auditor")
        let path: String = "accounts/\(account.id)"
        let list: ListBody<AccountBody> = try await world.probe.send(.get, "accounts?text=wang", token: security)
            .decoded()
        let seen: AccountBody = try await world.probe.send(.get, path, token: auditor).decoded()
        let managed: AccountBody = try await world.probe.send(.get, path, token: security).decoded()
        #expect(list.items.map(\.phone) == ["138****5678"])
        #expect(seen.phone == "138****5678")
        #expect(managed.phone == "13812345678")
    }
}
