import CityCore
import CitySensing
import CityServer
import JT808
import NIOCore
import NIOPosix
import Terminals
import Testing

extension City {
    /// Lets terminals in while the body runs.
    func openToTerminals(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let (ports, bound) = AsyncStream<Int>.makeStream()
        let (intake, gateway) = (sensing.intake, terminals.gateway)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await intake.run() }
            group.addTask { try await gateway.run { bound.yield($0) } }
            var iterator = ports.makeAsyncIterator()
            let port: Int = try #require(await iterator.next())
            try await body(port)
            group.cancelAll()
            while (try? await group.next()) != nil {}
        }
    }
}

/// A terminal for tests: says what it is told to, and hands out what it hears, one frame after the other.
actor TestTerminal {
    let phone: TerminalPhone
    private let channel: any Channel
    private var heard: AsyncStream<Frame>.Iterator
    private var sequence: UInt16 = 0

    init(_ digits: String, port: Int, edition: Edition = .v2013) async throws {
        guard let phone = TerminalPhone(digits, edition: edition) else { throw CityError.fault("no phone: \(digits)") }
        let (frames, hears) = AsyncStream<Frame>.makeStream()
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(FrameDecoder()), Ear(hears),
                    ])
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        self.phone = phone
        heard = frames.makeAsyncIterator()
    }

    /// Answers the sequence number under which it went.
    @discardableResult
    func send(_ message: some MessageBody) async throws -> UInt16 {
        let number: UInt16 = sequence
        for frame in try frames(message) { try await send(frame) }
        return number
    }

    /// The message in frames of so many bytes, which are not sent.
    func frames(_ message: some MessageBody, bytesMax: Int = 1023) throws -> [Frame] {
        guard let frames = try message.frame(phone: phone, sequence: sequence).split(bodyBytesMax: bytesMax) else {
            throw CityError.fault("too long")
        }
        sequence &+= UInt16(frames.count)
        return frames
    }

    func send(_ frame: Frame) async throws {
        var buffer: ByteBuffer = ByteBuffer()
        frame.write(into: &buffer)
        try await channel.writeAndFlush(buffer)
    }

    /// A piece of a file, on the connection for attachments.
    func send(_ chunk: AttachmentChunk) async throws {
        var buffer: ByteBuffer = ByteBuffer()
        try chunk.write(into: &buffer)
        try await channel.writeAndFlush(buffer)
    }

    func send(bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// The next frame that is a message of this kind; others are passed over. Nil when the line has ended.
    func hear<M: MessageBody>(_ type: M.Type) async throws -> M? {
        while let frame = await next() {
            if frame.header.id == M.id { return try frame.message(M.self) }
        }
        return nil
    }

    func hearFrame(_ id: MessageID) async -> Frame? {
        while let frame = await next() { if frame.header.id == id { return frame } }
        return nil
    }

    private func next() async -> Frame? {
        var iterator: AsyncStream<Frame>.Iterator = heard
        let frame: Frame? = await iterator.next(isolation: #isolation)
        heard = iterator
        return frame
    }

    /// What the general answer to a message says.
    func answer(to message: some MessageBody) async throws -> AnswerResult? {
        let number: UInt16 = try await send(message)
        while let answer = try await hear(PlatformAnswer.self) {
            if answer.answered == number { return answer.result }
        }
        return nil
    }

    /// Registers and shows the code; answers the code.
    @discardableResult
    func signIn() async throws -> String {
        var registration: Registration = Registration()
        (registration.maker, registration.model, registration.plate) = ("TEST", "T-1", "鄂C12345")
        try await send(registration)
        let code: String = try await hear(RegistrationAnswer.self)?.code ?? ""
        var shown: Authentication = Authentication()
        shown.code = code
        guard try await answer(to: shown) == .done else { throw CityError.fault("not let in") }
        return code
    }

    func close() async {
        try? await channel.close()
    }
}

private final class Ear: ChannelInboundHandler {
    typealias InboundIn = Received

    private let hears: AsyncStream<Frame>.Continuation

    init(_ hears: AsyncStream<Frame>.Continuation) {
        self.hears = hears
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .frame(let frame) = unwrapInboundIn(data) { hears.yield(frame) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        hears.finish()
    }
}
