import CityAccess
import CityCore
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

/// A security administrator of one district, and accounts inside and outside of it.
@Suite(.everyEngine) struct AreaScopeTests {
    private func send(
        _ world: AccessWorld,
        _ method: HTTPRequest.Method,
        _ path: String,
        _ token: String,
        _ json: String? = nil,
        version: Int = 0
    ) async throws -> HTTPProbe.Reply {
        let match: [String: String] = ["If-Match": "\"\(version)\""]
        return try await world.probe.send(method, path, token: token, json: json, headers: match)
    }

    @Test func foreignAccountsAreNotThere() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security(of: AccessWorld.maojian)
        try await world.add("inside", area: AccessWorld.maojian)
        try await world.add("below", area: "420302001")
        let county: Account = try await world.add("county", area: AccessWorld.yunxi)
        let city: Account = try await world.add("city", area: AccessWorld.city)
        let everywhere: Account = try await world.add("everywhere", area: "")
        let list: ListBody<AccountBody> = try await send(world, .get, "accounts", token).decoded()
        #expect(list.items.map(\.login) == ["below", "inside", "security"])
        let requests: [(HTTPRequest.Method, String, String?)] = [
            (.get, "", nil), (.patch, "", #"{"name":"x"}"#), (.post, "/password", "{}"), (.post, "/unlock", nil),
            (.post, "/grants", #"{"role":"dispatcher","area":"420302"}"#), (.delete, "/grants/none", nil),
        ]
        for account in [county, city, everywhere] {
            for (method, rest, json) in requests {
                let path: String = "accounts/\(account.id)\(rest)"
                let reply: HTTPProbe.Reply = try await send(
                    world,
                    method,
                    path,
                    token,
                    json,
                    version: account.version
                )
                #expect(reply.status == 404, "\(method) \(account.login)\(rest)")
            }
            #expect(try await world.account(account.id) == account)
        }
    }

    @Test func accountsAndGrantsAreGivenWithinTheAreaOnly() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security(of: AccessWorld.maojian)
        let inside: Account = try await world.add("inside", area: AccessWorld.maojian)
        let path: String = "accounts/\(inside.id)"
        let body: (String) -> String = { #"{"login":"new.one","name":"新","area":"\#($0)"}"# }
        for area in ["", AccessWorld.city, AccessWorld.yunxi] {
            let created: HTTPProbe.Reply = try await send(world, .post, "accounts", token, body(area))
            #expect(created.status == 403, "\(area)")
            #expect(created.problemCode == "account.beyond_scope")
            let json: String = #"{"role":"dispatcher","area":"\#(area)"}"#
            let version: Int = inside.version
            let granted: HTTPProbe.Reply = try await send(
                world,
                .post,
                path + "/grants",
                token,
                json,
                version: version
            )
            #expect(granted.status == 403, "\(area)")
            let moved: HTTPProbe.Reply = try await send(
                world,
                .patch,
                path,
                token,
                #"{"area":"\#(area)"}"#,
                version: version
            )
            #expect(moved.status == 403, "\(area)")
        }
        #expect(try await world.account(inside.id) == inside)
        #expect(try await send(world, .post, "accounts", token, body("420302001")).status == 201)
        let grant: String = #"{"role":"dispatcher","area":"420302001"}"#
        #expect(try await send(world, .post, path + "/grants", token, grant, version: inside.version).status == 201)
    }

    @Test func anAccountThatMayDoMoreElsewhereIsNotTakenOver() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await world.security(of: AccessWorld.maojian)
        let wide: Account = try await world.add("wide", area: AccessWorld.maojian, [("dispatcher", AccessWorld.city)])
        let path: String = "accounts/\(wide.id)"
        #expect(try await send(world, .get, path, token).status == 200)
        let reply: HTTPProbe.Reply = try await send(world, .post, path + "/password", token, "{}")
        #expect(reply.status == 403)
        #expect(reply.problemCode == "account.beyond_scope")
        let change: HTTPProbe.Reply = try await send(
            world,
            .patch,
            path,
            token,
            #"{"state":"disabled"}"#,
            version: wide.version
        )
        #expect(change.status == 403)
        #expect(try await world.account(wide.id) == wide)
    }

    @Test func aGrantForAnOrganisationReachesItsAccountsOnly() async throws {
        let world: AccessWorld = try await AccessWorld()
        let organisation: OrganisationID = OrganisationID("org-1")
        var identity: Identity = try .holding([(Role.securityAdministrator, AccessWorld.city)])
        identity.grants[0].organisation = organisation
        let administrator: Identity = identity
        let now: Timestamp = world.clock.now
        let make: @Sendable (String, OrganisationID?, Identity) async throws -> Account = { login, organisation, by in
            let draft: AccountDraft = try AccountDraft(
                login: login,
                name: login,
                organisation: organisation,
                area: AccessWorld.maojian
            )
            return try await world.database.write { db in
                try world.module.accounts.create(draft, by: by, from: .inside, at: now, in: db)
            }
        }
        let ours: Account = try await make("ours", organisation, administrator)
        let theirs: Account = try await make("theirs", OrganisationID("org-2"), .system)
        let error: CityError? = await #expect(throws: CityError.self) { _ = try await make("new", nil, administrator) }
        #expect(error?.reason == "account.beyond_scope")
        let seen: [AccountID] = try await world.database.read { db in
            try world.module.accounts.list(AccountFilter(), .first, seenBy: administrator, in: db).items.map(\.id)
        }
        #expect(seen == [ours.id])
        let hidden: CityError? = await #expect(throws: CityError.self) {
            _ = try await world.database.read { db in
                try world.module.accounts.account(theirs.id, seenBy: administrator, in: db)
            }
        }
        #expect(hidden?.code == .notFound)
    }

    @Test func theScopeConditionCoversWhatTheScopesCover() async throws {
        let world: AccessWorld = try await AccessWorld()
        for area in ["", "42", "4203", "420302", "420302001", "420303", "4204"] {
            try await world.add("at-\(area)", area: area)
        }
        let scopes: [([String], [String])] = [
            ([], []), (["420302"], ["420302", "420302001"]),
            (["4203"], ["4203", "420302", "420302001", "420303"]),
            (["420302001", "420303", "4204"], ["420302001", "420303", "4204"]),
            (["", "4204"], ["", "42", "4203", "420302", "420302001", "420303", "4204"]),
        ]
        for (areas, expected) in scopes {
            let identity: Identity = try .holding(areas.map { (Role.auditAdministrator, $0) })
            let found: [String] = try await world.database.read { db in
                try world.module.accounts.list(AccountFilter(), .first, seenBy: identity, in: db).items.map(\.area)
            }
            #expect(found == expected, "\(areas)")
        }
    }
}
