import CityCore
import CityHTTP
import CityPrint
import CityRegistry
import CitySQL

/// The addresses of results: league tables, one subject taken apart, the cases behind a number.
struct EvaluationRoutes: Sendable {
    static let rowsMax: Int = 500
    static let trendMax: Int = 36

    let service: EvaluationService
    let filling: FactFilling
    let printer: PagePrinter
    let database: any SQLDatabase
    let clock: CityClock

    private static let parameters: [QueryParameter] = [
        QueryParameter("by", .choice(JudgedKind.allCases.map(\.rawValue)), Wording("评价对象", "Who is judged")),
        QueryParameter(
            "period",
            .text,
            Wording("周期：2026-11、2026-Q4、2026-11-05..2026-11-20 …", "Period: 2026-11, 2026-Q4, 2026-11-05..2026-11-20 …")
        ),
        QueryParameter(
            "edition",
            .integer,
            Wording("已公示周期的版次，默认最新", "Edition of a closed period, the newest by default")
        ),
    ]

    func register(in table: RouteTable) {
        table.get(
            "evaluation/results",
            access: .permission(.evaluationRead),
            Wording("评价排名表", "League table"),
            query: Self.parameters + [
                QueryParameter("limit", .integer, Wording("一次多少行，最多 500", "Rows at once, at most 500")),
                QueryParameter("after", .integer, Wording("从第几行之后", "After which row")),
            ],
            answer: TableBody.self,
            use: results
        )
        table.get(
            "evaluation/results/{by}/{subject}",
            access: .permission(.evaluationRead),
            Wording("一个对象的得分拆解与走势", "One subject taken apart, with its trend"),
            query: Array(Self.parameters.dropFirst()) + [
                QueryParameter("trend", .integer, Wording("走势的期数，默认 12", "How many periods of trend, 12 by default"))
            ],
            answer: SubjectBody.self,
            use: subject
        )
        table.list(
            "evaluation/results/{by}/{subject}/facts",
            access: .permission(.evaluationRead),
            Wording("一个数字背后的案件", "The cases behind a number"),
            query: Array(Self.parameters.dropFirst()) + [
                QueryParameter("figure", .text, Wording("基础指标代码", "Code of the figure"))
            ],
            item: FactBody.self,
            use: facts
        )
        table.get(
            "evaluation/hotspots",
            access: .permission(.evaluationRead),
            Wording("高发与反复发生的地点和类别", "Where the same problems come up again"),
            query: [Self.parameters[1]],
            answer: HotSpotsBody.self,
            use: hotSpots
        )
        table.file(
            "evaluation/export",
            access: .permission(.evaluationRead),
            Wording("导出排名表（与页面相同）", "The league table as a file, as on the page"),
            query: Self.parameters + [
                QueryParameter(
                    "format",
                    .choice(EvaluationExport.Format.allCases.map(\.rawValue)),
                    Wording("格式", "Format")
                )
            ],
            contentType: "text/csv",
            orContentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            use: export
        )
        table.file(
            "evaluation/bulletin",
            access: .permission(.evaluationRead),
            Wording("综合评价通报（PDF）", "The bulletin of a period, as PDF"),
            query: [Self.parameters[1]],
            contentType: "application/pdf",
            use: bulletin
        )
    }

    /// The month that it is, unless one is asked for.
    private func span(_ call: Call) throws -> Span {
        let today: CivilDate = service.today(clock.now())
        return try Span(call.text("period") ?? Span.monthCode(today.year, today.month))
    }

    /// The league table of whom and when a call asks for, with what its caller may see.
    private func table(_ call: Call, after: Int = 0, limit: Int = .max) async throws -> TableBody {
        let kind: JudgedKind = try call.choice("by", of: JudgedKind.self) ?? .department
        let (span, edition) = (try self.span(call), try call.integer("edition"))
        let now: Timestamp = clock.now()
        let sees: @Sendable (String) -> Bool = service.visibility(of: kind, to: call.identity)
        return try await database.read { db in
            let basis: Basis = try service.basis(span, edition: edition, at: now, in: db)
            return try table(kind, basis, where: sees, after: after, limit: limit, at: now, in: db)
        }
    }

    private func table(
        _ kind: JudgedKind,
        _ basis: Basis,
        where sees: @escaping (String) -> Bool,
        after: Int = 0,
        limit: Int = .max,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> TableBody {
        let standings: [Standing] = try service.standings(basis, kind, where: sees, at: now, in: db)
        var body: TableBody = TableBody(kind, basis, filledPercent: try filling.percent(in: db))
        body.show(standings, of: basis.definition, after: after, limit: limit)
        return body
    }

    private func subject(
        _ kind: JudgedKind,
        _ key: String,
        _ basis: Basis,
        trend count: Int,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> SubjectBody {
        let computed: Computed = try service.computed(basis, kind, key, in: db)
        let trend = try service.trend(basis, kind, key, count: count, at: now, in: db)
        return SubjectBody(kind, key, try service.names([key], of: kind, in: db)[key], basis, computed, trend)
    }

    private func results(_ call: Call) async throws -> Answer<TableBody> {
        let limit: Int = min(Self.rowsMax, max(1, try call.integer("limit") ?? 100))
        let after: Int = max(0, try call.integer("after") ?? 0)
        return Answer(try await table(call, after: after, limit: limit))
    }

    private func export(_ call: Call) async throws -> FileAnswer {
        let format: EvaluationExport.Format = try call.choice("format", of: EvaluationExport.Format.self) ?? .csv
        return EvaluationExport(table: try await table(call), language: call.language).answer(format)
    }

    private func bulletin(_ call: Call) async throws -> FileAnswer {
        let span: Span = try self.span(call)
        let now: Timestamp = clock.now()
        let directory: RegistryDirectory = service.registry.current
        let sees = { @Sendable kind in service.visibility(of: kind, to: call.identity) }
        let bulletin: Bulletin = try await database.read { db in
            let basis: Basis = try service.basis(span, at: now, in: db)
            return Bulletin(
                departments: try table(.department, basis, where: sees(.department), at: now, in: db),
                counties: try table(.county, basis, where: sees(.county), at: now, in: db),
                whole: sees(.city)("") ? try subject(.city, "", basis, trend: 12, at: now, in: db) : nil,
                spots: try HotSpots(basis, in: db).body(directory, where: sees(.grid)),
                city: directory.cityName,
                language: call.language,
                printedBy: call.identity.name,
                printedAt: service.today(now).description
            )
        }
        let bytes: [UInt8] = try await printer.pdf(of: bulletin.page)
        return FileAnswer(
            contentType: "application/pdf",
            filename: "bulletin-\(span.code).pdf",
            length: bytes.count
        ) { sink in try await sink.send(bytes) }
    }

    /// One subject at a time, for whoever may see it.
    private struct Asked: Sendable {
        var kind: JudgedKind
        var subject: String
        var span: Span
        var edition: Int?
    }

    /// The city's own key is empty, which an address cannot hold: there it is `all`.
    private func asked(_ call: Call) throws -> Asked {
        guard let kind = JudgedKind(rawValue: try call.parameter("by")) else { throw EvaluationTrouble.kind }
        let subject: String = kind == .city ? "" : try call.parameter("subject")
        guard service.visibility(of: kind, to: call.identity)(subject) else {
            throw CityError.notFound(Wording("评价对象", "subject"))
        }
        return Asked(kind: kind, subject: subject, span: try span(call), edition: try call.integer("edition"))
    }

    private func subject(_ call: Call) async throws -> Answer<SubjectBody> {
        let asked: Asked = try asked(call)
        let count: Int = min(Self.trendMax, max(1, try call.integer("trend") ?? 12))
        let now: Timestamp = clock.now()
        return try await database.read { db in
            let basis: Basis = try service.basis(asked.span, edition: asked.edition, at: now, in: db)
            return Answer(try subject(asked.kind, asked.subject, basis, trend: count, at: now, in: db))
        }
    }

    private func facts(_ call: Call, _ page: PageRequest) async throws -> Page<FactBody> {
        let asked: Asked = try asked(call)
        let code: String = call.text("figure") ?? ""
        let now: Timestamp = clock.now()
        let identity: Identity = call.identity
        return try await database.read { db in
            let basis: Basis = try service.basis(asked.span, edition: asked.edition, at: now, in: db)
            guard let figure = basis.definition.figure(code) else { throw EvaluationTrouble.figure(code) }
            let query: FactQuery = FactQuery(
                figure: figure,
                dimension: asked.kind,
                subject: asked.subject,
                days: basis.days,
                revision: basis.edition?.revision
            )
            let found: Page<StoredFact> = try query.page(page, in: db)
            let outlines: [String: CaseOutlineBody] =
                try service.ports.outlines(found.items.map(\.caseID), identity, db)
            var bodies: Page<FactBody> = found.map { FactBody($0, outlines[$0.caseID]) }
            bodies.total = PageTotal(counted: try query.count(in: db), max: .max)
            return bodies
        }
    }

    private func hotSpots(_ call: Call) async throws -> Answer<HotSpotsBody> {
        let span: Span = try self.span(call)
        let now: Timestamp = clock.now()
        let sees: @Sendable (String) -> Bool = service.visibility(of: .grid, to: call.identity)
        let spots: HotSpots = try await database.read { db in
            let basis: Basis = try service.basis(span, at: now, in: db)
            return try HotSpots(basis, in: db)
        }
        return Answer(spots.body(service.registry.current, where: sees))
    }
}

enum EvaluationTrouble {
    static let kind: CityError = .invalid(
        "by",
        "evaluation.by",
        Wording(
            "评价对象须为 \(JudgedKind.allCases.map(\.rawValue).joined(separator: "、")) 之一",
            "Who is judged is one of \(JudgedKind.allCases.map(\.rawValue).joined(separator: ", "))"
        )
    )

    static func figure(_ code: String) -> CityError {
        .invalid(
            "figure",
            "evaluation.figure",
            Wording(
                "没有基础指标“\(code)”；由公式算出的指标请看它的输入",
                "There is no figure “\(code)”; what is computed has inputs to look at"
            )
        )
    }
}
