import CityCore
import CityTabular
import Testing

@Suite struct CSVWriterTests {
    struct Writing: Sendable, CustomTestStringConvertible {
        let cells: [Cell]
        let options: CSVEncoder.Options
        let expected: String

        init(_ cells: [Cell], _ options: CSVEncoder.Options, _ expected: String) {
            self.cells = cells
            self.options = options
            self.expected = expected
        }

        var testDescription: String { "\(cells)" }
    }

    private static let plain: CSVEncoder.Options = CSVEncoder.Options(
        lineEnd: .lf,
        byteOrderMark: false,
        guardsFormulas: false
    )
    private static let guarded: CSVEncoder.Options = CSVEncoder.Options(lineEnd: .lf, byteOrderMark: false)
    private static let semicolon: CSVEncoder.Options = CSVEncoder.Options(
        delimiter: .semicolon,
        lineEnd: .lf,
        byteOrderMark: false
    )
    private static let newYork: CSVEncoder.Options = CSVEncoder.Options(
        lineEnd: .lf,
        byteOrderMark: false,
        utcOffset: .minutes(-210)
    )
    /// 2026-02-13T09:00:00Z.
    private static let nine: Timestamp = Timestamp(milliseconds: 1_770_973_200_000)

    static let writings: [Writing] = [
        Writing([.text("a"), .text("中文"), .empty, .text("")], plain, "a,中文,,\n"),
        Writing(
            [.text("a,b"), .text("say \"hi\""), .text("x\ny"), .text("\r")],
            plain,
            "\"a,b\",\"say \"\"hi\"\"\",\"x\ny\",\"\r\"\n"
        ),
        Writing([.text(" a"), .text("b "), .text("\t")], plain, "\" a\",\"b \",\"\t\"\n"),
        Writing([.text("a,b;c")], semicolon, "\"a,b;c\"\n"),
        Writing([.empty], plain, "\"\"\n"),
        Writing([.text("\u{FEFF}a"), .text("x\0y")], plain, "\"\u{FEFF}a\",\"xy\"\n"),
        Writing(
            [.integer(-5), .integer(.max), .number(0.1), .number(-2)],
            guarded,
            "-5,9223372036854775807,0.1,-2.0\n"
        ),
        Writing([.number(.nan), .number(.infinity), .integer(0)], guarded, ",,0\n"),
        Writing(
            [.time(nine), .time(nine + TimeSpan(milliseconds: 7))],
            guarded,
            "2026-02-13T17:00:00+08:00,2026-02-13T17:00:00.007+08:00\n"
        ),
        Writing([.time(nine)], newYork, "2026-02-13T05:30:00-03:30\n"),
        Writing([.time(Timestamp(milliseconds: .max))], guarded, "9223372036854775807\n"),
        Writing(
            [.text("=1+1"), .text("+1"), .text("-1"), .text("@a")],
            guarded,
            "\"'=1+1\",\"'+1\",\"'-1\",\"'@a\"\n"
        ),
        Writing([.text("\tx"), .text("\rx"), .text("\nx")], guarded, "\"'\tx\",\"'\rx\",\"'\nx\"\n"),
        Writing([.text("＝1"), .text("＋1"), .text("－1"), .text("＠a")], guarded, "\"'＝1\",\"'＋1\",\"'－1\",\"'＠a\"\n"),
        Writing([.text("a=1"), .text("（甲）"), .text("'x")], guarded, "a=1,（甲）,'x\n"),
        Writing([.text("=1+1"), .text("-1")], plain, "=1+1,-1\n"),
    ]

    @Test(arguments: writings)
    func cellsAreWrittenSoThatReadersGetThemBack(writing: Writing) {
        var encoder: CSVEncoder = CSVEncoder(writing.options)
        encoder.append(writing.cells)
        #expect(String(decoding: encoder.drain(), as: UTF8.self) == writing.expected)
    }

    @Test func timesAreReadBackAsTheMomentTheyWere() throws {
        let moments: [Timestamp] = [0, 1, -1, 1_770_973_200_000, -62_135_596_800_000].map(Timestamp.init(milliseconds:))
        for moment in moments {
            var encoder: CSVEncoder = CSVEncoder(CSVWriterTests.plain)
            encoder.append([.time(moment)])
            let text: String = String(decoding: encoder.drain(), as: UTF8.self)
            #expect(Timestamp(iso8601: String(text.dropLast())) == moment)
        }
    }

    @Test func aValueThatMayBeMissingMakesACellThatMayBeEmpty() {
        let texts: [Cell] = [Cell("a"), Cell(String?.none), Cell(1), Cell(Int?.none)]
        #expect(texts == [.text("a"), .empty, .integer(1), .empty])
        let others: [Cell] = [Cell(0.5), Cell(Double?.none), Cell(CSVWriterTests.nine), Cell(Timestamp?.none)]
        #expect(others == [.number(0.5), .empty, .time(CSVWriterTests.nine), .empty])
    }

    @Test func exportsBeginWithAMarkAndEndLinesAsExcelDoes() {
        var encoder: CSVEncoder = CSVEncoder()
        encoder.append(texts: ["=a", "b"])
        #expect(encoder.bytes == [0xEF, 0xBB, 0xBF] + Array("\"'=a\",b\r\n".utf8))
    }

    @Test func aSinkGetsPiecesThatMakeTheWhole() throws {
        var pieces: [[UInt8]] = []
        let writer: CSVWriter = CSVWriter(options: CSVWriterTests.plain) { pieces.append($0) }
        try writer.writeHeader(["n"])
        for number in 0..<50_000 { try writer.writeRow([.integer(number)]) }
        try writer.finish()
        let expected: String = "n\n" + (0..<50_000).map { "\($0)\n" }.joined()
        #expect(pieces.count > 3)
        #expect(pieces.allSatisfy { $0.count < 70_000 })
        #expect(pieces.flatMap(\.self) == Array(expected.utf8))
        #expect(writer.rowCount == 50_000)
    }

    @Test func aFileIsWholeAfterFinishAndOnlyItsOwnersToRead() throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        let writer: any TableWriter = CSVWriter(try OutputFile(path: folder.path("a.csv")), options: .exact)
        try writer.writeHeader(["a"])
        try writer.writeRow([.text("=1")])
        try writer.finish()
        #expect(try folder.bytes("a.csv") == [0xEF, 0xBB, 0xBF] + Array("a\r\n=1\r\n".utf8))
        #expect(try folder.permissions("a.csv") == 0o600)
        #expect(TableProbe.reason { _ = try OutputFile(path: folder.path("no/a.csv")) } == "file.missing")
    }

    @Test func writingOutOfOrderIsAFaultOfOurs() throws {
        let writer: CSVWriter = CSVWriter { _ in }
        #expect(TableProbe.reason { try writer.writeRow([.empty]) } == "internal")
        #expect(TableProbe.reason { try writer.finish() } == "internal")
        #expect(TableProbe.reason { try writer.writeHeader([]) } == "internal")
        try writer.writeHeader(["a", "b"])
        #expect(TableProbe.reason { try writer.writeHeader(["a", "b"]) } == "internal")
        #expect(TableProbe.reason { try writer.writeRow([.empty]) } == "internal")
        try writer.finish()
        #expect(TableProbe.reason { try writer.writeRow([.empty, .empty]) } == "internal")
        #expect(TableProbe.reason { try writer.finish() } == "internal")
    }

    @Test func aSinkThatFailsStopsTheWriting() throws {
        let writer: CSVWriter = CSVWriter { _ in throw Missing() }
        try writer.writeHeader(["a"])
        #expect(throws: Missing.self) { try writer.finish() }
    }
}
