/// Writes a table as CSV, to a file or to whatever takes bytes.
package final class CSVWriter: TableWriter {
    private let sink: ([UInt8]) throws -> Void
    private let file: OutputFile?
    private var encoder: CSVEncoder
    private var progress: TableProgress = TableProgress()

    /// `finish` brings the file to the disk and closes it.
    package init(_ file: OutputFile, options: CSVEncoder.Options = .export) {
        self.file = file
        sink = { try file.write($0) }
        encoder = CSVEncoder(options)
    }

    /// The sink gets pieces of about 64 KiB, in order.
    package init(options: CSVEncoder.Options = .export, sink: @escaping ([UInt8]) throws -> Void) {
        file = nil
        self.sink = sink
        encoder = CSVEncoder(options)
    }

    /// How many rows have been written, without the header.
    package var rowCount: Int { progress.rowCount }

    package func writeHeader(_ names: [String]) throws {
        try progress.takeHeader(names.count)
        encoder.append(texts: names)
    }

    package func writeRow(_ cells: [Cell]) throws {
        try progress.takeRow(cells.count)
        encoder.append(cells)
        if encoder.bytes.count >= ByteSource.chunkBytes { try sink(encoder.drain()) }
    }

    package func finish() throws {
        try progress.takeFinish()
        try sink(encoder.drain())
        try file?.close()
    }
}
