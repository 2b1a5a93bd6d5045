import CityAccess
import CityCore
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct SessionTests {
    @Test func anIdleSessionEndsAfterThirtyMinutes() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        world.clock.advance(by: .minutes(29))
        #expect(try await world.isAlive(token))
        world.clock.advance(by: .minutes(30) - TimeSpan(milliseconds: 1))
        #expect(try await world.isAlive(token))
        world.clock.advance(by: .minutes(30))
        let late: HTTPProbe.Reply = try await world.session(token)
        #expect(late.status == 401)
        #expect(late.problemCode == "session.missing")
    }

    @Test func aBusySessionEndsAfterTwelveHours() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        for _ in 1...47 {
            world.clock.advance(by: .minutes(15))
            #expect(try await world.isAlive(token))
        }
        world.clock.advance(by: .minutes(15) - TimeSpan(milliseconds: 1))
        #expect(try await world.isAlive(token))
        world.clock.advance(by: TimeSpan(milliseconds: 1))
        #expect(try await !world.isAlive(token))
    }

    /// Nobody stands before a screen on a wall to sign in each morning, or after each power cut.
    @Test func aScreenOnAWallStaysSignedIn() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        try await world.add("screen", [("display", "")])
        let reply: HTTPProbe.Reply = try await world.signIn("screen", AccessWorld.password)
        #expect(reply.headers["set-cookie"]?.contains("Max-Age=7776000;") == true)
        let token: String = try #require(try reply.decoded(as: SessionBody.self).token)
        world.clock.advance(by: .days(89))
        _ = try await world.signIn("wang", AccessWorld.password)
        #expect(try await world.isAlive(token), "others who sign in do not end it")
        world.clock.advance(by: .days(1))
        #expect(try await !world.isAlive(token))
    }

    @Test func aScreenThatGetsAnotherRoleIsLikeAnybody() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("screen", [("display", "")])
        let token: String = try await world.token("screen")
        world.clock.advance(by: .hours(2))
        #expect(try await world.isAlive(token))
        let granted: Account = try await world.module.desk.grant(
            try GrantDraft(role: "dispatcher", area: ""),
            login: "screen"
        )
        world.clock.advance(by: .minutes(31))
        #expect(try await !world.isAlive(token))
        // What has ended does not come back when the role is taken away again.
        let other: AccountGrant = try #require(granted.grants.first { $0.role == "dispatcher" })
        try await world.database.write { db in
            _ = try world.module.accounts.revoke(
                other.id,
                from: granted.id,
                expecting: nil,
                by: .system,
                from: .inside,
                at: world.clock.now,
                in: db
            )
        }
        #expect(try await !world.isAlive(token))
    }

    @Test func theLastUseIsWrittenAtMostOnceAMinute() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        var seen: [TimeSpan] = []
        for _ in 1...6 {
            world.clock.advance(by: .seconds(20))
            _ = try await world.isAlive(token)
            let last: Timestamp = try await world.database.read { db in
                try db.value("SELECT last_seen_at FROM access_session")
            }
            seen.append(last - TestClock.monday)
        }
        #expect(seen == [0, 0, 60, 60, 60, 120].map { TimeSpan.seconds($0) })
    }

    @Test func signingOutEndsTheSessionAtOnce() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        let other: String = try await world.token("wang")
        #expect(try await world.isAlive(token))
        let reply: HTTPProbe.Reply = try await world.probe.send(.delete, "session", token: token)
        #expect(reply.status == 204)
        #expect(reply.headers["set-cookie"]?.contains("streetwise_session=; Path=/; Max-Age=0") == true)
        #expect(try await !world.isAlive(token))
        #expect(try await world.isAlive(other))
        #expect(try await world.actions().last == "session.ended")
    }

    @Test(arguments: ["", "x", "streetwise", String(repeating: "A", count: 43), String(repeating: "A", count: 5000)])
    func aTokenThatIsNoneIsRefused(_ token: String) async throws {
        let world: AccessWorld = try await AccessWorld()
        #expect(try await !world.isAlive(token))
    }

    @Test func disablingAnAccountEndsItsSessionsAtOnce() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        #expect(try await world.isAlive(token))
        try await world.module.desk.setState(.disabled, login: "wang")
        #expect(try await !world.isAlive(token))
        try await world.module.desk.setState(.active, login: "wang")
        #expect(try await !world.isAlive(token))
        #expect(try await world.signIn("wang").status == 201)
    }

    @Test func aGrantCountsFromTheNextRequestOn() async throws {
        let world: AccessWorld = try await AccessWorld()
        let account: Account = try await world.add("wang")
        let token: String = try await world.token("wang")
        #expect(try await world.probe.send(.get, "dispatch", token: token).status == 403)
        let granted: Account = try await world.module.desk.grant(
            try GrantDraft(role: "dispatcher", area: AccessWorld.city),
            login: "wang"
        )
        #expect(try await world.probe.send(.get, "dispatch", token: token).status == 204)
        let grant: AccountGrant = try #require(granted.grants.first)
        try await world.database.write { db in
            _ = try world.module.accounts.revoke(
                grant.id,
                from: account.id,
                expecting: nil,
                by: .system,
                from: .inside,
                at: world.clock.now,
                in: db
            )
        }
        #expect(try await world.probe.send(.get, "dispatch", token: token).status == 403)
    }

    @Test func aChangeByAnotherProcessCountsWithinFiveSeconds() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        #expect(try await world.isAlive(token))
        try await world.neighbour().desk.setState(.disabled, login: "wang")
        world.clock.advance(by: .seconds(5) - TimeSpan(milliseconds: 1))
        #expect(try await world.isAlive(token))
        world.clock.advance(by: TimeSpan(milliseconds: 1))
        #expect(try await !world.isAlive(token))
    }

    @Test func anAccountHasABoundedNumberOfSessions() async throws {
        let world: AccessWorld = try await AccessWorld { $0.sessionsPerAccountMax = 2 }
        try await world.add("wang")
        var tokens: [String] = []
        for _ in 1...3 {
            tokens.append(try await world.token("wang"))
            _ = try await world.isAlive(try #require(tokens.last))
            world.clock.advance(by: .seconds(1))
        }
        var alive: [Bool] = []
        for token in tokens { alive.append(try await world.isAlive(token)) }
        #expect(alive == [false, true, true])
    }

    @Test func endedSessionsAreClearedAway() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        for _ in 1...3 { _ = try await world.token("wang") }
        world.clock.advance(by: .minutes(30))
        _ = try await world.token("wang")
        let left: Int = try await world.database.read { db in try db.value("SELECT COUNT(*) FROM access_session") }
        #expect(left == 1)
    }
}
