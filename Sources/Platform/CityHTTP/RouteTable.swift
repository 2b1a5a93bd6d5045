package import CityCore
package import CitySQL
import FoundationEssentials
package import HTTPTypes
package import Hummingbird

/// The one list of routes. From it come the router, the OpenAPI document, the permission matrix, and the tests that
/// every route states its access and holds to it.
package final class RouteTable {
    package static let prefix: String = "/api/v1/"

    package private(set) var routes: [Route] = []
    package let database: any SQLDatabase
    package let clock: CityClock
    private let authenticator: Authenticator
    private let timeLimit: Duration

    /// - Parameter timeLimit: how long a handler may take; one that takes a file may take five times as long.
    package init(
        database: any SQLDatabase,
        clock: CityClock,
        authenticator: Authenticator,
        timeLimit: Duration = .seconds(120)
    ) {
        self.database = database
        self.clock = clock
        self.authenticator = authenticator
        self.timeLimit = timeLimit
    }

    /// A read of one thing.
    package func get<Value: Codable & Sendable>(
        _ path: String,
        access: Access,
        _ summary: Wording,
        query: [QueryParameter] = [],
        answer: Value.Type,
        use handler: @escaping @Sendable (Call) async throws -> Answer<Value>
    ) {
        add(.get, path, access, summary, query: query, answer: .json(Value.self), isWrite: false) { call, _ in
            try Responses.json(try await handler(call), ifNoneMatch: call.ifNoneMatch)
        }
    }

    /// A page of a list.
    package func list<Item: Codable & Sendable>(
        _ path: String,
        access: Access,
        _ summary: Wording,
        query: [QueryParameter] = [],
        item: Item.Type,
        use handler: @escaping @Sendable (Call, PageRequest) async throws -> Page<Item>
    ) {
        let parameters: [QueryParameter] = query + QueryParameter.paging
        add(.get, path, access, summary, query: parameters, answer: .json(ListBody<Item>.self), isWrite: false) {
            call,
            _ in
            let page: Page<Item> = try await handler(call, try call.page())
            return try Responses.json(Answer(ListBody(items: page.items, next: page.next?.token, total: page.total)))
        }
    }

    /// A write: one transaction, done once per `Idempotency-Key`, however often the request comes.
    package func write<Body: Codable & Sendable, Value: Codable & Sendable>(
        _ method: HTTPRequest.Method,
        _ path: String,
        access: Access,
        _ summary: Wording,
        body: Body.Type,
        answer: Value.Type,
        use handler: @escaping @Sendable (Call, Body, any SQLConnection) throws -> Answer<Value>
    ) {
        let database: any SQLDatabase = database
        let clock: CityClock = clock
        let requestBody: Route.BodySchema? = Body.self == NoBody.self ? nil : .json(Body.self)
        add(
            method,
            path,
            access,
            summary,
            requestBody: requestBody,
            answer: .json(Value.self),
            isWrite: true,
            isIdempotent: true
        ) { call, bytes in
            let body: Body = try RequestJSON.decode(Body.self, from: bytes, contentType: call.contentType)
            let attempt: Idempotency.Attempt? = try Idempotency.Attempt(call, method: method, body: body)
            let stored: StoredAnswer = try await database.write { db in
                if let attempt, let earlier = try Idempotency.earlierAnswer(to: attempt, in: db) { return earlier }
                let answer: StoredAnswer = try StoredAnswer(try handler(call, body, db))
                if let attempt { try Idempotency.keep(answer, of: attempt, at: clock.now(), in: db) }
                return answer
            }
            return Responses.stored(stored)
        }
    }

    /// A request that changes something by other means than one transaction: signing in, uploads, long work.
    package func act<Body: Codable & Sendable, Value: Codable & Sendable>(
        _ method: HTTPRequest.Method,
        _ path: String,
        access: Access,
        _ summary: Wording,
        body: Body.Type,
        answer: Value.Type,
        use handler: @escaping @Sendable (Call, Body) async throws -> Answer<Value>
    ) {
        let requestBody: Route.BodySchema? = Body.self == NoBody.self ? nil : .json(Body.self)
        add(method, path, access, summary, requestBody: requestBody, answer: .json(Value.self), isWrite: true) {
            call,
            bytes in
            let body: Body = try RequestJSON.decode(Body.self, from: bytes, contentType: call.contentType)
            return try Responses.json(try await handler(call, body))
        }
    }

    /// A request whose body is a file.
    package func upload<Value: Codable & Sendable>(
        _ method: HTTPRequest.Method = .post,
        _ path: String,
        access: Access,
        _ summary: Wording,
        query: [QueryParameter] = [],
        bytesMax: Int,
        answer: Value.Type,
        use handler: @escaping @Sendable (Call, [UInt8]) async throws -> Answer<Value>
    ) {
        add(
            method,
            path,
            access,
            summary,
            query: query,
            requestBody: .bytes(contentTypes: ["application/octet-stream"]),
            answer: .json(Value.self),
            isWrite: true,
            bytesMax: bytesMax
        ) { call, bytes in
            try Responses.json(try await handler(call, bytes))
        }
    }

    /// A file for download, made while it is sent.
    package func file(
        _ path: String,
        access: Access,
        _ summary: Wording,
        query: [QueryParameter] = [],
        contentType: String,
        orContentType other: String? = nil,
        use handler: @escaping @Sendable (Call) async throws -> FileAnswer
    ) {
        let contentTypes: [String] = [contentType] + [other].compactMap(\.self)
        add(.get, path, access, summary, query: query, answer: .bytes(contentTypes: contentTypes), isWrite: false) {
            call,
            _ in
            Responses.file(try await handler(call), range: call.range, ifRange: call.ifRange)
        }
    }

    private func add(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ access: Access,
        _ summary: Wording,
        query: [QueryParameter] = [],
        requestBody: Route.BodySchema? = nil,
        answer: Route.BodySchema,
        isWrite: Bool,
        isIdempotent: Bool = false,
        bytesMax: Int = RequestJSON.bytesMax,
        run: @escaping @Sendable (Call, [UInt8]) async throws -> Response
    ) {
        let gate: RouteGate = RouteGate(access: access, query: query.map(\.name), authenticator: authenticator)
        let takesBody: Bool = isWrite
        let limit: Duration = bytesMax > RequestJSON.bytesMax ? timeLimit * 5 : timeLimit
        let handler: Route.Handler = { request, context in
            let call: Call = try await gate.call(request, context)
            let bytes: [UInt8] = takesBody ? try await RequestJSON.collect(request, upTo: bytesMax) : []
            return try await TimeLimit.run(limit) { try await run(call, bytes) }
        }
        routes.append(
            Route(
                method: method,
                path: Self.prefix + path,
                access: access,
                summary: summary,
                query: query,
                requestBody: requestBody,
                answer: answer,
                isWrite: isWrite,
                isIdempotent: isIdempotent,
                handler: handler
            )
        )
    }

    /// Puts every route on the router.
    package func mount(on router: Router<AppContext>) {
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await route.handler(request, context)
            }
        }
    }
}
