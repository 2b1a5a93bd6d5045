import CityCore
import FoundationEssentials
import Glibc
import HTTPTypes
import Hummingbird
import NIOCore

extension FileAnswer {
    /// Makes the same file on the disk, for the command line. A file that is there already is replaced when the new one
    /// is whole.
    package func write(toFile path: String) async throws {
        let partial: String = path + ".part"
        guard FileManager.default.createFile(atPath: partial, contents: nil) else { throw FileWriter.trouble(path) }
        let writer: FileWriter = try FileWriter(partial)
        var sink: ByteSink = ByteSink(writer)
        try await write(&sink)
        try await sink.finish()
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        try FileManager.default.moveItem(atPath: partial, toPath: path)
    }
}

private final class FileWriter: ResponseBodyWriter {
    private let descriptor: Int32

    static func trouble(_ path: String) -> CityError {
        .invalid("file", "file.write", Wording("无法写入 \(path)", "Cannot write \(path)"))
    }

    init(_ path: String) throws {
        descriptor = open(path, O_WRONLY | O_TRUNC)
        if descriptor < 0 { throw Self.trouble(path) }
    }

    deinit { close(descriptor) }

    func write(_ buffer: ByteBuffer) async throws {
        var rest: ByteBuffer = buffer
        while rest.readableBytes > 0 {
            let written: Int = rest.withUnsafeReadableBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else {
                throw CityError(
                    .storageFull,
                    "storage.full",
                    Wording("存储空间不足，文件没有写完", "The storage is full; the file is not complete")
                )
            }
            rest.moveReaderIndex(forwardBy: written)
        }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {
        fsync(descriptor)
    }
}
