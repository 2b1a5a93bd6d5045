import CityCore
import CityTabular

private let bytesMax: Int = 1 << 20

/// A table in any encoding, packed or not: what was read as rows is written and read again as the same rows.
func fuzzCSV(_ bytes: [UInt8], choice: UInt8) {
    let delimiter: CSVDelimiter = CSVDelimiter.allCases[Int(choice & 3) % CSVDelimiter.allCases.count]
    let encoding: TextEncoding = TextEncoding.allCases[Int(choice >> 2 & 3) % TextEncoding.allCases.count]
    let options: CSVReader.Options = CSVReader.Options(
        delimiter: delimiter,
        encoding: encoding,
        fieldBytesMax: 64,
        rowBytesMax: 256,
        columnsMax: 16
    )
    guard let table = read(bytes, options) else { return }
    var writing: CSVEncoder.Options = .exact
    writing.delimiter = delimiter
    var encoder: CSVEncoder = CSVEncoder(writing)
    for texts in table { encoder.append(texts: texts) }
    // A row may grow by the quotes that it needs.
    let again: CSVReader.Options = CSVReader.Options(delimiter: delimiter)
    precondition(read(encoder.drain(), again) == table, "a table did not come back")
}

/// The header and the rows; nil for what is refused as a whole.
private func read(_ bytes: [UInt8], _ options: CSVReader.Options) -> [[String]]? {
    refusing {
        let limits: ByteSource.Limits = ByteSource.Limits(bytesMax: bytesMax)
        let reader: CSVReader = try CSVReader(ByteSource(bytes: bytes, limits: limits), options: options)
        var table: [[String]] = [reader.header.names]
        var line: Int = 0
        while let record = try reader.next() {
            switch record {
            case .row(let row):
                precondition(row.line >= line && row.lastLine >= row.line, "lines run backwards")
                precondition(row.count == reader.header.names.count)
                line = row.lastLine
                table.append(row.fields)
            case .rejected(let reject):
                precondition(!reject.error.wording.zh.isEmpty && !reject.error.reason.isEmpty)
                _ = reject.row.fields
            }
        }
        precondition(reader.rowCount == table.count - 1)
        return table
    }
}

/// Packed bytes, with the head of a packed file in front of them or without it, and never more than is allowed.
func fuzzGzip(_ bytes: [UInt8], choice: UInt8) {
    let head: [UInt8] = choice & 1 == 0 ? [] : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    let limits: ByteSource.Limits = ByteSource.Limits(bytesMax: bytesMax, expansionMax: 200, expansionFreeBytes: 4096)
    let source: ByteSource = ByteSource(bytes: head + bytes, limits: limits)
    var room: [UInt8] = [UInt8](repeating: 0, count: Int(choice >> 1) * 16 + 1)
    var total: Int = 0
    _ = refusing {
        while true {
            let count: Int = try room.withUnsafeMutableBytes { try source.read(into: $0) }
            precondition(count <= room.count, "more than there is room for")
            total += count
            precondition(total <= bytesMax, "more than is allowed")
            if count == 0 { break }
        }
    }
}
