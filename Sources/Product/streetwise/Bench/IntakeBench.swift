import ArgumentParser
import CaseManagement
import CityClient
import CityCore
import CityGeo
import CityRegistry
import CityServer

struct IntakeBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "intake",
        abstract: "经 HTTP 上报新案件 · New cases over HTTP, each durable before it is answered"
    )
    @OptionGroup var bench: BenchOptions
    @Option(name: .long, help: "并发客户端 · clients at once") var clients: Int = 32
    @Option(name: .long, help: "秒 · seconds") var seconds: Int = 10

    func run() async throws {
        guard (1...256).contains(clients), (1...120).contains(seconds) else {
            throw CityError.invalid(
                "clients",
                "bench.bounds",
                Wording("并发 1–256，秒数 1–120", "1–256 clients, 1–120 seconds")
            )
        }
        let city: City = try await bench.options.city()
        let (json, clients, seconds) = (bench.json, clients, seconds)
        // Lamps that are due from an earlier run would be turned while we measure.
        try await city.cases.timers.run()
        try await LocalServer.with(city) { server in
            let places: [Coordinate] = try server.city.registry.current.activeGrids(in: "420302").prefix(500).map {
                try Geometry.pointOnSurface($0.shape)
            }
            let timings: Timings = try await Self.report(clients, seconds, places, server)
            try BenchReport.tell(
                [
                    Figure(
                        name: "new cases, \(clients) clients",
                        value: Double(timings.count) / Double(seconds),
                        unit: "cases/s",
                        bound: ">= 1000"
                    ),
                    Figure(name: "answer p50", value: timings.percentile(0.5), unit: "ms"),
                    Figure(name: "answer p99", value: timings.percentile(0.99), unit: "ms"),
                ],
                json: json
            )
        }
    }

    private static func report(
        _ clients: Int,
        _ seconds: Int,
        _ places: [Coordinate],
        _ server: LocalServer
    ) async throws -> Timings {
        let end: ContinuousClock.Instant = .now + .seconds(seconds)
        return try await withThrowingTaskGroup(of: Timings.self) { group in
            for number in 0..<clients {
                let client: CityClient = try await server.client("collector\(number % 4 + 1)-420302")
                group.addTask { try await Self.report(client, number, places, until: end) }
            }
            var all: Timings = Timings()
            for try await timings in group { all.add(timings) }
            return all
        }
    }

    private static func report(
        _ client: CityClient,
        _ number: Int,
        _ places: [Coordinate],
        until end: ContinuousClock.Instant
    ) async throws -> Timings {
        var timings: Timings = Timings()
        var count: Int = 0
        let run: UInt64 = .random(in: 0 ... .max)
        while ContinuousClock.now < end {
            let place: Coordinate = places[(number * 31 + count) % places.count]
            let body: ReportBody = ReportBody(
                source: .collector,
                place: PointBody(lng: place.lng, lat: place.lat),
                address: "人民路 \(count) 号",
                description: "暴露垃圾：路边有散落垃圾",
                smallClass: "event/01/10",
                condition: "1"
            )
            let start: ContinuousClock.Instant = .now
            let reply: CityClient.Reply = try await client.post("cases", body, key: "bench-\(number)-\(count)-\(run)")
            timings.add(.now - start)
            guard reply.status == 201 else {
                throw CityError.fault("report: \(reply.status) \(String(decoding: reply.body, as: UTF8.self))")
            }
            count += 1
        }
        return timings
    }
}
