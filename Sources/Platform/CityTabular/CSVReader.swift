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

    private let feed: TextFeed
    private var scanner: CSVScanner
    private var chunk: UnsafeRawBufferPointer
    private var position: Int = 0

    /// Reads the header, so it throws what is wrong with the input as a whole.
    package init(_ source: ByteSource, options: Options = Options()) throws {
        feed = TextFeed(source, encoding: options.encoding)
        scanner = CSVScanner(
            delimiter: options.delimiter,
            fieldBytesMax: options.fieldBytesMax,
            rowBytesMax: options.rowBytesMax,
            fieldsKept: options.columnsMax + 1
        )
        chunk = try feed.next()
        guard try CSVReader.advance(&scanner, feed, &chunk, &position) else { throw CSVHeader.missing }
        header = try CSVReader.header(from: scanner, encoding: feed.encoding, columnsMax: options.columnsMax)
    }

    /// The next record, or nil at the end.
    package func next() throws -> CSVRecord? {
        guard try CSVReader.advance(&scanner, feed, &chunk, &position) else { return nil }
        let row: CSVRow = CSVRow(
            header: header,
            line: scanner.recordLine,
            lastLine: scanner.recordLastLine,
            bytes: scanner.bytes,
            ends: scanner.ends
        )
        if let error = trouble(with: row) {
            rejectCount += 1
            return .rejected(CSVReject(error: error, row: row))
        }
        rowCount += 1
        return .row(row)
    }

    private func trouble(with row: CSVRow) -> CSVRowError? {
        if let trouble = scanner.trouble { return trouble }
        let expected: Int = header.names.count
        if scanner.fieldCount != expected { return .fieldCount(expected: expected, found: scanner.fieldCount) }
        return row.encodingTrouble(expected: feed.encoding)
    }

    /// Scans one record; false at the end of the input. Static because the initialiser needs it before all is there.
    private static func advance(
        _ scanner: inout CSVScanner,
        _ feed: TextFeed,
        _ chunk: inout UnsafeRawBufferPointer,
        _ position: inout Int
    ) throws -> Bool {
        scanner.beginRecord()
        while !chunk.isEmpty {
            position = scanner.scan(chunk, from: position)
            if scanner.isComplete { return true }
            chunk = try feed.next()
            position = 0
        }
        return scanner.finish()
    }

    private static func header(from scanner: CSVScanner, encoding: TextEncoding, columnsMax: Int) throws -> CSVHeader {
        let unnamed: CSVHeader = .unnamed
        let row: CSVRow = CSVRow(header: unnamed, line: 1, lastLine: 1, bytes: scanner.bytes, ends: scanner.ends)
        if case .wrongEncoding(_, .utf8, let looksLikeGB18030) = row.encodingTrouble(expected: encoding) {
            throw EncodingSniff.notUTF8(looksLikeGB18030: looksLikeGB18030)
        }
        if let trouble = scanner.trouble ?? row.encodingTrouble(expected: encoding) { throw refusal(trouble) }
        guard scanner.fieldCount <= columnsMax else { throw tooManyColumns(scanner.fieldCount, columnsMax) }
        return try CSVHeader(row.fields)
    }

    private static func refusal(_ trouble: CSVRowError) -> CityError {
        let wording: Wording = Wording("表头有误：\(trouble.wording.zh)", "The header is wrong: \(trouble.wording.en)")
        return CityError(.invalidArgument, trouble.reason, wording)
    }

    private static func tooManyColumns(_ count: Int, _ columnsMax: Int) -> CityError {
        CityError(
            .tooLarge,
            "csv.too_many_columns",
            Wording("有 \(count) 列，超过 \(columnsMax) 列的上限，请拆分", "There are \(count) columns, over the limit of \(columnsMax); split the table")
        )
    }
}

extension CSVRow {
    /// The first field whose bytes are no text.
    func encodingTrouble(expected: TextEncoding) -> CSVRowError? {
        if isASCII { return nil }
        for column in 0..<count {
            let trouble: CSVRowError? = withBytes(of: column) { bytes in
                if UTF8Check.isValid(bytes) { return nil }
                let looksLikeGB18030: Bool = expected == .utf8 && GB18030Check.isWellFormed(bytes)
                return .wrongEncoding(column: column, expected: expected, looksLikeGB18030: looksLikeGB18030)
            }
            if let trouble { return trouble }
        }
        return nil
    }
}
