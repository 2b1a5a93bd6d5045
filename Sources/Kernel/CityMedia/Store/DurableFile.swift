import CityCore
import Glibc

/// Files that are whole and on the disk, or not there at all.
enum DurableFile {
    /// Writes under a temporary name on the same file system and gives the file its name when its bytes are on the
    /// disk. The name itself lasts once its folder was synchronised.
    static func write(_ bytes: [UInt8], to path: String, through temporary: String) throws {
        let descriptor: Int32 = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CityError.mediaFile("create", temporary, errno) }
        do {
            try fill(descriptor, temporary, bytes)
            guard rename(temporary, path) == 0 else { throw CityError.mediaFile("rename", path, errno) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Closes the descriptor in any case.
    private static func fill(_ descriptor: Int32, _ path: String, _ bytes: [UInt8]) throws {
        var isOpen: Bool = true
        defer { if isOpen { close(descriptor) } }
        try bytes.withUnsafeBytes { buffer in
            var rest: UnsafeRawBufferPointer = buffer
            while !rest.isEmpty {
                let count: Int = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    throw CityError.mediaFile("write", path, errno)
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
        guard fsync(descriptor) == 0 else { throw CityError.mediaFile("fsync", path, errno) }
        isOpen = false
        // Network file systems tell only here that the disk was full.
        guard close(descriptor) == 0 else { throw CityError.mediaFile("close", path, errno) }
    }

    static func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw CityError.mediaFile("mkdir", path, errno) }
    }

    /// Brings the names in a folder to the disk.
    static func syncFolder(_ path: String) throws {
        let descriptor: Int32 = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CityError.mediaFile("open", path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CityError.mediaFile("fsync", path, errno) }
    }
}

extension CityError {
    /// A failed call on a file; the path and the system's code are for the log only.
    static func mediaFile(_ call: String, _ path: String, _ code: Int32) -> CityError {
        let detail: String = "\(call) \(path): errno \(code)"
        guard [ENOSPC, EDQUOT, EFBIG].contains(code) else { return .fault(detail) }
        return CityError(
            .storageFull,
            "storage.full",
            Wording(
                "存储空间不足，没有保存任何内容，请联系系统管理员",
                "The storage is full; nothing was saved. Please tell the system administrator"
            ),
            detail: detail
        )
    }
}
