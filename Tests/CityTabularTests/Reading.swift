import CityTabular
import Testing

/// An input and what must come of it, in the notation of `TableProbe`.
struct Reading: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let input: [UInt8]
    let options: CSVReader.Options
    let expected: [String]

    init(_ name: String, _ input: [UInt8], with options: CSVReader.Options = CSVReader.Options(), _ expected: [String])
    {
        testDescription = name
        self.input = input
        self.options = options
        self.expected = expected
    }

    init(_ name: String, _ text: String, with options: CSVReader.Options = CSVReader.Options(), _ expected: [String]) {
        self.init(name, Array(text.utf8), with: options, expected)
    }

    private static func text(_ before: String, _ bytes: [UInt8], _ after: String) -> [UInt8] {
        Array(before.utf8) + bytes + Array(after.utf8)
    }

    private static let short: CSVReader.Options = CSVReader.Options(fieldBytesMax: 4, rowBytesMax: 12)
    private static let semicolon: CSVReader.Options = CSVReader.Options(delimiter: .semicolon)
    private static let tab: CSVReader.Options = CSVReader.Options(delimiter: .tab)

    static let shapes: [Reading] = [
        Reading("plain", "a,b\n1,2\n3,4\n", ["a|b", "2 1|2", "3 3|4"]),
        Reading("byte order mark", "\u{FEFF}a,b\n1,2\n", ["a|b", "2 1|2"]),
        Reading("byte order mark and quotes", "\u{FEFF}\"a\",b\n1,2\n", ["a|b", "2 1|2"]),
        Reading("CR LF", "a,b\r\n1,2\r\n3,4\r\n", ["a|b", "2 1|2", "3 3|4"]),
        Reading("CR", "a,b\r1,2\r3,4\r", ["a|b", "2 1|2", "3 3|4"]),
        Reading("all line ends", "a,b\r\n1,2\r3,4\n5,6", ["a|b", "2 1|2", "3 3|4", "4 5|6"]),
        Reading("no line end at the end", "a,b\n1,2", ["a|b", "2 1|2"]),
        Reading("empty last field at the end", "a,b\n1,", ["a|b", "2 1|"]),
        Reading("quotes at the end", "a,b\n1,\"2\"", ["a|b", "2 1|2"]),
        Reading("empty fields", "a,b,c\n,,\n\"\",,\"\"\n", ["a|b|c", "2 ||", "3 ||"]),
        Reading("blank lines", "\n\na,b\n\n1,2\r\n\r\n\r\r3,4\n\n", ["a|b", "5 1|2", "9 3|4"]),
        Reading("one column", "a\n1\n\n\"\"\n2\n", ["a", "2 1", "4 ", "5 2"]),
        Reading("header only", "a,b\n", ["a|b"]),
        Reading("spaces", " a , b \n 1 ,2 \n", ["a|b", "2  1 |2 "]),
        Reading("a column without a name", "a,,b,\n1,2,3,4\n", ["a||b|", "2 1|2|3|4"]),
        Reading("semicolons", "a;b\n1,5;\"x;y\"\n", with: semicolon, ["a|b", "2 1,5|x;y"]),
        Reading("tabs", "a\tb\n1,5\t\"x\ty\"\n", with: tab, ["a|b", "2 1,5|x\ty"]),
        Reading("Chinese", "名称,地址\n路灯,\"人民路，1号\"\n", ["名称|地址", "2 路灯|人民路，1号"]),
    ]

    static let quotes: [Reading] = [
        Reading("delimiter in quotes", "a,b\n\"1,2\",3\n", ["a|b", "2 1,2|3"]),
        Reading("doubled quotes", "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", ["a|b", "2 say \"hi\"|\""]),
        Reading("LF in quotes", "a,b\n\"1\n2\",3\n4,5\n", ["a|b", "2-3 1\n2|3", "4 4|5"]),
        Reading("CR LF in quotes", "a,b\r\n\"1\r\n\r\n2\",3\r\n4,5\r\n", ["a|b", "2-4 1\r\n\r\n2|3", "5 4|5"]),
        Reading("CR in quotes", "a,b\r\"1\r2\",3\r4,5\r", ["a|b", "2-3 1\r2|3", "4 4|5"]),
        Reading("CR, quote, LF", "a,b\n1,\"2\r\"\n3,4\n", ["a|b", "2-3 1|2\r", "4 3|4"]),
        Reading("header over two lines", "\"a\nx\",b\n1,2\n", ["a\nx|b", "3 1|2"]),
        Reading("quote in a plain field", "a,b\n5\" pipe,x\"y\"\n", ["a|b", "2 5\" pipe|x\"y\""]),
        Reading("space before a quote", "a,b\n1, \"2\"\n", ["a|b", "2 1| \"2\""]),
        Reading("text after a quote", "a,b\n\"1\"x,2\n3,4\n", ["a|b", "2 !csv.text_after_quote", "3 3|4"]),
        Reading("half a row", "a,b\n1,2\n3,\"4", ["a|b", "2 1|2", "3 !csv.unterminated_quote"]),
        Reading("half a row of lines", "a,b\n1,\"2\n3,4\n5,6\n", ["a|b", "2-4 !csv.unterminated_quote"]),
        Reading("a quote alone", "a,b\n1,2\n\"", ["a|b", "2 1|2", "3 !csv.unterminated_quote"]),
        Reading("half a doubled quote", "a,b\n1,\"2\"\"", ["a|b", "2 !csv.unterminated_quote"]),
    ]

    static let troubles: [Reading] = [
        Reading(
            "too few and too many",
            "a,b\n1\n1,2,3\n4,5\n",
            ["a|b", "2 !csv.field_count", "3 !csv.field_count", "4 4|5"]
        ),
        Reading("not UTF-8", text("a,b\n1,", [0xFF], "\n3,4\n"), ["a|b", "2 !csv.wrong_encoding", "3 3|4"]),
        Reading(
            "surrogate",
            text("a,b\n1,", [0xED, 0xA0, 0x80], "\n3,4\n"),
            ["a|b", "2 !csv.wrong_encoding", "3 3|4"]
        ),
        Reading("overlong", text("a,b\n1,", [0xC0, 0xAF], "\n3,4\n"), ["a|b", "2 !csv.wrong_encoding", "3 3|4"]),
        Reading("cut character", text("a,b\n1,", [0xE4, 0xB8], "\n3,4\n"), ["a|b", "2 !csv.wrong_encoding", "3 3|4"]),
        Reading(
            "a character over two fields",
            text("a,b\n", [0xE4, 0x2C, 0xB8, 0xAD], "\n3,4\n"),
            ["a|b", "2 !csv.wrong_encoding", "3 3|4"]
        ),
        Reading("NUL", "a,b\n1,\0\n3,4\n", ["a|b", "2 !csv.nul_byte", "3 3|4"]),
        Reading("NUL in quotes", "a,b\n1,\"x\0\"\n3,4\n", ["a|b", "2 !csv.nul_byte", "3 3|4"]),
        Reading("field at the limit", "a,b\n1234,\"5678\"\n", with: short, ["a|b", "2 1234|5678"]),
        Reading("long field", "a,b\n12345,6\n3,4\n", with: short, ["a|b", "2 !csv.field_too_long", "3 3|4"]),
        Reading(
            "long quoted field",
            "a,b\n\"123\n45\",6\n3,4\n",
            with: short,
            ["a|b", "2-3 !csv.field_too_long", "4 3|4"]
        ),
        Reading(
            "long row",
            "a,b,c,d\n123,456,789,1\n1,2,3,4\n",
            with: short,
            ["a|b|c|d", "2 !csv.row_too_long", "3 1|2|3|4"]
        ),
        Reading(
            "many empty fields",
            "a,b\n,,,,,,,,,,,,,,,\n3,4\n",
            with: short,
            ["a|b", "2 !csv.row_too_long", "3 3|4"]
        ),
    ]

    static let refusals: [Reading] = [
        Reading("nothing", "", ["!csv.no_header"]),
        Reading("blank lines only", "\r\n\r\n", ["!csv.no_header"]),
        Reading("header of nothing", ",,\n1,2,3\n", ["!csv.no_header"]),
        Reading("byte order mark only", "\u{FEFF}", ["!csv.no_header"]),
        Reading("two columns of a name", "a,b, a\n1,2,3\n", ["!csv.duplicate_column"]),
        Reading("half a header", "a,\"b\n1,2\n", ["!csv.unterminated_quote"]),
        Reading("header not UTF-8", text("a,", [0xFF], "\n1,2\n"), ["!csv.not_utf8"]),
        Reading("too many columns", "a,b,c\n", with: CSVReader.Options(columnsMax: 2), ["!csv.too_many_columns"]),
        Reading("Excel workbook", [0x50, 0x4B, 3, 4, 20, 0], ["!csv.is_workbook"]),
        Reading("old Excel workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1], ["!csv.is_workbook"]),
        Reading("UTF-16, little end first", [0xFF, 0xFE, 0x61, 0, 0x0A, 0], ["!csv.is_utf16"]),
        Reading("UTF-16, big end first", [0xFE, 0xFF, 0, 0x61, 0, 0x0A], ["!csv.is_utf16"]),
        Reading("cut gzip", Array(GzipFixture.stored(Array("a,b\n".utf8)).dropLast()), ["!file.gzip_truncated"]),
    ]

    static let all: [Reading] = shapes + quotes + troubles + refusals
}
