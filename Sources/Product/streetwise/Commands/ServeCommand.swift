import ArgumentParser
import CityCore
import CityServer
import DemoCity
import Foundation
import Logging
import Terminals

struct ServeCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "serve",
        abstract: "启动服务 · Serve the city over HTTP until it is told to stop (SIGTERM, Ctrl-C)"
    )

    @OptionGroup var options: CityOptions

    @Option(name: .long, help: "监听地址 · address to listen at (default 127.0.0.1)")
    var host: String?

    @Option(name: [.short, .long], help: "端口，0 表示任选 · port, 0 for any free one (default 8080)")
    var port: Int?

    @Option(name: .long, help: "车载终端接入端口（JT/T 808，TCP 与 UDP） · port for terminals (JT/T 808 over TCP and UDP)")
    var terminals: Int?
    @Option(name: .long, help: "终端上传主动安全报警附件的端口 · port to which terminals send the files of active-safety alarms")
    var attachments: Int?

    @OptionGroup var flag: NATSFlag

    func run() async throws {
        var settings: CitySettings = try await options.settings(nats: flag.nats)
        if let host { settings.host = host }
        if let port { settings.port = port }
        if let terminals { settings.terminals.port = terminals }
        if let attachments { settings.terminals.attachmentsPort = attachments }
        guard let level = Logger.Level(rawValue: settings.logLevel) else {
            let known: String = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw CityError.invalid(
                "log.level",
                "config.log_level",
                Wording("日志级别可用：\(known)", "Log levels are: \(known)")
            )
        }
        try Self.beginLog(settings.logFormat, level)
        let logger: Logger = Logger(label: "streetwise")
        let city: City = try City(settings)
        try await city.prepare()
        let accounts: [DemoAccount] = try DemoAccount.published(in: settings.dataFolder)
        let host: String = settings.host
        try await CityHTTPServer(city, logger: logger).run { bound in
            Console.say("街明已就绪 · Streetwise is ready: http://\(host):\(bound)/")
            for line in DemoAccount.table(accounts) { Console.say(line) }
        }
    }

    private static func beginLog(_ format: String, _ level: Logger.Level) throws {
        switch format {
        case "text":
            LoggingSystem.bootstrap { label in
                var handler: StreamLogHandler = StreamLogHandler.standardError(label: label)
                handler.logLevel = level
                return handler
            }
        case "json":
            LoggingSystem.bootstrap { label in
                var handler: JSONLogHandler = JSONLogHandler(label: label) { line in
                    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
                }
                handler.logLevel = level
                return handler
            }
        default:
            throw CityError.invalid(
                "log.format",
                "config.log_format",
                Wording("日志格式可用：text、json", "Log formats are: text, json")
            )
        }
    }
}
