import ArgumentParser
import CityCore
import CityGeo
import CitySQL
import CitySensing
import CityServer
import DemoCity
import Foundation

struct TerminalsBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "terminals",
        abstract:
            "车载终端经 TCP 上报定位，入库后应答，逐条核对 · Terminals over TCP; each position is answered when durable, and counted in the end",
        discussion: """
            Makes an empty city in the data folder, which must not exist, serves it by a process of its own and drives a fleet.
              streetwise bench terminals --data /var/tmp/fleet --vehicles 20000 --rate 20000 --seconds 600
              streetwise bench terminals --data /var/tmp/idle --vehicles 50000 --rate 100 --seconds 120
            """
    )
    @OptionGroup var bench: BenchOptions
    @Option(name: .long, help: "终端数 · terminals") var vehicles: Int = 20_000
    @Option(name: .long, help: "每秒定位数 · positions a second") var rate: Double = 20_000
    @Option(name: .long, help: "秒 · seconds") var seconds: Int = 60
    @Option(name: .long, help: "围栏数，每个 100 个顶点 · fences, of 100 corners each") var fences: Int = 400
    @Option(name: .long, help: "所用第一个端口 · first port to use") var port: Int = 18_080

    private static let firstPhone: Int = 13_900_000_001
    /// Connections to one address are bounded by its ports.
    private static let perAddress: Int = 20_000

    func run() async throws {
        try OpenFiles.raise(to: vehicles + 500)
        let city: City = try await bench.options.city()
        try await addDevices(to: city)
        try await addFences(to: city)
        let server: ServedProcess = try await .start(city.settings, terminals: port + 1, port: port)
        defer { server.stop() }
        let simulator: FleetSimulator = FleetSimulator(
            hosts: (1...max(1, (vehicles + Self.perAddress - 1) / Self.perAddress)).map { "127.0.0.\($0)" },
            port: port + 1,
            vehicles: vehicles,
            interval: .seconds(Double(vehicles) / rate),
            firstPhone: Self.firstPhone,
            places: try Self.places()
        )
        let watch: Task<Double, Never> = Task { await Self.highest(server) }
        let start: ContinuousClock.Instant = .now
        try await simulator.run(for: .seconds(seconds))
        let took: Double = (ContinuousClock.now - start) / .seconds(1)
        watch.cancel()
        let memory: Double = max(await watch.value, server.residentMB)
        let processor: Double = server.processorSeconds
        server.stop()
        let counts: FleetTally.Counts = simulator.tally.counts
        try await city.sensing.keepTracks()
        while try await city.sensing.keepTracks() > 0 {}
        var unseen: Int = 0
        while case let count = try await city.sensing.runner.step(), count > 0 { unseen += count }
        let (stored, bytes) = try await city.database.read { db in try TrackFigures.stored(in: db) }
        try BenchReport.tell(
            [
                Figure(name: "positions sent", value: Double(counts.positions), unit: ""),
                Figure(name: "positions answered", value: Double(counts.answered), unit: ""),
                Figure(name: "positions in the tracks", value: Double(stored), unit: ""),
                Figure(
                    name: "lost",
                    value: Double(counts.answered - min(stored, counts.answered)),
                    unit: "",
                    bound: "0"
                ),
                Figure(name: "doubled", value: Double(max(0, stored - counts.positions)), unit: "", bound: "0"),
                Figure(
                    name: "durable and answered",
                    value: Double(counts.answered) / Double(seconds),
                    unit: "positions/s"
                ),
                Figure(name: "last answer after the last position", value: took - Double(seconds), unit: "s"),
                Figure(
                    name: "on disk",
                    value: Double(bytes) / Double(max(1, stored)),
                    unit: "bytes/position",
                    bound: "<= 12"
                ),
                Figure(name: "not looked at by the rules at the end", value: Double(unseen), unit: "positions"),
                Figure(name: "server, processor time", value: processor, unit: "s of \(Int(took))"),
                Figure(name: "server, most memory", value: memory, unit: "MB"),
            ],
            json: bench.json
        )
        guard counts.answered <= stored, stored <= counts.positions else { throw ExitCode(1) }
    }

    private static func highest(_ server: ServedProcess) async -> Double {
        var highest: Double = 0
        while !Task.isCancelled {
            highest = max(highest, server.residentMB)
            try? await Task.sleep(for: .milliseconds(500))
        }
        return highest
    }

    private static func places() throws -> [Coordinate] {
        try (0..<400).map { number in
            try Coordinate(lng: 110.7 + Double(number % 20) * 0.01, lat: 32.5 + Double(number / 20) * 0.01)
        }
    }

    /// Stars of a hundred corners all over the city, and a rule that asks for them.
    private func addFences(to city: City) async throws {
        let (service, now, count) = (city.sensing.alerts, city.clock.now(), fences)
        if count == 0 { return }
        let side: Int = Int(Double(count).squareRoot().rounded(.up))
        let step: Double = 0.2 / Double(side)
        for start in stride(from: 0, to: count, by: 1_000) {
            try await city.database.write { db in
                for number in start..<min(count, start + 1_000) {
                    let centre: (lng: Double, lat: Double) =
                        (110.7 + (Double(number % side) + 0.5) * step, 32.5 + (Double(number / side) + 0.5) * step)
                    try service.addUnchecked(
                        "\(number)",
                        .polygon(try Fence.star(at: centre, reach: step)),
                        number.isMultiple(of: 20) ? .forbidden : .site,
                        at: now,
                        in: db
                    )
                }
            }
        }
        var conditions: AlertConditions = AlertConditions()
        conditions.inside = FenceChoice(kind: .forbidden)
        let input: AlertRuleInputBody = AlertRuleInputBody(name: "bench", severity: .notice, conditions: conditions)
        try await city.database.write { db in
            let rule: AlertRule = try service.addRule(input, by: .system, at: now, in: db)
            _ = try service.setState(rule.id, .live, expecting: 1, by: .system, in: db)
        }
    }

    private func addDevices(to city: City) async throws {
        if city.sensing.devices.devices.count > 0 { throw CityError.fault("this folder has devices already") }
        let (service, now, count) = (city.sensing.devices, city.clock.now(), vehicles)
        for start in stride(from: 0, to: count, by: 5_000) {
            try await city.database.write { db in
                for number in start..<min(count, start + 5_000) {
                    try service.addUnchecked("\(Self.firstPhone + number)", at: now, in: db)
                }
            }
        }
    }
}
