import CityCore
import FoundationEssentials

/// Reads a JSON body with every check at the door, so that what is wrong is told with the field's name.
package enum RequestJSON {
    static let bytesMax: Int = 1024 * 1024
    static let depthMax: Int = 32

    package static func decode<Body: Decodable>(
        _ type: Body.Type,
        from bytes: [UInt8],
        contentType: String?
    ) throws -> Body {
        if let none = NoBody() as? Body { return none }
        guard let contentType, contentType.lowercased().hasPrefix("application/json") else {
            throw CityError(
                .unsupportedMedia,
                "body.not_json",
                Wording("请以 Content-Type: application/json 发送", "Send this with Content-Type: application/json")
            )
        }
        try checkDepth(bytes)
        do {
            return try JSONDecoder().decode(Body.self, from: Data(bytes))
        } catch let error as DecodingError {
            if case .dataCorrupted(let context) = error, context.codingPath.isEmpty,
                let fields = FractionFinder.fields(of: Body.self, in: bytes)
            {
                throw CityError.invalid(fields)
            }
            throw cityError(error)
        }
    }

    private static func checkDepth(_ bytes: [UInt8]) throws {
        var depth: Int = 0
        var inString: Bool = false
        var escaped: Bool = false
        for byte in bytes {
            if inString {
                if escaped {
                    escaped = false
                } else if byte == 0x5C {
                    escaped = true
                } else if byte == 0x22 {
                    inString = false
                }
                continue
            }
            switch byte {
            case 0x22: inString = true
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D: depth -= 1
            default: break
            }
            if depth > depthMax {
                throw CityError(
                    .invalidArgument,
                    "body.too_deep",
                    Wording("JSON 嵌套超过 \(depthMax) 层", "The JSON is nested deeper than \(depthMax) levels")
                )
            }
        }
    }

    private static func cityError(_ error: DecodingError) -> CityError {
        switch error {
        case .keyNotFound(let key, let context):
            return .invalid(
                path(context.codingPath + [key]),
                "field.missing",
                Wording("缺少此项", "This field is missing")
            )
        case .valueNotFound(_, let context):
            return .invalid(path(context.codingPath), "field.missing", Wording("此项不能为空", "This field must not be null"))
        case .typeMismatch(let type, let context):
            let name: String = typeName(type)
            return .invalid(
                path(context.codingPath),
                "field.type",
                Wording("此项类型不对，应为 \(name)", "This field must be \(name)")
            )
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            return CityError(
                .invalidArgument,
                "body.malformed",
                Wording("内容不是有效的 JSON", "The body is not valid JSON"),
                detail: context.debugDescription,
                cause: context.underlyingError
            )
        case .dataCorrupted(let context):
            if let told = context.underlyingError as? CityError, let field = told.fields.first {
                return .invalid(path(context.codingPath), field.reason, field.wording)
            }
            return .invalid(
                path(context.codingPath),
                "field.value",
                Wording("此项取值无效：\(context.debugDescription)", "This value is not valid: \(context.debugDescription)")
            )
        @unknown default:
            return CityError(.invalidArgument, "body.malformed", Wording("内容无法读取", "The body could not be read"))
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { key in key.intValue.map { "\($0)" } ?? key.stringValue }.joined(separator: ".")
    }

    private static func typeName(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: "string"
        case is Int.Type, is Int64.Type: "integer"
        case is Double.Type: "number"
        case is Bool.Type: "boolean"
        default: "\(type)".hasPrefix("Array") ? "array" : "object"
        }
    }
}
