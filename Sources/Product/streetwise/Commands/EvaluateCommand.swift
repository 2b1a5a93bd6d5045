import ArgumentParser
import CityCore
import CityRegistry
import CitySQL
import CityServer
import Evaluation

struct EvaluateCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "综合评价：按部门、区域、岗位计算指标与得分 · Scores of departments, areas, posts",
        discussion: """
              streetwise evaluate --period 2026-10 --by department
              streetwise evaluate --rebuild      when `verify` has found facts or counts wrong
              streetwise evaluate --from 2015-01-01 --to 2015-03-31 --by department --json
            """
    )

    @OptionGroup var options: CityOptions
    @Option(name: .long, help: "评价对象：department、county、street、grid、collector … · who is judged")
    var by: String = "department"
    @Option(name: .long, help: "周期：2026-10、2026-Q3、2026 … · period")
    var period: String?
    @Option(name: .long, help: "开始日期 · first day") var from: String?
    @Option(name: .long, help: "结束日期 · last day") var to: String?
    @Flag(name: .long, help: "先按历史重算全部事实与计数 · first work all facts and counts out anew from the histories")
    var rebuild: Bool = false
    @Flag(name: .long, help: "以 JSON 输出，含全部指标 · answer as JSON, with every figure") var json: Bool = false

    func run() async throws {
        guard let dimension = JudgedKind(rawValue: by) else {
            throw ValidationError("--by: \(JudgedKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let span: Span? = rebuild && period == nil && from == nil ? nil : try span()
        let city: City = try await options.city()
        if rebuild {
            try await city.evaluation.filling.rebuild { cases in Console.note("  \(cases)") }
            Console.note("事实与计数已重算 · facts and counts were worked out anew")
        }
        guard let span else { return }
        try await city.catchUpEvaluation()
        let service: EvaluationService = city.evaluation.service
        let now: Timestamp = city.clock.now()
        let (basis, standings) = try await city.database.read { db in
            let basis: Basis = try service.basis(span, at: now, in: db)
            return (basis, try service.standings(basis, dimension, at: now, in: db))
        }
        let organisations: OrganisationDirectory = city.registry.current.organisations
        if json { return try Console.json(Report(basis, dimension, standings, organisations)) }
        tell(basis, dimension, standings)
    }

    private func span() throws -> Span {
        if let period { return try Span(period) }
        guard let from, let to else { throw ValidationError("--period, or --from and --to") }
        guard let first = CivilDate(from), let last = CivilDate(to) else {
            throw ValidationError("--from / --to: 2015-01-01")
        }
        return try Span(from: first, to: last)
    }

    private func tell(_ basis: Basis, _ dimension: JudgedKind, _ standings: [Standing]) {
        let columns: [String] =
            basis.definition.score(of: dimension)?.file.columns ?? [
                "filed", "due_to_close", "closed", "closed_on_time",
            ]
        Console.say("\(basis.span.code)  办法 · rules \(basis.rules)")
        Console.say((["#", dimension.title.zh, "得分"] + columns).joined(separator: "\t"))
        for standing in standings {
            let values: [String] = columns.map { Self.text(basis.definition.value($0, standing.computed)) }
            let fixed: [String] = [
                standing.rank.map { "\($0)" } ?? "–", standing.name.zh, Self.text(standing.computed.score),
            ]
            Console.say((fixed + values).joined(separator: "\t"))
        }
    }

    private static func text(_ value: Double?) -> String {
        guard let value else { return "–" }
        let rounded: Double = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    struct Report: Encodable {
        struct Row: Encodable {
            var subject: String
            var code: String?
            var name: Wording
            var rank: Int?
            var score: Double?
            var grade: String?
            var figures: [String: Int]
            var indicators: [String: Double]
        }

        var period: String
        var by: String
        var rules: Int
        var rows: [Row]

        init(_ basis: Basis, _ dimension: JudgedKind, _ standings: [Standing], _ organisations: OrganisationDirectory) {
            period = basis.span.code
            by = dimension.rawValue
            rules = basis.rules
            rows = standings.map { standing in
                Row(
                    subject: standing.subject,
                    code: organisations.find(OrganisationID(standing.subject))?.code,
                    name: standing.name,
                    rank: standing.rank,
                    score: standing.computed.score,
                    grade: standing.computed.grade,
                    figures: Dictionary(
                        uniqueKeysWithValues: zip(basis.definition.figures.map(\.file.code), standing.computed.counts)
                    ),
                    indicators: Dictionary(
                        uniqueKeysWithValues: zip(basis.definition.indicators, standing.computed.rates).compactMap {
                            indicator,
                            rate in rate.map { (indicator.file.code, $0) }
                        }
                    )
                )
            }
        }
    }
}
