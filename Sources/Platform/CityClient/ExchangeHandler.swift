import CityCore
import NIOCore
import NIOHTTP1

/// One request on its way, with where its answer goes.
struct Exchange: Sendable {
    let head: HTTPRequestHead
    let body: [UInt8]
    let reply: EventLoopPromise<CityClient.Reply>
}

/// Writes a request as HTTP and gathers its answer; a connection that breaks fails whatever waits on it.
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Exchange
    typealias OutboundOut = HTTPClientRequestPart

    private var waiting: EventLoopPromise<CityClient.Reply>?
    private var reply: CityClient.Reply = CityClient.Reply(status: 0, etag: nil, body: [])

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let exchange: Exchange = unwrapOutboundIn(data)
        guard context.channel.isActive else {
            exchange.reply.fail(ChannelError.ioOnClosedChannel)
            return
        }
        waiting = exchange.reply
        context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
        if !exchange.body.isEmpty {
            let buffer: ByteBuffer = context.channel.allocator.buffer(bytes: exchange.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            reply = CityClient.Reply(status: Int(head.status.code), etag: head.headers.first(name: "ETag"), body: [])
        case .body(let buffer):
            reply.body.append(contentsOf: buffer.readableBytesView)
        case .end:
            waiting?.succeed(reply)
            waiting = nil
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        waiting?.fail(ChannelError.eof)
        waiting = nil
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        waiting?.fail(error)
        waiting = nil
        context.close(promise: nil)
    }
}
