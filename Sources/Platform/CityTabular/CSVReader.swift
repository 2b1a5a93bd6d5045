import CityCore

/// Reads a table record by record in constant memory. A bad record is handed out as such and the next one follows;
/// only trouble with the whole input is thrown: no header, another encoding, damaged gzip, a limit of the source.
///
/// It reads where it is called and holds no lock, so it belongs to one task.
package final class CSVReader {
    package struct Options: Sendable, Hashable {
        package var delimiter: CSVDelimiter
        /// Taken at its word unless the input begins with a byte order mark, which says UTF-8.
        package var encoding: TextEncoding
        package var fieldBytesMax: Int
        /// Counted as they stand in the input, with delimiters and quotes.
        package var rowBytesMax: Int
        package var columnsMax: Int

        package init(
            delimiter: CSVDelimiter = .comma,
            encoding: TextEncoding = .utf8,
            fieldBytesMax: Int = 1 << 20,
            rowBytesMax: Int = 4 << 20,
            columnsMax: Int = 1_024
        ) {
            self.delimiter = delimiter
            self.encoding = encoding
            self.fieldBytesMax = fieldBytesMax
            self.rowBytesMax = rowBytesMax
            self.columnsMax = columnsMax
        }
    }

    package let header: CSVHeader
    /// How many records were handed out as rows, and how many as rejected.
    package private(set) var rowCount: Int = 0
    package private(set) var rejectCount: Int = 0

    private var text: ScannedText

    /// Reads the header, so it throws what is wrong with the input as a whole.
    package init(_ source: ByteSource, options: Options = Options()) throws {
        var text: ScannedText = ScannedText(source, options)
        header = try text.header(columnsMax: options.columnsMax)
        self.text = text
    }

    /// The next record, or nil at the end.
    package func next() throws -> CSVRecord? {
        guard try text.advance() else { return nil }
        let scanner: CSVScanner = text.scanner
        let row: CSVRow = CSVRow(
            header: header,
            line: scanner.recordLine,
            lastLine: scanner.recordLastLine,
            content: scanner.fields
        )
        if let error = text.trouble(columns: header.names.count) {
            rejectCount += 1
            return .rejected(CSVReject(error: error, row: row))
        }
        rowCount += 1
        return .row(row)
    }
}

/// The text of a source with the scanner at the end of its latest record.
private struct ScannedText {
    private(set) var scanner: CSVScanner
    private let feed: TextFeed
    private var chunk: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
    private var position: Int = 0

    init(_ source: ByteSource, _ options: CSVReader.Options) {
        feed = TextFeed(source, encoding: options.encoding)
        scanner = CSVScanner(
            delimiter: options.delimiter,
            fieldBytesMax: options.fieldBytesMax,
            rowBytesMax: options.rowBytesMax,
            fieldsKept: options.columnsMax
        )
    }

    /// Goes to the end of the next record; false at the end of the input.
    mutating func advance() throws -> Bool {
        scanner.beginRecord()
        while true {
            if position == chunk.count {
                // What was read is overwritten now, and if that fails, the next call must find nothing to go on with.
                chunk = UnsafeRawBufferPointer(start: nil, count: 0)
                position = 0
                chunk = try feed.next()
                if chunk.isEmpty { return scanner.finish() }
            }
            position = scanner.scan(chunk, from: position)
            if scanner.isComplete { return true }
        }
    }

    func trouble(columns expected: Int) -> CSVRowError? {
        if let trouble = scanner.trouble { return trouble }
        if scanner.fieldCount != expected { return .fieldCount(expected: expected, found: scanner.fieldCount) }
        return scanner.fields.encodingTrouble(expected: feed.encoding)
    }

    mutating func header(columnsMax: Int) throws -> CSVHeader {
        guard try advance() else { throw CSVHeader.missing }
        guard scanner.fieldCount <= columnsMax else { throw CSVHeader.tooWide(scanner.fieldCount, columnsMax) }
        guard let trouble = trouble(columns: scanner.fieldCount) else { return try CSVHeader(scanner.fields.texts) }
        if case .wrongEncoding(_, .utf8, let looksLikeGB18030) = trouble {
            throw EncodingSniff.notUTF8(looksLikeGB18030: looksLikeGB18030)
        }
        throw CSVHeader.refused(trouble)
    }
}
