import CityCore

/// What the beginning of an input looks like, judged before any row is handed out, so that a file in the wrong form is
/// refused as a whole instead of row by row.
struct EncodingSniff {
    /// How many lines must agree before they speak for the file: one odd line is an odd line.
    private static let linesMin: Int = 3

    private(set) var hasByteOrderMark: Bool = false
    /// Lines with characters beyond ASCII, by what they can be.
    private var utf8Lines: Int = 0
    private var gb18030Lines: Int = 0
    private var otherLines: Int = 0

    /// `isWhole` says that the input ends with the window; otherwise the last line may be cut and is left out.
    init(_ window: UnsafeRawBufferPointer, isWhole: Bool) throws {
        if let refusal = EncodingSniff.refusal(of: window) { throw refusal }
        hasByteOrderMark = window.starts(with: [0xEF, 0xBB, 0xBF])
        var lineStart: Int = hasByteOrderMark ? 3 : 0
        var at: Int = lineStart
        while at < window.count {
            if window[at] == UInt8(ascii: "\n") || window[at] == UInt8(ascii: "\r") {
                count(UnsafeRawBufferPointer(rebasing: window[lineStart..<at]))
                lineStart = at + 1
            }
            at += 1
        }
        if isWhole { count(UnsafeRawBufferPointer(rebasing: window[lineStart...])) }
    }

    private mutating func count(_ line: UnsafeRawBufferPointer) {
        if UTF8Check.isASCII(line) { return }
        if UTF8Check.isValid(line) {
            utf8Lines += 1
        } else if GB18030Check.isWellFormed(line) {
            gb18030Lines += 1
        } else {
            otherLines += 1
        }
    }

    /// The encoding to read with, or an error when the text is plainly in the other one.
    func settled(asked: TextEncoding) throws -> TextEncoding {
        if hasByteOrderMark { return .utf8 }
        switch asked {
        case .utf8:
            let isOther: Bool = gb18030Lines >= EncodingSniff.linesMin && utf8Lines == 0 && otherLines == 0
            if isOther { throw EncodingSniff.notUTF8(looksLikeGB18030: true) }
        case .gb18030:
            let isOther: Bool = utf8Lines >= EncodingSniff.linesMin && gb18030Lines == 0 && otherLines == 0
            if isOther { throw EncodingSniff.notGB18030 }
        }
        return asked
    }

    /// Files that people send instead of CSV.
    private static func refusal(of window: UnsafeRawBufferPointer) -> CityError? {
        if window.starts(with: [0x50, 0x4B, 3, 4]) || window.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return workbook
        }
        if window.starts(with: [0xFF, 0xFE]) || window.starts(with: [0xFE, 0xFF]) { return utf16 }
        return nil
    }

    static func notUTF8(looksLikeGB18030: Bool) -> CityError {
        guard looksLikeGB18030 else {
            return CityError(
                .unsupportedMedia,
                "csv.not_utf8",
                Wording(
                    "文件不是 UTF-8 编码，请另存为“CSV UTF-8”后再传",
                    "The file is not UTF-8; save it as “CSV UTF-8” and send it again"
                )
            )
        }
        return CityError(
            .unsupportedMedia,
            "csv.not_utf8",
            Wording(
                "文件不是 UTF-8，看来是 GB18030（GBK）编码：请选择编码 gb18030 重新导入，或另存为“CSV UTF-8”",
                "The file is not UTF-8 and looks like GB 18030 (GBK): import it with the encoding gb18030, or save it as UTF-8"
            )
        )
    }

    private static let notGB18030: CityError = CityError(
        .unsupportedMedia,
        "csv.not_gb18030",
        Wording(
            "文件是 UTF-8 编码，不是 GB18030：请选择编码 utf8 重新导入",
            "The file is UTF-8, not GB 18030: import it with the encoding utf8"
        )
    )

    private static let workbook: CityError = CityError(
        .unsupportedMedia,
        "csv.is_workbook",
        Wording(
            "这是 Excel 工作簿或压缩包，不是 CSV：请在 Excel 中另存为“CSV UTF-8”后再传",
            "This is an Excel workbook or an archive, not CSV: save it as “CSV UTF-8” and send it again"
        )
    )

    private static let utf16: CityError = CityError(
        .unsupportedMedia,
        "csv.is_utf16",
        Wording(
            "文件是 UTF-16 编码，请另存为“CSV UTF-8”后再传",
            "The file is UTF-16; save it as “CSV UTF-8” and send it again"
        )
    )
}
