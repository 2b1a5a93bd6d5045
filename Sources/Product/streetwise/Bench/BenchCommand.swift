import ArgumentParser
import CityCore
import CityServer
import Foundation

struct BenchCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "bench",
        abstract: "性能测量：每个数字都由命令打印 · Measurements: every figure that the documents name",
        discussion: """
              streetwise bench fill --cases 1000000 --data /var/tmp/bench   a city with a million cases
              streetwise bench lists --data /var/tmp/bench                  list pages and overview, at that size
              streetwise bench intake --data /var/tmp/bench                 new cases over HTTP, 32 clients
              streetwise bench start --data /var/tmp/bench                  start to first answer
              streetwise bench live --data D --database postgres://… --nats nats://…   events at another process, 2,000 open pages
              streetwise bench geo                                          point to grid, 10,000 grids
              streetwise bench import FILE --mapping boston-311             import speed
              streetwise bench evaluation --data /var/tmp/bench-years       scores of a city with ten years behind it
              streetwise bench jt808                                        positions of terminals, decoded
              streetwise bench terminals --data /var/tmp/fleet              a fleet over TCP, every position counted in the end
              streetwise bench sensing                                      nearest devices, fences, a day played back
            Build with -c release before believing any of them.
            """,
        subcommands: [
            FillBench.self, ListsBench.self, IntakeBench.self, StartBench.self, LiveBench.self, GeoBench.self,
            ImportBench.self,
            TerminalsBench.self, SensingBench.self, FencesBench.self, CommandBench.self, EvaluationBench.self,
            JT808Bench.self,
        ]
    )
}

/// One measured figure, with its unit and the bound that it is held against.
struct Figure: Encodable {
    var name: String
    var value: Double
    var unit: String
    var bound: String?

    var line: String {
        let text: String = value >= 100 ? String(format: "%.0f", value) : String(format: "%.2f", value)
        let padding: String = String(repeating: " ", count: max(1, 44 - name.count))
        return "\(name)\(padding)\(text) \(unit)\(bound.map { "   (\($0))" } ?? "")"
    }
}

enum BenchReport {
    static func tell(_ figures: [Figure], json: Bool) throws {
        if json { return try Console.json(figures) }
        for figure in figures { Console.say(figure.line) }
    }

    /// Resident memory of this process in MB, from the kernel.
    static func residentMB() -> Double { ProcessFigures.residentBytes / 1_048_576 }
}

/// Times of one thing, in milliseconds.
struct Timings {
    private var values: [Double] = []

    mutating func add(_ duration: Duration) {
        let parts = duration.components
        values.append(Double(parts.seconds) * 1000 + Double(parts.attoseconds) / 1e15)
    }

    mutating func add(_ other: Timings) {
        values += other.values
    }

    var count: Int { values.count }

    func percentile(_ share: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted: [Double] = values.sorted()
        let rank: Int = Int((share * Double(sorted.count)).rounded(.up)) - 1
        return sorted[max(0, min(rank, sorted.count - 1))]
    }
}

struct BenchOptions: ParsableArguments {
    @OptionGroup var options: CityOptions
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false
}
