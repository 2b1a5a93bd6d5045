package import CityCore

/// One record of a table. Its fields are bytes until somebody asks for one as text.
package struct CSVRow: Sendable {
    package let header: CSVHeader
    /// The physical line, counted from 1, on which the record begins, and the one on which it ends.
    package let line: Int
    package let lastLine: Int
    private let bytes: [UInt8]
    /// Where each field ends in `bytes`; it begins where the one before it ends.
    private let ends: [Int]

    init(header: CSVHeader, line: Int, lastLine: Int, bytes: [UInt8], ends: [Int]) {
        self.header = header
        self.line = line
        self.lastLine = lastLine
        self.bytes = bytes
        self.ends = ends
    }

    /// As many as the header has, but for a record that was rejected.
    package var count: Int { ends.count }

    /// The text of a field; empty when the record has no such field. Bytes that are no text become U+FFFD.
    package subscript(column: Int) -> String {
        withBytes(of: column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The text of the field under a name; nil when the header does not have the name.
    package subscript(name: String) -> String? {
        header.index(of: name).map { self[$0] }
    }

    package var fields: [String] { ends.indices.map { self[$0] } }

    /// Whether all fields are empty, as in the rows that spreadsheets leave at the end of a table.
    package var isBlank: Bool { bytes.isEmpty }

    var isASCII: Bool { bytes.withUnsafeBytes { UTF8Check.isASCII($0) } }

    package func isEmpty(_ column: Int) -> Bool { range(of: column).isEmpty }

    /// The bytes of a field, for values that are read without making a text of them.
    package func withBytes<Value>(of column: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        let range: Range<Int> = range(of: column)
        return try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    private func range(of column: Int) -> Range<Int> {
        guard ends.indices.contains(column) else { return 0..<0 }
        return (column == 0 ? 0 : ends[column - 1])..<ends[column]
    }
}

/// A record that cannot be used, with what could be read of it.
package struct CSVReject: Error, Sendable {
    package let error: CSVRowError
    package let row: CSVRow

    /// The name of the column in which the trouble was noticed.
    package var field: String? {
        guard let column = error.column, row.header.names.indices.contains(column) else { return nil }
        return row.header.names[column]
    }
}

/// What comes next in a table.
package enum CSVRecord: Sendable {
    case row(CSVRow)
    case rejected(CSVReject)
}
