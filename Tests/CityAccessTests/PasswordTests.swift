import CityAccess
import CityCore
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

struct WeakPassword: Sendable, CustomTestStringConvertible {
    var password: String
    var reason: String

    var testDescription: String { "\(password.prefix(20)): \(reason)" }

    static let all: [WeakPassword] = [
        WeakPassword(password: "", reason: "password.short"),
        WeakPassword(password: "Short-1", reason: "password.short"),
        WeakPassword(password: "密码密码密码1", reason: "password.short"),
        WeakPassword(password: "alllowercase", reason: "password.weak"),
        WeakPassword(password: "lowercase123", reason: "password.weak"),
        WeakPassword(password: "UPPER-UPPER", reason: "password.weak"),
        WeakPassword(password: "密码密码密码密码12", reason: "password.weak"),
        WeakPassword(password: "Zhang.3-Wei", reason: "password.login"),
        WeakPassword(password: "zHANG.3-WEI", reason: "password.login"),
        WeakPassword(password: "Line\nBreak-1", reason: "password.malformed"),
        WeakPassword(password: String(repeating: "aB3", count: 200), reason: "password.malformed"),
        WeakPassword(password: AccessWorld.password, reason: "password.reused"),
    ]
}

@Suite(.everyEngine) struct PasswordTests {
    private func change(
        _ world: AccessWorld,
        _ token: String,
        _ current: String,
        _ new: String
    ) async throws -> HTTPProbe.Reply {
        let body: PasswordChangeBody = PasswordChangeBody(current: current, new: new)
        return try await world.probe.send(.put, "session/password", token: token, body: body)
    }

    @Test(arguments: WeakPassword.all)
    func aPasswordAgainstTheRulesIsRefused(_ weak: WeakPassword) async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("zhang.3-wei")
        let token: String = try await world.token("zhang.3-wei")
        let reply: HTTPProbe.Reply = try await change(world, token, AccessWorld.password, weak.password)
        let problem: Problem = try reply.decoded()
        #expect(reply.status == 400)
        #expect(problem.fields?.map { [$0.field, $0.reason] } == [["new", weak.reason]])
        #expect(try await world.signIn("zhang.3-wei").status == 201)
    }

    @Test(arguments: ["abcDEF12", "abc-DEF-", "123-abc-", "ABC-123-", "密码Aa密码密码"])
    func threeKindsInEightCharactersAreEnough(_ password: String) throws {
        try PasswordPolicy.check(password, login: "wang")
    }

    @Test func aChangedPasswordIsTheOnlyOneAndEndsOtherSessions() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        let other: String = try await world.token("wang")
        #expect(try await world.isAlive(other))
        #expect(try await change(world, token, AccessWorld.password, "Better-horse-2").status == 200)
        #expect(try await world.isAlive(token))
        #expect(try await !world.isAlive(other))
        #expect(try await world.signIn("wang").status == 401)
        #expect(try await world.signIn("wang", "Better-horse-2").status == 201)
        #expect(try await world.actions().contains("password.changed"))
    }

    @Test func theLastFivePasswordsMayNotComeBack() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        let passwords: [String] = [AccessWorld.password] + (2...6).map { "Horse-number-\($0)" }
        for (old, new) in zip(passwords, passwords.dropFirst()) {
            #expect(try await change(world, token, old, new).status == 200)
        }
        // Of the six so far, the last five are kept: all but the first are refused.
        for old in passwords.dropFirst() {
            #expect(try await change(world, token, "Horse-number-6", old).problemCode == "password.reused")
        }
        #expect(try await change(world, token, "Horse-number-6", AccessWorld.password).status == 200)
        let kept: Int = try await world.database.read { db in
            try db.value("SELECT COUNT(*) FROM access_password_history")
        }
        #expect(kept == 5)
    }

    @Test func aWrongPresentPasswordCountsTowardsTheLock() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        for _ in 1...5 {
            let reply: HTTPProbe.Reply = try await change(world, token, "Wrong-horse-1", "Better-horse-2")
            #expect(reply.status == 400)
            #expect(reply.problemCode == "password.wrong")
        }
        #expect(try await change(world, token, AccessWorld.password, "Better-horse-2").status == 400)
        #expect(try await world.signIn("wang").status == 401)
        world.clock.advance(by: .seconds(600))
        #expect(try await change(world, token, AccessWorld.password, "Better-horse-2").status == 200)
    }

    @Test func anIssuedPasswordAllowsNothingButChangingIt() async throws {
        let world: AccessWorld = try await AccessWorld()
        let account: Account = try await world.add("wang", [("dispatcher", AccessWorld.city)])
        let old: String = try await world.token("wang")
        let security: String = try await world.security()
        let issue: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "accounts/\(account.id)/password",
            token: security,
            body: PasswordIssueBody()
        )
        let issued: String = try issue.decoded(as: IssuedPasswordBody.self).password
        try PasswordPolicy.check(issued, login: "wang")
        #expect(try await !world.isAlive(old))
        #expect(try await world.signIn("wang").status == 401)
        let session: SessionBody = try await world.signIn("wang", issued).decoded()
        let token: String = try #require(session.token)
        #expect(session.passwordChangeRequired)
        #expect(session.permissions == [] && session.roles == [])
        #expect(try await world.probe.send(.get, "dispatch", token: token).status == 403)
        let enrolment: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "session/totp",
            token: token,
            body: EnrolmentBody(password: issued)
        )
        #expect(enrolment.status == 403)
        #expect(enrolment.problemCode == "password.change_required")
        let changed: SessionBody = try await change(world, token, issued, "Better-horse-2").decoded()
        #expect(!changed.passwordChangeRequired)
        #expect(changed.permissions.map(\.name) == [Permission("case.dispatch")])
        #expect(try await world.probe.send(.get, "dispatch", token: token).status == 204)
    }

    @Test func aPasswordOfNinetyDaysMustBeChanged() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang", [("dispatcher", AccessWorld.city)])
        world.clock.advance(by: .days(90) - .minutes(10))
        let token: String = try await world.token("wang")
        #expect(try await world.probe.send(.get, "dispatch", token: token).status == 204)
        world.clock.advance(by: .minutes(10))
        let session: SessionBody = try await world.session(token).decoded()
        #expect(session.passwordChangeRequired)
        #expect(try await world.probe.send(.get, "dispatch", token: token).status == 403)
        #expect(try await change(world, token, AccessWorld.password, "Better-horse-2").status == 200)
        #expect(try await world.probe.send(.get, "dispatch", token: token).status == 204)
    }

    @Test func noSecretIsKeptInTheClear() async throws {
        let world: AccessWorld = try await AccessWorld()
        let account: Account = try await world.add("wang")
        let security: String = try await world.security()
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "accounts/\(account.id)/password",
            token: security,
            body: PasswordIssueBody(),
            headers: ["Idempotency-Key": "issue-0001"]
        )
        let issued: String = try reply.decoded(as: IssuedPasswordBody.self).password
        let token: String = try await world.token("wang", issued)
        _ = try await change(world, token, issued, "Better-horse-2")
        for table in ["access_account", "access_password_history", "access_audit", "http_idempotency"] {
            let kept: String = try await world.dump(table)
            for secret in [issued, token, security, "Better-horse-2", AccessWorld.password] {
                #expect(!kept.contains(secret), "\(table)")
            }
        }
        #expect(try await !world.dump("access_audit").contains("13812345678"))
    }

    @Test func issuedPasswordsAreStrongAndNeverTheSame() throws {
        let issued: [String] = try (1...200).map { _ in try PasswordPolicy.issue() }
        #expect(Set(issued).count == 200)
        for password in issued {
            try PasswordPolicy.check(password, login: "wang")
            #expect(password.count == 14)
            #expect(!password.contains { "0Oo1lIi".contains($0) })
        }
    }
}
