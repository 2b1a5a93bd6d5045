/// What comes next in a table.
package enum CSVRecord: Sendable {
    case row(CSVRow)
    case rejected(CSVReject)
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
