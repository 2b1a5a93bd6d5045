import CityCore
import CityTabular

/// The texts of a row by what they are for, fit to be stored: without white space at the ends and without control
/// characters.
struct RowTexts {
    let row: CSVRow
    let columns: [CaseField: [Int]]

    /// Empty when there is no such column.
    func text(_ field: CaseField) -> String {
        guard let indexes = columns[field], let first = indexes.first else { return "" }
        if indexes.count == 1 { return RowTexts.clean(row, first) }
        return joined(indexes, with: field == .address ? " " : " · ")
    }

    /// Words that may be longer than what is stored: cut, with an ellipsis that says so.
    func words(_ field: CaseField, lengthMax: Int) -> String {
        let text: String = text(field)
        guard text.utf8.count > lengthMax, text.count > lengthMax else { return text }
        return text.prefix(lengthMax - 1) + "…"
    }

    /// What several columns say, each thing once.
    private func joined(_ indexes: [Int], with separator: String) -> String {
        var parts: [String] = []
        for index in indexes {
            let part: String = RowTexts.clean(row, index)
            if !part.isEmpty, !parts.contains(part) { parts.append(part) }
        }
        return parts.joined(separator: separator)
    }

    static func clean(_ row: CSVRow, _ column: Int) -> String {
        row.withBytes(of: column) { bytes in
            var isPlain: Bool = true
            for byte in bytes where byte < 0x20 || byte >= 0x7F {
                isPlain = false
                break
            }
            let text: String = String(decoding: trimmed(bytes), as: UTF8.self)
            return isPlain ? text : withoutControls(text)
        }
    }

    /// Without spaces and control characters at the ends.
    static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var (start, end): (Int, Int) = (0, bytes.count)
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    private static func withoutControls(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text.trimmed() }
        var plain: String.UnicodeScalarView = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { plain.append(isControl(scalar) ? " " : scalar) }
        return String(plain).trimmed()
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
