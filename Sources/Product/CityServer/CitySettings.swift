import CityCore
import CityGeo
package import CityNATS
import Configuration
import Foundation
import JT808
import SystemPackage
package import Terminals

/// What the operator decides: flags over environment variables (`STREETWISE_…`) over one JSON file over defaults.
/// Every key is in `docs/operations.md`.
package struct CitySettings: Sendable {
    /// The folder with the database and the media.
    package var dataFolder: String = "data"
    /// A file for SQLite, or a `postgres://` URL; `city.db` in the data folder when nothing is said.
    package var database: String?
    /// Carries word of events between processes and to the outside; nil where nothing is to.
    package var nats: NATSSettings?
    package var host: String = "127.0.0.1"
    package var port: Int = 8080
    /// How long `/readyz` says no before a stopping server closes its port; for proxies to notice.
    package var drainSeconds: Int = 0
    package var logLevel: String = "info"
    /// `text` or `json`.
    package var logFormat: String = "text"
    /// Statements that take longer are logged; 0 for none.
    package var slowQueryMS: Int = 500
    /// What a program must show to read `/metrics`; without it only this machine may.
    package var metricsToken: String?
    /// Whether sessions' cookies are sent over TLS only. Off for plain HTTP on one machine.
    package var secureCookies: Bool = false
    /// Hashes passwords with a light cost; for the demo and tests, never for a city.
    package var lightPasswords: Bool = false
    package var idleMinutes: Int = 30
    /// The folder of the pages.
    package var webFolder: String = "Web"
    /// Of the IANA time zone database; what times are shown in.
    package var zone: String = "Asia/Shanghai"
    package var baseMap: BaseMap?
    /// How long the ways of vehicles and people are kept.
    package var tracksKeptDays: Int = 183
    package var guards: GuardSettings = GuardSettings()
    package var terminals: TerminalSettings = TerminalSettings()

    package init() {}

    /// Reads the environment and the file; what neither names keeps its default.
    /// - Parameter servers: the flag `--nats`, which wins over both; what else is set of NATS holds for it too.
    package init(configurationFile path: String?, nats servers: String? = nil) async throws {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "streetwise")]
        if let path {
            guard FileManager.default.fileExists(atPath: path) else {
                throw CityError.invalid(
                    "config",
                    "config.missing",
                    Wording("找不到配置文件 \(path)", "There is no configuration file \(path)")
                )
            }
            providers.append(try await FileProvider<JSONSnapshot>(filePath: .init(path)))
        }
        let reader: ConfigReader = ConfigReader(providers: providers)
        dataFolder = reader.string(forKey: "data.folder", default: dataFolder)
        database = reader.string(forKey: "database", isSecret: true) ?? database
        nats = try CitySettings.nats(reader, servers)
        host = reader.string(forKey: "http.host", default: host)
        port = reader.int(forKey: "http.port", default: port)
        drainSeconds = reader.int(forKey: "http.drainSeconds", default: drainSeconds)
        logLevel = reader.string(forKey: "log.level", default: logLevel)
        logFormat = reader.string(forKey: "log.format", default: logFormat)
        slowQueryMS = reader.int(forKey: "log.slowQueryMs", default: slowQueryMS)
        metricsToken = reader.string(forKey: "metrics.token", isSecret: true)
        secureCookies = reader.bool(forKey: "http.secureCookies", default: secureCookies)
        lightPasswords = reader.bool(forKey: "password.light", default: lightPasswords)
        idleMinutes = reader.int(forKey: "session.idleMinutes", default: idleMinutes)
        webFolder = reader.string(forKey: "web.folder", default: webFolder)
        zone = reader.string(forKey: "city.zone", default: zone)
        baseMap = try CitySettings.baseMap(reader)
        tracksKeptDays = reader.int(forKey: "tracks.keptDays", default: tracksKeptDays)
        guards = try GuardSettings(reader)
        terminals = try CitySettings.terminals(reader)
    }

    package var slowQuery: Duration? { slowQueryMS > 0 ? .milliseconds(slowQueryMS) : nil }

    package var mediaFolder: String { "\(dataFolder)/media" }

    private static func nats(_ reader: ConfigReader, _ servers: String?) throws -> NATSSettings? {
        guard let url = servers ?? reader.string(forKey: "nats.url", isSecret: true), !url.isEmpty else { return nil }
        var nats: NATSSettings = try NATSSettings(url)
        nats.credentials = reader.string(forKey: "nats.credentials")
        nats.authority = reader.string(forKey: "nats.authority")
        nats.certificate = reader.string(forKey: "nats.certificate")
        nats.key = reader.string(forKey: "nats.key")
        nats.stream = reader.string(forKey: "nats.stream", default: nats.stream)
        nats.replicas = reader.int(forKey: "nats.replicas", default: nats.replicas)
        nats.deviceSubject = reader.string(forKey: "nats.devices")
        return nats
    }

    private static func terminals(_ reader: ConfigReader) throws -> TerminalSettings {
        var terminals: TerminalSettings = TerminalSettings()
        terminals.port = reader.int(forKey: "terminals.port")
        terminals.host = reader.string(forKey: "terminals.host", default: terminals.host)
        terminals.attachmentsPort = reader.int(forKey: "terminals.attachmentsPort")
        terminals.attachmentsHost = reader.string(forKey: "terminals.attachmentsHost")
        terminals.idleSeconds = max(10, reader.int(forKey: "terminals.idleSeconds", default: terminals.idleSeconds))
        if let path = reader.string(forKey: "terminals.dialects") {
            do {
                let file: Data = try Data(contentsOf: URL(fileURLWithPath: path))
                terminals.dialects = try JSONDecoder().decode(DialectTable.self, from: file)
            } catch {
                throw CityError(
                    .invalidArgument,
                    "config.dialects",
                    Wording("终端方言文件 \(path) 无法读取", "The dialects of terminals in \(path) cannot be read"),
                    cause: error
                )
            }
        }
        return terminals
    }

    private static func baseMap(_ reader: ConfigReader) throws -> BaseMap? {
        guard let url = reader.string(forKey: "map.url") else { return nil }
        let kind: String = reader.string(forKey: "map.kind", default: BaseMap.Kind.raster.rawValue)
        let datum: String = reader.string(forKey: "map.datum", default: Datum.wgs84.rawValue)
        guard let kind = BaseMap.Kind(rawValue: kind), let datum = Datum(rawValue: datum) else {
            throw CityError.invalid(
                "map",
                "config.map",
                Wording(
                    "map.kind 须为 raster 或 vector，map.datum 须为 wgs84、gcj02 或 bd09",
                    "map.kind must be raster or vector, map.datum one of wgs84, gcj02 and bd09"
                )
            )
        }
        return try BaseMap(
            kind: kind,
            url: url,
            attribution: reader.string(forKey: "map.attribution", default: ""),
            maxZoom: reader.int(forKey: "map.maxZoom", default: 18),
            datum: datum
        )
    }
}
