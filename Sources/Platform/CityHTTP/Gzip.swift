import CZlib
import CityCore

/// Packs bytes that are kept and sent many times, as one gzip member (RFC 1952).
package enum Gzip {
    package static func pack(_ bytes: [UInt8], level: Int32 = 6) throws -> [UInt8] {
        var stream: z_stream = z_stream()
        let gzip: Int32 = MAX_WBITS + 16
        let size: Int32 = Int32(MemoryLayout<z_stream>.size)
        let begun: Int32 = deflateInit2_(&stream, level, Z_DEFLATED, gzip, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        guard begun == Z_OK else { throw CityError.fault("deflateInit2: \(begun)") }
        defer { deflateEnd(&stream) }
        var input: [UInt8] = bytes
        let room: Int = Int(deflateBound(&stream, UInt(input.count)))
        return try input.withUnsafeMutableBufferPointer { source in
            try [UInt8](unsafeUninitializedCapacity: room) { target, count in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(room)
                let status: Int32 = deflate(&stream, Z_FINISH)
                guard status == Z_STREAM_END else { throw CityError.fault("deflate: \(status)") }
                count = Int(stream.total_out)
            }
        }
    }
}

extension FileAnswer {
    /// Bytes that are there already, packed where the client unpacks them and it pays.
    package init(_ bytes: [UInt8], contentType: String, for call: Call, headers: [String: String] = [:]) throws {
        let packed: [UInt8]? = call.takesGzip && bytes.count > 1024 ? try Gzip.pack(bytes, level: 1) : nil
        let sent: [UInt8] = packed ?? bytes
        var headers: [String: String] = headers
        if packed != nil { headers["Content-Encoding"] = "gzip" }
        self.init(contentType: contentType, headers: headers, length: sent.count) { sink in
            try await sink.send(sent)
        }
    }
}
