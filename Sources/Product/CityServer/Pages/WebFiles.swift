import CityCore
import CityCrypto
import CityHTTP
import Foundation
import NIOCore
import Synchronization

/// A file of the pages, ready to be sent.
struct WebFile: Sendable {
    let type: String
    let plain: ByteBuffer
    /// Absent where packing does not pay.
    let packed: ByteBuffer?
}

/// All files of the pages at one moment, under one version: the hash of all that they hold. It is part of every
/// address, so a browser may keep a file for ever and never mixes two versions of the pages.
struct WebTree: Sendable {
    let version: String
    let files: [String: WebFile]
    /// Paths with sizes and times of change: what tells whether the folder has changed since.
    let stamp: [String: String]

    func page(_ name: String) -> String? {
        files[name].map { String(buffer: $0.plain).replacing("{{root}}", with: "/web/\(version)") }
    }
}

/// The folder of the pages, held in memory and read again when a file in it has changed.
final class WebFiles: Sendable {
    private struct State {
        var tree: WebTree
        var lookedAt: ContinuousClock.Instant
    }

    private static let lookEvery: Duration = .seconds(1)

    private let folder: String
    private let state: Mutex<State>

    init(folder: String) throws {
        self.folder = folder
        let tree: WebTree = try WebFiles.read(folder, WebFiles.stamp(of: folder))
        state = Mutex(State(tree: tree, lookedAt: .now))
    }

    /// What is in memory, for files.
    var known: WebTree { state.withLock { $0.tree } }

    /// What is in the folder, for pages.
    func current() throws -> WebTree {
        try state.withLock { state in
            let now: ContinuousClock.Instant = .now
            guard now - state.lookedAt > Self.lookEvery else { return state.tree }
            state.lookedAt = now
            let stamp: [String: String] = WebFiles.stamp(of: folder)
            if stamp != state.tree.stamp { state.tree = try WebFiles.read(folder, stamp) }
            return state.tree
        }
    }

    private static func stamp(of folder: String) -> [String: String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else { return [:] }
        var stamp: [String: String] = [:]
        while let path = walk.nextObject() as? String {
            guard let attributes = walk.fileAttributes, attributes[.type] as? FileAttributeType == .typeRegular,
                type(of: path) != nil
            else { continue }
            let size: Int = (attributes[.size] as? NSNumber)?.intValue ?? 0
            let changed: Double = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            stamp[path] = "\(size)/\(changed)"
        }
        return stamp
    }

    private static func read(_ folder: String, _ stamp: [String: String]) throws -> WebTree {
        var files: [String: WebFile] = [:]
        var hashes: String = ""
        for path in stamp.keys.sorted() {
            guard let type = type(of: path), let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
                continue
            }
            let bytes: [UInt8] = Array(data)
            let packed: [UInt8] = try Gzip.pack(bytes, level: 9)
            files[path] = WebFile(
                type: type,
                plain: ByteBuffer(bytes: bytes),
                packed: packed.count < bytes.count * 9 / 10 ? ByteBuffer(bytes: packed) : nil
            )
            hashes += "\(path) \(SHA256Digest(of: bytes).hex)\n"
        }
        return WebTree(version: String(SHA256Digest(of: hashes).hex.prefix(12)), files: files, stamp: stamp)
    }

    /// The types that pages are made of; anything else in the folder is not served.
    private static func type(of path: String) -> String? {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        return switch path[path.index(after: dot)...] {
        case "html": "text/html; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "json": "application/json; charset=utf-8"
        case "webmanifest": "application/manifest+json; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "woff2": "font/woff2"
        default: nil
        }
    }
}
