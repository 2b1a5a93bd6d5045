import CityCore
import CityCrypto
import Foundation

/// A folder of backups: `backup-NAME.json` tells of one and comes last, `city-NAME.db` or `.dump` is its database,
/// `media/` is shared by all, since a photo never changes.
package struct BackupFolder: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    var media: String { "\(path)/media" }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    private func manifestFile(_ name: String) -> String { file("backup-\(name).json") }

    /// The whole backups of the folder, oldest first.
    package func manifests() throws -> [BackupManifest] {
        let names: [String] = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return try names.filter { $0.hasPrefix("backup-") && $0.hasSuffix(".json") }.sorted().map { name in
            let manifest: BackupManifest
            do {
                manifest = try JSONDecoder().decode(
                    BackupManifest.self,
                    from: Data(contentsOf: URL(fileURLWithPath: file(name)))
                )
            } catch {
                throw BackupTrouble.unreadable(name, error)
            }
            if manifest.format > BackupManifest.currentFormat { throw BackupTrouble.newer(name) }
            return manifest
        }
    }

    /// - Parameter name: nil for the newest.
    package func manifest(_ name: String?) throws -> BackupManifest {
        let all: [BackupManifest] = try manifests()
        guard let newest = all.last else { throw BackupTrouble.none(path) }
        guard let name else { return newest }
        guard let named = all.first(where: { $0.name == name }) else {
            throw BackupTrouble.unknown(name, among: all.map(\.name))
        }
        return named
    }

    /// The backup exists from here on, also after a power cut.
    func keep(_ manifest: BackupManifest) throws {
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let target: String = manifestFile(manifest.name)
        try encoder.encode(manifest).write(to: URL(fileURLWithPath: target + ".part"))
        sync()
        try DiskFiles.rename(target + ".part", to: target)
        sync()
    }

    /// Takes away all but the newest backups. Photos stay: which of them an older backup alone needed is not known.
    /// - Returns: the names of those that are gone.
    func forget(allBut count: Int) throws -> [String] {
        let old: [BackupManifest] = Array(try manifests().dropLast(count))
        for manifest in old {
            try FileManager.default.removeItem(atPath: manifestFile(manifest.name))
            try FileManager.default.removeItem(atPath: file(manifest.file))
        }
        return old.map(\.name)
    }

    /// Takes away what an interrupted backup left behind, and nothing else that may lie in the folder.
    func clean() throws {
        let known: Set<String> = Set(try manifests().map(\.file))
        for name in try FileManager.default.contentsOfDirectory(atPath: path)
        where BackupFolder.isOurs(name) && !known.contains(name) {
            try FileManager.default.removeItem(atPath: file(name))
        }
    }

    private static func isOurs(_ name: String) -> Bool {
        name.wholeMatch(of: /city-\d{8}T\d{6}Z\.(db|dump)(-journal|-wal|-shm)?/) != nil
            || name.wholeMatch(of: /backup-\d{8}T\d{6}Z\.json\.part/) != nil
    }
}
