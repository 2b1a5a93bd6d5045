import CZlib
import CityCore

/// Unpacks a gzip stream (RFC 1952) of one or more members, with two buffers' worth of memory whatever its length.
final class Gunzip: RawInput {
    private let input: any RawInput
    private let stream: UnsafeMutablePointer<z_stream>
    private let packed: UnsafeMutableRawBufferPointer
    private var packedCount: Int = 0
    private var memberEnded: Bool = false

    init(_ input: any RawInput) throws {
        self.input = input
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        packed = .allocate(byteCount: ByteSource.chunkBytes, alignment: 16)
        let gzipOnly: Int32 = MAX_WBITS + 16
        let status: Int32 = inflateInit2_(stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw CityError.fault("inflateInit2: \(status)") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        packed.deallocate()
    }

    /// How many bytes of the packed form have been used so far.
    var consumedCount: Int { packedCount - Int(stream.pointee.avail_in) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let room: UInt32 = UInt32(clamping: buffer.count)
        guard room > 0 else { return 0 }
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = room
        while stream.pointee.avail_out == room {
            guard try haveInput() else { return 0 }
            if memberEnded, try !beginNextMember() { continue }
            try inflateOnce()
        }
        return Int(room - stream.pointee.avail_out)
    }

    private func inflateOnce() throws {
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: return
        case Z_STREAM_END: memberEnded = true
        case Z_MEM_ERROR: throw CityError.fault("inflate: out of memory")
        default: throw Gunzip.damaged
        }
    }

    /// Sees to it that there is packed data at hand; false at a proper end.
    private func haveInput() throws -> Bool {
        if stream.pointee.avail_in > 0 { return true }
        let count: Int = try input.read(into: packed)
        stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(clamping: count)
        packedCount += count
        if count == 0, !memberEnded { throw Gunzip.truncated }
        return count > 0
    }

    /// Zeros after a member are padding, anything else must be another member.
    private func beginNextMember() throws -> Bool {
        if let next = stream.pointee.next_in, next.pointee == 0 {
            stream.pointee.next_in = next + 1
            stream.pointee.avail_in -= 1
            return false
        }
        guard inflateReset(stream) == Z_OK else { throw CityError.fault("inflateReset") }
        memberEnded = false
        return true
    }

    static let truncated: CityError = CityError(
        .invalidArgument,
        "file.gzip_truncated",
        Wording("压缩文件不完整，可能传输中断，请重新传输", "The gzip file is cut off, perhaps on its way here; send it again")
    )

    static let damaged: CityError = CityError(
        .invalidArgument,
        "file.gzip_damaged",
        Wording("压缩文件已损坏，请重新压缩后再传", "The gzip file is damaged; pack it and send it again")
    )
}
