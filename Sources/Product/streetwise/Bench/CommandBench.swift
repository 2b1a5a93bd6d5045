import ArgumentParser
import CityCore
import CityGeo
import Command

struct CommandBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "command",
        abstract: "派最近的力量：路网搜索 · Whom to send: a search of the roads"
    )
    @Option(name: .long, help: "路口数的平方根 · crossings along one side") var side: Int = 300
    @Option(name: .long, help: "力量数 · units") var units: Int = 5_000
    @Option(name: .long, help: "次数 · times") var times: Int = 200
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

    func run() async throws {
        let roads: RoadGraph = try graph()
        var random: SystemRandomNumberGenerator = SystemRandomNumberGenerator()
        let places: [Coordinate] = try (0..<units).map { _ in try place(&random) }
        var (search, all): (Timings, Timings) = (Timings(), Timings())
        var found: Int = 0
        for _ in 0..<times {
            let target: Coordinate = try place(&random)
            let start: ContinuousClock.Instant = .now
            guard let reached = roads.times(to: target, within: 3_600) else { throw CityError.fault("no road is near") }
            search.add(.now - start)
            found += places.count { reached.seconds(from: $0) != nil }
            all.add(.now - start)
        }
        guard found > times * units / 10 else { throw CityError.fault("hardly anybody is reached") }
        let name: String = "\(roads.nodeCount) crossings, \(roads.edgeCount) roads"
        try BenchReport.tell(
            [
                Figure(name: "search, \(name), p50", value: search.percentile(0.5), unit: "ms"),
                Figure(name: "search, p99", value: search.percentile(0.99), unit: "ms"),
                Figure(name: "with the times of \(units) units, p99", value: all.percentile(0.99), unit: "ms"),
            ],
            json: json
        )
    }

    private func place(_ random: inout SystemRandomNumberGenerator) throws -> Coordinate {
        let width: Double = Double(side) * 0.001
        return try Coordinate(
            lng: .random(in: 110.6...(110.6 + width), using: &random),
            lat: .random(in: 32.4...(32.4 + width), using: &random)
        )
    }

    /// A city of blocks of a hundred metres, each street driven both ways at some speed.
    private func graph() throws -> RoadGraph {
        var nodes: [Coordinate] = []
        var edges: [RoadGraph.Edge] = []
        for row in 0..<side {
            for column in 0..<side {
                nodes.append(try Coordinate(lng: 110.6 + Double(column) * 0.001, lat: 32.4 + Double(row) * 0.001))
                let here: Int = row * side + column
                for (isThere, other) in [(column > 0, here - 1), (row > 0, here - side)] where isThere {
                    let seconds: Double = .random(in: 8...25)
                    edges.append(RoadGraph.Edge(from: here, to: other, seconds: seconds))
                    edges.append(RoadGraph.Edge(from: other, to: here, seconds: seconds))
                }
            }
        }
        return try RoadGraph(nodes: nodes, edges: edges)
    }
}
