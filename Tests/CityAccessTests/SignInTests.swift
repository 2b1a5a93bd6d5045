import CityCore
import CityCrypto
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

@testable import CityAccess

struct Refused: Sendable, CustomTestStringConvertible {
    var why: String
    var login: String
    var password: String

    var testDescription: String { why }

    static let all: [Refused] = [
        Refused(why: "wrong password", login: "wang", password: "Wrong-horse-1"),
        Refused(why: "empty password", login: "wang", password: ""),
        Refused(why: "unknown login", login: "nobody", password: AccessWorld.password),
        Refused(why: "empty login", login: "", password: AccessWorld.password),
        Refused(why: "disabled account", login: "gone", password: AccessWorld.password),
        Refused(why: "account without a password", login: "fresh", password: AccessWorld.password),
        Refused(why: "endless login", login: String(repeating: "w", count: 10_000), password: "x"),
        Refused(why: "endless password", login: "wang", password: String(repeating: "w", count: 100_000)),
        Refused(why: "quote in the login", login: "wang' OR '1'='1", password: AccessWorld.password),
    ]
}

@Suite(.everyEngine) struct SignInTests {
    @Test func signingInAnswersWhoIsThereAndWhatTheyMayDo() async throws {
        let world: AccessWorld = try await AccessWorld()
        let account: Account = try await world.add(
            "wang",
            area: AccessWorld.city,
            [("dispatcher", AccessWorld.maojian), ("collector", AccessWorld.city)]
        )
        let reply: HTTPProbe.Reply = try await world.signIn(" Wang ")
        let session: SessionBody = try reply.decoded()
        let token: String = try #require(session.token)
        let role: (String, String, Wording) -> HeldRoleBody = { code, area, title in
            HeldRoleBody(code: code, title: title, area: area, organisation: nil)
        }
        let held: (String, String) -> HeldPermissionBody = { name, area in
            HeldPermissionBody(name: Permission(name), scopes: [ScopeBody(area: area, organisation: nil)])
        }
        let expected: SessionBody = SessionBody(
            token: token,
            account: account.id,
            login: "wang",
            name: "测试wang",
            organisation: nil,
            area: AccessWorld.city,
            roles: [
                role("collector", AccessWorld.city, Wording("监督员", "Collector")),
                role("dispatcher", AccessWorld.maojian, Wording("派遣员", "Dispatcher")),
            ],
            permissions: [held("case.dispatch", AccessWorld.maojian), held("case.report", AccessWorld.city)],
            passwordChangeRequired: false,
            passwordExpiresAt: TestClock.monday + .days(90),
            secondFactor: false,
            expiresAt: TestClock.monday + .hours(12),
            idleSeconds: 1800
        )
        #expect(reply.status == 201)
        #expect(session == expected)
        #expect(
            reply.headers["set-cookie"]
                == "streetwise_session=\(token); Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"
        )
        let again: SessionBody = try await world.session(token).decoded()
        var withoutToken: SessionBody = expected
        withoutToken.token = nil
        #expect(again == withoutToken)
    }

    @Test func theTokenIsKeptAsAHashOnly() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        let kept: String = try await world.dump("access_session")
        #expect(!kept.contains(token))
        #expect(kept.contains(SHA256Digest(of: token).hex))
    }

    @Test func theCookieIsAsGoodAsTheHeader() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let cookie: String = "a=b; streetwise_session=\(try await world.token("wang"))"
        #expect(try await world.probe.send(.get, "session", headers: ["Cookie": cookie]).status == 200)
    }

    @Test(arguments: Refused.all)
    func everyRefusalLooksTheSameAndTakesOneHash(_ refused: Refused) async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        try await world.add("gone")
        try await world.module.desk.setState(.disabled, login: "gone")
        try await world.database.write { db in
            _ = try world.module.accounts.create(
                try AccountDraft(login: "fresh", name: "新", area: ""),
                by: .system,
                from: .inside,
                at: world.clock.now,
                in: db
            )
        }
        let before: Int = await world.module.hashing.done
        let reply: HTTPProbe.Reply = try await world.signIn(refused.login, refused.password)
        let problem: Problem = try reply.decoded()
        #expect(reply.status == 401)
        #expect(problem.code == "session.refused")
        #expect(problem.messages.zh == "登录名、密码或动态口令不正确，或账号不可用；连续错误 5 次将锁定 10 分钟")
        #expect(problem.fields == nil)
        #expect(await world.module.hashing.done == before + 1)
        #expect(try await world.actions().last == "!session.refused")
    }

    @Test func whatWasTypedAsAnUnknownLoginIsNotWrittenDown() async throws {
        let world: AccessWorld = try await AccessWorld()
        _ = try await world.signIn("MyPassword-1", "x")
        #expect(try await !world.dump("access_audit").lowercased().contains("mypassword"))
    }

    @Test func fiveFailuresLockForTenMinutes() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        for _ in 1...5 { #expect(try await world.signIn("wang", "Wrong-1-one").status == 401) }
        #expect(try await world.signIn("wang").problemCode == "session.refused")
        world.clock.advance(by: .seconds(300))
        // Guessing on does not make the lock longer.
        #expect(try await world.signIn("wang", "Wrong-1-one").status == 401)
        world.clock.advance(by: .seconds(300) - TimeSpan(milliseconds: 1))
        #expect(try await world.signIn("wang").status == 401)
        world.clock.advance(by: TimeSpan(milliseconds: 1))
        #expect(try await world.signIn("wang").status == 201)
        let actions: [String] = try await world.actions()
        #expect(actions.filter { $0 == "account.locked" }.count == 1)
        #expect(actions.filter { $0 == "!session.refused" }.count == 8)
    }

    @Test func afterALockThereAreFiveTriesAgain() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        for _ in 1...5 { _ = try await world.signIn("wang", "Wrong-1-one") }
        world.clock.advance(by: .seconds(600))
        for _ in 1...4 { _ = try await world.signIn("wang", "Wrong-1-one") }
        #expect(try await world.signIn("wang").status == 201)
    }

    @Test func signingInForgetsEarlierFailures() async throws {
        let world: AccessWorld = try await AccessWorld()
        let account: Account = try await world.add("wang")
        for _ in 1...2 {
            for _ in 1...4 { _ = try await world.signIn("wang", "Wrong-1-one") }
            #expect(try await world.signIn("wang").status == 201)
        }
        #expect(try await world.account(account.id).lockedUntil == nil)
    }

    @Test func guessesMadeAtOnceAreCountedEach() async throws {
        let world: AccessWorld = try await AccessWorld()
        let account: Account = try await world.add("wang")
        let statuses: Set<Int> = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...20 {
                group.addTask { try await world.signIn("wang", "Wrong-\(number)-one").status }
            }
            return try await group.reduce(into: []) { all, status in all.insert(status) }
        }
        #expect(statuses == [401])
        #expect(try await world.account(account.id).lockedUntil == world.clock.now + .seconds(600))
        #expect(try await world.signIn("wang").status == 401)
        #expect(try await world.actions().filter { $0 == "account.locked" }.count == 1)
    }

    @Test(arguments: [
        #"{"login":"wang"}"#, #"{"login":1,"password":"x"}"#, "{", "[]", #"{"login":"wang","password":null}"#,
    ])
    func aMalformedSignInIsRefused(_ json: String) async throws {
        let world: AccessWorld = try await AccessWorld()
        #expect(try await world.probe.send(.post, "sessions", json: json).status == 400)
    }
}
