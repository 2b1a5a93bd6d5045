/// Which parts of a file have come: what 0x9212 is written from.
///
/// The pieces it remembers are merged, and their number is bounded, so that a terminal that sends every second byte
/// costs nothing.
package struct AttachmentProgress: Sendable, Equatable {
    package let size: UInt32
    /// Sorted, apart from each other.
    private var received: [Range<UInt64>] = []
    private let piecesMax: Int

    package init(size: UInt32, piecesMax: Int = 4096) {
        self.size = size
        self.piecesMax = max(piecesMax, 1)
    }

    package var isComplete: Bool { size == 0 || received == [0..<UInt64(size)] }
    package var receivedBytes: UInt64 { received.reduce(0) { $0 + UInt64($1.count) } }

    /// False for a piece that reaches beyond the file, or one more gap than is remembered: it is not counted.
    package mutating func receive(offset: UInt32, length: Int) -> Bool {
        guard length > 0, UInt64(offset) + UInt64(length) <= UInt64(size) else { return length == 0 }
        var merged: Range<UInt64> = UInt64(offset)..<UInt64(offset) + UInt64(length)
        let first: Int = received.firstIndex { $0.upperBound >= merged.lowerBound } ?? received.count
        var last: Int = first
        while last < received.count, received[last].lowerBound <= merged.upperBound {
            merged =
                min(merged.lowerBound, received[last].lowerBound)..<max(merged.upperBound, received[last].upperBound)
            last += 1
        }
        guard received.count - (last - first) < piecesMax else { return false }
        received.replaceSubrange(first..<last, with: [merged])
        return true
    }

    /// The first gaps; one answer names at most 255.
    package func missing(max count: Int = 255) -> [FileRange] {
        var gaps: [FileRange] = []
        var at: UInt64 = 0
        for piece in received + [UInt64(size)..<UInt64(size)] where gaps.count < count {
            if piece.lowerBound > at {
                gaps.append(FileRange(offset: UInt32(at), length: UInt32(piece.lowerBound - at)))
            }
            at = piece.upperBound
        }
        return gaps
    }

    /// The answer to 0x1212.
    package func answer(to end: AttachmentEnd) -> AttachmentAnswer {
        var answer: AttachmentAnswer = AttachmentAnswer()
        answer.name = end.name
        answer.kind = end.kind
        answer.missing = missing()
        answer.result = answer.missing.isEmpty ? 0 : 1
        return answer
    }
}
