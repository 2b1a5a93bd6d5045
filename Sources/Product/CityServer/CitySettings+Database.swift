import CityCore
import CityPostgres
package import CitySQL
import CitySQLite

extension CitySettings {
    /// Opens the engine that the setting `database` names.
    package func openDatabase() throws -> any SQLDatabase {
        try CitySettings.openDatabase(database ?? "\(dataFolder)/city.db")
    }

    /// - Parameter place: a `postgres://` URL, or a file for SQLite, with or without `sqlite:` before it.
    package static func openDatabase(_ place: String) throws -> any SQLDatabase {
        if PostgresSettings.isURL(place) { return try PostgresDatabase(PostgresSettings(place)) }
        return try SQLiteDatabase(path: place.hasPrefix("sqlite:") ? String(place.dropFirst(7)) : place)
    }
}
