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

    mutating func show(_ standings: [Standing], after: Int, limit: Int) {
        total = standings.count
        let shown: ArraySlice<Standing> = standings.dropFirst(after).prefix(limit)
        rows = shown.map { StandingBody($0, columns: columns.map(\.code)) }
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
        _ trend: [(span: Span, computed: Computed)]
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
        figures = definition.figures.map { FigureBody($0, value: computed.figures[$0.file.code] ?? 0) }
        indicators = definition.indicators.map { indicator, formula in
            IndicatorBody(indicator, formula, value: computed.indicators[indicator.code])
        }
        grades = definition.file.grades
        let shown: [String] = columns.map(\.code)
        self.trend = trend.map { span, values in
            TrendBody(
                period: span.code,
                score: values.score?.rounded2,
                grade: values.grade,
                values: Dictionary(
                    uniqueKeysWithValues: shown.compactMap { code in values.value(code).map { (code, $0.rounded2) } }
                )
            )
        }
    }
}
