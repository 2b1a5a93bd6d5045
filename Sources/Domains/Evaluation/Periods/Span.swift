package import CityCore

/// The days that are judged: `2026-11-05`, `2026-W45`, `2026-11`, `2026-Q4`, `2026`, or any two days `2026-11-05..2026-11-20`.
package struct Span: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case day
        case week
        case month
        case quarter
        case year
        case range
    }

    package let kind: Kind
    package let code: String
    package let first: CivilDate
    package let last: CivilDate

    package var days: ClosedRange<Int> { first.dayNumber...last.dayNumber }

    package init(_ text: String, field: String = "period") throws {
        guard let span = Span.read(text) else {
            throw CityError.invalid(
                field,
                "period.code",
                Wording(
                    "周期须写成 2026-11-05、2026-W45、2026-11、2026-Q4、2026 或 2026-11-05..2026-11-20",
                    "A period is written 2026-11-05, 2026-W45, 2026-11, 2026-Q4, 2026 or 2026-11-05..2026-11-20"
                )
            )
        }
        self = span
    }

    package init(from first: CivilDate, to last: CivilDate) throws {
        guard first <= last else {
            throw CityError.invalid(
                "to",
                "period.order",
                Wording("结束日期不能早于开始日期", "The last day cannot lie before the first")
            )
        }
        guard last.dayNumber - first.dayNumber < Span.daysMax else {
            throw CityError.invalid("to", "period.length", Wording("周期最长 11 年", "A period has at most 11 years"))
        }
        self.init(.range, "\(first)..\(last)", first, last)
    }

    private init(_ kind: Kind, _ code: String, _ first: CivilDate, _ last: CivilDate) {
        self.kind = kind
        self.code = code
        self.first = first
        self.last = last
    }

    private static let daysMax: Int = 11 * 366

    private static func read(_ text: String) -> Span? {
        if let day = CivilDate(text) { return Span(.day, text, day, day) }
        if text.contains("..") {
            let ends: [Substring] = text.split(separator: "..", omittingEmptySubsequences: false)
            guard ends.count == 2, let first = CivilDate(String(ends[0])), let last = CivilDate(String(ends[1])) else {
                return nil
            }
            return try? Span(from: first, to: last)
        }
        let parts: [Substring] = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0].count == 4, let year = Int(parts[0]), (1900...9999).contains(year) else {
            return nil
        }
        if parts.count == 1 { return months(.year, text, year, 1, 12) }
        let rest: Substring = parts[1]
        if rest.first == "Q", rest.count == 2, let quarter = Int(rest.dropFirst()), (1...4).contains(quarter) {
            return months(.quarter, text, year, quarter * 3 - 2, 3)
        }
        if rest.first == "W", rest.count == 3, let week = Int(rest.dropFirst()) { return self.week(text, year, week) }
        guard rest.count == 2, let month = Int(rest), (1...12).contains(month) else { return nil }
        return months(.month, text, year, month, 1)
    }

    private static func months(_ kind: Kind, _ code: String, _ year: Int, _ month: Int, _ count: Int) -> Span? {
        let next: Int = year * 12 + month - 1 + count
        guard let first = CivilDate(year: year, month: month, day: 1),
            let after = CivilDate(year: next / 12, month: next % 12 + 1, day: 1)
        else { return nil }
        return Span(kind, code, first, after.adding(days: -1))
    }

    /// ISO 8601: weeks begin on Monday, the first has the year's first Thursday.
    private static func week(_ code: String, _ year: Int, _ week: Int) -> Span? {
        guard let first = firstMonday(year), let next = firstMonday(year + 1), week >= 1 else { return nil }
        let monday: CivilDate = first.adding(days: (week - 1) * 7)
        return monday < next ? Span(.week, code, monday, monday.adding(days: 6)) : nil
    }

    private static func firstMonday(_ year: Int) -> CivilDate? {
        guard let fourth = CivilDate(year: year, month: 1, day: 4) else { return nil }
        return fourth.adding(days: 1 - fourth.weekday)
    }

    /// The one before it, of the same length.
    package var previous: Span {
        let last: CivilDate = first.adding(days: -1)
        let (year, month) = (last.year, last.month)
        let code: String? =
            switch kind {
            case .day: last.description
            case .month: Span.monthCode(year, month)
            case .quarter: "\(Span.padded(year, 4))-Q\((month - 1) / 3 + 1)"
            case .year: Span.padded(year, 4)
            case .week, .range: nil
            }
        if let code, let span = Span.read(code) { return span }
        let start: CivilDate = last.adding(days: 1 - days.count)
        return Span(kind, kind == .week ? Span.weekCode(of: start) : "\(start)..\(last)", start, last)
    }

    static func monthCode(_ year: Int, _ month: Int) -> String { "\(padded(year, 4))-\(padded(month, 2))" }

    private static func weekCode(of monday: CivilDate) -> String {
        let year: Int = monday.adding(days: 3).year
        let first: Int = firstMonday(year)?.dayNumber ?? monday.dayNumber
        return "\(padded(year, 4))-W\(padded((monday.dayNumber - first) / 7 + 1, 2))"
    }

    private static func padded(_ number: Int, _ length: Int) -> String {
        let text: String = String(number)
        return String(repeating: "0", count: max(0, length - text.count)) + text
    }

    /// As far as it has come: days after today are not judged yet. A period that has not begun has nothing to judge.
    package func through(_ today: CivilDate) throws -> ClosedRange<Int> {
        guard first <= today else {
            throw CityError.invalid(
                "period",
                "period.future",
                Wording("\(code) 尚未开始，没有可评价的数据", "\(code) has not begun; there is nothing to judge yet")
            )
        }
        return first.dayNumber...min(last, today).dayNumber
    }
}
