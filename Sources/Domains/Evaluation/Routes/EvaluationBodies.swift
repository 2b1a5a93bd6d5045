import CityCore

extension Double {
    /// To a hundredth, half away from zero: how scores and rates are shown and compared.
    var rounded2: Double { (self * 100).rounded() / 100 }
}

struct SpanBody: Codable, Sendable, Hashable {
    var code: String
    var kind: Span.Kind
    var firstDay: CivilDate
    var lastDay: CivilDate
    /// The last day that was judged: today, while the period goes on.
    var throughDay: CivilDate
    /// The period before it.
    var previous: String

    init(_ basis: Basis) {
        code = basis.span.code
        kind = basis.span.kind
        firstDay = basis.span.first
        lastDay = basis.span.last
        throughDay = CivilDate(dayNumber: basis.days.upperBound)
        previous = basis.span.previous.code
    }
}

/// What the figures are based on.
struct BasisBody: Codable, Sendable, Hashable {
    var period: SpanBody
    /// The version of the rules.
    var rules: Int
    var periodID: String?
    var state: PeriodState?
    var stateName: Wording?
    var edition: Int?
    var editionAt: Timestamp?

    init(_ basis: Basis) {
        period = SpanBody(basis)
        rules = basis.rules
        periodID = basis.period?.id.text
        state = basis.period?.state
        stateName = basis.period?.state.title
        edition = basis.edition?.number
        editionAt = basis.edition?.at
    }
}

struct ColumnBody: Codable, Sendable, Hashable {
    var code: String
    var name: Wording
    var unit: Wording?
    /// A count, whose cases can be listed; otherwise it is computed from others.
    var isFigure: Bool
    var better: DefinitionFile.Indicator.Better?

    init?(_ code: String, of definition: Definition) {
        self.code = code
        if let figure = definition.file.figures.first(where: { $0.code == code }) {
            name = figure.name
            unit = figure.unit
            isFigure = true
        } else if let indicator = definition.file.indicators.first(where: { $0.code == code }) {
            name = indicator.name
            unit = indicator.unit
            isFigure = false
            better = indicator.better
        } else {
            return nil
        }
    }
}

struct StandingBody: Codable, Sendable, Hashable {
    var subject: String
    var name: Wording
    var isClosed: Bool
    var rank: Int?
    var score: Double?
    var grade: String?
    var previousRank: Int?
    var previousScore: Double?
    /// By column; what has no value is absent.
    var values: [String: Double]

    init(_ standing: Standing, columns: [String], of definition: Definition) {
        subject = standing.subject
        name = standing.name
        isClosed = standing.isClosed
        rank = standing.rank
        score = standing.computed.score?.rounded2
        grade = standing.computed.grade
        previousRank = standing.previousRank
        previousScore = standing.previousScore?.rounded2
        values = [:]
        for column in columns { values[column] = definition.value(column, standing.computed)?.rounded2 }
    }
}

struct ScorePartBody: Codable, Sendable, Hashable {
    var code: String
    var name: Wording
    var formula: String
    var weight: Double
    /// 0 to 100; absent when something that it needs has no value.
    var value: Double?
    /// What it gives of the score.
    var points: Double?
}

struct TableBody: Codable, Sendable, Hashable {
    var by: JudgedKind
    var title: Wording
    var basis: BasisBody
    var scoreName: Wording?
    var parts: [ScorePartBody]
    var columns: [ColumnBody]
    var grades: [DefinitionFile.Grade]
    /// How many there are in all.
    var total: Int
    var rows: [StandingBody]
    /// Where to go on.
    var next: Int?
    /// How much of older cases has been worked out, 0 to 100; absent once all are.
    var filledPercent: Int?
}

struct FigureBody: Codable, Sendable, Hashable {
    var code: String
    var name: Wording
    var note: Wording?
    /// What is counted, and which marks it must have and must not have, in words.
    var counts: Wording
    var all: [Wording]
    var none: [Wording]
    var value: Int

    init(_ figure: Definition.Figure, value: Int) {
        code = figure.file.code
        name = figure.file.name
        note = figure.file.note
        counts = figure.kind.title
        all = FactMarks.named.filter { figure.all.contains($0.mark) }.map(\.title)
        none = FactMarks.named.filter { figure.none.contains($0.mark) }.map(\.title)
        self.value = value
    }
}

struct IndicatorBody: Codable, Sendable, Hashable {
    var code: String
    var name: Wording
    var unit: Wording?
    var note: Wording?
    var formula: String
    /// What the formula names: figures and other indicators.
    var inputs: [String]
    var better: DefinitionFile.Indicator.Better?
    /// The figures whose cases make it worse.
    var costs: [String]
    var value: Double?

    init(_ indicator: DefinitionFile.Indicator, _ formula: Formula, value: Double?) {
        code = indicator.code
        name = indicator.name
        unit = indicator.unit
        note = indicator.note
        self.formula = formula.description
        inputs = formula.names.sorted()
        better = indicator.better
        costs = indicator.costs ?? []
        self.value = value?.rounded2
    }
}

struct TrendBody: Codable, Sendable, Hashable {
    var period: String
    var score: Double?
    var grade: String?
    var values: [String: Double]
}

/// One subject, taken apart.
struct SubjectBody: Codable, Sendable, Hashable {
    var by: JudgedKind
    var subject: String
    var name: Wording
    var isClosed: Bool
    var basis: BasisBody
    var scoreName: Wording?
    var score: Double?
    var grade: String?
    var parts: [ScorePartBody]
    var columns: [ColumnBody]
    var figures: [FigureBody]
    var indicators: [IndicatorBody]
    var grades: [DefinitionFile.Grade]
    var trend: [TrendBody]
}

/// One fact behind a number.
struct FactBody: Codable, Sendable, Hashable {
    /// A case may stand behind a number more than once.
    var id: String
    var day: CivilDate
    var at: Timestamp
    var kind: Wording
    var marks: [Wording]
    /// Absent when the caller may not see the case: it counts all the same.
    var `case`: CaseOutlineBody?

    init(_ stored: StoredFact, _ outline: CaseOutlineBody?) {
        id = "\(stored.caseID).\(stored.fact.kind.rawValue).\(stored.fact.ordinal)"
        day = CivilDate(dayNumber: stored.day)
        at = stored.fact.at
        kind = stored.fact.kind.title
        marks = FactMarks.named.filter { stored.fact.marks.contains($0.mark) }.map(\.title)
        self.case = outline
    }
}

struct HotSpotBody: Codable, Sendable, Hashable {
    var grid: String
    var areaName: Wording
    var smallClass: String
    var className: Wording
    var count: Int
}

struct HotSpotsBody: Codable, Sendable, Hashable {
    var basis: BasisBody
    var filed: Int
    /// Cases of a class that came up in the same grid before within the period.
    var recurring: Int
    /// Of all that were filed; absent when none were.
    var recurrenceRate: Double?
    var spots: [HotSpotBody]
}

struct RuleVersionBody: Codable, Sendable, Hashable {
    var number: Int
    var firstDay: CivilDate
    var reason: Wording
    var byName: String
    var at: Timestamp
    var inForce: Bool

    init(_ version: RuleVersion, inForce: Bool) {
        number = version.number
        firstDay = version.firstDay
        reason = ProgramReason.wording(of: version.reason)
        byName = version.byName
        at = version.at
        self.inForce = inForce
    }
}

struct RuleVersionsBody: Codable, Sendable, Hashable {
    var items: [RuleVersionBody]
}

struct RulesBody: Codable, Sendable, Hashable {
    var version: RuleVersionBody
    var content: DefinitionFile
    /// What each figure counts, in words.
    var figures: [FigureBody]
}

struct NewRulesBody: Codable, Sendable, Hashable {
    var firstDay: CivilDate
    var reason: String
    var content: DefinitionFile
}
