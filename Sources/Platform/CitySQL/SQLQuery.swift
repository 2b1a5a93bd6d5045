/// A statement whose values are interpolated and thereby bound, never pasted:
/// `"SELECT name FROM registry_area WHERE code = \(code)"`.
package struct SQLQuery: Sendable, ExpressibleByStringInterpolation {
    package enum Part: Sendable, Hashable {
        case text(String)
        case value(SQLValue)
    }

    package private(set) var parts: [Part]

    package init(stringLiteral text: String) {
        parts = [.text(text)]
    }

    package init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    /// Text that is not a literal, such as a table's name. Never for anything that came from outside.
    package init(trusted text: String) {
        parts = [.text(text)]
    }

    package static let empty: SQLQuery = ""

    package mutating func append(_ other: SQLQuery) {
        parts += other.parts
    }

    package static func + (left: SQLQuery, right: SQLQuery) -> SQLQuery {
        var sum: SQLQuery = left
        sum.append(right)
        return sum
    }

    /// The statement's text with the engine's placeholders, and the values in their order.
    package func rendered(placeholder: (Int) -> String) -> (sql: String, values: [SQLValue]) {
        var sql: String = ""
        var values: [SQLValue] = []
        for part in parts {
            switch part {
            case .text(let text): sql += text
            case .value(let value):
                values.append(value)
                sql += placeholder(values.count)
            }
        }
        return (sql, values)
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate(set) var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        package mutating func appendInterpolation(_ value: some SQLEncodable) {
            parts.append(.value(value.sqlValue))
        }

        package mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value?) {
            parts.append(.value(value?.sqlValue ?? .null))
        }

        package mutating func appendInterpolation(_ query: SQLQuery) {
            parts += query.parts
        }

        /// `(?, ?, ?)`; an empty list becomes `(NULL)`, which matches nothing.
        package mutating func appendInterpolation(list values: some Collection<some SQLEncodable>) {
            if values.isEmpty { return parts.append(.text("(NULL)")) }
            var separator: String = "("
            for value in values {
                parts.append(.text(separator))
                parts.append(.value(value.sqlValue))
                separator = ", "
            }
            parts.append(.text(")"))
        }
    }
}

extension Sequence<SQLQuery> {
    package func joined(separator: SQLQuery) -> SQLQuery {
        var result: SQLQuery = .empty
        for (index, query) in enumerated() {
            if index > 0 { result.append(separator) }
            result.append(query)
        }
        return result
    }
}

extension [SQLQuery] {
    /// ` WHERE a AND b`, or nothing when there are no conditions.
    package var whereClause: SQLQuery {
        isEmpty ? .empty : " WHERE " + joined(separator: " AND ")
    }
}
