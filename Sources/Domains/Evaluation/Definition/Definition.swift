import CityCore

/// A definition that has passed every check, ready to be computed with. A class, for it is large and only ever read.
package final class Definition: Sendable {
    package struct Figure: Sendable, Hashable {
        package var file: DefinitionFile.Figure
        package var kind: FactKind
        package var all: FactMarks
        package var none: FactMarks
    }

    package struct Part: Sendable, Hashable {
        package var file: DefinitionFile.Part
        package var formula: Formula
    }

    package struct Score: Sendable, Hashable {
        package var file: DefinitionFile.Score
        package var judges: Set<JudgedKind>
        package var parts: [Part]
        fileprivate var compiled: [CompiledFormula] = []

        package init(file: DefinitionFile.Score, judges: Set<JudgedKind>, parts: [Part]) {
            self.file = file
            self.judges = judges
            self.parts = parts
        }
    }

    package let file: DefinitionFile
    package let figures: [Figure]
    /// In the order of their computing: each after those that it is made of.
    package let indicators: [(file: DefinitionFile.Indicator, formula: Formula)]
    package let scores: [Score]
    private let formulas: [CompiledFormula]
    private let filters: [FactKind: [FigureFilter]]
    private let places: FormulaPlaces

    package func figure(_ code: String) -> Figure? { figures.first { $0.file.code == code } }

    package func score(of dimension: JudgedKind) -> Score? { scores.first { $0.judges.contains(dimension) } }

    package func grade(of score: Double) -> DefinitionFile.Grade? { file.grades.first { score >= $0.from } }

    /// Checks all of it and throws every error at once.
    package init(_ file: DefinitionFile) throws {
        var check: DefinitionCheck = DefinitionCheck(file)
        self.file = file
        figures = check.figures()
        indicators = check.indicators()
        var scores: [Score] = check.scores()
        check.grades()
        try check.finish()
        let places: FormulaPlaces = FormulaPlaces(
            figures: Dictionary(uniqueKeysWithValues: figures.enumerated().map { ($0.element.file.code, $0.offset) }),
            rates: Dictionary(uniqueKeysWithValues: indicators.enumerated().map { ($0.element.file.code, $0.offset) })
        )
        self.places = places
        formulas = indicators.map { CompiledFormula($0.formula, places) }
        for position in scores.indices {
            scores[position].compiled = scores[position].parts.map { CompiledFormula($0.formula, places) }
        }
        self.scores = scores
        filters = Dictionary(grouping: figures.enumerated(), by: \.element.kind).mapValues { figures in
            figures.map { place, figure in
                FigureFilter(place: place, all: figure.all.rawValue, none: figure.none.rawValue)
            }
        }
    }
}

/// The values of everything that a definition names, for one subject and period.
package struct Computed: Sendable, Hashable {
    package struct Part: Sendable, Hashable {
        package var code: String
        package var value: Double?
        package var weight: Double
        /// What it gives of the score, after the weights of parts without a value were spread over the others.
        package var points: Double?
    }

    /// In the order of the definition's figures and indicators.
    package fileprivate(set) var counts: [Int]
    package fileprivate(set) var rates: [Double?]
    package fileprivate(set) var parts: [Part] = []
    /// 0 to 100, or none: too little has a value.
    package fileprivate(set) var score: Double?
    package fileprivate(set) var grade: String?
}

extension Definition {
    package func count(_ code: String, _ computed: Computed) -> Int? {
        places.figures[code].map { computed.counts[$0] }
    }

    package func rate(_ code: String, _ computed: Computed) -> Double? {
        places.rates[code].flatMap { computed.rates[$0] }
    }

    /// Of a figure or an indicator.
    package func value(_ code: String, _ computed: Computed) -> Double? {
        count(code, computed).map(Double.init) ?? rate(code, computed)
    }

    package func compute(_ tally: Tally, as kind: JudgedKind) -> Computed {
        var computed: Computed = Computed(
            counts: [Int](repeating: 0, count: figures.count),
            rates: [Double?](repeating: nil, count: indicators.count)
        )
        for (signal, count) in tally.counts {
            for filter in filters[signal.kind] ?? [] where filter.takes(signal.marks) {
                computed.counts[filter.place] += count
            }
        }
        for (place, formula) in formulas.enumerated() {
            computed.rates[place] = formula.value(counts: computed.counts, rates: computed.rates)
        }
        if let score = score(of: kind) { self.score(&computed, by: score) }
        return computed
    }

    private func score(_ computed: inout Computed, by score: Score) {
        let values: [Double?] = score.compiled.map { formula in
            formula.value(counts: computed.counts, rates: computed.rates).map { Swift.max(0, Swift.min(100, $0)) }
        }
        let weight: Double = zip(score.parts, values).reduce(0) { $0 + ($1.1 == nil ? 0 : $1.0.file.weight) }
        let isEnough: Bool = weight > 0 && weight + 1e-9 >= file.minimumWeight
        computed.parts = zip(score.parts, values).map { part, value in
            Computed.Part(
                code: part.file.code,
                value: value,
                weight: part.file.weight,
                points: isEnough ? value.map { $0 * part.file.weight / weight } : nil
            )
        }
        guard isEnough else { return }
        let total: Double = computed.parts.reduce(0) { $0 + ($1.points ?? 0) }
        computed.score = total
        computed.grade = grade(of: (total * 100).rounded() / 100)?.grade
    }
}

/// What one figure takes of a tally: compared some hundred thousand times for a page of grids.
private struct FigureFilter: Sendable {
    let place: Int
    let all: Int
    let none: Int

    func takes(_ marks: FactMarks) -> Bool { marks.rawValue & all == all && marks.rawValue & none == 0 }
}
