package import CityCore

package enum LotTag {}
package typealias LotID = EntityID<LotTag>

/// 标段: the areas that a contractor collects in, from which day to which, and what it is paid and docked for.
package struct Lot: Sendable, Hashable {
    package var id: LotID
    /// Unique, chosen by the city; never changes.
    package var code: String
    package var name: String
    package var contract: String
    package var organisation: OrganisationID
    /// What the codes of its areas begin with; no two lots have the same place on the same day.
    package var areas: [String]
    package var firstDay: CivilDate
    package var lastDay: CivilDate
    package var terms: LotTerms
    package var version: Int

    static let thing: Wording = Wording("标段", "lot")

    package var days: ClosedRange<Int> { firstDay.dayNumber...lastDay.dayNumber }

    /// What the codes of all its areas have in common.
    var commonArea: String {
        areas.dropFirst().reduce(areas.first ?? "") { common, area in
            String(zip(common, area).prefix { $0 == $1 }.map(\.0))
        }
    }

    func covers(_ area: String) -> Bool { areas.contains { area.hasPrefix($0) } }

    /// The days of a month in which the contract holds; nil when it does not.
    func days(in month: CollectionMonth) -> ClosedRange<Int>? {
        let (first, last) = (max(days.lowerBound, month.days.lowerBound), min(days.upperBound, month.days.upperBound))
        return first <= last ? first...last : nil
    }

    func overlaps(_ other: Lot) -> Bool {
        days.overlaps(other.days)
            && areas.contains { area in other.areas.contains { $0.hasPrefix(area) || area.hasPrefix($0) } }
    }
}

/// Prices and deductions of a contract; amounts in fen (分), 100 to the yuan.
package struct LotTerms: Sendable, Hashable, Codable {
    /// For a whole month; a month that the contract holds for in part is paid by days.
    package var feeMonthFen: Int
    /// For each report that was filed and that no check found false.
    package var feeReportFen: Int
    /// How many of the reports a draw takes, and how many at least.
    package var samplePercent: Int
    package var sampleMin: Int
    package var deductFalseFen: Int
    package var deductMissedFen: Int
    /// Grids that were walked, of all grids on all days that count.
    package var coverageTargetPercent: Int
    /// For each percentage point below the target, parts of one in proportion.
    package var deductCoverageFen: Int
    /// Whether only work days count.
    package var coverageOnWorkDays: Bool
    /// Checked reports that were right in every respect, of all that were checked.
    package var qualityTargetPercent: Int
    package var deductQualityFen: Int
    /// Deductions take away no more than this part of what was earned.
    package var deductionMaxPercent: Int

    package static let amountMaxFen: Int = 100_000_000_000

    package init(feeMonthFen: Int, feeReportFen: Int = 0) {
        self.feeMonthFen = feeMonthFen
        self.feeReportFen = feeReportFen
        samplePercent = 5
        sampleMin = 20
        deductFalseFen = 5_000
        deductMissedFen = 2_000
        coverageTargetPercent = 95
        deductCoverageFen = 50_000
        coverageOnWorkDays = true
        qualityTargetPercent = 98
        deductQualityFen = 50_000
        deductionMaxPercent = 30
    }

    var amounts: [(field: String, fen: Int)] {
        [
            ("feeMonthFen", feeMonthFen), ("feeReportFen", feeReportFen), ("deductFalseFen", deductFalseFen),
            ("deductMissedFen", deductMissedFen), ("deductCoverageFen", deductCoverageFen),
            ("deductQualityFen", deductQualityFen),
        ]
    }

    var percents: [(field: String, value: Int)] {
        [
            ("samplePercent", samplePercent), ("coverageTargetPercent", coverageTargetPercent),
            ("qualityTargetPercent", qualityTargetPercent), ("deductionMaxPercent", deductionMaxPercent),
        ]
    }
}

/// A month, as `2026-11`.
package struct CollectionMonth: Sendable, Hashable {
    package let code: String
    package let days: ClosedRange<Int>

    package init(_ text: String, field: String = "month") throws {
        let parts: [Substring] = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 7, parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
            (1900...9998).contains(year), let first = CivilDate(year: year, month: month, day: 1)
        else {
            throw CityError.invalid(
                field,
                "collection.month",
                Wording("月份须写成 2026-11", "A month is written 2026-11")
            )
        }
        self.init(first)
    }

    package init(of date: CivilDate) {
        self.init(date.adding(days: 1 - date.day))
    }

    private init(_ first: CivilDate) {
        code = String(first.description.prefix(7))
        let after: CivilDate = first.adding(days: 32)
        days = first.dayNumber...after.adding(days: -after.day).dayNumber
    }
}
