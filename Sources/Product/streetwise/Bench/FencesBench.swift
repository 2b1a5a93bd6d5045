import ArgumentParser
import CityCore
import CityGeo
import CitySensing
import CityServer
import DemoCity
import Foundation

/// Whether fences cost the same after half an hour as in the first minute: vehicles that drive in and out of them all the
/// time, in processor time of this process, which does not depend on what else the machine does.
struct FencesBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "fences",
        abstract: "长时间围栏判断的处理器时间与内存 · Processor time and memory of fences over a long time"
    )
    @Option(name: .long, help: "围栏数 · fences") var fences: Int = 50_000
    @Option(name: .long, help: "车辆数，每秒各一条定位 · vehicles, a position each a second") var vehicles: Int = 3_000
    @Option(name: .long, help: "分钟数 · minutes") var minutes: Int = 30
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

    func run() async throws {
        let engine: AlertEngine = AlertEngine(try AlertBook(fences: fences))
        var drives: [SimulatedDrive] = try (0..<vehicles).map { number in
            let (lng, lat): (Double, Double) = (110.62 + Double(number % 60) / 160, 32.42 + Double(number / 60) / 140)
            let stops: [Coordinate] = [
                try Coordinate(lng: lng, lat: lat), try Coordinate(lng: lng + 0.02, lat: lat + 0.01),
            ]
            return SimulatedDrive(stops, paceKPH: 20...60, seed: UInt64(number))
        }
        var traces: [AlertTrace] = Array(repeating: AlertTrace(), count: vehicles)
        var (perMinute, outcomes): ([(seconds: Double, megabytes: Double)], Int) = ([], 0)
        let begin: ContinuousClock.Instant = .now
        var before: Double = ProcessFigures.cpuSeconds
        for second in 1...(minutes * 60) {
            let at: Timestamp = Timestamp(milliseconds: 1_795_000_000_000 + Int64(second) * 1000)
            for index in drives.indices {
                drives[index].go(1)
                var position: Position = Position(at: at, drives[index].place)
                position.status = .located
                outcomes += engine.take(position, of: .bench, &traces[index]).count
            }
            if second.isMultiple(of: 60) {
                let now: Double = ProcessFigures.cpuSeconds
                perMinute.append((now - before, ProcessFigures.residentBytes / 1_000_000))
                if !json { Console.note("  \(second / 60): \(now - before) s") }
                before = now
            }
            try await Task.sleep(until: begin + .seconds(second), clock: .continuous)
        }
        guard outcomes > 0, let first = perMinute.first, let last = perMinute.last else {
            throw CityError.fault("no fence was met")
        }
        let middle: [Double] = perMinute.map(\.seconds).sorted()
        try BenchReport.tell(
            [
                Figure(name: "processor seconds, first minute", value: first.seconds, unit: "s"),
                Figure(name: "the median of \(minutes) minutes", value: middle[middle.count / 2], unit: "s"),
                Figure(name: "the last minute", value: last.seconds, unit: "s", bound: "flat"),
                Figure(name: "the most in a minute", value: middle[middle.count - 1], unit: "s"),
                Figure(name: "memory after the first minute", value: first.megabytes, unit: "MB"),
                Figure(name: "memory at the end", value: last.megabytes, unit: "MB", bound: "flat"),
                Figure(name: "crossings of fences told", value: Double(outcomes), unit: ""),
            ],
            json: json
        )
    }
}
