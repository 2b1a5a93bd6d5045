import CityCore
package import CityHTTP
import FoundationEssentials
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Testing

/// Sends requests to a router in this process, as a client would. An answer that goes on for ever is not read.
package struct HTTPProbe: Sendable {
    private let responder: any HTTPResponder<AppContext>

    package init(_ table: RouteTable) {
        let router: Router<AppContext> = Router(context: AppContext.self)
        router.addMiddleware {
            SafetyHeadersMiddleware()
            ProblemMiddleware()
        }
        table.mount(on: router)
        responder = router.buildResponder()
    }

    /// Of a whole server, pages and all.
    package init(_ router: Router<AppContext>) {
        responder = router.buildResponder()
    }

    package struct Reply: Sendable {
        package var status: Int
        package var headers: [String: String]
        package var body: String

        package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
            do {
                return try JSONDecoder().decode(Value.self, from: Data(body.utf8))
            } catch {
                throw CityError.fault("reply \(status) is not \(Value.self): \(body.prefix(300))", cause: error)
            }
        }

        /// The stable code of a problem, for instance `case.wrong_state`.
        package var problemCode: String? {
            (try? decoded(as: Problem.self))?.code
        }

        package var etag: String? { headers["etag"] }
    }

    package func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        token: String? = nil,
        json: String? = nil,
        bytes: [UInt8]? = nil,
        headers: [String: String] = [:],
        readsBody: Bool = true
    ) async throws -> Reply {
        var fields: HTTPFields = HTTPFields()
        if let token { fields[.authorization] = "Bearer \(token)" }
        if json != nil { fields[.contentType] = "application/json" }
        for (name, value) in headers {
            fields[try #require(HTTPField.Name(name))] = value
        }
        let body: ByteBuffer = json.map { ByteBuffer(string: $0) } ?? ByteBuffer(bytes: bytes ?? [])
        let head: HTTPRequest = HTTPRequest(
            method: method,
            scheme: "http",
            authority: "localhost",
            path: path.hasPrefix("/") ? path : RouteTable.prefix + path,
            headerFields: fields
        )
        let request: Request = Request(head: head, body: RequestBody(buffer: body))
        var logger: Logger = Logger(label: "probe")
        logger[metadataKey: "hb.request.id"] = "probe"
        let context: AppContext = AppContext(logger: logger, remoteAddress: "127.0.0.1")
        let response: Response = try await responder.respond(to: request, context: context)
        return try await reply(response, readsBody: readsBody)
    }

    package func send<Body: Encodable>(
        _ method: HTTPRequest.Method,
        _ path: String,
        token: String? = nil,
        body: Body,
        headers: [String: String] = [:]
    ) async throws -> Reply {
        let json: String = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
        return try await send(method, path, token: token, json: json, headers: headers)
    }

    private func reply(_ response: Response, readsBody: Bool) async throws -> Reply {
        let collector: CollectingWriter = CollectingWriter()
        if readsBody { try await response.body.write(collector) }
        var headers: [String: String] = [:]
        for field in response.headers { headers[field.name.canonicalName] = field.value }
        return Reply(status: response.status.code, headers: headers, body: collector.text)
    }
}

/// Keeps the bytes of a response's body.
private final class CollectingWriter: ResponseBodyWriter {
    private var buffer: ByteBuffer = ByteBuffer()

    var text: String { String(buffer: buffer) }

    func write(_ buffer: ByteBuffer) async throws {
        self.buffer.writeImmutableBuffer(buffer)
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
