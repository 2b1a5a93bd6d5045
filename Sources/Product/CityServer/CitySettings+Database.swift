import CityCore
import CityPostgres
package import CitySQL
import CitySQLite

extension CitySettings {
    /// Opens the engine that the setting `database` names.
    package func openDatabase() throws -> any SQLDatabase {
        try CitySettings.openDatabase(databasePlace)
    }

    /// A `postgres://` URL, or a file for SQLite.
    package var databasePlace: String { database ?? "\(dataFolder)/city.db" }

    /// The file of a place that is no URL: with or without `sqlite:` before it.
    package static func file(_ place: String) -> String {
        place.hasPrefix("sqlite:") ? String(place.dropFirst(7)) : place
    }

    /// - Parameter place: a `postgres://` URL, or a file for SQLite, with or without `sqlite:` before it.
    package static func openDatabase(_ place: String) throws -> any SQLDatabase {
        if PostgresSettings.isURL(place) { return try PostgresDatabase(PostgresSettings(place)) }
        return try SQLiteDatabase(path: file(place))
    }
}
