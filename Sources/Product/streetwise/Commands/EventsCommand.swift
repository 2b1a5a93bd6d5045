import ArgumentParser
import CityCore
import CityNATS
import CityServer
import Logging

/// The flag that says where NATS is.
struct NATSFlag: ParsableArguments {
    @Option(name: .long, help: "NATS 服务器，逗号分隔 · servers of NATS, separated by commas: nats://a:4222,nats://b:4222")
    var nats: String?
}

struct EventsCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "events",
        abstract: "跟读事件流 · Follow the city's events in NATS, one line of JSON each",
        discussion: """
            NATS keeps the place of the name: started again, the command goes on where it ended. An event may come
            twice where it was stopped; its id says so.
            """
    )

    @Option(name: .long, help: "配置文件（JSON） · configuration file")
    var config: String?

    @OptionGroup var flag: NATSFlag

    @Option(name: .long, help: "读者名称 · the reader's name")
    var name: String

    @Option(name: .long, help: "多少秒没有新事件后结束 · end when nothing has come for so many seconds")
    var untilQuiet: Int?

    func run() async throws {
        let settings: CitySettings = try await CitySettings(configurationFile: config, nats: flag.nats)
        guard let nats = settings.nats else {
            throw CityError.invalid(
                "nats",
                "config.nats",
                Wording("请用 --nats 给出 NATS 服务器", "Say with --nats where NATS is")
            )
        }
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        let connection: NATSConnection = try NATSConnection(nats, logger: Logger(label: "streetwise"))
        let patience: Duration = untilQuiet.map { .seconds($0) } ?? .seconds(Int64.max)
        try await EventStream(connection).follow(as: name, quietFor: patience) { Console.say($0) }
    }
}
