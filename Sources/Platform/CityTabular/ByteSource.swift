import CityCore

/// The bytes of a file or of memory, a chunk at a time; gzip is known by its first two bytes and unpacked on the way.
///
/// It reads where it is called and holds no lock, so it belongs to one task. An error stays: every later read gives it again.
package final class ByteSource {
    /// The size of read that suits files and unpacking.
    package static let chunkBytes: Int = 65_536

    /// What an input may cost, since a few kilobytes of gzip can unpack to terabytes.
    package struct Limits: Sendable, Hashable {
        /// The most bytes that are delivered, counted after unpacking.
        package var bytesMax: Int
        /// How many times larger than its packed form data may be, once `expansionFreeBytes` have been delivered.
        package var expansionMax: Int
        /// Below this, any expansion is let through: short and regular tables pack very well.
        package var expansionFreeBytes: Int

        package init(bytesMax: Int = 4 << 30, expansionMax: Int = 200, expansionFreeBytes: Int = 64 << 20) {
            self.bytesMax = bytesMax
            self.expansionMax = expansionMax
            self.expansionFreeBytes = expansionFreeBytes
        }
    }

    private var input: any RawInput
    private var gunzip: Gunzip?
    private let limits: Limits
    private var isStarted: Bool = false
    private var failure: (any Error)?
    /// How many bytes have been delivered.
    package private(set) var byteCount: Int = 0

    package init(path: String, limits: Limits = Limits()) throws {
        input = try FileInput(path: path)
        self.limits = limits
    }

    package init(bytes: [UInt8], limits: Limits = Limits()) {
        input = MemoryInput(bytes)
        self.limits = limits
    }

    /// Fills the beginning of the buffer and says how many bytes it put there; 0 is the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if let failure { throw failure }
        do {
            if !isStarted { try start() }
            let count: Int = try input.read(into: buffer)
            byteCount += count
            try checkLimits()
            return count
        } catch {
            failure = error
            throw error
        }
    }

    /// Looks at the first two bytes and puts them back.
    private func start() throws {
        isStarted = true
        var head: [UInt8] = []
        while head.count < 2 {
            var byte: UInt8 = 0
            let count: Int = try withUnsafeMutableBytes(of: &byte) { try input.read(into: $0) }
            if count == 0 { break }
            head.append(byte)
        }
        input = MemoryInput(head, then: input)
        guard head == [0x1F, 0x8B] else { return }
        let unpacked: Gunzip = try Gunzip(input)
        gunzip = unpacked
        input = unpacked
    }

    private func checkLimits() throws {
        guard byteCount <= limits.bytesMax else { throw tooLarge }
        guard let gunzip, byteCount > limits.expansionFreeBytes else { return }
        let expansion: Int = byteCount / max(1, gunzip.consumedCount)
        guard expansion <= limits.expansionMax else { throw bomb }
    }

    private var tooLarge: CityError {
        CityError(
            .tooLarge,
            "file.too_large",
            Wording(
                "数据超过 \(limits.bytesMax) 字节的上限（按解压后计算），请拆分后再传",
                "The data is over the limit of \(limits.bytesMax) bytes, counted unpacked; send it in parts"
            )
        )
    }

    private var bomb: CityError {
        CityError(
            .tooLarge,
            "file.gzip_bomb",
            Wording(
                "压缩比超过 \(limits.expansionMax) 倍，疑似恶意文件，请上传未压缩的文件",
                "The data unpacks to over \(limits.expansionMax) times its size, as hostile files do; send it unpacked"
            )
        )
    }
}
