import CityCore
import Glibc

/// A file being written. Only its owner may read it, because exports and rejects hold people's data.
package final class OutputFile {
    package let path: String
    /// How many bytes have been written.
    package private(set) var byteCount: Int = 0
    private var descriptor: Int32

    /// Makes the file, or empties the one that is there.
    package init(path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CityError.file("create", path: path, code: errno) }
    }

    deinit {
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    package func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard descriptor >= 0 else { throw CityError.fault("write after close: \(path)") }
        var rest: UnsafeRawBufferPointer = bytes
        while !rest.isEmpty {
            let count: Int = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                let code: Int32 = errno
                if code == EINTR { continue }
                throw CityError.file("write", path: path, code: code)
            }
            byteCount += count
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Brings the bytes and the file's name to the disk, then closes. Closing twice does nothing.
    package func close() throws {
        guard descriptor >= 0 else { return }
        let closing: Int32 = descriptor
        descriptor = -1
        let synced: Int32 = fsync(closing)
        let syncCode: Int32 = errno
        let closed: Int32 = Glibc.close(closing)
        let closeCode: Int32 = errno
        // A pipe or a terminal has nothing to bring to a disk and says EINVAL.
        if synced != 0, syncCode != EINVAL { throw CityError.file("fsync", path: path, code: syncCode) }
        if closed != 0, closeCode != EINTR { throw CityError.file("close", path: path, code: closeCode) }
        try syncFolder()
    }

    private func syncFolder() throws {
        let slash: String.Index? = path.lastIndex(of: "/")
        let folder: String = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let opened: Int32 = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw CityError.file("open", path: folder, code: errno) }
        defer { Glibc.close(opened) }
        let synced: Int32 = fsync(opened)
        let code: Int32 = errno
        if synced != 0, code != EINVAL { throw CityError.file("fsync", path: folder, code: code) }
    }
}
