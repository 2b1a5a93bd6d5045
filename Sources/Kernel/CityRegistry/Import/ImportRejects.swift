import CityCore
import CityTabular

/// The rows that an import could not take, each with its line, what is wrong and its own fields, in memory up to a
/// limit and, when there is a path, in a file without one. The file is made with the first reject.
///
/// The columns are those of `RejectsFile`, which takes rows of tables only.
package final class ImportRejects {
    package static let keptMax: Int = 1_000
    /// Of the table of kept rejects, since one row may have megabytes.
    package static let keptBytesMax: Int = 4 << 20
    private static let reasonColumns: [String] = ["line", "field", "reason", "message_zh", "message_en"]

    package private(set) var count: Int = 0
    package private(set) var countsByReason: [String: Int] = [:]
    package private(set) var kept: [ImportReport.Reject] = []
    private let path: String?
    private var file: OutputFile?
    private var fileEncoder: CSVEncoder = CSVEncoder(.exact)
    private var table: CSVEncoder = CSVEncoder(.exact)
    private var columns: [String] = []

    package init(path: String? = nil) {
        self.path = path
    }

    /// The kept rejects as a table; nil when there are none.
    var csv: String? { count == 0 ? nil : String(decoding: table.bytes, as: UTF8.self) }

    func begin(columns own: [String]) {
        columns = Self.reasonColumns.map { own.contains($0) ? "reject_\($0)" : $0 } + own
    }

    func add(_ reject: ImportReject) throws {
        let error: CityError = reject.error
        let first: String = error.fields.first?.reason ?? error.reason
        let field: String = error.fields.map(\.field).joined(separator: " ")
        let message: Wording =
            error.fields.isEmpty
            ? error.wording
            : Wording(
                error.fields.map(\.wording.zh).joined(separator: "；"),
                error.fields.map(\.wording.en).joined(separator: "; ")
            )
        let cells: [String] = [String(reject.line), field, first, message.zh, message.en] + reject.raw
        if count == 0 { table.append(texts: columns) }
        count += 1
        countsByReason[first, default: 0] += 1
        if kept.count < Self.keptMax, table.bytes.count < Self.keptBytesMax {
            let name: String? = field.isEmpty ? nil : field
            kept.append(ImportReport.Reject(line: reject.line, field: name, reason: first, message: message))
            table.append(texts: cells)
        }
        try write(cells)
    }

    private func write(_ cells: [String]) throws {
        guard let path else { return }
        if file == nil {
            file = try OutputFile(path: path)
            fileEncoder.append(texts: columns)
        }
        fileEncoder.append(texts: cells)
        if fileEncoder.bytes.count >= ByteSource.chunkBytes { try file?.write(fileEncoder.drain()) }
    }

    /// Brings what there is to the disk.
    func close() throws {
        guard let file else { return }
        self.file = nil
        try file.write(fileEncoder.drain())
        try file.close()
    }

    func fill(_ report: inout ImportReport) {
        report.rejected = count
        report.reasons = countsByReason
        report.rejects = kept
        report.rejectsCSV = csv
    }
}
