import ArgumentParser
import CaseManagement
import CityClient
import CityContracts
import CityCore
import CityRegistry
import CitySQL
import CityServer
import CityWorkflow
import DemoCity
import Evaluation
import Foundation

struct EvaluationBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "evaluation",
        abstract: "评价的响应时间：一个月的全部对象、清单、一次事件 · Scores of a month, lists behind numbers, one event"
    )
    @OptionGroup var bench: BenchOptions
    @Option(name: .long, help: "每年案件数 · cases a year") var cases: Int = 125_000
    @Option(name: .long, help: "保留几年 · years that are kept") var years: Int = 10
    @Option(name: .long, help: "每项几次 · times each") var times: Int = 50

    private static let judged: [JudgedKind] = JudgedKind.allCases.filter { $0 != .smallClass }

    func run() async throws {
        var settings: CitySettings = try await bench.options.settings()
        settings.lightPasswords = true
        let city: City = try City(settings)
        try await city.prepare()
        try await fill(city)
        let month: Span = try Self.month(before: city)
        let figures: [Figure] = try await wholeMonth(city, month) + oneEvent(city)
        let (json, times) = (bench.json, times)
        try await LocalServer.with(city) { server in
            let memory: Figure = Figure(name: "resident memory", value: BenchReport.residentMB(), unit: "MB")
            try BenchReport.tell(figures + (try await Self.pages(server, month, times)) + [memory], json: json)
        }
    }

    /// The last year's cases are whole; of earlier years there is what they count for. Made once for a folder.
    private func fill(_ city: City) async throws {
        guard try await city.database.read({ db in try CaseTraces.lastSerial(in: db) }) == 0 else { return }
        var size: DemoSize = .year
        size.cases = 0
        if city.registry.current.areas.isEmpty {
            _ = try await DemoBuilder(city, size: size) { Console.note("  \($0.en)") }.build()
        }
        let lives: BulkLives = try BulkLives(city)
        for year in stride(from: years - 1, to: 0, by: -1) {
            try await lives.traces(cases, days: 365, endingDaysAgo: year * 365) { done in
                Console.note("  \(year) years ago: \(done)")
            } take: { traces in
                try await city.database.write { db in _ = try city.evaluation.keeper.renew(traces, in: db) }
            }
        }
        try await lives.write(cases, days: 365) { done in Console.note("  last year: \(done)") }
        try await city.evaluation.filling.catchUp { done in Console.note("  facts of \(done)") }
        try await city.database.optimize()
    }

    private static func month(before city: City) throws -> Span {
        let today: CivilDate = city.registry.current.calendar.date(of: city.clock.now())
        return try Span(
            today.month < 10 ? "\(today.year)-0\(today.month)" : "\(today.year)-\(today.month)"
        ).previous
    }

    /// Every area, department and post of a month, with names, ranks and the month before.
    private func wholeMonth(_ city: City, _ month: Span) async throws -> [Figure] {
        let clock: ContinuousClock = ContinuousClock()
        let now: Timestamp = city.clock.now()
        let service: EvaluationService = city.evaluation.service
        var (scores, tables): (Timings, Timings) = (Timings(), Timings())
        var subjects: Int = 0
        for _ in 0..<max(5, times / 5) {
            let start: ContinuousClock.Instant = clock.now
            subjects = try await city.database.read { db in
                let basis: Basis = try service.basis(month, at: now, in: db)
                return try Self.judged.reduce(0) { $0 + (try service.scores(basis, $1, in: db).count) }
            }
            scores.add(clock.now - start)
            let second: ContinuousClock.Instant = clock.now
            _ = try await city.database.read { db in
                let basis: Basis = try service.basis(month, at: now, in: db)
                return try service.standings(basis, .department, at: now, in: db).count
            }
            tables.add(clock.now - second)
        }
        return [
            Figure(name: "judged in a month", value: Double(subjects), unit: "areas, departments, posts"),
            Figure(name: "all scores of a month p50", value: scores.percentile(0.5), unit: "ms", bound: "< 200"),
            Figure(name: "all scores of a month, slowest", value: scores.percentile(1), unit: "ms", bound: "< 200"),
            Figure(name: "departments against the month before", value: tables.percentile(0.5), unit: "ms"),
        ]
    }

    /// What one action of a case costs the live figures, once its event has come: as it comes alone, and in a batch.
    private func oneEvent(_ city: City) async throws -> [Figure] {
        let clock: ContinuousClock = ContinuousClock()
        let traces: [CaseTrace] = try await city.database.read { db in
            let last: Int = try CaseTraces.lastSerial(in: db)
            return try CaseTraces.next(after: max(0, last - 400), limit: 400, in: db)?.traces ?? []
        }
        var alone: Timings = Timings()
        let keeper: FactKeeper = city.evaluation.keeper
        for trace in traces.prefix(200) {
            let before: CaseTrace = Self.before(trace)
            let taken: Duration = try await city.database.write { db in
                try keeper.renew([before], in: db)
                let start: ContinuousClock.Instant = clock.now
                try keeper.renew(try CaseTraces.of([trace.id], in: db), in: db)
                return clock.now - start
            }
            alone.add(taken)
        }
        let batch: [CaseTrace] = Array(traces.prefix(200))
        let together: Duration = try await city.database.write { db in
            try keeper.renew(batch.map(Self.before), in: db)
            let start: ContinuousClock.Instant = clock.now
            try keeper.renew(try CaseTraces.of(batch.map(\.id), in: db), in: db)
            return clock.now - start
        }
        return [
            Figure(
                name: "one case event of \(batch.count) that came together",
                value: together / .milliseconds(1) / Double(max(1, batch.count)),
                unit: "ms",
                bound: "< 1"
            ),
            Figure(name: "one case event p50", value: alone.percentile(0.5), unit: "ms", bound: "< 1"),
            Figure(name: "one case event p99", value: alone.percentile(0.99), unit: "ms"),
        ]
    }

    /// Its last step has not been taken.
    private static func before(_ trace: CaseTrace) -> CaseTrace {
        var earlier: CaseTrace = trace
        if let last = earlier.entries.popLast() {
            earlier.clocks = earlier.clocks.map { clock in
                var clock: CaseTrace.Clock = clock
                if clock.stoppedAt == last.at { clock.stoppedAt = nil }
                return clock
            }
        }
        return earlier
    }

    /// Over HTTP, as pages ask.
    private static func pages(_ server: LocalServer, _ month: Span, _ times: Int) async throws -> [Figure] {
        let client: CityClient = try await server.client("leader")
        let year: String = "\(month.last.year)"
        let department: String = try await first(client, "evaluation/results?by=department&period=\(month.code)")
        let grid: String = try await first(client, "evaluation/results?by=grid&period=\(month.code)")
        let collector: String = try await first(client, "evaluation/results?by=collector&period=\(month.code)")
        let addresses: [(String, String, String?)] = [
            ("league table of departments", "evaluation/results?by=department&period=\(month.code)", "< 200"),
            ("league table of grids", "evaluation/results?by=grid&period=\(month.code)", "< 200"),
            ("league table of grids, this month", "evaluation/results?by=grid", "< 200"),
            ("league table of departments, a year", "evaluation/results?by=department&period=\(year)", "< 200"),
            (
                "one department with twelve months", "evaluation/results/department/\(department)?period=\(month.code)",
                nil
            ),
            ("hot spots of a month", "evaluation/hotspots?period=\(month.code)", nil),
            (
                "list: city, filed", "evaluation/results/city/all/facts?figure=filed&period=\(month.code)", "< 50"
            ),
            (
                "list: department, handled late",
                "evaluation/results/department/\(department)/facts?figure=handling_late&period=\(month.code)", "< 50"
            ),
            ("list: grid, filed", "evaluation/results/grid/\(grid)/facts?figure=filed&period=\(month.code)", "< 50"),
            (
                "list: county, overdue",
                "evaluation/results/county/420302/facts?figure=overdue_open&period=\(month.code)", "< 50"
            ),
            (
                "list: collector, checks",
                "evaluation/results/collector/\(collector)/facts?figure=check_due&period=\(month.code)", "< 50"
            ),
        ]
        var figures: [Figure] = []
        let clock: ContinuousClock = ContinuousClock()
        for (name, path, bound) in addresses {
            var timings: Timings = Timings()
            for _ in 0..<times {
                let start: ContinuousClock.Instant = clock.now
                let reply: CityClient.Reply = try await client.get(path)
                timings.add(clock.now - start)
                guard reply.status == 200 else { throw CityError.fault("\(path): \(reply.status)") }
            }
            figures.append(Figure(name: "\(name) p50", value: timings.percentile(0.5), unit: "ms"))
            figures.append(Figure(name: "\(name) p99", value: timings.percentile(0.99), unit: "ms", bound: bound))
        }
        await client.close()
        return figures
    }

    private static func first(_ client: CityClient, _ path: String) async throws -> String {
        struct Table: Decodable {
            struct Row: Decodable { var subject: String }
            var rows: [Row]
        }
        let reply: CityClient.Reply = try await client.get(path)
        guard let subject = try JSONDecoder().decode(Table.self, from: Data(reply.body)).rows.first?.subject else {
            throw CityError.fault("\(path) is empty")
        }
        return subject
    }
}
