import CityAccess
import CityCore
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Logging
import Testing

@testable import CityServer

/// What the front door does with those who ask too often.
@Suite struct GuardTests {
    private struct World {
        let folder: TemporaryFolder
        let clock: TestClock = TestClock()
        let probe: HTTPProbe
        let city: City

        init(_ change: (inout GuardSettings) throws -> Void) async throws {
            folder = try TemporaryFolder()
            var settings: CitySettings = CitySettings()
            settings.dataFolder = folder.path
            settings.lightPasswords = true
            settings.webFolder = folder.path("none")
            try change(&settings.guards)
            city = try City(settings, clock: clock.city, database: try await TestDatabase.make([]))
            try await city.prepare()
            _ = try await city.access.desk.create(
                .init(login: "somebody", name: "某人", area: ""),
                password: "Somebody-2026",
                mustChange: false
            )
            probe = HTTPProbe(try CityHTTPServer(city, logger: Logger(label: "test")).router())
        }

        func signIn(password: String = "Somebody-2026", from address: String? = nil) async throws -> HTTPProbe.Reply {
            try await probe.send(
                .post,
                "sessions",
                json: #"{"login":"somebody","password":"\#(password)"}"#,
                headers: address.map { ["X-Forwarded-For": $0] } ?? [:]
            )
        }

        func token() async throws -> String {
            struct Session: Decodable { var token: String }
            return try await signIn().decoded(as: Session.self).token
        }
    }

    @Test func anAddressThatAsksTooOftenIsToldWhenToComeBack() async throws {
        let world: World = try await World { $0.limits.address = RateLimit(burst: 2, perSecond: 0.1) }
        #expect(try await world.probe.send(.get, "city").status == 200)
        #expect(try await world.probe.send(.get, "/healthz").status == 200)
        let refused: HTTPProbe.Reply = try await world.probe.send(.get, "city")
        #expect(refused.status == 429)
        #expect(refused.headers["retry-after"] == "10")
        let problem: Problem = try refused.decoded()
        #expect(problem.code == "rate.address")
        #expect(problem.messages.zh == "来自此网络地址的请求过多，请 10 秒后再试")
        #expect(problem.messages.en == "Too many requests from this network address; try again in 10 s")
        world.clock.advance(by: .seconds(10))
        #expect(try await world.probe.send(.get, "city").status == 200)
    }

    @Test func signingInHasALimitOfItsOwn() async throws {
        let world: World = try await World { $0.limits.signIn = RateLimit(burst: 2, perSecond: 1) }
        #expect(try await world.signIn(password: "wrong").status == 401)
        #expect(try await world.signIn().status == 201)
        #expect(try await world.signIn().problemCode == "rate.sign_in")
        #expect(try await world.probe.send(.get, "city").status == 200)
    }

    @Test func aDeviceAndAnAccountHaveTheirLimits() async throws {
        let world: World = try await World {
            $0.limits.device = RateLimit(burst: 2, perSecond: 1)
            $0.limits.account = RateLimit(burst: 3, perSecond: 1)
        }
        let (phone, desk): (String, String) = (try await world.token(), try await world.token())
        func ask(_ token: String) async throws -> String? {
            try await world.probe.send(.get, "session", token: token).problemCode
        }
        #expect(try await [ask(phone), ask(phone), ask(phone)] == [nil, nil, "rate.device"])
        #expect(try await [ask(desk), ask(desk)] == ["rate.account", "rate.account"])
        world.clock.advance(by: .seconds(3))
        #expect(try await ask(desk) == nil)
    }

    @Test func thoseBehindATrustedProxyAreCountedEachForThemselves() async throws {
        let world: World = try await World {
            $0.proxies = try TrustedProxies("127.0.0.1")
            $0.limits.signIn = RateLimit(burst: 1, perSecond: 0.1)
        }
        #expect(try await world.signIn(from: "1.2.3.4").status == 201)
        #expect(try await world.signIn(from: "1.2.3.4").status == 429)
        #expect(try await world.signIn(from: "1.2.3.5").status == 201)
        let entries: [String?] = try await world.city.database.read { db in
            try db.rows("SELECT remote_address FROM access_audit WHERE action = 'session.opened' ORDER BY sequence").map
            {
                try $0.getIfPresent("remote_address")
            }
        }
        #expect(entries == ["1.2.3.4", "1.2.3.5"])
    }

    /// A day's work sent at once after a day offline: 50 reports with four photos each, and what the page asks besides.
    @Test func theDefaultsNeverHitACollectorWhoComesBackOnline() throws {
        let limiter: RequestLimiter = RequestLimiter(RequestLimits(), clock: TestClock().city)
        let address: NetworkAddress = try #require(NetworkAddress("10.0.0.9"))
        let identity: Identity = Identity(account: AccountID("c"), name: "c", grants: [])
        for _ in 1...(50 * 5 + 500) {
            try limiter.check(address: address, isSignIn: false)
            try limiter.check(SignedIn(identity: identity, session: "s"))
        }
    }

    /// At eight in the morning three hundred people sign in at once, and for an hour each asks three times a second.
    @Test func theDefaultsNeverHitAnOfficeBehindOneAddress() throws {
        let clock: TestClock = TestClock()
        let limiter: RequestLimiter = RequestLimiter(RequestLimits(), clock: clock.city)
        let address: NetworkAddress = try #require(NetworkAddress("10.0.0.9"))
        for _ in 1...300 { try limiter.check(address: address, isSignIn: true) }
        for _ in 1...60 {
            for _ in 1...350 { try limiter.check(address: address, isSignIn: false) }
            clock.advance(by: .seconds(1))
        }
    }
}
