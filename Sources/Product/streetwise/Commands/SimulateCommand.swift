import ArgumentParser
import CityClient
import CityCore
import CityGeo
import DemoCity
import Foundation

struct SimulateCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "simulate",
        abstract: "模拟在城市里行驶的终端与手机 · Simulated terminals and phones that move through a city",
        subcommands: [SimulateFleet.self, SimulatePhones.self]
    )
}

/// Where a simulation drives: around a point, since it knows nothing of the city it speaks to.
struct SimulatedPlaces: ParsableArguments {
    @Option(name: .long, help: "中心 经度,纬度 · centre, as lng,lat") var around: String = "110.80,32.62"
    @Option(name: .long, help: "半径（公里） · radius in km") var radiusKM: Double = 6

    func places() throws -> [Coordinate] {
        let parts: [Double] = around.split(separator: ",").compactMap { Double($0) }
        guard parts.count == 2, radiusKM > 0, radiusKM <= 200 else {
            throw CityError.invalid(
                "around",
                "simulate.around",
                Wording("--around 须为 经度,纬度；半径 0–200 公里", "--around is lng,lat; a radius is 0–200 km")
            )
        }
        var random: SystemRandomNumberGenerator = SystemRandomNumberGenerator()
        let reach: Double = radiusKM / 111.32
        return try (0..<500).map { _ in
            try Coordinate(
                lng: parts[0] + Double.random(in: -reach...reach, using: &random),
                lat: parts[1] + Double.random(in: -reach...reach, using: &random)
            )
        }
    }
}

struct SimulateFleet: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "fleet",
        abstract: "JT/T 808 车载终端，经 TCP · JT/T 808 terminals over TCP",
        discussion: """
            The terminals must be known to the city; the demo city knows 13900000001 and those after it.
              streetwise simulate fleet --server 127.0.0.1:8808 --vehicles 40 --rate 4
            """
    )
    @Option(name: .long, help: "接入地址 host:port · where terminals come in") var server: String = "127.0.0.1:8808"
    @Option(name: .long, help: "车辆数 · vehicles") var vehicles: Int = 40
    @Option(name: .long, help: "全车队每秒定位数 · positions a second of the whole fleet") var rate: Double = 4
    @Option(name: .long, help: "第一台终端的手机号 · number of the first terminal") var first: Int = 13_900_000_001
    @Option(name: .long, help: "秒数，不给则直到停止 · seconds, until stopped by default") var seconds: Int?
    @Option(name: .long, help: "掉线的比例 · share of messages at which the line is cut") var drops: Double = 0
    @Option(name: .long, help: "重复的比例 · share of messages that are sent twice") var repeats: Double = 0
    @Option(name: .long, help: "乱序的比例 · share of messages that go after the next one") var reorders: Double = 0
    @Option(name: .long, help: "坏帧的比例 · share of messages that a broken frame precedes") var bad: Double = 0
    @Option(name: .long, help: "照片分包丢失的比例 · share of a picture's sub-packets that are left out until asked for")
    var lostParts: Double = 0
    @Option(name: .long, help: "主动安全报警的比例 · share of positions with an active-safety alarm, two pictures and a clip")
    var alarms: Double = 0
    @OptionGroup var around: SimulatedPlaces
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

    func run() async throws {
        let parts: [Substring] = server.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]), vehicles > 0, rate > 0 else {
            throw CityError.invalid(
                "server",
                "simulate.server",
                Wording("--server 须为 host:port，车辆数与速率须大于 0", "--server is host:port; vehicles and rate are above 0")
            )
        }
        try OpenFiles.raise(to: vehicles + 200)
        var faults: FleetFaults = FleetFaults()
        (faults.drops, faults.repeats, faults.reorders, faults.bad) = (drops, repeats, reorders, bad)
        (faults.lostParts, faults.alarms) = (lostParts, alarms)
        let simulator: FleetSimulator = FleetSimulator(
            hosts: [String(parts[0])],
            port: port,
            vehicles: vehicles,
            interval: .seconds(Double(vehicles) / rate),
            firstPhone: first,
            places: try around.places(),
            faults: faults
        )
        let isQuiet: Bool = json
        let teller: Task<Void, any Error> = Task {
            while !isQuiet {
                try await Task.sleep(for: .seconds(5))
                let counts: FleetTally.Counts = simulator.tally.counts
                Console.note("  \(counts.positions) 条 positions, \(counts.answered) 已应答 answered")
            }
        }
        defer { teller.cancel() }
        try await simulator.run(for: seconds.map { .seconds($0) })
        let counts: FleetTally.Counts = simulator.tally.counts
        if json { return try Console.json(counts) }
        Console.say(
            "\(counts.positions) 条 positions, \(counts.answered) 已应答 answered, \(counts.turnedAway) 被拒 turned away"
        )
    }
}

struct SimulatePhones: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "phones",
        abstract: "手机，OsmAnd 协议，经 HTTP · Phones that speak the OsmAnd protocol over HTTP"
    )
    @Option(name: .long, help: "服务地址 host:port · where the city is served") var server: String = "127.0.0.1:8080"
    @Option(name: .long, help: "手机数 · phones") var phones: Int = 8
    @Option(name: .long, help: "每台间隔秒数 · seconds between two reports of a phone") var interval: Int = 10
    @Option(name: .long, help: "标识前缀 · what identifiers begin with") var prefix: String = "demo-officer-"
    @Option(name: .long, help: "秒数，不给则直到停止 · seconds, until stopped by default") var seconds: Int?
    @OptionGroup var around: SimulatedPlaces

    func run() async throws {
        let parts: [Substring] = server.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]), phones > 0, interval > 0 else {
            throw CityError.invalid(
                "server",
                "simulate.server",
                Wording("--server 须为 host:port，手机数与间隔须大于 0", "--server is host:port; phones and interval are above 0")
            )
        }
        let simulator: PhoneSimulator = PhoneSimulator(
            host: String(parts[0]),
            port: port,
            phones: phones,
            interval: .seconds(interval),
            prefix: prefix,
            places: try around.places()
        )
        try await simulator.run(for: seconds.map { .seconds($0) })
    }
}
