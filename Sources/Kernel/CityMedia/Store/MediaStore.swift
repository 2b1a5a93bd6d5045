import CityCore
import FoundationEssentials
import Glibc

/// The folder in which all files lie by the hash of the original: `<root>/<2 digits>/<2 digits>/<hash>[.form].jpg`.
///
/// Files come before rows: a file without a row is harmless and `orphans` finds it; a row without its file would be
/// evidence lost.
package struct MediaStore: Sendable {
    package let root: String

    /// Makes the folder when there is none, and refuses one that cannot be written: at the start of the server, not
    /// when the first photo comes.
    package init(root: String) throws {
        self.root = root
        do {
            try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
            guard access(root, R_OK | W_OK | X_OK) == 0 else { throw CityError.mediaFile("access", root, errno) }
        } catch {
            throw CityError(
                .unavailable,
                "media.root",
                Wording("媒体目录无法使用，请检查路径和权限", "The folder for media cannot be used; check its path and its permissions"),
                detail: root,
                cause: error
            )
        }
    }

    /// Bytes that are to become a file of this name.
    struct NewFile: Sendable {
        var name: String
        var bytes: [UInt8]
    }

    /// Brings the files of one item to the disk: when this returns they survive a power cut. Files of these names are
    /// replaced.
    func keep(_ files: [NewFile], of id: String) throws {
        for folder in folders(of: id).dropFirst() { try DurableFile.makeFolder(folder) }
        for file in files {
            let random: String = String(UInt64.random(in: .min ... .max), radix: 16)
            let temporary: String = "\(root)/\(MediaStore.temporaryPrefix)\(random)"
            try DurableFile.write(file.bytes, to: path(file.name), through: temporary)
        }
        try sync(id)
    }

    package static let temporaryPrefix: String = "incoming-"

    /// Whether all of an item's files are there, its original byte for byte. If so, their names are on the disk too
    /// when this returns: whoever wrote them may have been killed before that.
    func holds(_ item: MediaItem, original: [UInt8]) throws -> Bool {
        for file in item.files {
            guard let found = try find(file) else { return false }
            if file.form == .original, try found.readAll() != original { return false }
        }
        try sync(item.id)
        return true
    }

    /// The file, open; nil when it is missing or has another size than its row says.
    func find(_ file: MediaFile) throws -> StoredFile? {
        guard let found = try StoredFile(path: path(file.name)), found.byteCount == file.byteCount else { return nil }
        return found
    }

    package func path(_ name: String) -> String {
        "\(folder(name))/\(name)"
    }

    private func folder(_ name: String) -> String {
        "\(root)/\(name.prefix(2))/\(name.dropFirst(2).prefix(2))"
    }

    /// The root and the two folders below it.
    private func folders(of id: String) -> [String] {
        [root, "\(root)/\(id.prefix(2))", folder(id)]
    }

    /// From below: a name lasts only if the names above it do.
    private func sync(_ id: String) throws {
        for folder in folders(of: id).reversed() { try DurableFile.syncFolder(folder) }
    }
}
