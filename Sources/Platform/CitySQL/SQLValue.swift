package import CityCore

/// A value as both engines store it.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A Swift value that can be bound to a statement.
package protocol SQLEncodable: Sendable {
    var sqlValue: SQLValue { get }
}

/// A Swift value that can be read from a column.
package protocol SQLDecodable {
    init(sqlValue: SQLValue) throws
}

package typealias SQLConvertible = SQLEncodable & SQLDecodable

/// The column does not hold what the store expects: a fault of ours, never of the caller.
package struct SQLTypeMismatch: Error {
    package var value: SQLValue
    package var wanted: String

    package init(_ value: SQLValue, wanted: String) {
        self.value = value
        self.wanted = wanted
    }
}

extension SQLValue: SQLConvertible {
    package var sqlValue: SQLValue { self }
    package init(sqlValue: SQLValue) { self = sqlValue }
}

extension Int64: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self) }
    package init(sqlValue: SQLValue) throws {
        guard case .integer(let value) = sqlValue else { throw SQLTypeMismatch(sqlValue, wanted: "integer") }
        self = value
    }
}

extension Int: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
    package init(sqlValue: SQLValue) throws { self = Int(try Int64(sqlValue: sqlValue)) }
}

extension Bool: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
    package init(sqlValue: SQLValue) throws { self = try Int64(sqlValue: sqlValue) != 0 }
}

extension Double: SQLConvertible {
    package var sqlValue: SQLValue { .real(self) }
    package init(sqlValue: SQLValue) throws {
        switch sqlValue {
        case .real(let value): self = value
        case .integer(let value): self = Double(value)
        default: throw SQLTypeMismatch(sqlValue, wanted: "real")
        }
    }
}

extension String: SQLConvertible {
    package var sqlValue: SQLValue { .text(self) }
    package init(sqlValue: SQLValue) throws {
        guard case .text(let value) = sqlValue else { throw SQLTypeMismatch(sqlValue, wanted: "text") }
        self = value
    }
}

extension Timestamp: SQLConvertible {
    package var sqlValue: SQLValue { .integer(milliseconds) }
    package init(sqlValue: SQLValue) throws { self.init(milliseconds: try Int64(sqlValue: sqlValue)) }
}

extension CivilDate: SQLConvertible {
    package var sqlValue: SQLValue { .text(description) }
    package init(sqlValue: SQLValue) throws {
        guard let date = CivilDate(try String(sqlValue: sqlValue)) else {
            throw SQLTypeMismatch(sqlValue, wanted: "date")
        }
        self = date
    }
}

extension EntityID: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .text(text) }
    package init(sqlValue: SQLValue) throws { self.init(try String(sqlValue: sqlValue)) }
}

extension Optional: SQLEncodable where Wrapped: SQLEncodable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension SQLEncodable where Self: RawRepresentable, RawValue == String {
    package var sqlValue: SQLValue { .text(rawValue) }
}

extension SQLDecodable where Self: RawRepresentable, RawValue == String {
    package init(sqlValue: SQLValue) throws {
        guard let value = Self(rawValue: try String(sqlValue: sqlValue)) else {
            throw SQLTypeMismatch(sqlValue, wanted: "\(Self.self)")
        }
        self = value
    }
}
