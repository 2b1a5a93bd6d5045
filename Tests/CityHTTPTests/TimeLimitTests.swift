import CityCore
import CityHTTP
import CityTestSupport
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@Suite struct TimeLimitTests {
    private func probe(_ work: @escaping @Sendable () async throws -> String) async throws -> HTTPProbe {
        let table: RouteTable = RouteTable(
            database: try await TestDatabase.make([]),
            clock: TestClock().city,
            authenticator: Authenticator { _ in nil },
            timeLimit: .milliseconds(50)
        )
        table.get("work", access: .open, Wording("工作", "Work"), answer: String.self) { _ in Answer(try await work()) }
        return HTTPProbe(table)
    }

    @Test func aHandlerThatTakesTooLongIsStopped() async throws {
        let reply: HTTPProbe.Reply = try await probe {
            try await Task.sleep(for: .seconds(600))
            return "late"
        }.send(.get, "work")
        #expect(reply.status == 503)
        #expect(reply.problemCode == "request.too_long")
        #expect(reply.headers["retry-after"] == "10")
    }

    @Test func whatWasDoneAllTheSameIsAnswered() async throws {
        let reply: HTTPProbe.Reply = try await probe {
            try? await Task.sleep(for: .seconds(600))
            return "done"
        }.send(.get, "work")
        #expect(reply.body == #""done""#)
    }

    @Test func troubleWithinTheTimeStaysThatTrouble() async throws {
        let reply: HTTPProbe.Reply = try await probe { throw CityError.notFound(Wording("书", "book")) }
            .send(.get, "work")
        #expect(reply.status == 404)
    }
}

/// Time is the event loop's, moved by hand.
@Suite struct SlowRequestTests {
    private let loop: EmbeddedEventLoop = EmbeddedEventLoop()

    private func channel() throws -> EmbeddedChannel {
        let pace: SlowRequestHandler.Pace = SlowRequestHandler.Pace(graceSeconds: 10, bytesPerSecond: 100)
        let channel: EmbeddedChannel = EmbeddedChannel(handler: SlowRequestHandler(pace), loop: loop)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 80)).wait()
        return channel
    }

    private func head() -> HTTPRequestPart {
        .head(HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/"))
    }

    private func bytes(_ count: Int) -> HTTPRequestPart { .body(ByteBuffer(repeating: 65, count: count)) }

    private func status(_ channel: EmbeddedChannel) throws -> Int? {
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else { return nil }
        return head.status.code
    }

    @Test func aBodyThatDoesNotComeIsGivenUp() throws {
        let channel: EmbeddedChannel = try channel()
        try channel.writeInbound(head())
        loop.advanceTime(by: .seconds(9))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(2))
        #expect(try status(channel) == 408)
        #expect(!channel.isActive)
    }

    @Test func aBodyThatTricklesIsGivenUpAndASlowPhoneIsNot() throws {
        let (trickle, phone): (EmbeddedChannel, EmbeddedChannel) = (try channel(), try channel())
        try trickle.writeInbound(head())
        try phone.writeInbound(head())
        for _ in 1...60 {
            if trickle.isActive { try trickle.writeInbound(bytes(1)) }
            try phone.writeInbound(bytes(150))
            loop.advanceTime(by: .seconds(1))
        }
        #expect(!trickle.isActive)
        #expect(phone.isActive)
        _ = try phone.finish()
    }

    @Test func whoHasSentEverythingMayWaitForTheAnswer() throws {
        let channel: EmbeddedChannel = try channel()
        try channel.writeInbound(head())
        try channel.writeInbound(HTTPRequestPart.end(nil))
        loop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        #expect(try status(channel) == nil)
        _ = try channel.finish()
    }

    @Test func whoWasAnsweredAndGoesOnTricklingIsOnlyCutOff() throws {
        let channel: EmbeddedChannel = try channel()
        try channel.writeInbound(head())
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .unauthorized)))
        loop.advanceTime(by: .seconds(11))
        #expect(try status(channel) == 401)
        #expect(try status(channel) == nil)
        #expect(!channel.isActive)
    }
}
