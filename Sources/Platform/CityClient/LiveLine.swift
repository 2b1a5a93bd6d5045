import CityCore
import NIOCore
import NIOHTTP1
import NIOPosix

/// An open line of the city's live events, as each page holds one.
package struct LiveLine: Sendable {
    private let channel: any Channel

    /// Returns when the server has begun the line; `take` is given each event's data, as JSON.
    package static func open(
        host: String,
        port: Int,
        token: String,
        take: @escaping @Sendable (Substring) -> Void
    ) async throws -> LiveLine {
        let begun: EventLoopPromise<Void> = MultiThreadedEventLoopGroup.singleton.next().makePromise()
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(LiveLineHandler(begun: begun, take: take))
                    }
                }
                .connect(host: host, port: port)
                .get()
        } catch {
            begun.fail(error)
            throw error
        }
        let headers: HTTPHeaders = ["Host": "\(host):\(port)", "Authorization": "Bearer \(token)"]
        let head: HTTPRequestHead = HTTPRequestHead(
            version: .http1_1,
            method: .GET,
            uri: "/api/v1/live",
            headers: headers
        )
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        try await begun.futureResult.get()
        return LiveLine(channel: channel)
    }

    package func close() async {
        try? await channel.close()
    }
}

private final class LiveLineHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let begun: EventLoopPromise<Void>
    private let take: @Sendable (Substring) -> Void
    private var rest: String = ""

    init(begun: EventLoopPromise<Void>, take: @escaping @Sendable (Substring) -> Void) {
        self.begun = begun
        self.take = take
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if head.status != .ok { begun.fail(CityError.fault("the live line was answered \(head.status)")) }
        case .body(let buffer):
            begun.succeed()
            rest += String(buffer: buffer)
            while let end = rest.firstIndex(of: "\n") {
                let line: Substring = rest[..<end]
                if line.hasPrefix("data: ") { take(line.dropFirst(6)) }
                rest.removeSubrange(...end)
            }
        case .end:
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        begun.fail(ChannelError.eof)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        begun.fail(error)
        context.close(promise: nil)
    }
}
