package import CityCore

/// What can be wrong with one record. The records around it are not touched by it. Columns count from 0.
package enum CSVRowError: Error, Sendable, Hashable {
    case fieldCount(expected: Int, found: Int)
    /// The input ended inside quotes: half a row.
    case unterminatedQuote(column: Int)
    /// Something other than a delimiter or a line end follows a closing quote.
    case textAfterQuote(column: Int)
    case wrongEncoding(column: Int, expected: TextEncoding, looksLikeGB18030: Bool)
    case nulByte(column: Int)
    case fieldTooLong(column: Int, bytesMax: Int)
    case rowTooLong(bytesMax: Int)

    /// A stable name for programs.
    package var reason: String {
        switch self {
        case .fieldCount: "csv.field_count"
        case .unterminatedQuote: "csv.unterminated_quote"
        case .textAfterQuote: "csv.text_after_quote"
        case .wrongEncoding: "csv.wrong_encoding"
        case .nulByte: "csv.nul_byte"
        case .fieldTooLong: "csv.field_too_long"
        case .rowTooLong: "csv.row_too_long"
        }
    }

    /// The column in which it was noticed, where there is one.
    package var column: Int? {
        switch self {
        case .fieldCount, .rowTooLong: nil
        case .unterminatedQuote(let column), .textAfterQuote(let column): column
        case .nulByte(let column), .fieldTooLong(let column, _): column
        case .wrongEncoding(let column, _, _): column
        }
    }

    package var wording: Wording {
        switch self {
        case .fieldCount(let expected, let found):
            Wording(
                "应有 \(expected) 列，实有 \(found) 列，请检查分隔符和引号",
                "There are \(found) fields instead of \(expected); check the delimiters and quotes"
            )
        case .unterminatedQuote:
            Wording(
                "引号没有闭合，文件可能被截断，请补全该行",
                "A quote is never closed, perhaps the file is cut off; complete the row"
            )
        case .textAfterQuote:
            Wording(
                "右引号之后还有文字，字段内的引号应写成两个",
                "There is text after a closing quote; write quotes inside a field twice"
            )
        case .wrongEncoding(_, .utf8, true):
            Wording(
                "该行不是 UTF-8，看来是 GB18030（GBK）编码，请转换后重试",
                "The row is not UTF-8 and looks like GB 18030 (GBK); convert it"
            )
        case .wrongEncoding(_, .utf8, false):
            Wording("该行含有不是 UTF-8 的字节，请改正", "The row has bytes that are not UTF-8; correct them")
        case .wrongEncoding(_, .gb18030, _):
            Wording("该行含有不是 GB18030 的字节，请改正", "The row has bytes that are not GB 18030; correct them")
        case .nulByte:
            Wording("该行含有空字符（NUL），请删除", "The row has a NUL byte; remove it")
        case .fieldTooLong(_, let bytesMax):
            Wording(
                "字段超过 \(bytesMax) 字节的上限，请缩短，或检查引号是否闭合",
                "A field is over \(bytesMax) bytes; shorten it, or close its quote"
            )
        case .rowTooLong(let bytesMax):
            Wording(
                "该行超过 \(bytesMax) 字节的上限，请缩短，或检查引号是否闭合",
                "The row is over \(bytesMax) bytes; shorten it, or close a quote"
            )
        }
    }
}
