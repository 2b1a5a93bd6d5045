import CityCore
import CityCrypto
import Foundation

/// Files of any size, handled piece by piece.
enum DiskFiles {
    private static let pieceBytes: Int = 1 << 20

    static func rename(_ path: String, to target: String) throws {
        guard Glibc.rename(path, target) == 0 else { throw trouble("rename", target) }
    }

    static func byteCount(_ path: String) throws -> Int {
        var status: stat = stat()
        guard stat(path, &status) == 0 else { throw trouble("stat", path) }
        return Int(status.st_size)
    }

    static func sha256(_ path: String) throws -> String {
        let descriptor: Int32 = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw trouble("open", path) }
        defer { close(descriptor) }
        return try SHA256Digest {
            let piece: [UInt8] = try [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, count in
                count = read(descriptor, buffer.baseAddress, pieceBytes)
                if count < 0 {
                    count = 0
                    throw trouble("read", path)
                }
            }
            return piece.isEmpty ? nil : piece
        }.hex
    }

    /// Copies what the target does not have yet; a file of another length is one that broke off.
    /// - Parameter isLeftOut: by the file's name.
    /// - Returns: how many files the source has, their bytes, and how many were copied.
    static func copyMissing(
        from source: String,
        to target: String,
        isLeftOut: (String) -> Bool = { _ in false },
        progress: (Int) -> Void
    ) throws -> (files: Int, bytes: Int, copied: Int) {
        var (files, bytes, copied): (Int, Int, Int) = (0, 0, 0)
        let manager: FileManager = .default
        try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
        guard let walk = manager.enumerator(atPath: source) else { return (0, 0, 0) }
        while let name = walk.nextObject() as? String {
            let (from, to): (String, String) = ("\(source)/\(name)", "\(target)/\(name)")
            var isFolder: ObjCBool = false
            guard manager.fileExists(atPath: from, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                try manager.createDirectory(atPath: to, withIntermediateDirectories: true)
                continue
            }
            if isLeftOut(String(name.split(separator: "/").last ?? "")) { continue }
            let size: Int = try byteCount(from)
            files += 1
            bytes += size
            if (try? byteCount(to)) == size { continue }
            try? manager.removeItem(atPath: to + ".part")
            try manager.copyItem(atPath: from, toPath: to + ".part")
            try rename(to + ".part", to: to)
            copied += 1
            if copied % 1000 == 0 { progress(copied) }
        }
        return (files, bytes, copied)
    }

    static func trouble(_ call: String, _ path: String) -> CityError {
        let code: Int32 = errno
        let detail: String = "\(call) \(path): \(String(cString: strerror(code)))"
        guard [ENOSPC, EDQUOT, EFBIG].contains(code) else {
            return CityError(
                .unavailable,
                "files.trouble",
                Wording("文件操作失败：\(detail)", "A file could not be handled: \(detail)")
            )
        }
        return CityError(
            .storageFull,
            "storage.full",
            Wording("存储空间不足：\(path)", "The storage is full: \(path)"),
            detail: detail
        )
    }
}
