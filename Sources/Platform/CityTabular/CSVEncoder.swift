package import CityCore

/// Makes CSV bytes (RFC 4180) in memory; whoever holds it takes them away when there are enough. This is the form for
/// answers that stream: `drain` between two awaited writes.
package struct CSVEncoder: Sendable {
    package struct Options: Sendable, Hashable {
        package enum LineEnd: Sendable {
            case crlf
            case lf
        }

        package var delimiter: CSVDelimiter
        package var lineEnd: LineEnd
        /// Excel takes a file without the mark for the local encoding and shows Chinese as rubbish.
        package var byteOrderMark: Bool
        /// Puts an apostrophe before text that a spreadsheet would run as a formula.
        package var guardsFormulas: Bool
        /// The distance from UTC of the clock that times are written by.
        package var utcOffset: TimeSpan

        package init(
            delimiter: CSVDelimiter = .comma,
            lineEnd: LineEnd = .crlf,
            byteOrderMark: Bool = true,
            guardsFormulas: Bool = true,
            utcOffset: TimeSpan = .hours(8)
        ) {
            self.delimiter = delimiter
            self.lineEnd = lineEnd
            self.byteOrderMark = byteOrderMark
            self.guardsFormulas = guardsFormulas
            self.utcOffset = utcOffset
        }

        /// For people's spreadsheets.
        package static let export: Options = Options()
        /// For what must be read back as it was.
        package static let exact: Options = Options(guardsFormulas: false)
    }

    private let options: Options
    /// What has been made and not been taken away.
    package private(set) var bytes: [UInt8] = []

    package init(_ options: Options = .export) {
        self.options = options
        if options.byteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
    }

    package mutating func append(_ cells: [Cell]) {
        let start: Int = bytes.count
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(options.delimiter.byte) }
            append(cell)
        }
        endRecord(from: start)
    }

    package mutating func append(texts: [String]) {
        append(texts.map(Cell.text))
    }

    package mutating func drain() -> [UInt8] {
        let made: [UInt8] = bytes
        bytes = []
        return made
    }

    /// A record of one empty field would be a blank line, which readers skip; it is written as a pair of quotes.
    private mutating func endRecord(from start: Int) {
        if bytes.count == start { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
        if options.lineEnd == .crlf { bytes.append(UInt8(ascii: "\r")) }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ cell: Cell) {
        switch cell {
        case .empty: break
        case .text(let text): append(text)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let value): if value.isFinite { bytes.append(contentsOf: value.description.utf8) }
        case .time(let time):
            let text: String? = LocalTime(time, offset: options.utcOffset)?.iso8601
            bytes.append(contentsOf: (text ?? String(time.milliseconds)).utf8)
        }
    }

    private mutating func append(_ text: String) {
        var text: String = text
        text.withUTF8 { utf8 in
            let isGuarded: Bool = options.guardsFormulas && FormulaGuard.isNeeded(utf8)
            guard isGuarded || needsQuotes(utf8) else { return bytes.append(contentsOf: utf8) }
            bytes.append(UInt8(ascii: "\""))
            if isGuarded { bytes.append(UInt8(ascii: "'")) }
            for byte in utf8 where byte != 0 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// Quotes are also for white space at the ends, which some readers drop, for a byte order mark, which at the
    /// beginning of a file would be taken for one, and for NUL, which no reader takes and which is left out.
    private func needsQuotes(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = utf8.first, let last = utf8.last else { return false }
        let space: UInt8 = UInt8(ascii: " ")
        if first == space || last == space { return true }
        if first == 0xEF, utf8.starts(with: [0xEF, 0xBB, 0xBF]) { return true }
        let delimiter: UInt8 = options.delimiter.byte
        return utf8.contains { byte in
            switch byte {
            case delimiter, UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\t"), 0: true
            default: false
            }
        }
    }
}
