import ArgumentParser
import CityClient
import CityCore
import CityServer

struct ListsBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "lists",
        abstract: "列表、待办、总览、检索的响应时间 · Response times of lists, inbox, overview, search"
    )
    @OptionGroup var bench: BenchOptions
    @Option(name: .long, help: "每个地址请求几次 · requests for each address") var times: Int = 300

    /// What people open, and some that no index was made for.
    private static let addresses: [(name: String, login: String, path: String)] = [
        ("newest", "leader", "cases"),
        ("county", "leader", "cases?area=420302"),
        ("street", "leader", "cases?area=420302001"),
        ("open", "leader", "cases?state=open"),
        ("open, county scope", "acceptor-420302", "cases?state=open"),
        ("red lamps", "leader", "cases?lamp=red"),
        ("red lamps, county", "acceptor-420302", "cases?lamp=red&state=handling"),
        ("small class", "leader", "cases?class=event/01/10"),
        ("small class in a county", "leader", "cases?class=event/01/10&area=420381"),
        (
            "class, county, source, period", "leader",
            "cases?class=component/01/37&area=420325&source=wechat&from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z"
        ),
        ("closed late in a street", "leader", "cases?area=420303001&state=closed&onTime=false"),
        ("department", "clerk-420302hw", "cases"),
        ("inbox of a department", "clerk-420302hw", "inbox"),
        ("search, two characters", "leader", "cases?text=%E4%BA%95%E7%9B%96"),
        ("search, an address", "leader", "cases?text=%E5%8C%97%E4%BA%AC%E8%B7%AF%20666"),
        ("overview", "leader", "cases/overview"),
        ("overview of a department", "clerk-420302hw", "cases/overview"),
        ("today", "leader", "cases/today"),
        ("open with its count", "leader", "cases?state=open&count=true"),
        ("a box of the map as a list", "leader", "cases?state=open&bbox=110.76,32.62,110.80,32.66"),
        ("closed in a week", "leader", "cases?closedFrom=2025-06-01T00:00:00Z&closedTo=2025-06-08T00:00:00Z"),
        ("map, figures by county", "leader", "map/figures?level=county"),
        ("map, figures by grid", "leader", "map/figures?level=grid&area=420302"),
        ("map, cases of a county", "acceptor-420302", "map/cases?area=420302"),
        ("map, a tile of areas and grids", "leader", "tiles/places/13/6617/3309"),
        ("map, a tile of components", "leader", "tiles/parts/15/26533/13250"),
        ("one search for all", "leader", "search?text=%E4%BA%BA%E6%B0%91%E8%B7%AF"),
    ]

    func run() async throws {
        let city: City = try await bench.options.city()
        let (json, times) = (bench.json, times)
        try await LocalServer.with(city) { server in
            var figures: [Figure] = []
            for address in Self.addresses {
                let timings: Timings = try await Self.measure(address, times, server)
                figures.append(
                    Figure(name: "\(address.name) p50", value: timings.percentile(0.5), unit: "ms")
                )
                figures.append(
                    Figure(name: "\(address.name) p99", value: timings.percentile(0.99), unit: "ms", bound: "< 50")
                )
            }
            figures.append(
                Figure(
                    name: "resident memory, client included",
                    value: BenchReport.residentMB(),
                    unit: "MB",
                    bound: "< 300"
                )
            )
            try BenchReport.tell(figures, json: json)
        }
    }

    private static func measure(
        _ address: (name: String, login: String, path: String),
        _ times: Int,
        _ server: LocalServer
    ) async throws -> Timings {
        let client: CityClient = try await server.client(address.login)
        let clock: ContinuousClock = ContinuousClock()
        var timings: Timings = Timings()
        for _ in 0..<times {
            let start: ContinuousClock.Instant = clock.now
            let reply: CityClient.Reply = try await client.get(address.path)
            timings.add(clock.now - start)
            guard reply.status == 200 else {
                throw CityError.fault("\(address.path): \(reply.status) \(String(decoding: reply.body, as: UTF8.self))")
            }
        }
        await client.close()
        return timings
    }
}
