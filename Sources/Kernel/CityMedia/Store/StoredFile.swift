import CityCore
import CityCrypto
import Glibc

/// A stored file, open for reading and closed with the object. Reads name their place, so they may come from anywhere.
package final class StoredFile: Sendable {
    package static let chunkBytes: Int = 256 << 10

    package let byteCount: Int
    private let path: String
    private let descriptor: Int32

    /// Nil when there is no such file.
    init?(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            guard errno == ENOENT || errno == ENOTDIR else { throw CityError.mediaFile("open", path, errno) }
            return nil
        }
        var status: stat = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw CityError.fault("not a file: \(path)")
        }
        byteCount = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// At most `count` bytes; fewer only at the end of the file.
    package func read(at offset: Int, count: Int = StoredFile.chunkBytes) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count {
                let rest: UnsafeMutableRawBufferPointer = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]
                )
                let read: Int = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
                if read == 0 { return }
                if read < 0 {
                    if errno == EINTR { continue }
                    throw CityError.mediaFile("read", path, errno)
                }
                filled += read
            }
        }
    }

    /// Everything; the caller has compared `byteCount` with what it expects, so that a file which somebody made huge
    /// does not fill the memory.
    func readAll() throws -> [UInt8] {
        let bytes: [UInt8] = try read(at: 0, count: byteCount)
        guard bytes.count == byteCount else { throw CityError.fault("shrank while it was read: \(path)") }
        return bytes
    }

    /// The hash of the whole file, as lower-case hex.
    func sha256() throws -> String {
        SHA256Digest(of: try readAll()).hex
    }
}
