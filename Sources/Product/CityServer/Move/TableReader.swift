import CityCore
import CityCrypto
import CitySQL

/// Reads a table from its beginning to its end by its key, in pieces that are the same on either engine.
struct TableReader: Sendable {
    static let piece: Int = 1000

    let shape: TableShape

    /// The rows after a key, the columns in the order of their names.
    func rows(after key: [SQLValue]?, in db: any SQLConnection) throws -> [SQLRow] {
        let columns: SQLQuery = SQLQuery(trusted: shape.columns.joined(separator: ", "))
        let order: SQLQuery = SQLQuery(trusted: shape.key.joined(separator: ", "))
        let condition: SQLQuery = key.map { " WHERE (\(order)) > \(list: $0)" } ?? .empty
        let table: SQLQuery = SQLQuery(trusted: shape.name)
        return try db.rows("SELECT \(columns) FROM \(table)\(condition) ORDER BY \(order) LIMIT \(Self.piece)")
    }

    func key(of row: SQLRow) throws -> [SQLValue] {
        try shape.key.map { try row.get($0) }
    }

    /// How many rows there are, and a hash over all that they say.
    func summary(of database: any SQLDatabase) async throws -> (count: Int, hash: String) {
        var count: Int = 0
        var hash: SHA256Digest = SHA256Digest(of: "")
        var last: [SQLValue]?
        while true {
            let (from, before): ([SQLValue]?, SHA256Digest) = (last, hash)
            let (rows, key, next): (Int, [SQLValue]?, SHA256Digest) = try await database.read { db in
                let rows: [SQLRow] = try self.rows(after: from, in: db)
                return (rows.count, try rows.last.map(self.key), Self.digest(rows, after: before))
            }
            count += rows
            hash = next
            if rows < Self.piece { return (count, hash.hex) }
            last = key
        }
    }

    private static func digest(_ rows: [SQLRow], after hash: SHA256Digest) -> SHA256Digest {
        var bytes: [UInt8] = hash.bytes
        for row in rows {
            for value in row.values { append(value, to: &bytes) }
        }
        return SHA256Digest(of: bytes)
    }

    private static func append(_ value: SQLValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(0)
        case .integer(let integer): append(1, integer.littleEndian, to: &bytes)
        case .real(let real): append(2, real.bitPattern.littleEndian, to: &bytes)
        case .text(let text):
            append(3, text.utf8.count, to: &bytes)
            bytes += text.utf8
        case .blob(let blob):
            append(4, blob.count, to: &bytes)
            bytes += blob
        }
    }

    private static func append(_ kind: UInt8, _ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        bytes.append(kind)
        withUnsafeBytes(of: number) { bytes += $0 }
    }
}

/// Writes rows of a table with few statements.
struct TableWriter: Sendable {
    private static let valuesMax: Int = 8000

    let shape: TableShape

    func insert(_ rows: [SQLRow], in db: any SQLConnection) throws {
        let columns: SQLQuery = SQLQuery(trusted: shape.columns.joined(separator: ", "))
        let head: SQLQuery = "INSERT INTO \(SQLQuery(trusted: shape.name)) (\(columns)) VALUES "
        let most: Int = max(1, min(100, Self.valuesMax / shape.columns.count))
        var start: Int = 0
        while start < rows.count {
            // What is left over goes row by row, so that there are two statements for each table and no more.
            let count: Int = rows.count - start >= most ? most : 1
            let tuples: [SQLQuery] = rows[start..<start + count].map { "\(list: $0.values)" }
            try db.send(head + tuples.joined(separator: ", "))
            start += count
        }
    }

    /// Rows that name others of the same table come after those.
    func inOrder(_ rows: [SQLRow]) throws -> [SQLRow] {
        guard let column = shape.key.first, shape.key.count == 1 else {
            throw CityError.fault("table \(shape.name) refers to itself by more than one column")
        }
        var left: [SQLRow] = rows
        var ordered: [SQLRow] = []
        var known: Set<SQLValue> = [.null]
        while !left.isEmpty {
            var later: [SQLRow] = []
            for row in left {
                let (own, named): (SQLValue, [SQLValue]) = (
                    try row.get(column), try shape.ownReferences.map { try row.get($0) }
                )
                if named.allSatisfy({ known.contains($0) || $0 == own }) {
                    known.insert(own)
                    ordered.append(row)
                } else {
                    later.append(row)
                }
            }
            if later.count == left.count { throw CityError.fault("rows of \(shape.name) name rows that are not there") }
            left = later
        }
        return ordered
    }
}
