import ArgumentParser
import CityClient
import CityCore
import CityServer
import Foundation

struct StartBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "start",
        abstract: "从启动进程到第一个回答 · From starting the process to its first answer, and its memory"
    )
    @OptionGroup var bench: BenchOptions
    @Option(name: .long, help: "所用端口 · port to use") var port: Int = 18_080

    func run() async throws {
        let settings: CitySettings = try await bench.options.settings()
        let process: Process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", "--data", settings.dataFolder, "--port", "\(port)"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let start: ContinuousClock.Instant = .now
        try process.run()
        defer { process.terminate() }
        let client: CityClient = CityClient(host: "127.0.0.1", port: port)
        while ContinuousClock.now - start < .seconds(60) {
            if let reply = try? await client.get("/readyz"), reply.status == 200 {
                let milliseconds: Double = (ContinuousClock.now - start) / .milliseconds(1)
                return try BenchReport.tell(
                    [
                        Figure(name: "start to first answer", value: milliseconds, unit: "ms", bound: "< 2000"),
                        Figure(
                            name: "resident memory",
                            value: resident(process.processIdentifier),
                            unit: "MB",
                            bound: "< 300"
                        ),
                    ],
                    json: bench.json
                )
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw CityError.fault("the server did not answer within a minute")
    }

    private func resident(_ pid: Int32) -> Double {
        let status: String = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line: Substring? = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (Double(String((line ?? "").filter(\.isNumber))) ?? 0) / 1024
    }
}
