import CityTabular
import Testing

@Suite struct RoundTripTests {
    private struct Table {
        var header: [String]
        var rows: [[String]]
        var options: CSVEncoder.Options

        init(seed: UInt64) {
            var generator: SeededGenerator = SeededGenerator(seed: seed)
            let columns: Int = Int.random(in: 1...6, using: &generator)
            header = (0..<columns).map { "c\($0)\(Table.text(&generator))\($0)" }
            rows = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                (0..<columns).map { _ in Table.text(&generator) }
            }
            options = CSVEncoder.Options(
                delimiter: CSVDelimiter.allCases.randomElement(using: &generator) ?? .comma,
                lineEnd: Bool.random(using: &generator) ? .crlf : .lf,
                byteOrderMark: Bool.random(using: &generator),
                guardsFormulas: false
            )
        }

        private static func text(_ generator: inout SeededGenerator) -> String {
            let parts: [String] = [
                "", "a", "7", "中", "😀", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "=", "'", "\u{FEFF}",
                "é",
            ]
            let count: Int = Int.random(in: 0...5, using: &generator)
            return (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
        }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func whatIsWrittenIsReadBackEqual(seed: UInt64) throws {
        let table: Table = Table(seed: seed)
        var written: [UInt8] = []
        let writer: CSVWriter = CSVWriter(options: table.options) { written += $0 }
        try writer.writeHeader(table.header)
        for row in table.rows { try writer.writeRow(row.map(Cell.text)) }
        try writer.finish()

        let packed: [UInt8] = seed % 2 == 0 ? GzipFixture.stored(written) : written
        let options: CSVReader.Options = CSVReader.Options(delimiter: table.options.delimiter)
        let reader: CSVReader = try CSVReader(ByteSource(bytes: packed), options: options)
        #expect(reader.header.names.map { Array($0.utf8) } == table.header.map { Array($0.utf8) })
        var rows: [[[UInt8]]] = []
        while let record = try reader.next() {
            guard case .row(let row) = record else { throw Missing() }
            rows.append(row.fields.map { Array($0.utf8) })
        }
        #expect(rows == table.rows.map { $0.map { Array($0.utf8) } })
    }
}
