import CityCore
import CityTabular
import Foundation
import Testing

@Suite struct WorkbookWriterTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func workbook(_ names: [String], _ rows: [[Cell]], _ options: WorkbookWriter.Options) throws -> ZipFixture {
        let writer: WorkbookWriter = try WorkbookWriter(path: folder.path("a.xlsx"), options: options)
        try writer.writeHeader(names)
        for row in rows { try writer.writeRow(row) }
        try writer.finish()
        #expect(writer.rowCount == rows.count)
        return try ZipFixture(try folder.bytes("a.xlsx"))
    }

    /// What one cell of a workbook of one row is in the XML of its sheet.
    private func xml(of cell: Cell, utcOffset: TimeSpan = .hours(8)) throws -> String {
        let options: WorkbookWriter.Options = WorkbookWriter.Options(sheetName: "a", utcOffset: utcOffset)
        let sheet: String = try workbook(["h"], [[cell]], options).text("xl/worksheets/sheet1.xml")
        let row: Range<String.Index> = try #require(sheet.range(of: "<row r=\"2\">") ?? sheet.range(of: "</sheetData>"))
        let rest: Substring = sheet[row.upperBound...]
        return String(rest.prefix(upTo: rest.range(of: "</row>")?.lowerBound ?? rest.startIndex))
    }

    static let cells: [(Cell, String)] = [
        (.text("路灯"), #"<c r="A2" t="inlineStr"><is><t>路灯</t></is></c>"#),
        (.text("=1+1"), #"<c r="A2" t="inlineStr"><is><t>=1+1</t></is></c>"#),
        (.text("<&> \"'"), #"<c r="A2" t="inlineStr"><is><t>&lt;&amp;&gt; "'</t></is></c>"#),
        (.text("a\u{1}\u{8}\0b\u{FFFE}\u{FFFF}"), #"<c r="A2" t="inlineStr"><is><t>ab</t></is></c>"#),
        (.text("a\r\nb\rc\nd\te"), "<c r=\"A2\" t=\"inlineStr\"><is><t>a\nb\nc\nd\te</t></is></c>"),
        (.text("_x0041_ _y _x004G_"), #"<c r="A2" t="inlineStr"><is><t>_x005F_x0041_ _y _x004G_</t></is></c>"#),
        (.text("👩‍🔧 é"), #"<c r="A2" t="inlineStr"><is><t>👩‍🔧 é</t></is></c>"#),
        (.text(""), ""),
        (.empty, ""),
        (.integer(42), #"<c r="A2" s="2"><v>42</v></c>"#),
        (.integer(-999_999_999_999_999), #"<c r="A2" s="2"><v>-999999999999999</v></c>"#),
        (.integer(1_000_000_000_000_001), #"<c r="A2" t="inlineStr"><is><t>1000000000000001</t></is></c>"#),
        (.integer(.min), #"<c r="A2" t="inlineStr"><is><t>-9223372036854775808</t></is></c>"#),
        (.number(0.25), #"<c r="A2"><v>0.25</v></c>"#),
        (.number(.nan), ""),
        // 2026-02-13T09:00:00Z is 17:00 in China; 46066 days after 1899-12-30.
        (.time(Timestamp(milliseconds: 1_770_973_200_000)), #"<c r="A2" s="2"><v>46066.70833333333</v></c>"#),
        // Midnight of 1970-01-02 in China.
        (.time(Timestamp(milliseconds: 57_600_000)), #"<c r="A2" s="2"><v>25570</v></c>"#),
        (
            .time(Timestamp(milliseconds: -2_208_988_800_000)),
            #"<c r="A2" t="inlineStr"><is><t>1900-01-01T08:00:00+08:00</t></is></c>"#
        ),
        (
            .time(Timestamp(milliseconds: -300_000_000_000_000)),
            #"<c r="A2" t="inlineStr"><is><t>-300000000000000</t></is></c>"#
        ),
    ]

    @Test(arguments: cells)
    func eachKindOfCellHasItsFormAndTextIsNeverAFormula(cell: Cell, expected: String) throws {
        let found: String = try xml(of: cell)
        #expect(found == expected)
    }

    @Test func seventyThousandRowsMakeOneSheetWithAFrozenBoldFilteredHeader() throws {
        let rows: [[Cell]] = (1...70_000).map { number in
            [.integer(number), .text("案件 \(number)"), .number(Double(number) / 4), .empty]
        }
        let options: WorkbookWriter.Options = WorkbookWriter.Options(sheetName: "案件")
        let archive: ZipFixture = try workbook(["编号", "名称", "分数", "备注"], rows, options)
        let bytes: [UInt8] = try folder.bytes("a.xlsx")
        #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
        #expect(bytes.count > 500_000)
        #expect(archive.names.filter { $0.hasPrefix("xl/worksheets/") } == ["xl/worksheets/sheet1.xml"])
        let sheet: String = try archive.text("xl/worksheets/sheet1.xml")
        let last: String =
            #"<row r="70001"><c r="A70001" s="2"><v>70000</v></c><c r="B70001" t="inlineStr"><is><t>案件 70000</t>"#
            + #"</is></c><c r="C70001"><v>17500</v></c></row>"#
        #expect(sheet.contains(last))
        #expect(sheet.contains(#"<c r="A1" s="1" t="inlineStr"><is><t>编号</t></is></c>"#))
        #expect(sheet.contains(#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#))
        #expect(sheet.contains(#"<autoFilter ref="A1:D70001"/>"#))
        #expect(sheet.split(separator: "<row r=").count == 70_002)
        #expect(try archive.text("xl/styles.xml").contains("<font><b/>"))
        #expect(try folder.names == ["a.xlsx"])
        #expect(try folder.permissions("a.xlsx") == 0o600)
    }

    @Test func aFullSheetIsFollowedByAnotherWithTheSameHeader() throws {
        let options: WorkbookWriter.Options = WorkbookWriter.Options(sheetName: "a/b:c", rowsPerSheet: 4)
        let archive: ZipFixture = try workbook(["n"], (1...7).map { [.integer($0)] }, options)
        let list: String = try archive.text("xl/workbook.xml")
        let sheets: [String] = (1...4).map { "xl/worksheets/sheet\($0).xml" }
        #expect(archive.names.filter { $0.hasPrefix("xl/worksheets/") } == Array(sheets.prefix(3)))
        #expect(list.contains(#"<sheet name="a b c" sheetId="1""#))
        #expect(list.contains(#"<sheet name="a b c 3" sheetId="3""#))
        let rows: [Int] = try sheets.prefix(3).map { try archive.text($0).split(separator: "<row ").count - 1 }
        #expect(rows == [4, 4, 2])
        #expect(try sheets.prefix(3).allSatisfy { try archive.text($0).contains("<is><t>n</t></is>") })
        let filters: [Bool] = try zip(sheets, [4, 4, 2]).map { sheet, last in
            try archive.text(sheet).contains("<autoFilter ref=\"A1:A\(last)\"/>")
        }
        #expect(filters == [true, true, true])
        #expect(try archive.text(sheets[2]).contains(#"<c r="A2" s="2"><v>7</v></c>"#))
    }

    @Test func columnsAreAsWideAsTheirTextUpToALimit() throws {
        let rows: [[Cell]] = [[.integer(1), .text("茅箭区人民路十二号"), .text(String(repeating: "长", count: 500))]]
        let archive: ZipFixture = try workbook(["a", "b", "c"], rows, WorkbookWriter.Options(sheetName: "a"))
        let sheet: String = try archive.text("xl/worksheets/sheet1.xml")
        let widths: [Substring] = sheet.matches(of: #/<col [^>]*width="(\d+)/#).map(\.output.1)
        #expect(widths == ["10", "20", "62"])
    }

    @Test func aTextTooLongForACellIsCutAndCounted() throws {
        let writer: WorkbookWriter = try WorkbookWriter(
            path: folder.path("a.xlsx"),
            options: WorkbookWriter.Options(sheetName: String(repeating: "名", count: 40), rowsPerSheet: 2)
        )
        try writer.writeHeader(["a"])
        for text in [String(repeating: "字", count: 32_767), String(repeating: "😀", count: 20_000), "short"] {
            try writer.writeRow([.text(text)])
        }
        try writer.finish()
        #expect(writer.cutTextCount == 1)
        let archive: ZipFixture = try ZipFixture(try folder.bytes("a.xlsx"))
        #expect(try archive.text("xl/worksheets/sheet1.xml").contains(String(repeating: "字", count: 32_767)))
        #expect(try archive.text("xl/worksheets/sheet2.xml").contains(String(repeating: "😀", count: 16_383) + "…<"))
        #expect(try archive.text("xl/workbook.xml").contains(#"name="\#(String(repeating: "名", count: 29)) 2""#))
    }

    @Test func anAbandonedWorkbookLeavesNothing() throws {
        do {
            let writer: WorkbookWriter = try WorkbookWriter(path: folder.path("a.xlsx"), options: .init(sheetName: "a"))
            #expect(try folder.names == ["a.xlsx.part"])
            try writer.writeHeader(["a"])
            try writer.writeRow([.text("x")])
        }
        #expect(try folder.names == [])
    }

    @Test func aPathThatCannotBeWrittenIsFoundOutAtOnce() {
        let reason: String? = TableProbe.reason {
            _ = try WorkbookWriter(path: folder.path("no/a.xlsx"), options: .init(sheetName: "a"))
        }
        #expect(reason == "file.missing")
    }

    @Test func writingOutOfOrderIsAFaultOfOurs() throws {
        let writer: any TableWriter = try WorkbookWriter(path: folder.path("a.xlsx"), options: .init(sheetName: "a"))
        #expect(TableProbe.reason { try writer.writeRow([]) } == "internal")
        #expect(TableProbe.reason { try writer.finish() } == "internal")
        try writer.writeHeader(["a"])
        #expect(TableProbe.reason { try writer.writeRow([.empty, .empty]) } == "internal")
        try writer.finish()
        #expect(TableProbe.reason { try writer.finish() } == "internal")
        #expect(TableProbe.reason { try writer.writeRow([.empty]) } == "internal")
    }
}
