package import CityCore
package import CitySQL
import FoundationEssentials
import Glibc

/// A file in the store that no row speaks of: left by an upload whose transaction failed, or by a crash.
package struct MediaOrphan: Sendable, Hashable, Codable {
    /// Below the root.
    package var path: String
    package var byteCount: Int
}

extension MediaStore {
    /// The files without a row, sorted by path. Younger files than `moment` are left out: their rows may be on the way.
    package func orphans(
        in database: any SQLDatabase,
        untouchedSince moment: Timestamp,
        limit: Int = 1000
    ) async throws -> [MediaOrphan] {
        var found: [MediaOrphan] = []
        var folders: [String] = [""]
        while let folder = folders.popLast(), found.count < limit {
            let entries: [Entry] = try entries(of: folder)
            for entry in entries.reversed() where entry.isFolder { folders.append(entry.path) }
            let files: [Entry] = entries.filter { !$0.isFolder && $0.changedAt < moment }
            if files.isEmpty { continue }
            let claimed: Set<String> = try await claimed(files, in: database)
            for file in files where !claimed.contains(file.path) {
                found.append(MediaOrphan(path: file.path, byteCount: file.byteCount))
            }
        }
        return Array(found.sorted { $0.path < $1.path }.prefix(limit))
    }

    private struct Entry: Sendable {
        var path: String
        var isFolder: Bool
        var byteCount: Int
        var changedAt: Timestamp
    }

    private func entries(of folder: String) throws -> [Entry] {
        let whole: String = folder.isEmpty ? root : "\(root)/\(folder)"
        var entries: [Entry] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: whole).sorted() {
            var status: stat = stat()
            // A file that is being received may have got its name meanwhile.
            guard lstat("\(whole)/\(name)", &status) == 0 else { continue }
            let seconds: Int64 = Int64(status.st_mtim.tv_sec)
            entries.append(
                Entry(
                    path: folder.isEmpty ? name : "\(folder)/\(name)",
                    isFolder: status.st_mode & S_IFMT == S_IFDIR,
                    byteCount: Int(status.st_size),
                    changedAt: Timestamp(milliseconds: seconds * 1000)
                )
            )
        }
        return entries
    }

    /// The paths that the rows of these files' items name.
    private func claimed(_ files: [Entry], in database: any SQLDatabase) async throws -> Set<String> {
        var ids: Set<String> = []
        for file in files {
            let name: Substring = file.path.split(separator: "/").last ?? ""
            let id: String = String(name.prefix(64))
            if MediaItem.isID(id) { ids.insert(id) }
        }
        let asked: [String] = ids.sorted()
        var claimed: Set<String> = []
        for start in stride(from: 0, to: asked.count, by: 500) {
            let part: [String] = Array(asked[start..<min(start + 500, asked.count)])
            let items: [MediaItem] = try await database.read { db in try MediaItemStore.list(part, in: db) }
            for file in items.flatMap(\.files) {
                claimed.insert(String(path(file.name).dropFirst(root.count + 1)))
            }
        }
        return claimed
    }
}
