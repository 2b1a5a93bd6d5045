import CPQ
import CitySQL

/// An answer of the server.
final class PostgresResult {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { PQclear(pointer) }

    var count: Int32 { PQntuples(pointer) }
    var tag: String { String(cString: PQcmdStatus(pointer)) }
    var changed: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    /// What the server refused, if it did.
    var trouble: (state: String, message: String)? {
        switch PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY: return nil
        default:
            let parts: [String] = ["M", "D", "W"].compactMap(field)
            return (field("C") ?? "08006", parts.isEmpty ? whole : parts.joined(separator: "; "))
        }
    }

    private var whole: String { String(cString: PQresultErrorMessage(pointer)) }

    /// A part of an error by the letter that the protocol gives it: code, message, detail, where.
    private func field(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(pointer, Int32(letter.value)).map { String(cString: $0) }
    }

    var columns: SQLColumns {
        SQLColumns((0..<PQnfields(pointer)).map { String(cString: PQfname(pointer, $0)) })
    }

    var parameterTypes: [Oid] { (0..<PQnparams(pointer)).map { PQparamtype(pointer, $0) } }

    func row(_ index: Int32, _ columns: SQLColumns) -> SQLRow {
        var values: [SQLValue] = []
        let width: Int32 = PQnfields(pointer)
        values.reserveCapacity(Int(width))
        for column in 0..<width { values.append(value(index, column)) }
        return SQLRow(columns: columns, values: values)
    }

    private func value(_ row: Int32, _ column: Int32) -> SQLValue {
        if PQgetisnull(pointer, row, column) == 1 { return .null }
        let start: UnsafePointer<CChar> = UnsafePointer(PQgetvalue(pointer, row, column))
        let bytes: UnsafeRawBufferPointer = UnsafeRawBufferPointer(
            start: start,
            count: Int(PQgetlength(pointer, row, column))
        )
        return PostgresType.value(bytes, type: PQftype(pointer, column))
    }
}

/// The server's types as `SQLValue` knows them: what SQLite would have answered.
enum PostgresType {
    static let unknown: Oid = 0
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let numeric: Oid = 1700

    static func value(_ bytes: UnsafeRawBufferPointer, type: Oid) -> SQLValue {
        switch type {
        case int8, int4, int2: return integer(bytes).map(SQLValue.integer) ?? .text(string(bytes))
        case bool: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case float8, float4: return .real(Double(string(bytes)) ?? .nan)
        // Sums of integers are whole, averages have a point.
        case numeric: return integer(bytes).map(SQLValue.integer) ?? .real(Double(string(bytes)) ?? .nan)
        case bytea: return .blob(blob(bytes))
        default: return .text(string(bytes))
        }
    }

    private static func string(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        var value: Int64 = 0
        let isNegative: Bool = bytes.first == UInt8(ascii: "-")
        for byte in bytes.dropFirst(isNegative ? 1 : 0) {
            guard (48...57).contains(byte) else { return nil }
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowAgain) = shifted.subtractingReportingOverflow(Int64(byte - 48))
            if overflow || overflowAgain { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// `\x` and two digits for each byte.
    private static func blob(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8 { byte <= 57 ? byte - 48 : byte - 87 }
        return stride(from: 2, to: bytes.count - 1, by: 2).map { digit(bytes[$0]) << 4 | digit(bytes[$0 + 1]) }
    }
}

/// Rows that arrive one by one, read ahead into memory when something else must use the connection.
final class RowStream {
    private let read: () -> PostgresResult?
    private var buffered: [PostgresResult] = []
    private var place: Int = 0
    private var isAtEnd: Bool = false
    private var names: SQLColumns?

    init(_ read: @escaping () -> PostgresResult?) {
        self.read = read
    }

    func next() -> PostgresResult? {
        if place < buffered.count {
            defer { place += 1 }
            return buffered[place]
        }
        if isAtEnd { return nil }
        let result: PostgresResult? = read()
        isAtEnd = result == nil
        return result
    }

    func readRest(keeping: Bool) {
        while !isAtEnd {
            guard let result = read() else {
                isAtEnd = true
                return
            }
            if keeping { buffered.append(result) }
        }
    }

    func columns(of result: PostgresResult) -> SQLColumns {
        let columns: SQLColumns = names ?? result.columns
        names = columns
        return columns
    }
}
