/// One record of a table. Its fields are bytes until somebody asks for one as text.
package struct CSVRow: Sendable {
    package let header: CSVHeader
    /// The physical line, counted from 1, on which the record begins, and the one on which it ends.
    package let line: Int
    package let lastLine: Int
    private let content: CSVFields

    init(header: CSVHeader, line: Int, lastLine: Int, content: CSVFields) {
        self.header = header
        self.line = line
        self.lastLine = lastLine
        self.content = content
    }

    /// As many as the header has, but for a record that was rejected.
    package var count: Int { content.ends.count }

    /// The text of a field; empty when the record has no such field. Bytes that are no text become U+FFFD.
    package subscript(column: Int) -> String { content[column] }

    /// The text of the field under a name; nil when the header does not have the name.
    package subscript(name: String) -> String? {
        header.index(of: name).map { content[$0] }
    }

    package var fields: [String] { content.texts }

    /// Whether all fields are empty, as in the rows that spreadsheets leave at the end of a table.
    package var isBlank: Bool { content.bytes.isEmpty }

    package func isEmpty(_ column: Int) -> Bool { content.range(of: column).isEmpty }

    /// The bytes of a field, for values that are read without making a text of them.
    package func withBytes<Value>(of column: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        try content.withBytes(of: column, body)
    }
}
