import ArgumentParser
import CityCore
import CityGeo

struct GeoBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "geo",
        abstract: "点到网格的查找 · Point to grid among 10,000 grids"
    )
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false
    @Option(name: .long, help: "查找次数 · look-ups") var lookups: Int = 1_000_000

    func run() async throws {
        let side: Int = 100
        let step: Double = 0.001
        var entries: [(id: Int, area: any Surface)] = []
        for row in 0..<side {
            for column in 0..<side {
                let west: Double = 110.7 + Double(column) * step
                let south: Double = 32.5 + Double(row) * step
                let box: BoundingBox = try BoundingBox(
                    southWest: Coordinate(lng: west, lat: south),
                    northEast: Coordinate(lng: west + step, lat: south + step)
                )
                entries.append((row * side + column, try Polygon(box)))
            }
        }
        let start: ContinuousClock.Instant = .now
        let index: GridIndex<Int> = GridIndex(entries)
        let built: Double = (ContinuousClock.now - start) / .milliseconds(1)
        var random: SystemRandomNumberGenerator = SystemRandomNumberGenerator()
        let points: [Coordinate] = try (0..<10_000).map { _ in
            try Coordinate(
                lng: Double.random(in: 110.69...110.81, using: &random),
                lat: Double.random(in: 32.49...32.61, using: &random)
            )
        }
        var found: Int = 0
        let begin: ContinuousClock.Instant = .now
        for number in 0..<lookups where index.find(points[number % points.count]) != nil { found += 1 }
        let each: Double = (ContinuousClock.now - begin) / .microseconds(1) / Double(lookups)
        guard found > 0 else { throw CityError.fault("no point was found in any grid") }
        try BenchReport.tell(
            [
                Figure(name: "index of 10,000 grids built", value: built, unit: "ms"),
                Figure(name: "point to grid", value: each, unit: "µs", bound: "< 5"),
            ],
            json: json
        )
    }
}
