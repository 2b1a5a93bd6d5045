import CPQ
import CitySQL

/// Values as the server takes them: numbers in their binary form, texts as bytes, all in one piece of memory.
struct BoundValues {
    private var bytes: [UInt8] = []
    private var places: [Int?] = []
    private(set) var types: [Oid] = []
    private(set) var lengths: [Int32] = []
    private(set) var formats: [Int32] = []

    var count: Int32 { Int32(types.count) }

    init(_ values: [SQLValue]) {
        types.reserveCapacity(values.count)
        for value in values { append(value) }
        // The address of an empty text must not be null, which would mean NULL.
        bytes.append(0)
    }

    private mutating func append(_ value: SQLValue) {
        let start: Int = bytes.count
        switch value {
        case .null: break
        case .integer(let integer): withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
        case .real(let real): withUnsafeBytes(of: real.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .blob(let blob): bytes.append(contentsOf: blob)
        }
        places.append(value == .null ? nil : start)
        types.append(Self.type(of: value))
        lengths.append(Int32(bytes.count - start))
        formats.append(1)
    }

    /// A missing value takes the type of its place in the statement.
    private static func type(of value: SQLValue) -> Oid {
        switch value {
        case .null: PostgresType.unknown
        case .integer: PostgresType.int8
        case .real: PostgresType.float8
        case .text: PostgresType.text
        case .blob: PostgresType.bytea
        }
    }

    func withPointers<Answer>(_ body: ([UnsafePointer<CChar>?]) throws -> Answer) rethrows -> Answer {
        try bytes.withUnsafeBytes { memory in
            let base: UnsafePointer<CChar>? = memory.baseAddress?.assumingMemoryBound(to: CChar.self)
            return try body(places.map { place in place.flatMap { place in base.map { $0 + place } } })
        }
    }
}

/// Texts as C takes a list of them: each ended by a zero, the list by a null.
struct CTexts {
    private var bytes: [CChar] = []
    private var places: [Int] = []

    init(_ texts: [String]) {
        for text in texts {
            places.append(bytes.count)
            bytes += text.utf8CString
        }
    }

    func withPointers<Answer>(_ body: ([UnsafePointer<CChar>?]) throws -> Answer) rethrows -> Answer {
        try bytes.withUnsafeBufferPointer { memory in
            try body(places.map { place in memory.baseAddress.map { $0 + place } } + [nil])
        }
    }
}

/// A statement that the server has prepared for this connection.
final class PreparedStatement {
    let name: String
    /// The types of its values. A missing value fits any.
    private let types: [Oid]
    fileprivate var lastUse: Int = 0
    private var names: SQLColumns?

    init(_ name: String, types: [Oid]) {
        self.name = name
        self.types = types
    }

    func takes(_ given: [Oid]) -> Bool {
        given.count == types.count && zip(given, types).allSatisfy { $0 == $1 || $0 == PostgresType.unknown }
    }

    /// The columns of its results, which are the same each time.
    func columns(of result: PostgresResult) -> SQLColumns {
        let columns: SQLColumns = names ?? result.columns
        names = columns
        return columns
    }
}

/// The prepared statements of one connection, the least recently used given up for a new one.
struct StatementCache {
    enum Answer {
        case known(PreparedStatement)
        case once
        case worthPreparing(name: String, evicted: [String])
    }

    private static let statementsMax: Int = 300
    private static let seenMax: Int = 4000

    /// Nearly always one for a text; more where the same place takes values of several types.
    private var statements: [String: [PreparedStatement]] = [:]
    private var count: Int = 0
    private var seen: Set<Int> = []
    private var clock: Int = 0
    private var made: Int = 0

    mutating func find(_ sql: String, _ types: [Oid]) -> Answer {
        clock += 1
        if let statement = statements[sql]?.first(where: { $0.takes(types) }) {
            statement.lastUse = clock
            return .known(statement)
        }
        if seen.count >= Self.seenMax { seen.removeAll() }
        if seen.insert(sql.hashValue).inserted { return .once }
        made += 1
        return .worthPreparing(name: "s\(made)", evicted: evict())
    }

    mutating func keep(_ statement: PreparedStatement, for sql: String) {
        statement.lastUse = clock
        statements[sql, default: []].append(statement)
        count += 1
    }

    /// All of the text that was used longest ago.
    private mutating func evict() -> [String] {
        guard count >= Self.statementsMax,
            let oldest = statements.min(by: { Self.lastUse($0.value) < Self.lastUse($1.value) })
        else { return [] }
        statements[oldest.key] = nil
        count -= oldest.value.count
        return oldest.value.map(\.name)
    }

    private static func lastUse(_ statements: [PreparedStatement]) -> Int {
        statements.map(\.lastUse).max() ?? 0
    }
}
