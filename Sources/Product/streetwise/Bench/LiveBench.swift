import ArgumentParser
import CaseManagement
import CityClient
import CityCore
import CityGeo
import CityRegistry
import CityServer
import Foundation
import Synchronization

struct LiveBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "live",
        abstract: "事件从提交到另一进程的页面；许多打开的页面 · An event from commit to a page at another process; many open pages",
        discussion: """
            Serves the demo city of the data folder by processes of its own: two where the database is PostgreSQL, else one.
              streetwise bench live --data D --database postgres://… --nats nats://…
            """
    )
    @OptionGroup var bench: BenchOptions
    @OptionGroup var flag: NATSFlag
    @Option(name: .long, help: "事件数 · events") var events: Int = 500
    @Option(name: .long, help: "打开的页面 · open pages") var pages: Int = 2_000
    @Option(name: .long, help: "所用第一个端口 · first port to use") var port: Int = 18_080

    func run() async throws {
        try OpenFiles.raise(to: pages + 500)
        let city: City = try await bench.options.city()
        guard let grid = city.registry.current.activeGrids(in: "420302").first else {
            throw CityError.fault("no demo city in this folder")
        }
        let place: Coordinate = try Geometry.pointOnSurface(grid.shape)
        let here: ServedProcess = try await .start(city.settings, natsURL: flag.nats, port: port)
        defer { here.stop() }
        let isFile: Bool = !(city.settings.database ?? "").contains("://")
        let there: ServedProcess =
            isFile ? here : try await .start(city.settings, natsURL: flag.nats, port: port + 1)
        defer { if !isFile { there.stop() } }
        let reporter: Reporter = try await Reporter(here, place)
        let token: String = try await there.token("acceptor-420302")
        let delays: Timings = try await latency(reporter, there, token)
        let figures: [Figure] =
            [
                Figure(name: isFile ? "event to a page p50" : "event to a page elsewhere p50", delays, 0.5),
                Figure(name: isFile ? "event to a page p99" : "event to a page elsewhere p99", delays, 0.99, "< 200"),
            ] + (try await open(reporter, there, token))
        try BenchReport.tell(figures, json: bench.json)
    }

    /// From the answer to a report, which comes after its commit, to the event on a line.
    private func latency(_ reporter: Reporter, _ server: ServedProcess, _ token: String) async throws -> Timings {
        let heard: Heard = Heard()
        let line: LiveLine = try await .open(host: "127.0.0.1", port: server.port, token: token, take: heard.take)
        var delays: Timings = Timings()
        for number in 0..<events {
            let caseNumber: String = try await reporter.report(number)
            let answered: ContinuousClock.Instant = .now
            delays.add(max(.zero, try await heard.first(caseNumber) - answered))
        }
        await line.close()
        return delays
    }

    private func open(_ reporter: Reporter, _ server: ServedProcess, _ token: String) async throws -> [Figure] {
        let atRest: Double = server.residentMB
        let heard: Heard = Heard()
        var lines: [LiveLine] = []
        for _ in 0..<pages {
            lines.append(try await .open(host: "127.0.0.1", port: server.port, token: token, take: heard.take))
        }
        var reached: Timings = Timings()
        for number in 0..<10 {
            let begun: ContinuousClock.Instant = .now
            let caseNumber: String = try await reporter.report(events + number)
            reached.add(try await heard.all(caseNumber, lines.count) - begun)
        }
        let resident: Double = server.residentMB
        for line in lines { await line.close() }
        return [
            Figure(name: "server at rest", value: atRest, unit: "MB"),
            Figure(name: "server with \(pages) open pages", value: resident, unit: "MB", bound: "< 150"),
            Figure(name: "report to all \(pages) pages, p50", reached, 0.5),
        ]
    }
}

extension Figure {
    fileprivate init(name: String, _ timings: Timings, _ share: Double, _ bound: String? = nil) {
        self.init(name: name, value: timings.percentile(share), unit: "ms", bound: bound)
    }
}

private struct Reporter {
    let client: CityClient
    let place: Coordinate

    init(_ server: ServedProcess, _ place: Coordinate) async throws {
        client = CityClient(host: "127.0.0.1", port: server.port, token: try await server.token("collector1-420302"))
        self.place = place
    }

    /// The number of a new case.
    func report(_ number: Int) async throws -> String {
        struct Reported: Decodable {
            struct Row: Decodable { var number: String }
            var row: Row
        }
        let body: ReportBody = ReportBody(
            source: .collector,
            place: PointBody(lng: place.lng, lat: place.lat),
            address: "人民路 \(number) 号",
            description: "暴露垃圾",
            smallClass: "event/01/10",
            condition: "1"
        )
        return try await client.post("cases", body).decoded(as: Reported.self).row.number
    }
}

/// When the first and the last of many lines heard of a case.
private final class Heard: Sendable {
    private struct Times {
        var first: ContinuousClock.Instant
        var last: ContinuousClock.Instant
        var count: Int
    }

    private let cases: Mutex<[String: Times]> = Mutex([:])

    @Sendable func take(_ data: Substring) {
        guard let key = data.range(of: #""number":""#) else { return }
        let number: String = String(data[key.upperBound...].prefix { $0 != "\"" })
        let now: ContinuousClock.Instant = .now
        cases.withLock { cases in
            cases[number, default: Times(first: now, last: now, count: 0)].count += 1
            cases[number]?.last = now
        }
    }

    func first(_ number: String) async throws -> ContinuousClock.Instant {
        try await wait(number, 1).first
    }

    func all(_ number: String, _ count: Int) async throws -> ContinuousClock.Instant {
        try await wait(number, count).last
    }

    private func wait(_ number: String, _ count: Int) async throws -> Times {
        let begun: ContinuousClock.Instant = .now
        while ContinuousClock.now - begun < .seconds(30) {
            if let times = cases.withLock({ $0[number] }), times.count >= count { return times }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw CityError.fault("case \(number) did not come to \(count) pages within 30 s")
    }
}
