package import CityCore

/// One value of an exported row.
package enum Cell: Sendable, Hashable {
    case text(String)
    case integer(Int)
    /// A number that is not finite is written as an empty cell.
    case number(Double)
    case time(Timestamp)
    case empty
}

extension Cell {
    /// A text, or an empty cell.
    package init(_ text: String?) { self = text.map(Cell.text) ?? .empty }
    package init(_ integer: Int?) { self = integer.map(Cell.integer) ?? .empty }
    package init(_ number: Double?) { self = number.map(Cell.number) ?? .empty }
    package init(_ time: Timestamp?) { self = time.map(Cell.time) ?? .empty }
}

/// A moment on the clock of a place whose distance from UTC never changes.
struct LocalTime {
    /// Milliseconds since 1970 as that place's clock counts them.
    let milliseconds: Int64
    private let offset: TimeSpan

    /// Nil outside the years 1 to 9999, which neither ISO 8601 nor a spreadsheet can write.
    init?(_ time: Timestamp, offset: TimeSpan) {
        let (sum, overflow) = time.milliseconds.addingReportingOverflow(offset.milliseconds)
        let years: Range<Int64> = -62_135_596_800_000..<253_402_300_800_000
        guard !overflow, years.contains(sum) else { return nil }
        milliseconds = sum
        self.offset = offset
    }

    /// `2026-02-13T17:00:00+08:00`, with milliseconds when there are any.
    var iso8601: String {
        let whole: Bool = milliseconds % 1000 == 0
        let text: String = String(Timestamp(milliseconds: milliseconds).iso8601.dropLast(whole ? 5 : 1))
        let minutes: Int64 = offset.milliseconds / 60_000
        let size: Int64 = abs(minutes)
        let hourText: String = String(size / 60 + 100).dropFirst().description
        let minuteText: String = String(size % 60 + 100).dropFirst().description
        return "\(text)\(minutes < 0 ? "-" : "+")\(hourText):\(minuteText)"
    }
}
