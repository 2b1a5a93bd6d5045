/// Text as a cell of a workbook can hold it.
enum WorkbookText {
    /// The most UTF-16 units in a cell.
    static let unitsMax: Int = 32_767

    /// The text without characters that XML 1.0 forbids (§2.2), with LF for every line end, with an escape for what the
    /// program that opens it would take for one (ECMA-376-1 §22.9.2.19), and cut at the limit of a cell.
    static func clean(_ text: String) -> (text: String, isCut: Bool) {
        if isPlain(text) { return (text, false) }
        return cut(escaped(legal(text)))
    }

    private static func isPlain(_ text: String) -> Bool {
        var text: String = text
        return text.withUTF8 { utf8 in
            guard utf8.count <= unitsMax else { return false }
            return !utf8.contains { byte in
                let isControl: Bool = byte < 0x20 && byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\n")
                return isControl || byte == UInt8(ascii: "_") || byte == 0xEF
            }
        }
    }

    private static func legal(_ text: String) -> String {
        var kept: String.UnicodeScalarView = String.UnicodeScalarView()
        var afterCR: Bool = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0D: kept.append("\n")
            case 0x0A where afterCR: break
            case 0x09, 0x0A: kept.append(scalar)
            case 0..<0x20, 0xFFFE, 0xFFFF: break
            default: kept.append(scalar)
            }
            afterCR = scalar.value == 0x0D
        }
        return String(kept)
    }

    /// `_x0041_` in a cell stands for `A`, so the underscore that begins such a thing is written as `_x005F_`.
    private static func escaped(_ text: String) -> String {
        let utf8: [UInt8] = Array(text.utf8)
        var made: [UInt8] = []
        for (at, byte) in utf8.enumerated() {
            made.append(byte)
            if byte == UInt8(ascii: "_"), isEscape(utf8[at...].prefix(7)) { made.append(contentsOf: "x005F_".utf8) }
        }
        return made.count == utf8.count ? text : String(decoding: made, as: UTF8.self)
    }

    private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count == 7, bytes.last == UInt8(ascii: "_") else { return false }
        guard bytes[bytes.startIndex + 1] == UInt8(ascii: "x") else { return false }
        return bytes.dropFirst(2).dropLast().allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }

    private static func cut(_ text: String) -> (text: String, isCut: Bool) {
        guard text.utf16.count > unitsMax else { return (text, false) }
        var kept: String.UnicodeScalarView = String.UnicodeScalarView()
        var units: Int = 0
        for scalar in text.unicodeScalars {
            units += scalar.value > 0xFFFF ? 2 : 1
            if units > unitsMax - 1 { break }
            kept.append(scalar)
        }
        return (String(kept) + "…", true)
    }

    /// How many narrow characters wide the first line is, up to a limit; Chinese characters are two wide.
    static func width(_ text: String, upTo limit: Int) -> Int {
        var width: Int = 0
        for scalar in text.unicodeScalars {
            if width >= limit || scalar == "\n" { break }
            width += scalar.value >= 0x1100 ? 2 : 1
        }
        return min(width, limit)
    }
}
