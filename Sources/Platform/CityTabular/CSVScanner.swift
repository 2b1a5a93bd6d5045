/// Cuts UTF-8 text into records and fields (RFC 4180, and what programs really write: any line end, blank lines, quotes
/// in the middle of a plain field). It sees each byte once and may be stopped and resumed between any two bytes.
struct CSVScanner {
    private enum State {
        case recordStart
        case fieldStart
        case plain
        case quoted
        /// After a quote inside a quoted field: its end, or the first half of a doubled quote.
        case quoteSeen
    }

    private let delimiter: UInt8
    private let fieldBytesMax: Int
    private let rowBytesMax: Int
    /// How many fields of a record are kept; the rest are counted only.
    private let fieldsKept: Int

    private var state: State = .recordStart
    /// Whether the last byte was CR, so that an LF after it belongs to the same line end.
    private var afterCR: Bool = false
    private var line: Int = 1
    /// The last line on which a quoted field had something other than a line end.
    private var textLine: Int = 1
    private var fieldStart: Int = 0
    private var rawCount: Int = 0

    private(set) var isComplete: Bool = false
    private(set) var recordLine: Int = 1
    private(set) var recordLastLine: Int = 1
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private(set) var fieldCount: Int = 0
    private var noted: CSVRowError?

    var fields: CSVFields { CSVFields(bytes: bytes, ends: ends) }

    /// The first thing wrong with the record, before anybody has looked at what its fields say.
    var trouble: CSVRowError? {
        noted ?? (rawCount > rowBytesMax ? .rowTooLong(bytesMax: rowBytesMax) : nil)
    }

    init(delimiter: CSVDelimiter, fieldBytesMax: Int, rowBytesMax: Int, fieldsKept: Int) {
        self.delimiter = delimiter.byte
        self.fieldBytesMax = fieldBytesMax
        self.rowBytesMax = rowBytesMax
        self.fieldsKept = fieldsKept
    }

    /// Forgets the record that was handed over. Arrays that somebody still holds are left to them.
    mutating func beginRecord() {
        let worthKeeping: Bool = bytes.capacity <= 1 << 18
        bytes.removeAll(keepingCapacity: worthKeeping)
        ends.removeAll(keepingCapacity: worthKeeping)
        (fieldCount, fieldStart, rawCount) = (0, 0, 0)
        noted = nil
        isComplete = false
        state = .recordStart
    }

    /// Reads from a place on, to the end of the record or of the chunk, and says where it stopped.
    mutating func scan(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var at: Int = start
        while at < chunk.count, !isComplete {
            let before: Int = at
            switch state {
            case .recordStart:
                at = skipLineEnds(chunk, at)
                continue
            case .fieldStart:
                let isQuote: Bool = chunk[at] == UInt8(ascii: "\"")
                state = isQuote ? .quoted : .plain
                at += isQuote ? 1 : 0
            case .plain: at = scanPlain(chunk, at)
            case .quoted: at = scanQuoted(chunk, at)
            case .quoteSeen: at = scanAfterQuote(chunk, at)
            }
            rawCount += at - before
        }
        return at
    }

    /// Ends the last record at the end of the input; false when there is none.
    mutating func finish() -> Bool {
        if state == .recordStart { return false }
        if state == .quoted {
            noted = .unterminatedQuote(column: fieldCount)
            endRecord(lastLine: max(recordLine, textLine))
        } else {
            endRecord(lastLine: line)
        }
        return true
    }

    private mutating func skipLineEnds(_ chunk: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var at: Int = start
        while at < chunk.count, isLineEnd(chunk[at]) {
            countLineEnd(chunk[at])
            at += 1
        }
        if at < chunk.count {
            state = .fieldStart
            recordLine = line
            afterCR = false
        }
        return at
    }

    private mutating func scanPlain(_ chunk: UnsafeRawBufferPointer, _ start: Int) -> Int {
        let delimiter: UInt8 = self.delimiter
        var at: Int = start
        while at < chunk.count {
            let byte: UInt8 = chunk[at]
            // All that ends a run is below this, all letters and most of the rest above.
            if byte <= UInt8(ascii: ";"), byte == delimiter || isLineEnd(byte) || byte == 0 { break }
            at += 1
        }
        append(chunk, start, at)
        guard at < chunk.count else { return at }
        endPlain(chunk[at])
        return at + 1
    }

    /// Deals with the byte after a run or after a closing quote: a delimiter, a line end or NUL.
    private mutating func endPlain(_ byte: UInt8) {
        if byte == delimiter {
            endField()
            state = .fieldStart
        } else if isLineEnd(byte) {
            endRecord(lastLine: line)
            countLineEnd(byte)
        } else {
            note(.nulByte(column: fieldCount))
        }
    }

    private mutating func scanQuoted(_ chunk: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var at: Int = start
        while at < chunk.count {
            let byte: UInt8 = chunk[at]
            if byte <= UInt8(ascii: "\""), byte == UInt8(ascii: "\"") || isLineEnd(byte) || byte == 0 { break }
            at += 1
        }
        if at > start {
            append(chunk, start, at)
            afterCR = false
            textLine = line
        }
        guard at < chunk.count else { return at }
        switch chunk[at] {
        case UInt8(ascii: "\""):
            state = .quoteSeen
            afterCR = false
        case 0:
            note(.nulByte(column: fieldCount))
            afterCR = false
        default:
            append(chunk, at, at + 1)
            countLineEnd(chunk[at])
        }
        return at + 1
    }

    private mutating func scanAfterQuote(_ chunk: UnsafeRawBufferPointer, _ at: Int) -> Int {
        let byte: UInt8 = chunk[at]
        if byte == UInt8(ascii: "\"") {
            append(chunk, at, at + 1)
            state = .quoted
            textLine = line
            return at + 1
        }
        if byte == delimiter || isLineEnd(byte) {
            endPlain(byte)
            return at + 1
        }
        note(.textAfterQuote(column: fieldCount))
        state = .plain
        return at
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    private mutating func countLineEnd(_ byte: UInt8) {
        let isCR: Bool = byte == UInt8(ascii: "\r")
        if isCR || !afterCR { line += 1 }
        afterCR = isCR
    }

    private mutating func append(_ chunk: UnsafeRawBufferPointer, _ start: Int, _ end: Int) {
        let count: Int = end - start
        let fieldRoom: Int = fieldBytesMax - (bytes.count - fieldStart)
        let rowRoom: Int = rowBytesMax - bytes.count
        if count > fieldRoom { note(.fieldTooLong(column: fieldCount, bytesMax: fieldBytesMax)) }
        let kept: Int = min(count, fieldRoom, rowRoom)
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[start..<start + kept]))
    }

    private mutating func endField() {
        if ends.count < fieldsKept { ends.append(bytes.count) }
        fieldCount += 1
        fieldStart = bytes.count
    }

    private mutating func endRecord(lastLine: Int) {
        endField()
        recordLastLine = lastLine
        isComplete = true
    }

    private mutating func note(_ found: CSVRowError) {
        if noted == nil { noted = found }
    }
}
