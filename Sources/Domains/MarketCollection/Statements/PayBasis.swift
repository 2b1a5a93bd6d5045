package import CityCore
import CitySQL

/// The parts of a month's pay.
package enum PayLine: String, Sendable, Hashable, Codable, CaseIterable, SQLEncodable, SQLDecodable {
    case fee
    case report
    case falseReport = "false_report"
    case missed
    case coverage
    case quality
    /// What deductions would take beyond the most that the contract allows.
    case limit

    package var title: Wording {
        switch self {
        case .fee: Wording("月度服务费", "Fee of the month")
        case .report: Wording("有效上报", "Valid reports")
        case .falseReport: Wording("虚报扣款", "False reports")
        case .missed: Wording("漏报扣款", "Missed problems")
        case .coverage: Wording("覆盖率不足扣款", "Coverage below target")
        case .quality: Wording("抽查合格率不足扣款", "Quality below target")
        case .limit: Wording("扣款封顶返还", "Beyond the most that may be deducted")
        }
    }
}

/// One thing that a line counts, and its proof: a report, a finding, a day.
package struct PayItem: Sendable, Hashable {
    package var line: PayLine
    /// Id of the case or the finding, or the day.
    package var ref: String
    package var label: String
    package var day: Int
    /// What of it was right: 18 grids walked of 20; 1 of 1 for what only counts.
    package var part: Int
    package var whole: Int
    /// An objection to it was upheld.
    package var isExcluded: Bool

    package init(_ line: PayLine, ref: String, label: String, day: Int, part: Int = 1, whole: Int = 1) {
        self.line = line
        self.ref = ref
        self.label = label
        self.day = day
        self.part = part
        self.whole = whole
        isExcluded = false
    }
}

/// What a month comes to, by the terms of the contract and the items alone: the same items always give the same pay.
package struct PayBasis: Sendable, Hashable, Codable {
    package struct Line: Sendable, Hashable, Codable {
        package var line: PayLine
        /// How many; of a rate, the part.
        package var quantity: Int
        /// Of a rate, the whole.
        package var whole: Int?
        /// Of one, of a month, or of a percentage point.
        package var unitFen: Int
        /// What it adds; a deduction is less than nothing. None where there was nothing to judge.
        package var amountFen: Int?
    }

    package var lines: [Line]
    package var grossFen: Int
    package var deductionFen: Int

    package var payFen: Int { grossFen - deductionFen }

    /// - Parameters:
    ///   - contractDays: on how many days of the month the contract holds
    ///   - monthDays: how many the month has
    package init(_ terms: LotTerms, contractDays: Int, monthDays: Int, _ items: [PayItem]) {
        let counted: [PayItem] = items.filter { !$0.isExcluded }
        let falseReports: Set<String> = Set(counted.filter { $0.line == .falseReport }.map(\.ref))
        let paid: Int = counted.count { $0.line == .report && !falseReports.contains($0.ref) }
        let missed: Int = counted.count { $0.line == .missed }
        let fee: Int = (terms.feeMonthFen * contractDays * 2 + monthDays) / (monthDays * 2)
        lines = [
            Line(line: .fee, quantity: contractDays, whole: monthDays, unitFen: terms.feeMonthFen, amountFen: fee),
            Line(
                line: .report,
                quantity: paid,
                unitFen: terms.feeReportFen,
                amountFen: paid * terms.feeReportFen
            ),
            Line(
                line: .falseReport,
                quantity: falseReports.count,
                unitFen: terms.deductFalseFen,
                amountFen: -falseReports.count * terms.deductFalseFen
            ),
            Line(
                line: .missed,
                quantity: missed,
                unitFen: terms.deductMissedFen,
                amountFen: -missed * terms.deductMissedFen
            ),
            Self.rate(.coverage, counted, terms.coverageTargetPercent, terms.deductCoverageFen),
            Self.rate(.quality, counted, terms.qualityTargetPercent, terms.deductQualityFen),
        ]
        grossFen = fee + paid * terms.feeReportFen
        let asked: Int = -lines.reduce(0) { $0 + min(0, $1.amountFen ?? 0) }
        deductionFen = min(asked, grossFen * terms.deductionMaxPercent / 100)
        if deductionFen < asked {
            lines.append(
                Line(
                    line: .limit,
                    quantity: terms.deductionMaxPercent,
                    whole: 100,
                    unitFen: grossFen,
                    amountFen: asked - deductionFen
                )
            )
        }
    }

    /// So much for each percentage point below the target, in hundredths of a point and rounded in the contractor's
    /// favour.
    private static func rate(_ line: PayLine, _ items: [PayItem], _ targetPercent: Int, _ unitFen: Int) -> Line {
        let mine: [PayItem] = items.filter { $0.line == line }
        let (part, whole) = (mine.reduce(0) { $0 + $1.part }, mine.reduce(0) { $0 + $1.whole })
        guard whole > 0 else {
            return Line(line: line, quantity: part, whole: whole, unitFen: unitFen, amountFen: nil)
        }
        let hundredths: Int = (part * 10_000 + whole - 1) / whole
        let short: Int = max(0, targetPercent * 100 - hundredths)
        return Line(line: line, quantity: part, whole: whole, unitFen: unitFen, amountFen: -(unitFen * short / 100))
    }
}
