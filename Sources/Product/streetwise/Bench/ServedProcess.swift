import CityAccess
import CityClient
import CityCore
import CityServer
import DemoCity
import Foundation

/// The city served by a process of its own, as it is in use, so that its memory is the server's alone.
struct ServedProcess {
    let port: Int
    /// From starting the process to its first answer.
    let startTime: Duration
    private let process: Process

    static func start(
        _ settings: CitySettings,
        natsURL: String? = nil,
        terminals: Int? = nil,
        port: Int
    ) async throws -> ServedProcess {
        let process: Process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", "--data", settings.dataFolder, "--port", "\(port)"]
        if let database = settings.database { process.arguments?.append(contentsOf: ["--database", database]) }
        if let natsURL { process.arguments?.append(contentsOf: ["--nats", natsURL]) }
        if let terminals { process.arguments?.append(contentsOf: ["--terminals", "\(terminals)"]) }
        // The load of a whole city comes from one address and few accounts here.
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["ADDRESS", "SIGN_IN", "ACCOUNT", "DEVICE"].map { ("STREETWISE_LIMITS_\($0)", "off") },
            uniquingKeysWith: { _, off in off }
        )
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let start: ContinuousClock.Instant = .now
        try process.run()
        let client: CityClient = CityClient(host: "127.0.0.1", port: port)
        while ContinuousClock.now - start < .seconds(60), process.isRunning {
            if let reply = try? await client.get("/readyz"), reply.status == 200 {
                let startTime: Duration = ContinuousClock.now - start
                await client.close()
                return ServedProcess(port: port, startTime: startTime, process: process)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        process.terminate()
        throw CityError.fault("the server did not answer within a minute")
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// In MB, from the kernel.
    var residentMB: Double {
        let status: String =
            (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line: Substring? = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (Double(String((line ?? "").filter(\.isNumber))) ?? 0) / 1024
    }

    /// Of all its threads since it began.
    var processorSeconds: Double {
        let stat: String =
            (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
        let fields: [Substring] = stat.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Signs in as one of the demo's people.
    func token(_ login: String) async throws -> String {
        let client: CityClient = CityClient(host: "127.0.0.1", port: port)
        let body: SignInBody = SignInBody(login: login, password: DemoAccount.password)
        let reply: CityClient.Reply = try await client.post("sessions", body)
        await client.close()
        guard let token = try reply.decoded(as: SessionBody.self).token else {
            throw CityError.fault("\(login) may not sign in: \(reply.status)")
        }
        return token
    }
}
