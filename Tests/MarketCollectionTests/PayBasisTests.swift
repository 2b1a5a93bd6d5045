import CityCore
import Testing

@testable import MarketCollection

@Suite struct PayBasisTests {
    private static let terms: LotTerms = {
        var terms: LotTerms = LotTerms(feeMonthFen: 10_000_000, feeReportFen: 300)
        (terms.deductFalseFen, terms.deductMissedFen) = (5_000, 2_000)
        (terms.coverageTargetPercent, terms.deductCoverageFen) = (95, 50_000)
        (terms.qualityTargetPercent, terms.deductQualityFen) = (98, 40_000)
        terms.deductionMaxPercent = 30
        return terms
    }()

    private func basis(_ items: [PayItem], days: Int = 30, terms: LotTerms = PayBasisTests.terms) -> PayBasis {
        PayBasis(terms, contractDays: days, monthDays: 30, items)
    }

    private func reports(_ count: Int) -> [PayItem] {
        (0..<count).map { PayItem(.report, ref: "case\($0)", label: "\($0)", day: 1) }
    }

    private func amount(_ line: PayLine, of basis: PayBasis) -> Int? {
        basis.lines.first { $0.line == line }?.amountFen
    }

    @Test func aMonthWithoutAnythingButTheContractIsItsFee() {
        let basis: PayBasis = basis([])
        #expect(basis.payFen == 10_000_000)
        #expect(amount(.coverage, of: basis) == nil)
        #expect(amount(.quality, of: basis) == nil)
    }

    @Test func aContractThatBeginsInTheMonthIsPaidByDays() {
        #expect(basis([], days: 7).payFen == 2_333_333)
        #expect(basis([], days: 8).payFen == 2_666_667)
    }

    @Test func aFalseReportIsNotPaidAndIsDeducted() {
        var items: [PayItem] = reports(10)
        items.append(PayItem(.falseReport, ref: "case3", label: "3", day: 1))
        let basis: PayBasis = basis(items)
        #expect(basis.grossFen == 10_000_000 + 9 * 300)
        #expect(basis.deductionFen == 5_000)
    }

    @Test func anUpheldObjectionPaysTheReportAgain() {
        var items: [PayItem] = reports(10)
        items.append(PayItem(.falseReport, ref: "case3", label: "3", day: 1))
        items[10].isExcluded = true
        #expect(basis(items).payFen == 10_000_000 + 10 * 300)
    }

    /// 94.5 % walked of 95 % asked is half a point; 2 of 3 right is 31.33 points short, in the contractor's favour.
    @Test func whatIsBelowTheTargetIsDeductedInHundredthsOfAPoint() {
        let walked: [PayItem] = [
            PayItem(.coverage, ref: "2026-11-02", label: "", day: 2, part: 95, whole: 100),
            PayItem(.coverage, ref: "2026-11-03", label: "", day: 3, part: 94, whole: 100),
        ]
        #expect(amount(.coverage, of: basis(walked)) == -25_000)
        let checked: [PayItem] = (0..<3).map {
            PayItem(.quality, ref: "\($0)", label: "", day: 1, part: $0 == 0 ? 0 : 1)
        }
        #expect(amount(.quality, of: basis(checked)) == -(40_000 * 3_133 / 100))
    }

    @Test func aTargetThatWasReachedCostsNothing() {
        let walked: PayItem = PayItem(.coverage, ref: "2026-11-02", label: "", day: 2, part: 95, whole: 100)
        #expect(amount(.coverage, of: basis([walked])) == 0)
    }

    @Test func deductionsTakeNoMoreThanTheContractAllows() {
        let missed: [PayItem] = (0..<2_000).map { PayItem(.missed, ref: "\($0)", label: "", day: 1) }
        let basis: PayBasis = basis(missed)
        #expect(basis.deductionFen == 3_000_000)
        #expect(amount(.limit, of: basis) == 1_000_000)
        #expect(basis.lines.reduce(0) { $0 + ($1.amountFen ?? 0) } == basis.payFen)
    }

    @Test(arguments: 1...40)
    func theLinesAlwaysSumUpToThePay(seed: Int) {
        let items: [PayItem] =
            reports(seed * 3)
            + (0..<seed).map { PayItem(.falseReport, ref: "case\($0 * 2)", label: "", day: 1) }
            + (0..<seed * 7).map { PayItem(.missed, ref: "\($0)", label: "", day: 1) }
            + (1...seed).map { PayItem(.coverage, ref: "\($0)", label: "", day: $0, part: $0 % 5, whole: 7) }
        let basis: PayBasis = basis(items, days: seed % 30 + 1)
        #expect(basis.lines.reduce(0) { $0 + ($1.amountFen ?? 0) } == basis.payFen)
        #expect(basis.payFen >= 0 && basis.payFen <= basis.grossFen)
    }

    @Test func whatIsChangedByHandChangesTheDigest() {
        var items: [PayItem] = reports(2)
        let first: String = Statement.digest(Self.terms, basis(items), items)
        #expect(Statement.digest(Self.terms, basis(items), items.reversed()) == first)
        items[1].isExcluded = true
        #expect(Statement.digest(Self.terms, basis(items), items) != first)
    }
}

@Suite struct SampleDrawTests {
    private static let ids: [String] = (0..<1_000).map { "case-\($0)" }

    @Test func theSameSeedDrawsTheSameReportsInWhateverOrderTheyCome() {
        let drawn: [String] = SampleDraw.choose(50, of: Self.ids, seed: "a")
        #expect(drawn.count == 50 && Set(drawn).count == 50)
        #expect(SampleDraw.choose(50, of: Self.ids.reversed(), seed: "a") == drawn)
        #expect(SampleDraw.choose(50, of: Self.ids, seed: "b") != drawn)
    }

    /// Of 1,000 reports drawn 50 at a time, each has its turn about as often: 200 draws give 10 each on average.
    @Test func nobodyIsPreferred() {
        var times: [String: Int] = [:]
        for seed in 0..<200 {
            for id in SampleDraw.choose(50, of: Self.ids, seed: "\(seed)") { times[id, default: 0] += 1 }
        }
        #expect(times.values.max() ?? 0 < 30)
        #expect(times.count > 990)
    }

    @Test func aContractSaysHowManyAreDrawn() {
        var terms: LotTerms = LotTerms(feeMonthFen: 1)
        (terms.samplePercent, terms.sampleMin) = (5, 20)
        #expect(SampleDraw.size(of: 7, terms) == 7)
        #expect(SampleDraw.size(of: 100, terms) == 20)
        #expect(SampleDraw.size(of: 1_001, terms) == 51)
        #expect(SampleDraw.size(of: 100_000, terms) == SampleDraw.countMax)
    }
}

@Suite struct CollectionMonthTests {
    @Test func aMonthKnowsItsDays() throws {
        #expect(try CollectionMonth("2024-02").days.count == 29)
        #expect(try CollectionMonth("2026-12").days.count == 31)
        let last: CivilDate = try #require(CivilDate("2026-11-30"))
        #expect(CollectionMonth(of: last).code == "2026-11")
        #expect(CollectionMonth(of: last).days.upperBound == last.dayNumber)
    }

    @Test(arguments: ["2026-13", "2026-1", "2026", "26-11", "2026-11-01", "", "2026/11", "2026-00"])
    func whatIsNoMonthIsRefused(text: String) {
        #expect(throws: CityError.self) { try CollectionMonth(text) }
    }

    @Test func aLotHoldsForPartOfAMonth() throws {
        let lot: Lot = Lot(
            id: LotID("a"),
            code: "A",
            name: "A",
            contract: "",
            organisation: OrganisationID("o"),
            areas: ["420302001", "420302002"],
            firstDay: try #require(CivilDate("2026-11-24")),
            lastDay: try #require(CivilDate("2027-11-23")),
            terms: LotTerms(feeMonthFen: 1),
            version: 1
        )
        #expect(lot.days(in: try CollectionMonth("2026-11"))?.count == 7)
        #expect(lot.days(in: try CollectionMonth("2026-10")) == nil)
        #expect(lot.commonArea == "42030200")
        #expect(lot.covers("420302001003") && !lot.covers("420302003001"))
    }
}
