import CityAccess
import CityCore
import CityCrypto
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

/// An authenticator app that has taken a secret.
private struct App {
    let generator: OneTimePassword

    init(base32 text: String) throws {
        let alphabet: [Character] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bytes: [UInt8] = []
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for character in text {
            group = (group << 5 | UInt32(try #require(alphabet.firstIndex(of: character)))) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        generator = OneTimePassword(secret: bytes)
    }

    func code(at now: Timestamp) -> String {
        generator.code(step: now.milliseconds / 30_000)
    }

    /// A code of the right form that is not right now, nor a step earlier or later.
    func wrongCode(at now: Timestamp) throws -> String {
        let codes: [String] = (0...9).map { "12345\($0)" }
        return try #require(codes.first { generator.step(of: $0, at: now) == nil })
    }
}

@Suite(.everyEngine) struct SecondFactorTests {
    private func send(
        _ world: AccessWorld,
        _ method: HTTPRequest.Method,
        _ path: String,
        _ token: String,
        _ body: some Encodable
    ) async throws -> HTTPProbe.Reply {
        try await world.probe.send(method, path, token: token, body: body)
    }

    private func enrolled(_ world: AccessWorld) async throws -> (app: App, token: String) {
        try await world.add("wang")
        let token: String = try await world.token("wang")
        let secret: SecondFactorSecretBody = try await send(
            world,
            .post,
            "session/totp",
            token,
            EnrolmentBody(password: AccessWorld.password)
        ).decoded()
        let app: App = try App(base32: secret.secret)
        let code: String = app.code(at: world.clock.now)
        #expect(try await send(world, .post, "session/totp/confirm", token, CodeBody(code: code)).status == 204)
        return (app, token)
    }

    @Test func theSecretComesWithAnAddressForTheApp() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang@city")
        let token: String = try await world.token("wang@city")
        let body: EnrolmentBody = EnrolmentBody(password: AccessWorld.password)
        let reply: HTTPProbe.Reply = try await send(world, .post, "session/totp", token, body)
        let secret: SecondFactorSecretBody = try reply.decoded()
        #expect(reply.status == 201)
        #expect(secret.secret.count == 32)
        #expect(
            secret.url
                == "otpauth://totp/%E8%A1%97%E6%98%8E:wang%40city?secret=\(secret.secret)&issuer=%E8%A1%97%E6%98%8E"
        )
    }

    @Test func anUnconfirmedSecretIsNotAskedFor() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let token: String = try await world.token("wang")
        let body: EnrolmentBody = EnrolmentBody(password: AccessWorld.password)
        let secret: SecondFactorSecretBody = try await send(world, .post, "session/totp", token, body).decoded()
        let wrong: String = try App(base32: secret.secret).wrongCode(at: world.clock.now)
        let reply: HTTPProbe.Reply = try await send(
            world,
            .post,
            "session/totp/confirm",
            token,
            CodeBody(code: wrong)
        )
        #expect(reply.status == 400)
        #expect(reply.problemCode == "second_factor.wrong")
        #expect(try await world.signIn("wang").status == 201)
    }

    @Test func signingInTakesACodeThatWorksOnce() async throws {
        let world: AccessWorld = try await AccessWorld()
        let app: App = try await enrolled(world).app
        let missing: HTTPProbe.Reply = try await world.signIn("wang")
        #expect(missing.status == 401)
        #expect(missing.problemCode == "session.code_required")
        // The code of the confirmation was used already.
        let used: String = app.code(at: world.clock.now)
        #expect(try await world.signIn("wang", code: used).problemCode == "session.refused")
        world.clock.advance(by: .seconds(30))
        let code: String = app.code(at: world.clock.now)
        let session: SessionBody = try await world.signIn("wang", code: code).decoded()
        #expect(session.secondFactor)
        #expect(try await world.signIn("wang", code: code).problemCode == "session.refused")
        // Nor does the code of an earlier step, unused though it is.
        world.clock.advance(by: .seconds(60))
        let later: String = app.code(at: world.clock.now)
        let skipped: String = app.code(at: world.clock.now - .seconds(30))
        #expect(try await world.signIn("wang", code: later).status == 201)
        #expect(try await world.signIn("wang", code: skipped).problemCode == "session.refused")
    }

    @Test func oneCodeOpensOneOfManySessionsAskedForAtOnce() async throws {
        let world: AccessWorld = try await AccessWorld { $0.failuresMax = 100 }
        let app: App = try await enrolled(world).app
        world.clock.advance(by: .seconds(30))
        let code: String = app.code(at: world.clock.now)
        let statuses: [Int] = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...10 { group.addTask { try await world.signIn("wang", code: code).status } }
            return try await group.reduce(into: []) { all, status in all.append(status) }
        }
        #expect(statuses.sorted() == [201] + [Int](repeating: 401, count: 9))
    }

    @Test func aWrongPasswordIsNotToldApartByAskingForACode() async throws {
        let world: AccessWorld = try await AccessWorld()
        _ = try await enrolled(world)
        #expect(try await world.signIn("wang", "Wrong-horse-1").problemCode == "session.refused")
    }

    @Test func wrongCodesLockTheAccount() async throws {
        let world: AccessWorld = try await AccessWorld()
        let app: App = try await enrolled(world).app
        world.clock.advance(by: .seconds(30))
        let wrong: String = try app.wrongCode(at: world.clock.now)
        for _ in 1...5 { #expect(try await world.signIn("wang", code: wrong).status == 401) }
        #expect(try await world.signIn("wang", code: app.code(at: world.clock.now)).status == 401)
        world.clock.advance(by: .seconds(600))
        #expect(try await world.signIn("wang", code: app.code(at: world.clock.now)).status == 201)
    }

    @Test func enrollingTakesThePasswordAndIsNotDoneTwice() async throws {
        let world: AccessWorld = try await AccessWorld()
        let token: String = try await enrolled(world).token
        let wrong: EnrolmentBody = EnrolmentBody(password: "Wrong-horse-1")
        #expect(try await send(world, .post, "session/totp", token, wrong).problemCode == "password.wrong")
        let right: EnrolmentBody = EnrolmentBody(password: AccessWorld.password)
        let again: HTTPProbe.Reply = try await send(world, .post, "session/totp", token, right)
        #expect(again.status == 409)
        #expect(again.problemCode == "second_factor.enrolled")
        let unasked: HTTPProbe.Reply = try await send(
            world,
            .post,
            "session/totp/confirm",
            token,
            CodeBody(code: "000000")
        )
        #expect(unasked.status == 409)
        #expect(unasked.problemCode == "second_factor.not_pending")
    }

    @Test func removingTakesANewCode() async throws {
        let world: AccessWorld = try await AccessWorld()
        let (app, token) = try await enrolled(world)
        let used: CodeBody = CodeBody(code: app.code(at: world.clock.now))
        #expect(try await send(world, .delete, "session/totp", token, used).problemCode == "second_factor.wrong")
        world.clock.advance(by: .seconds(30))
        let fresh: CodeBody = CodeBody(code: app.code(at: world.clock.now))
        #expect(try await send(world, .delete, "session/totp", token, fresh).status == 204)
        #expect(try await send(world, .delete, "session/totp", token, fresh).status == 404)
        #expect(try await world.signIn("wang").status == 201)
        let actions: [String] = try await world.actions()
        #expect(
            actions.filter { $0.contains("second_factor") } == [
                "second_factor.enrolled", "!second_factor.refused", "second_factor.removed",
            ]
        )
    }

    @Test func anAdministratorRemovesItForWhoLostTheirPhone() async throws {
        let world: AccessWorld = try await AccessWorld()
        _ = try await enrolled(world)
        let security: String = try await world.security()
        let account: Account = try await world.module.desk.find("wang")
        let path: String = "accounts/\(account.id)/password"
        let kept: HTTPProbe.Reply = try await send(world, .post, path, security, PasswordIssueBody())
        let first: String = try kept.decoded(as: IssuedPasswordBody.self).password
        #expect(try await world.signIn("wang", first).problemCode == "session.code_required")
        let removed: HTTPProbe.Reply = try await send(
            world,
            .post,
            path,
            security,
            PasswordIssueBody(removeSecondFactor: true)
        )
        let second: String = try removed.decoded(as: IssuedPasswordBody.self).password
        #expect(try await world.signIn("wang", second).status == 201)
    }
}
