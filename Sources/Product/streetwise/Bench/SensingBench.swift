import ArgumentParser
import CityCore
import CityGeo
import CitySQL
import CitySQLite
import CitySensing
import CityServer
import DemoCity
import Foundation

struct SensingBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "sensing",
        abstract: "最近设备、围栏判断、轨迹回放 · Nearest devices, fences, the playback of a day"
    )
    @Option(name: .long, help: "设备数 · devices") var devices: Int = 50_000
    @Option(name: .long, help: "围栏数 · fences") var fences: Int = 50_000
    @Option(name: .long, help: "次数 · times") var times: Int = 20_000
    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

    func run() async throws {
        let folder: String = FileManager.default.temporaryDirectory
            .appendingPathComponent("streetwise-bench-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var settings: CitySettings = CitySettings()
        settings.dataFolder = folder
        let city: City = try City(settings)
        try await city.prepare()
        let figures: [Figure] = try await nearest(city) + fenced() + (try await playback(city))
        try BenchReport.tell(figures, json: json)
    }

    private func place(_ random: inout SystemRandomNumberGenerator) throws -> Coordinate {
        try Coordinate(lng: .random(in: 110.6...111.0, using: &random), lat: .random(in: 32.4...32.8, using: &random))
    }

    private func nearest(_ city: City) async throws -> [Figure] {
        var random: SystemRandomNumberGenerator = SystemRandomNumberGenerator()
        let now: Timestamp = city.clock.now()
        let sightings: [Sighting] = try (1...devices).map { serial in
            var position: Position = Position(at: now, try place(&random))
            position.status = .located
            return Sighting(serial, position)
        }
        try await city.database.write { db in try Journal.append(sightings, at: now, in: db) }
        try await city.sensing.latest.follow()
        var timings: Timings = Timings()
        for _ in 0..<times {
            let here: Coordinate = try place(&random)
            let start: ContinuousClock.Instant = .now
            let found = city.sensing.latest.nearest(to: here, limit: 10) { serial, _ in serial % 4 != 0 }
            timings.add(.now - start)
            guard found.count == 10 else { throw CityError.fault("nobody is near") }
        }
        return [
            Figure(name: "ten nearest of \(devices), p50", value: timings.percentile(0.5), unit: "ms", bound: "< 1"),
            Figure(name: "ten nearest of \(devices), p99", value: timings.percentile(0.99), unit: "ms", bound: "< 1"),
        ]
    }

    /// Positions a second that one core asks all fences about, with a rule on each twentieth.
    private func fenced() throws -> [Figure] {
        var random: SystemRandomNumberGenerator = SystemRandomNumberGenerator()
        let start: ContinuousClock.Instant = .now
        let engine: AlertEngine = AlertEngine(try AlertBook(fences: fences))
        let made: Double = (ContinuousClock.now - start) / .seconds(1)
        let device: Device = .bench
        var (trace, outcomes): (AlertTrace, Int) = (AlertTrace(), 0)
        var at: Timestamp = Timestamp(milliseconds: 1_795_000_000_000)
        let begin: ContinuousClock.Instant = .now
        for _ in 0..<(times * 10) {
            at = at + .seconds(200)
            var position: Position = Position(at: at, try place(&random))
            position.status = .located
            outcomes += engine.take(position, of: device, &trace).count
            // And on by a hundred metres in ten seconds.
            (position.at, position.lngE6) = (at + .seconds(10), position.lngE6 + 1_000)
            outcomes += engine.take(position, of: device, &trace).count
        }
        let each: Double = (ContinuousClock.now - begin) / .microseconds(1) / Double(times * 20)
        guard outcomes > 0 else { throw CityError.fault("no fence was met") }
        return [
            Figure(name: "\(fences) fences made ready", value: made, unit: "s"),
            Figure(name: "a position against \(fences) fences", value: each, unit: "µs", bound: "3,000/s: < 333"),
        ]
    }

    private func playback(_ city: City) async throws -> [Figure] {
        var drive: SimulatedDrive = SimulatedDrive(
            [try Coordinate(lng: 110.7, lat: 32.6), try Coordinate(lng: 110.9, lat: 32.7)],
            paceKPH: 20...60,
            seed: 5
        )
        let (now, serial) = (city.clock.now(), devices + 1)
        let day: [Sighting] = (0..<8640).map { index in
            drive.go(10)
            var position: Position = Position(at: now - .days(1) + .seconds(index * 10), drive.place)
            position.status = [.located, .ignitionOn]
            (position.speedE1, position.direction) = (UInt16(drive.speedKPH * 10), UInt16(drive.direction) % 360)
            return Sighting(serial, position)
        }
        try await city.database.write { db in try Journal.append(day, at: now, in: db) }
        while try await city.sensing.keepTracks() > 0 {}
        var timings: Timings = Timings()
        for _ in 0..<200 {
            let start: ContinuousClock.Instant = .now
            let analysis: TrackAnalysis = try await city.database.read { db in
                TrackAnalysis(
                    try TrackReader.positions(of: serial, from: now - .days(1), to: now + .days(1), in: db)
                )
            }
            timings.add(.now - start)
            guard analysis.way.count > 8000 else { throw CityError.fault("the day is not whole") }
        }
        return [
            Figure(name: "a day of 8,640 positions, p50", value: timings.percentile(0.5), unit: "ms", bound: "< 50"),
            Figure(name: "a day of 8,640 positions, p99", value: timings.percentile(0.99), unit: "ms", bound: "< 50"),
        ]
    }
}
