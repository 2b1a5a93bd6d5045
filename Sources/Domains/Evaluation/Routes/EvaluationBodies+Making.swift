import CityCore

extension TableBody {
    init(_ dimension: JudgedKind, _ basis: Basis, filledPercent: Int?) {
        let score: Definition.Score? = basis.definition.score(of: dimension)
        by = dimension
        title = dimension.title
        self.basis = BasisBody(basis)
        scoreName = score?.file.name
        parts = (score?.parts ?? []).map { part in
            ScorePartBody(
                code: part.file.code,
                name: part.file.name,
                formula: part.formula.description,
                weight: part.file.weight
            )
        }
        columns = Self.columns(score).compactMap { ColumnBody($0, of: basis.definition) }
        grades = basis.definition.file.grades
        total = 0
        rows = []
        self.filledPercent = filledPercent
    }

    /// What nobody is scored by is shown in the figures that everybody knows.
    static func columns(_ score: Definition.Score?) -> [String] {
        score?.file.columns ?? ["filed", "due_to_close", "closed", "closed_on_time", "overdue_open", "rework"]
    }

    mutating func show(_ standings: [Standing], of definition: Definition, after: Int, limit: Int) {
        total = standings.count
        let codes: [String] = columns.map(\.code)
        let shown: ArraySlice<Standing> = standings.dropFirst(after).prefix(limit)
        rows = shown.map { StandingBody($0, columns: codes, of: definition) }
        next = shown.endIndex < standings.count && !shown.isEmpty ? shown.endIndex : nil
    }
}

extension SubjectBody {
    init(
        _ dimension: JudgedKind,
        _ subject: String,
        _ name: (name: Wording, isClosed: Bool)?,
        _ basis: Basis,
        _ computed: Computed,
        _ trend: [(basis: Basis, computed: Computed)]
    ) {
        let definition: Definition = basis.definition
        let score: Definition.Score? = definition.score(of: dimension)
        by = dimension
        self.subject = subject
        self.name = name?.name ?? Wording(subject, subject)
        isClosed = name?.isClosed ?? false
        self.basis = BasisBody(basis)
        scoreName = score?.file.name
        self.score = computed.score?.rounded2
        grade = computed.grade
        parts = zip(score?.parts ?? [], computed.parts).map { part, value in
            ScorePartBody(
                code: part.file.code,
                name: part.file.name,
                formula: part.formula.description,
                weight: part.file.weight,
                value: value.value?.rounded2,
                points: value.points?.rounded2
            )
        }
        columns = TableBody.columns(score).compactMap { ColumnBody($0, of: definition) }
        figures = definition.figures.map { FigureBody($0, value: definition.count($0.file.code, computed) ?? 0) }
        indicators = definition.indicators.map { indicator, formula in
            IndicatorBody(indicator, formula, value: definition.rate(indicator.code, computed))
        }
        grades = definition.file.grades
        let shown: [String] = columns.map(\.code)
        self.trend = trend.map { basis, values in
            TrendBody(
                period: basis.span.code,
                score: values.score?.rounded2,
                grade: values.grade,
                values: Dictionary(
                    uniqueKeysWithValues: shown.compactMap { code in
                        basis.definition.value(code, values).map { (code, $0.rounded2) }
                    }
                )
            )
        }
    }
}
