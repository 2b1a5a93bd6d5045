import CityCore
import Configuration
import FoundationEssentials
import SystemPackage

/// What the operator decides: flags over environment variables (`STREETWISE_…`) over one JSON file over defaults.
/// Every key is in `docs/operations.md`.
package struct CitySettings: Sendable {
    /// The folder with the database and the media.
    package var dataFolder: String = "data"
    package var host: String = "127.0.0.1"
    package var port: Int = 8080
    package var logLevel: String = "info"
    /// Whether sessions' cookies are sent over TLS only. Off for plain HTTP on one machine.
    package var secureCookies: Bool = false
    /// Hashes passwords with a light cost; for the demo and tests, never for a city.
    package var lightPasswords: Bool = false
    package var idleMinutes: Int = 30

    package init() {}

    /// Reads the environment and the file; what neither names keeps its default.
    package init(configurationFile path: String?) async throws {
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
        host = reader.string(forKey: "http.host", default: host)
        port = reader.int(forKey: "http.port", default: port)
        logLevel = reader.string(forKey: "log.level", default: logLevel)
        secureCookies = reader.bool(forKey: "http.secureCookies", default: secureCookies)
        lightPasswords = reader.bool(forKey: "password.light", default: lightPasswords)
        idleMinutes = reader.int(forKey: "session.idleMinutes", default: idleMinutes)
    }

    package var databasePath: String { "\(dataFolder)/city.db" }
    package var mediaFolder: String { "\(dataFolder)/media" }
}
