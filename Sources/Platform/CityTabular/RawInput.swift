import CityCore
import Glibc

/// Where bytes come from before anybody has looked at them.
protocol RawInput: AnyObject {
    /// Fills the beginning of the buffer and says how many bytes it put there; 0 is the end, now and ever after.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// An open file, closed with the object.
final class FileInput: RawInput {
    private let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CityError.file("open", path: path, code: errno) }
    }

    deinit {
        close(descriptor)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count: Int = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            let code: Int32 = errno
            if code != EINTR { throw CityError.file("read", path: path, code: code) }
        }
    }
}

/// Bytes in memory, and after them, if there is one, another input.
final class MemoryInput: RawInput {
    private let bytes: [UInt8]
    private let rest: (any RawInput)?
    private var position: Int = 0

    init(_ bytes: [UInt8], then rest: (any RawInput)? = nil) {
        self.bytes = bytes
        self.rest = rest
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard position < bytes.count else { return try rest?.read(into: buffer) ?? 0 }
        let count: Int = min(buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}
