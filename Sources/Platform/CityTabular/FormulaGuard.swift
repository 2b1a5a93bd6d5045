/// Text that a spreadsheet would run instead of showing it.
enum FormulaGuard {
    /// Text that begins with = + - @, tab, CR or LF, or with the full-width form of one of the four signs, which
    /// spreadsheets set to Chinese take for the sign itself.
    static func isNeeded(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
        case UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): return true
        default: return isFullWidthSign(utf8)
        }
    }

    /// U+FF1D, U+FF0B, U+FF0D, U+FF20.
    private static func isFullWidthSign(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard utf8.count >= 3, utf8[0] == 0xEF, utf8[1] == 0xBC else { return false }
        return utf8[2] == 0x9D || utf8[2] == 0x8B || utf8[2] == 0x8D || utf8[2] == 0xA0
    }
}
