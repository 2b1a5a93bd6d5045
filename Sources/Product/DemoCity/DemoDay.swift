import CaseManagement
import CityAccess
import CityClient
import CityCore
import CityHTTP
import CityRegistry
import CityServer
import Foundation
import Synchronization

/// A day of work in the demo city, played from outside: every person signs in and works through the HTTP API, at a
/// chosen speed, some late, some wrong.
package struct DemoDay: Sendable {
    package struct Report: Sendable, Codable {
        package var reports: Int = 0
        package var actions: Int = 0
        package var closed: Int = 0
        /// Refusals by the server: people who were late at a case that somebody else had moved, mostly.
        package var refused: Int = 0
    }

    private let host: String
    private let port: Int
    private let speed: Double
    private let hours: Double
    private let logins: [String]
    private let tell: @Sendable (String) -> Void

    package init(
        host: String,
        port: Int,
        accountsFolder: String,
        speed: Double,
        hours: Double,
        tell: @escaping @Sendable (String) -> Void
    ) throws {
        self.host = host
        self.port = port
        self.speed = speed
        self.hours = hours
        self.tell = tell
        logins = try DemoDay.workers(in: accountsFolder)
    }

    /// The people of the first county, who are enough for a day: their logins follow from its code.
    private static func workers(in folder: String) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/demo.json") else {
            throw CityError(
                .unavailable,
                "demo.no_accounts",
                Wording(
                    "找不到 \(folder)/demo.json，请先运行 streetwise demo",
                    "There is no \(folder)/demo.json; run streetwise demo first"
                )
            )
        }
        let published: [DemoAccount] = try JSONDecoder().decode([DemoAccount].self, from: data)
        guard let acceptor = published.first(where: { $0.login.hasPrefix("acceptor-") }) else {
            throw CityError.fault("demo.json names no acceptor")
        }
        let county: String = String(acceptor.login.dropFirst("acceptor-".count))
        var logins: [String] = ["acceptor-\(county)", "duty-\(county)", "dispatcher-\(county)", "leader"]
        for number in 1...4 { logins.append("collector\(number)-\(county)") }
        for department in DemoPeople.departments {
            logins.append("clerk-\(county)\(department.suffix.lowercased())")
            logins.append("lead-\(county)\(department.suffix.lowercased())")
        }
        return logins
    }

    /// Plays until the day is over; answers what was done.
    package func play() async throws -> Report {
        let tally: DemoTally = DemoTally()
        let end: ContinuousClock.Instant = .now + .seconds(hours * 3600 / speed)
        tell("\(logins.count) 人上班 · people at work")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, login) in logins.enumerated() {
                group.addTask {
                    let worker: DemoWorker = try await DemoWorker(
                        login: login,
                        client: CityClient(host: host, port: port),
                        tally: tally,
                        pace: speed,
                        seed: UInt64(index + 1)
                    )
                    try await worker.work(until: end)
                }
            }
            try await group.waitForAll()
        }
        return tally.report
    }
}

/// What all workers together have done.
final class DemoTally: Sendable {
    private let counts: Mutex<DemoDay.Report> = Mutex(DemoDay.Report())

    var report: DemoDay.Report { counts.withLock { $0 } }

    func add(_ change: (inout DemoDay.Report) -> Void) {
        counts.withLock { change(&$0) }
    }
}
