import CityCore
import HTTPTypes
package import NIOCore
package import NIOHTTPTypes

/// Ends a request whose body comes too slowly: after a grace it must have come at a least speed on average. A head
/// that does not come, or nothing at all, is ended by the server's idle limit.
package final class SlowRequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPRequestPart
    package typealias InboundOut = HTTPRequestPart
    package typealias OutboundIn = HTTPResponsePart
    package typealias OutboundOut = HTTPResponsePart

    package struct Pace: Sendable, Hashable {
        package var graceSeconds: Int
        package var bytesPerSecond: Int

        package init(graceSeconds: Int, bytesPerSecond: Int) {
            self.graceSeconds = graceSeconds
            self.bytesPerSecond = bytesPerSecond
        }

        /// How many bytes must be there by now.
        func bytesDue(after elapsed: TimeAmount) -> Int {
            max(0, Int(elapsed.nanoseconds / 1_000_000_000) - graceSeconds) * bytesPerSecond
        }
    }

    private let pace: Pace
    private var begunAt: NIODeadline = .uptimeNanoseconds(0)
    private var received: Int = 0
    private var isAnswered: Bool = false
    private var check: RepeatedTask?

    package init(_ pace: Pace) {
        self.pace = pace
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: begin(context)
        case .body(let bytes): received += bytes.readableBytes
        case .end: stop()
        }
        context.fireChannelRead(data)
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        isAnswered = true
        context.write(data, promise: promise)
    }

    package func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        stop()
    }

    private func begin(_ context: ChannelHandlerContext) {
        stop()
        begunAt = context.eventLoop.now
        received = 0
        isAnswered = false
        let channel: NIOLoopBound<ChannelHandlerContext> = NIOLoopBound(context, eventLoop: context.eventLoop)
        let handler: NIOLoopBound<SlowRequestHandler> = NIOLoopBound(self, eventLoop: context.eventLoop)
        check = context.eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            handler.value.endIfSlow(channel.value)
        }
    }

    private func stop() {
        check?.cancel()
        check = nil
    }

    private func endIfSlow(_ context: ChannelHandlerContext) {
        let elapsed: TimeAmount = context.eventLoop.now - begunAt
        guard elapsed >= .seconds(Int64(pace.graceSeconds)), received <= pace.bytesDue(after: elapsed) else { return }
        stop()
        if !isAnswered {
            let head: HTTPResponse = HTTPResponse(
                status: .requestTimeout,
                headerFields: [.connection: "close", .contentLength: "0"]
            )
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
        context.close(promise: nil)
    }
}
