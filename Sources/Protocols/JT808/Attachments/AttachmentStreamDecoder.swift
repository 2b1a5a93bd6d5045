package import NIOCore

/// A piece of a file, between the 0x7E frames of the attachment connection.
package struct AttachmentChunk: Sendable, Hashable {
    package var name: String
    package var offset: UInt32
    package var data: ByteBuffer

    package init(name: String, offset: UInt32, data: ByteBuffer) {
        self.name = name
        self.offset = offset
        self.data = data
    }

    static let magic: UInt32 = 0x3031_6364
    static let nameWidth: Int = 50
    /// Magic, name, offset, length.
    static let headLength: Int = 4 + nameWidth + 4 + 4

    /// Throws when the name has more bytes than its field.
    package func write(into buffer: inout ByteBuffer) throws(BodyTrouble) {
        let encoded: [UInt8] = GBKText.encode(name)
        guard encoded.count <= AttachmentChunk.nameWidth else {
            throw .doesNotFit(at: 4, max: AttachmentChunk.nameWidth)
        }
        buffer.writeInteger(AttachmentChunk.magic)
        buffer.writeBytes(encoded)
        buffer.writeRepeatingByte(0, count: AttachmentChunk.nameWidth - encoded.count)
        buffer.writeInteger(offset)
        buffer.writeInteger(UInt32(data.readableBytes))
        buffer.writeImmutableBuffer(data)
    }
}

/// What an attachment connection carries.
package enum AttachmentReceived: Sendable, Hashable {
    case chunk(AttachmentChunk)
    case frame(Frame)
    case refused(FrameTrouble, ByteBuffer)
}

/// Cuts the stream of an attachment connection into frames (0x1210–0x1212) and raw pieces of files.
///
/// A piece longer than `chunkMax` is not believed: its head is skipped, and the next mark is looked for. The standard's
/// limit of 64 KiB could not be verified, so it is a setting.
package struct AttachmentStreamDecoder: NIOSingleStepByteToMessageDecoder {
    package typealias InboundOut = AttachmentReceived

    private var frames: FrameDecoder = FrameDecoder()
    private var isInFrame: Bool = false
    private var skippedBytes: Int = 0
    private let chunkMax: Int

    package init(chunkMax: Int = 64 << 10) {
        self.chunkMax = chunkMax
    }

    package var counters: FrameCounters {
        var all: FrameCounters = frames.counters
        all.garbageBytes += skippedBytes
        return all
    }

    package mutating func decode(buffer: inout ByteBuffer) -> AttachmentReceived? {
        while let lead = buffer.getInteger(at: buffer.readerIndex, as: UInt8.self) {
            if isInFrame || lead == FrameLimits.delimiter { return frame(&buffer) }
            guard buffer.beginsLikeChunk else {
                skipNoise(&buffer)
                continue
            }
            guard let length = buffer.chunkLength else { return nil }
            guard length <= chunkMax else {
                skip(&buffer, AttachmentChunk.headLength)
                continue
            }
            return buffer.readChunk(length).map(AttachmentReceived.chunk)
        }
        return nil
    }

    package mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) -> AttachmentReceived? {
        if let received = decode(buffer: &buffer) { return received }
        guard seenEOF, let rest = buffer.readSlice(length: buffer.readableBytes), rest.readableBytes > 0 else {
            return nil
        }
        return .refused(.cutOff, rest.getSlice(at: rest.readerIndex, length: min(rest.readableBytes, 256)) ?? rest)
    }

    /// One frame with its own two marks: here a mark is not shared, because a piece of a file may follow.
    private mutating func frame(_ buffer: inout ByteBuffer) -> AttachmentReceived? {
        isInFrame = true
        guard let received = frames.decode(buffer: &buffer) else { return nil }
        isInFrame = false
        frames.close()
        return switch received {
        case .frame(let frame): .frame(frame)
        case .refused(let trouble, let bytes): .refused(trouble, bytes)
        }
    }

    private mutating func skipNoise(_ buffer: inout ByteBuffer) {
        let bytes: ByteBufferView = buffer.readableBytesView
        let next: Int? = bytes.dropFirst().firstIndex { $0 == FrameLimits.delimiter || $0 == 0x30 }
        skip(&buffer, (next ?? bytes.endIndex) - bytes.startIndex)
    }

    private mutating func skip(_ buffer: inout ByteBuffer, _ count: Int) {
        buffer.moveReaderIndex(forwardBy: count)
        skippedBytes += count
    }
}

extension ByteBuffer {
    /// The magic, or as much of it as is there.
    fileprivate var beginsLikeChunk: Bool {
        let magic: [UInt8] = [0x30, 0x31, 0x63, 0x64]
        return readableBytesView.prefix(4).elementsEqual(magic.prefix(readableBytes))
    }

    /// Nil while the head is not all there.
    fileprivate var chunkLength: Int? {
        let place: Int = readerIndex + AttachmentChunk.headLength - 4
        return getInteger(at: place, as: UInt32.self).map(Int.init)
    }

    /// Nil while the data is not all there.
    fileprivate mutating func readChunk(_ length: Int) -> AttachmentChunk? {
        guard readableBytes >= AttachmentChunk.headLength + length else { return nil }
        moveReaderIndex(forwardBy: 4)
        guard let name = readSlice(length: AttachmentChunk.nameWidth), let offset: UInt32 = readInteger() else {
            return nil
        }
        moveReaderIndex(forwardBy: 4)
        return readSlice(length: length).map { AttachmentChunk(name: name.gbkText(), offset: offset, data: $0) }
    }
}
