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
    fileprivate var lastUse: Int
    private var names: SQLColumns?

    fileprivate init(_ name: String, lastUse: Int) {
        self.name = name
        self.lastUse = lastUse
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
        case worthPreparing(name: String, evicted: String?)
    }

    private struct Key: Hashable {
        var sql: String
        var types: [Oid]
    }

    private static let statementsMax: Int = 300
    private static let seenMax: Int = 4000

    private var statements: [Key: PreparedStatement] = [:]
    private var seen: Set<Int> = []
    private var clock: Int = 0
    private var made: Int = 0

    mutating func find(_ sql: String, _ types: [Oid]) -> Answer {
        clock += 1
        let key: Key = Key(sql: sql, types: types)
        if let statement = statements[key] {
            statement.lastUse = clock
            return .known(statement)
        }
        if seen.count >= Self.seenMax { seen.removeAll() }
        if seen.insert(key.hashValue).inserted { return .once }
        made += 1
        return .worthPreparing(name: "s\(made)", evicted: evict())
    }

    mutating func keep(_ name: String, _ sql: String, _ types: [Oid]) -> PreparedStatement {
        let statement: PreparedStatement = PreparedStatement(name, lastUse: clock)
        statements[Key(sql: sql, types: types)] = statement
        return statement
    }

    private mutating func evict() -> String? {
        guard statements.count >= Self.statementsMax,
            let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return nil }
        statements[oldest.key] = nil
        return oldest.value.name
    }
}
