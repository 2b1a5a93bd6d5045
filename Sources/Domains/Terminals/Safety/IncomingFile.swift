import JT808
import NIOCore

/// A file that comes in pieces, in any order. Its memory grows with what has come, not with what was announced.
struct IncomingFile {
    private(set) var progress: AttachmentProgress
    private(set) var bytes: [UInt8] = []

    init(size: UInt32) {
        progress = AttachmentProgress(size: size)
    }

    /// False for a piece that does not fit the file, or lies so far ahead that the gap alone would fill the memory.
    mutating func receive(_ chunk: AttachmentChunk) -> Bool {
        let (from, count) = (Int(chunk.offset), chunk.data.readableBytes)
        guard from <= bytes.count + Self.gapMax, progress.receive(offset: chunk.offset, length: count) else {
            return false
        }
        if bytes.count < from + count { bytes.append(contentsOf: repeatElement(0, count: from + count - bytes.count)) }
        bytes.replaceSubrange(from..<from + count, with: chunk.data.readableBytesView)
        return true
    }

    private static let gapMax: Int = 4 << 20
}
