package import CityCore

/// What one backup holds.
package struct BackupManifest: Sendable, Codable, Hashable {
    package enum Engine: String, Sendable, Codable {
        case sqlite
        case postgres
    }

    package static let currentFormat: Int = 1

    /// Of this file.
    package var format: Int = BackupManifest.currentFormat
    /// The moment as `20261125T065000Z`; files are called after it.
    package var name: String
    package var at: Timestamp
    package var engine: Engine
    /// The database's file within the folder, its length in bytes and its hash.
    package var file: String
    package var bytes: Int
    package var sha256: String
    /// Files of photos that were there when the backup ended, of this and earlier ones.
    package var mediaFiles: Int
    package var mediaBytes: Int
}
