import CityCore
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix

/// A client of the city's own API: one kept-alive connection, one request at a time. The demo's people and the
/// benchmarks work through it, from outside, as everybody does.
package actor CityClient {
    private let host: String
    private let port: Int
    private var token: String?
    private var channel: (any Channel)?

    package struct Reply: Sendable {
        package var status: Int
        package var etag: String?
        package var body: [UInt8]

        package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
            do {
                return try JSONDecoder().decode(Value.self, from: Data(body))
            } catch {
                let text: String = String(decoding: body.prefix(400), as: UTF8.self)
                throw CityError.fault("answer \(status) is not \(Value.self): \(text)", cause: error)
            }
        }
    }

    package init(host: String, port: Int, token: String? = nil) {
        self.host = host
        self.port = port
        self.token = token
    }

    package func use(token: String) {
        self.token = token
    }

    package func get(_ path: String) async throws -> Reply {
        try await send(.GET, path, body: nil, headers: [:])
    }

    package func post(
        _ path: String,
        _ body: some Encodable,
        ifMatch: String? = nil,
        key: String? = nil
    ) async throws -> Reply {
        var headers: [String: String] = [:]
        if let ifMatch { headers["If-Match"] = ifMatch }
        if let key { headers["Idempotency-Key"] = key }
        return try await send(.POST, path, body: Array(try JSONEncoder().encode(body)), headers: headers)
    }

    package func close() async {
        let open: (any Channel)? = channel
        channel = nil
        try? await open?.close()
    }

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        body: [UInt8]?,
        headers extra: [String: String]
    ) async throws -> Reply {
        var headers: HTTPHeaders = HTTPHeaders([("Host", "\(host):\(port)")])
        if let token { headers.add(name: "Authorization", value: "Bearer \(token)") }
        for (name, value) in extra { headers.add(name: name, value: value) }
        if let body {
            headers.add(name: "Content-Type", value: "application/json")
            headers.add(name: "Content-Length", value: "\(body.count)")
        }
        let uri: String = path.hasPrefix("/") ? path : "/api/v1/\(path)"
        let head: HTTPRequestHead = HTTPRequestHead(version: .http1_1, method: method, uri: uri, headers: headers)
        let open: any Channel = try await connected()
        let reply: EventLoopPromise<Reply> = open.eventLoop.makePromise()
        open.writeAndFlush(Exchange(head: head, body: body ?? [], reply: reply), promise: nil)
        do {
            return try await reply.futureResult.get()
        } catch {
            await close()
            throw error
        }
    }

    private func connected() async throws -> any Channel {
        if let channel, channel.isActive { return channel }
        do {
            let opened: any Channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.socketOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(ExchangeHandler())
                    }
                }
                .connect(host: host, port: port)
                .get()
            channel = opened
            return opened
        } catch {
            throw CityError(
                .unavailable,
                "client.connect",
                Wording("无法连接 \(host):\(port)，服务启动了吗", "Cannot connect to \(host):\(port); is the server running?"),
                cause: error
            )
        }
    }
}
