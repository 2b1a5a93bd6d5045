import CityCore

/// Any JSON value, for the properties that come with map features and mean nothing to this module.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// Kept apart from `number` because codes of 18 digits do not fit a floating-point number.
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// How deep arrays and objects may stand inside each other, counted from the document's root.
    package static let depthMax: Int = 64
}

extension JSONValue: Codable {
    package init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .string(text)
        } else if var items = try? decoder.unkeyedContainer() {
            try Self.checkDepth(items.codingPath)
            self = .array(try Self.read(&items))
        } else if let box = try? decoder.container(keyedBy: AnyKey.self) {
            try Self.checkDepth(box.codingPath)
            self = .object(try Self.read(box))
        } else {
            self = try Self.scalar(decoder.singleValueContainer())
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        switch self {
        case .null: try box.encodeNil()
        case .bool(let value): try box.encode(value)
        case .integer(let value): try box.encode(value)
        case .number(let value): try box.encode(value)
        case .string(let value): try box.encode(value)
        case .array(let value): try box.encode(value)
        case .object(let value): try box.encode(value)
        }
    }

    private static func scalar(_ box: any SingleValueDecodingContainer) throws -> JSONValue {
        if let value = try? box.decode(Int64.self) { return .integer(value) }
        if let value = try? box.decode(Double.self) { return .number(value) }
        if box.decodeNil() { return .null }
        return .bool(try box.decode(Bool.self))
    }

    private static func read(_ items: inout any UnkeyedDecodingContainer) throws -> [JSONValue] {
        var values: [JSONValue] = []
        while !items.isAtEnd { values.append(try items.decode(JSONValue.self)) }
        return values
    }

    private static func read(_ box: KeyedDecodingContainer<AnyKey>) throws -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for key in box.allKeys { values[key.stringValue] = try box.decode(JSONValue.self, forKey: key) }
        return values
    }

    private static func checkDepth(_ path: [any CodingKey]) throws {
        guard path.count <= depthMax else {
            throw CityError.invalid(
                FieldPath.text(path) ?? GeoJSON.root,
                "json.too_deep",
                Wording("嵌套超过 \(depthMax) 层，请减少层级", "Nested deeper than \(depthMax) levels; flatten it")
            )
        }
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }
}

extension JSONValue {
    /// The value as a person would write it in a cell; `nil` for null, arrays and objects.
    package var text: String? {
        switch self {
        case .string(let value): value
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .bool(let value): String(value)
        case .null, .array, .object: nil
        }
    }

    package var double: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
}
