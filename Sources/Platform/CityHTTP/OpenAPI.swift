package import CityCore
import FoundationEssentials
import Hummingbird

/// The OpenAPI 3.1 document of a route table: made from the routes and from the types that they read and write.
package struct OpenAPI: Sendable {
    package let json: String

    package init(_ routes: [Route], title: Wording, version: String) throws {
        let recorder: SchemaRecorder = SchemaRecorder()
        _ = try recorder.schema(of: Problem.self)
        var paths: [String: JSONTree] = [:]
        for route in routes {
            var operations: [String: JSONTree] = [:]
            if case .object(let earlier) = paths[route.path] { operations = earlier }
            operations[route.method.rawValue.lowercased()] = try OpenAPI.operation(route, recorder)
            paths[route.path] = .object(operations)
        }
        let document: JSONTree = .object([
            "openapi": .text("3.1.0"),
            "info": .object(["title": .text("\(title.zh) \(title.en)"), "version": .text(version)]),
            "servers": .array([.object(["url": .text("/")])]),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(recorder.components.mapValues(OpenAPI.tree)),
                "responses": .object(["Problem": OpenAPI.problem]),
                "securitySchemes": .object([
                    "bearer": .object(["type": .text("http"), "scheme": .text("bearer")]),
                    "cookie": .object([
                        "type": .text("apiKey"), "in": .text("cookie"), "name": .text(SessionToken.cookieName),
                    ]),
                ]),
            ]),
        ])
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        json = String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    private static func operation(_ route: Route, _ recorder: SchemaRecorder) throws -> JSONTree {
        var operation: [String: JSONTree] = [
            "operationId": .text(operationID(route)),
            "summary": .text("\(route.summary.zh) · \(route.summary.en)"),
            "tags": .array([.text(tag(route))]),
            "x-access": .text(route.access.text),
            "responses": .object(try responses(route, recorder)),
        ]
        let parameters: [JSONTree] = parameters(route)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if route.access != .open {
            let none: JSONTree = .array([])
            operation["security"] = .array([.object(["bearer": none]), .object(["cookie": none])])
        }
        if let body = route.requestBody {
            operation["requestBody"] = .object(["required": .flag(true), "content": try content(body, recorder)])
        }
        return .object(operation)
    }

    private static func tag(_ route: Route) -> String {
        let parts: [Substring] = route.path.dropFirst(RouteTable.prefix.count).split(separator: "/")
        return parts.first.map(String.init) ?? "root"
    }

    private static func operationID(_ route: Route) -> String {
        let words: [Substring] = route.path.dropFirst(RouteTable.prefix.count).split { "/{}-".contains($0) }
        return ([route.method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "_")
    }

    private static func parameters(_ route: Route) -> [JSONTree] {
        var parameters: [JSONTree] = route.pathParameters.map { name in
            .object([
                "name": .text(name), "in": .text("path"), "required": .flag(true),
                "schema": .object(["type": .text("string"), "minLength": .number(1), "maxLength": .number(256)]),
            ])
        }
        for parameter in route.query {
            parameters.append(
                .object([
                    "name": .text(parameter.name), "in": .text("query"), "required": .flag(false),
                    "description": .text("\(parameter.summary.zh) · \(parameter.summary.en)"),
                    "schema": tree(schema(parameter.kind)),
                ])
            )
        }
        if route.isIdempotent {
            parameters.append(header("Idempotency-Key", lengths: 8...128, pattern: "^[!-~]*$"))
            if !route.pathParameters.isEmpty {
                parameters.append(header("If-Match", lengths: 1...24, pattern: #"^(W/)?("[0-9]{1,18}"|[0-9]{1,18})$"#))
            }
        }
        return parameters
    }

    private static func header(_ name: String, lengths: ClosedRange<Int>, pattern: String) -> JSONTree {
        .object([
            "name": .text(name), "in": .text("header"), "required": .flag(false),
            "schema": .object([
                "type": .text("string"), "minLength": .number(lengths.lowerBound),
                "maxLength": .number(lengths.upperBound), "pattern": .text(pattern),
            ]),
        ])
    }

    private static func schema(_ kind: QueryParameter.Kind) -> JSONSchema {
        switch kind {
        case .text: .string(format: nil)
        case .integer: .integer
        case .boolean: .boolean
        case .time: .string(format: "date-time")
        case .choice(let values): .choice(values)
        }
    }

    private static func responses(_ route: Route, _ recorder: SchemaRecorder) throws -> [String: JSONTree] {
        var responses: [String: JSONTree] = [:]
        for status in refusals(of: route) {
            responses[status] = .object(["$ref": .text("#/components/responses/Problem")])
        }
        switch route.answer {
        case .json(let type) where type is NoBody.Type:
            responses["204"] = .object(["description": .text("成功，没有内容 · Success, no content")])
        case .json(let type):
            let json: JSONTree = .object(["schema": tree(try recorder.schema(of: type))])
            responses["2XX"] = .object([
                "description": .text("成功 · Success"), "content": .object(["application/json": json]),
            ])
        case .bytes(let contentTypes):
            // A file has no schema: OpenAPI 3.1 describes bytes by their media type alone.
            responses["2XX"] = .object([
                "description": .text("成功 · Success"), "content": .object(contents(contentTypes, .object([:]))),
            ])
        }
        return responses
    }

    private static let problem: JSONTree = .object([
        "description": .text("问题说明 · Problem details (RFC 9457)"),
        "content": .object(["application/problem+json": .object(["schema": tree(.reference("Problem"))])]),
    ])

    /// The statuses of problems that a route may answer, by what it is.
    private static func refusals(of route: Route) -> [String] {
        var statuses: [String] = ["400", "429", "5XX"]
        if route.access != .open || route.isWrite { statuses += ["401", "403"] }
        if route.access != .open { statuses.append("404") }
        if route.isWrite { statuses += ["408", "409", "412", "413", "415", "428"] }
        return statuses
    }

    private static func content(_ body: Route.BodySchema, _ recorder: SchemaRecorder) throws -> JSONTree {
        switch body {
        case .json(let type):
            .object(["application/json": .object(["schema": tree(try recorder.schema(of: type))])])
        case .bytes(let contentTypes):
            .object(
                contents(
                    contentTypes,
                    .object(["schema": .object(["type": .text("string"), "format": .text("binary")])])
                )
            )
        }
    }

    private static func contents(_ contentTypes: [String], _ content: JSONTree) -> [String: JSONTree] {
        Dictionary(contentTypes.map { ($0, content) }) { first, _ in first }
    }

    private static func tree(_ schema: JSONSchema) -> JSONTree {
        switch schema {
        case .anything: .object([:])
        case .string(nil): .object(["type": .text("string")])
        case .string(let format?): .object(["type": .text("string"), "format": .text(format)])
        case .choice(let values): .object(["type": .text("string"), "enum": .array(values.map(JSONTree.text))])
        case .integer: .object(["type": .text("integer"), "format": .text("int64")])
        case .number: .object(["type": .text("number")])
        case .boolean: .object(["type": .text("boolean")])
        case .array(let element): .object(["type": .text("array"), "items": tree(element)])
        case .map(let value): .object(["type": .text("object"), "additionalProperties": tree(value)])
        case .reference(let name): .object(["$ref": .text("#/components/schemas/\(name)")])
        case .object(let properties): object(properties)
        }
    }

    private static func object(_ properties: [JSONSchema.Property]) -> JSONTree {
        var fields: [String: JSONTree] = [:]
        for property in properties {
            // A field that may be absent may be null as well.
            let schema: JSONTree = tree(property.schema)
            let null: JSONTree = .object(["type": .text("null")])
            fields[property.name] = property.isRequired ? schema : .object(["anyOf": .array([schema, null])])
        }
        let required: [JSONTree] = properties.filter(\.isRequired).map { .text($0.name) }
        var object: [String: JSONTree] = ["type": .text("object"), "properties": .object(fields)]
        if !required.isEmpty { object["required"] = .array(required) }
        return .object(object)
    }
}

/// A JSON value that is put together piece by piece.
private enum JSONTree: Encodable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case array([JSONTree])
    case object([String: JSONTree])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
