package import CityCore
package import HTTPTypes
package import Hummingbird

/// A query parameter of a route. A request with a parameter that its route does not know is refused, so that a
/// mistyped filter is not silently ignored.
package struct QueryParameter: Sendable {
    package enum Kind: Sendable {
        case text
        case integer
        case boolean
        case time
        case choice([String])
    }

    package var name: String
    package var kind: Kind
    package var summary: Wording

    package init(_ name: String, _ kind: Kind = .text, _ summary: Wording) {
        self.name = name
        self.kind = kind
        self.summary = summary
    }

    package static let paging: [QueryParameter] = [
        QueryParameter("limit", .integer, Wording("每页条数，1–500", "Items per page, 1–500")),
        QueryParameter("cursor", .text, Wording("上一页返回的 next", "The `next` of the previous page")),
    ]
}

/// One row of the route table: all that the router, the OpenAPI document and the tests know of a route.
package struct Route: Sendable {
    package typealias Handler = @Sendable (Request, AppContext) async throws -> Response

    package var method: HTTPRequest.Method
    package var path: String
    package var access: Access
    package var summary: Wording
    package var query: [QueryParameter]
    package var requestBody: BodySchema?
    package var answer: BodySchema
    /// Whether it changes something, and so reads a body.
    package var isWrite: Bool
    /// Whether it is one transaction that an `Idempotency-Key` makes happen once.
    package var isIdempotent: Bool
    package var handler: Handler

    /// A body on the wire: JSON of a type, or bytes of one of some media types.
    package enum BodySchema: Sendable {
        case json(any (Decodable & Sendable).Type)
        case bytes(contentTypes: [String])
    }

    package var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}
