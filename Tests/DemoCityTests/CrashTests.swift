import CaseManagement
import CityClient
import CityCore
import CitySQL
import CityServer
import CityTestSupport
import DemoCity
import Foundation
import Testing

/// The promise: what was acknowledged is there. The program is killed while cases are being reported.
@Suite struct CrashTests {
    /// The program beside the tests, as the same build made it.
    static var program: URL? {
        let folder: URL = Bundle.main.bundleURL.deletingLastPathComponent()
        let candidates: [URL] = [
            folder.appendingPathComponent("streetwise"),
            URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(
                "streetwise"
            ),
        ]
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    @Test(.enabled(if: CrashTests.program != nil, "the streetwise program was not built beside the tests"))
    func everyAcknowledgedReportSurvivesAKill() async throws {
        let program: URL = try #require(Self.program)
        let folder: TemporaryFolder = try TemporaryFolder()
        var settings: CitySettings = CitySettings()
        settings.dataFolder = folder.path
        settings.lightPasswords = true
        var size: DemoSize = .week
        size.cases = 0
        var city: City? = try City(settings)
        try await city?.prepare()
        if let city { _ = try await DemoBuilder(city, size: size) { _ in }.build() }
        city = nil

        var acknowledged: Set<String> = []
        for round in 0..<4 {
            let port: Int = 20_000 + Int.random(in: 0..<20_000)
            let process: Process = Process()
            process.executableURL = program
            process.arguments = ["serve", "--data", folder.path, "--port", "\(port)"]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            acknowledged.formUnion(try await reportUntilKilled(process, port: port, after: 40 + round * 35))
            process.waitUntilExit()
        }

        let after: City = try City(settings)
        try await after.prepare()
        let (numbers, verification) = try await after.database.read { db in
            (
                Set(try db.rows("SELECT number FROM case_case").map { try $0.get("number", as: String.self) }),
                try CaseVerification(in: db)
            )
        }
        #expect(acknowledged.count >= 200)
        #expect(acknowledged.isSubset(of: numbers))
        #expect(verification.troubles == [])
    }

    /// Reports from eight clients; after so many answers the process is killed without a warning.
    private func reportUntilKilled(_ process: Process, port: Int, after count: Int) async throws -> Set<String> {
        let token: String = try await waitForToken(port)
        let pid: Int32 = process.processIdentifier
        let answers: Answers = Answers(limit: count) { kill(pid, SIGKILL) }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let client: CityClient = CityClient(host: "127.0.0.1", port: port, token: token)
                    for attempt in 0..<10_000 {
                        let body: ReportBody = ReportBody(
                            place: PointBody(lng: 110.808, lat: 32.594),
                            description: "断电测试 \(number)-\(attempt)"
                        )
                        guard let reply = try? await client.post("cases", body), reply.status == 201,
                            let made = try? reply.decoded(as: CaseBody.self)
                        else { return }
                        await answers.add(made.row.number)
                    }
                }
            }
        }
        return await answers.numbers
    }

    private func waitForToken(_ port: Int) async throws -> String {
        struct SignIn: Encodable { var login: String, password: String }
        struct Session: Decodable { var token: String }
        let client: CityClient = CityClient(host: "127.0.0.1", port: port)
        let end: ContinuousClock.Instant = .now + .seconds(30)
        while ContinuousClock.now < end {
            let body: SignIn = SignIn(login: "collector1-420302", password: DemoAccount.password)
            if let reply = try? await client.post("sessions", body), reply.status < 300 {
                return try reply.decoded(as: Session.self).token
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw CityError.fault("the server did not come up")
    }
}

private actor Answers {
    private(set) var numbers: Set<String> = []
    private let limit: Int
    private let full: @Sendable () -> Void

    init(limit: Int, full: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.full = full
    }

    func add(_ number: String) {
        numbers.insert(number)
        if numbers.count == limit { full() }
    }
}
