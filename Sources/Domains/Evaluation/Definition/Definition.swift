import CityCore

/// A definition that has passed every check, ready to be computed with.
package struct Definition: Sendable {
    package struct Figure: Sendable, Hashable {
        package var file: DefinitionFile.Figure
        package var kind: FactKind
        package var all: FactMarks
        package var none: FactMarks

        package func counts(_ kind: FactKind, _ marks: FactMarks) -> Bool {
            kind == self.kind && marks.isSuperset(of: all) && marks.isDisjoint(with: none)
        }
    }

    package struct Part: Sendable, Hashable {
        package var file: DefinitionFile.Part
        package var formula: Formula
    }

    package struct Score: Sendable, Hashable {
        package var file: DefinitionFile.Score
        package var judges: Set<JudgedKind>
        package var parts: [Part]
    }

    package let file: DefinitionFile
    package let figures: [Figure]
    /// In the order of their computing: each after those that it is made of.
    package let indicators: [(file: DefinitionFile.Indicator, formula: Formula)]
    package let scores: [Score]

    package func figure(_ code: String) -> Figure? { figures.first { $0.file.code == code } }

    package func formula(_ code: String) -> Formula? { indicators.first { $0.file.code == code }?.formula }

    package func score(of dimension: JudgedKind) -> Score? { scores.first { $0.judges.contains(dimension) } }

    package func grade(of score: Double) -> DefinitionFile.Grade? { file.grades.first { score >= $0.from } }

    /// Checks all of it and throws every error at once.
    package init(_ file: DefinitionFile) throws {
        var check: DefinitionCheck = DefinitionCheck(file)
        self.file = file
        figures = check.figures()
        indicators = check.indicators()
        scores = check.scores()
        check.grades()
        try check.finish()
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

    package var figures: [String: Int] = [:]
    package var indicators: [String: Double] = [:]
    package var parts: [Part] = []
    /// 0 to 100, or none: too little has a value.
    package var score: Double?
    package var grade: String?

    package func value(_ code: String) -> Double? { figures[code].map(Double.init) ?? indicators[code] }
}

extension Definition {
    package func compute(_ tally: Tally, as dimension: JudgedKind) -> Computed {
        var computed: Computed = Computed()
        for figure in figures { computed.figures[figure.file.code] = 0 }
        for (signal, count) in tally.counts {
            for figure in figures where figure.counts(signal.kind, signal.marks) {
                computed.figures[figure.file.code, default: 0] += count
            }
        }
        for indicator in indicators {
            computed.indicators[indicator.file.code] = indicator.formula.value { computed.value($0) }
        }
        if let score = score(of: dimension) { self.score(&computed, by: score) }
        return computed
    }

    private func score(_ computed: inout Computed, by score: Score) {
        let values: [Double?] = score.parts.map { part in
            part.formula.value { computed.value($0) }.map { Swift.max(0, Swift.min(100, $0)) }
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
