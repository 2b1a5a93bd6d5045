import ArgumentParser
import CityCore
import CityServer
import Foundation

/// The flags that every command shares.
struct CityOptions: ParsableArguments {
    @Option(name: .long, help: "配置文件（JSON） · configuration file")
    var config: String?

    @Option(name: .long, help: "数据目录，默认 data · folder of the database and media")
    var data: String?

    @Option(
        name: .long,
        help: "数据库：SQLite 文件，或 postgres://…（密码请用环境变量） · a file for SQLite, or postgres://… (password by environment)"
    )
    var database: String?

    func settings(nats servers: String? = nil) async throws -> CitySettings {
        var settings: CitySettings = try await CitySettings(configurationFile: config, nats: servers)
        if let data { settings.dataFolder = data }
        if let database { settings.database = database }
        return settings
    }

    /// Opens the city with its schema brought up to date.
    func city() async throws -> City {
        let city: City = try City(try await settings())
        try await city.prepare()
        return city
    }
}
