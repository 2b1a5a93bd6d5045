package import CityCore

/// The records that an import could not take, each with its line, what is wrong and its fields as they were, so that
/// they can be corrected and imported again. Nothing is made on the disk until there is something to put there.
package final class RejectsFile {
    /// The columns before the record's own.
    private static let reasonColumns: [String] = ["line", "field", "reason", "message_zh", "message_en"]

    package let path: String
    /// How many records were rejected, in all and by reason.
    package private(set) var count: Int = 0
    package private(set) var countsByReason: [String: Int] = [:]
    private let columns: [String]
    private var file: OutputFile?
    private var encoder: CSVEncoder = CSVEncoder(.exact)
    private var isClosed: Bool = false

    package init(path: String, header: CSVHeader) {
        self.path = path
        columns = RejectsFile.reasonColumns.map { RejectsFile.unused($0, header) } + header.names
    }

    /// A record that is wrong in itself.
    package func add(_ reject: CSVReject) throws {
        try add(reject.row, field: reject.field, reason: reject.error.reason, wording: reject.error.wording)
    }

    /// A record that was refused for what it says. All fields that the error names are in the one line.
    package func add(_ row: CSVRow, _ error: CityError) throws {
        guard let first = error.fields.first else {
            return try add(row, field: nil, reason: error.reason, wording: error.wording)
        }
        let wording: Wording = Wording(
            error.fields.map(\.wording.zh).joined(separator: "；"),
            error.fields.map(\.wording.en).joined(separator: "; ")
        )
        try add(row, field: error.fields.map(\.field).joined(separator: " "), reason: first.reason, wording: wording)
    }

    package func add(_ row: CSVRow, field: String?, reason: String, wording: Wording) throws {
        guard !isClosed else { throw CityError.fault("reject after close: \(path)") }
        if file == nil {
            file = try OutputFile(path: path)
            encoder.append(texts: columns)
        }
        encoder.append(texts: [String(row.line), field ?? "", reason, wording.zh, wording.en] + row.fields)
        count += 1
        countsByReason[reason, default: 0] += 1
        if encoder.bytes.count >= ByteSource.chunkBytes { try file?.write(encoder.drain()) }
    }

    /// Brings what there is to the disk. Without it the last records may be missing. Closing twice does nothing.
    package func close() throws {
        isClosed = true
        guard let file else { return }
        self.file = nil
        try file.write(encoder.drain())
        try file.close()
    }

    /// A name that the record's own columns do not have, so that the file can be read by the names of its columns.
    private static func unused(_ name: String, _ header: CSVHeader) -> String {
        header.index(of: name) == nil ? name : unused("reject_\(name)", header)
    }
}
