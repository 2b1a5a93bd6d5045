import FoundationEssentials

/// A value kept as JSON text in one column, for lists and small records that no query looks into.
package struct SQLJSON<Value: Codable & Sendable>: SQLEncodable, SQLDecodable {
    package var value: Value

    package init(_ value: Value) {
        self.value = value
    }

    package var sqlValue: SQLValue {
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return .null }
        return .text(String(decoding: data, as: UTF8.self))
    }

    package init(sqlValue: SQLValue) throws {
        let text: String = try String(sqlValue: sqlValue)
        value = try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
