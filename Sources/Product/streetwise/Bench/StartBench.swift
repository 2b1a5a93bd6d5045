import ArgumentParser
import CityServer

struct StartBench: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "start",
        abstract: "从启动进程到第一个回答 · From starting the process to its first answer, and its memory"
    )
    @OptionGroup var bench: BenchOptions
    @Option(name: .long, help: "所用端口 · port to use") var port: Int = 18_080

    func run() async throws {
        let server: ServedProcess = try await ServedProcess.start(try await bench.options.settings(), port: port)
        defer { server.stop() }
        let milliseconds: Double = server.startTime / .milliseconds(1)
        try BenchReport.tell(
            [
                Figure(name: "start to first answer", value: milliseconds, unit: "ms", bound: "< 2000"),
                Figure(name: "resident memory", value: server.residentMB, unit: "MB", bound: "< 300"),
            ],
            json: bench.json
        )
    }
}
