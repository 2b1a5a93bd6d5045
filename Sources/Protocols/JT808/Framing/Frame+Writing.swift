package import NIOCore

extension Frame {
    /// Writes the frame with its marks, checksum and escapes.
    ///
    /// A body of more than 1,023 bytes does not fit: `split` first.
    package func write(into buffer: inout ByteBuffer) {
        precondition(body.readableBytes <= FrameLimits.bodyMax, "a body above 1,023 bytes goes in sub-packets")
        var plain: ByteBuffer = ByteBuffer()
        plain.reserveCapacity(22 + body.readableBytes)
        writeHeader(into: &plain)
        plain.writeImmutableBuffer(body)
        plain.writeInteger(plain.withUnsafeReadableBytes(xorSum))
        buffer.writeInteger(FrameLimits.delimiter)
        plain.withUnsafeReadableBytes { buffer.writeEscaped($0) }
        buffer.writeInteger(FrameLimits.delimiter)
    }

    private func writeHeader(into plain: inout ByteBuffer) {
        var attributes: UInt16 = UInt16(body.readableBytes) | UInt16(header.encryption) << 10
        if header.subpacket != nil { attributes |= 0x2000 }
        if header.isVersioned { attributes |= 0x4000 }
        plain.writeInteger(header.id.rawValue)
        plain.writeInteger(attributes)
        if header.isVersioned {
            plain.writeInteger(header.protocolVersion)
            plain.writeInteger(header.phone.high)
            plain.writeInteger(header.phone.low)
        } else {
            plain.writeInteger(UInt16(truncatingIfNeeded: header.phone.low >> 32))
            plain.writeInteger(UInt32(truncatingIfNeeded: header.phone.low))
        }
        plain.writeInteger(header.sequence)
        if let part = header.subpacket {
            plain.writeInteger(part.total)
            plain.writeInteger(part.index)
        }
    }

    /// The frame as it stands when its body fits, and otherwise its sub-packets, with consecutive sequence numbers from
    /// the frame's own. Nil when it would take more than 65,535 of them.
    package func split(bodyBytesMax: Int = 1023) -> [Frame]? {
        let size: Int = min(max(bodyBytesMax, 1), FrameLimits.bodyMax)
        guard body.readableBytes > size else { return [self] }
        let total: Int = (body.readableBytes + size - 1) / size
        guard total <= Int(UInt16.max) else { return nil }
        var rest: ByteBuffer = body
        var frames: [Frame] = []
        frames.reserveCapacity(total)
        while let part = rest.readSlice(length: min(size, rest.readableBytes)), part.readableBytes > 0 {
            var header: FrameHeader = self.header
            header.sequence = self.header.sequence &+ UInt16(frames.count)
            header.subpacket = .init(total: UInt16(total), index: UInt16(frames.count + 1))
            frames.append(Frame(header: header, body: part))
        }
        return frames
    }
}

extension ByteBuffer {
    fileprivate mutating func writeEscaped(_ source: UnsafeRawBufferPointer) {
        writeWithUnsafeMutableBytes(minimumWritableBytes: source.count * 2) { target in
            var written: Int = 0
            for byte in source {
                if byte == FrameLimits.delimiter || byte == FrameLimits.escape {
                    target[written] = FrameLimits.escape
                    target[written + 1] = byte - 0x7C
                    written += 2
                } else {
                    target[written] = byte
                    written += 1
                }
            }
            return written
        }
    }
}
