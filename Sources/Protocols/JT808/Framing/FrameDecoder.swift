package import NIOCore

/// What the stream held: a frame, or something that is none.
package enum Received: Sendable, Hashable {
    case frame(Frame)
    /// The refused bytes, without marks, at most as many as a frame may have.
    case refused(FrameTrouble, ByteBuffer)
}

/// What a decoder has seen since it began.
package struct FrameCounters: Sendable, Hashable {
    package var frames: Int = 0
    /// Bytes outside of any frame.
    package var garbageBytes: Int = 0
    package var refused: [FrameTrouble: Int] = [:]

    package var refusedTotal: Int { refused.values.reduce(0, +) }
}

/// Cuts a stream into frames.
///
/// It holds at most one frame's bytes, finds its way back after anything (a lost mark, a shared mark, noise), looks at
/// no byte twice, and never throws.
package struct FrameDecoder: NIOSingleStepByteToMessageDecoder {
    package typealias InboundOut = Received

    package private(set) var counters: FrameCounters = FrameCounters()
    /// A mark has been read; what follows belongs to a frame. The mark that ends a frame may also begin the next.
    private var isOpen: Bool = false
    /// So many bytes at the front were looked at and hold no mark.
    private var scanned: Int = 0

    package init() {}

    package mutating func decode(buffer: inout ByteBuffer) -> Received? {
        while buffer.readableBytes > 0 {
            guard let mark = nextMark(buffer) else {
                scanned = buffer.readableBytes
                return isOpen ? endless(&buffer) : skipAll(&buffer)
            }
            scanned = 0
            guard let content = buffer.readSlice(length: mark) else { return nil }
            buffer.moveReaderIndex(forwardBy: 1)
            if !isOpen {
                counters.garbageBytes += mark
                isOpen = true
            } else if mark > FrameLimits.escapedMax {
                return refuse(.endless, content)
            } else if mark > 0 {
                return frame(content)
            }
        }
        return nil
    }

    /// At the end of the stream, what is left is a frame that was cut off.
    package mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) -> Received? {
        if let received = decode(buffer: &buffer) { return received }
        guard seenEOF, let rest = buffer.readSlice(length: buffer.readableBytes), rest.readableBytes > 0 else {
            return nil
        }
        scanned = 0
        return refuse(.cutOff, rest)
    }

    /// Everything that one datagram holds.
    package static func datagram(_ bytes: ByteBuffer) -> [Received] {
        var decoder: FrameDecoder = FrameDecoder()
        var rest: ByteBuffer = bytes
        var all: [Received] = []
        while let received = decoder.decodeLast(buffer: &rest, seenEOF: true) { all.append(received) }
        return all
    }

    /// What follows begins with a mark of its own.
    mutating func close() {
        isOpen = false
        scanned = 0
    }

    private func nextMark(_ buffer: ByteBuffer) -> Int? {
        buffer.withUnsafeReadableBytes { $0.firstPlace(of: FrameLimits.delimiter, from: scanned) }
    }

    private mutating func frame(_ content: ByteBuffer) -> Received {
        do throws(FrameTrouble) {
            let frame: Frame = try Frame(content: content)
            counters.frames += 1
            return .frame(frame)
        } catch {
            return refuse(error, content)
        }
    }

    private mutating func refuse(_ trouble: FrameTrouble, _ content: ByteBuffer) -> Received {
        counters.refused[trouble, default: 0] += 1
        var kept: ByteBuffer = content
        return .refused(trouble, kept.readSlice(length: min(content.readableBytes, FrameLimits.escapedMax)) ?? content)
    }

    private mutating func endless(_ buffer: inout ByteBuffer) -> Received? {
        guard buffer.readableBytes > FrameLimits.escapedMax else { return nil }
        scanned = 0
        isOpen = false
        return buffer.readSlice(length: buffer.readableBytes).map { refuse(.endless, $0) }
    }

    private mutating func skipAll(_ buffer: inout ByteBuffer) -> Received? {
        scanned = 0
        counters.garbageBytes += buffer.readableBytes
        buffer.moveReaderIndex(forwardBy: buffer.readableBytes)
        return nil
    }
}
