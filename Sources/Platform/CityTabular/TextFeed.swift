/// The text of a source as chunks of UTF-8, without the byte order mark.
final class TextFeed {
    private let source: ByteSource
    private let raw: UnsafeMutableRawBufferPointer
    private var decoder: GB18030Decoder?
    private var isStarted: Bool = false
    private var isFinished: Bool = false
    /// Bytes at the beginning of `raw` that wait for the rest of their character.
    private var pending: Int = 0
    private(set) var encoding: TextEncoding

    init(_ source: ByteSource, encoding: TextEncoding) {
        self.source = source
        self.encoding = encoding
        raw = .allocate(byteCount: ByteSource.chunkBytes, alignment: 16)
    }

    deinit {
        raw.deallocate()
    }

    /// The next chunk, valid until the next call; empty at the end, and only there.
    func next() throws -> UnsafeRawBufferPointer {
        while !isFinished {
            let isFirst: Bool = !isStarted
            let added: Int = try fill()
            isFinished = added == 0
            let filled: UnsafeRawBufferPointer = UnsafeRawBufferPointer(rebasing: raw[..<(pending + added)])
            let chunk: UnsafeRawBufferPointer = isFirst ? try start(filled) : filled
            let text: UnsafeRawBufferPointer = try decoded(chunk)
            if !text.isEmpty { return text }
        }
        return UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// Reads once, but the first time until the buffer is full, so that there is enough to judge by.
    private func fill() throws -> Int {
        var count: Int = 0
        repeat {
            let room: UnsafeMutableRawBufferPointer = UnsafeMutableRawBufferPointer(rebasing: raw[(pending + count)...])
            let added: Int = try source.read(into: room)
            count += added
            if added == 0 { break }
        } while !isStarted && count < raw.count
        return count
    }

    private func start(_ window: UnsafeRawBufferPointer) throws -> UnsafeRawBufferPointer {
        isStarted = true
        let sniff: EncodingSniff = try EncodingSniff(window, isWhole: window.count < raw.count)
        encoding = try sniff.settled(asked: encoding)
        if encoding == .gb18030 { decoder = try GB18030Decoder(inputMax: raw.count) }
        return sniff.hasByteOrderMark ? UnsafeRawBufferPointer(rebasing: window[3...]) : window
    }

    private func decoded(_ chunk: UnsafeRawBufferPointer) throws -> UnsafeRawBufferPointer {
        guard let decoder else { return chunk }
        let (text, left) = try decoder.decode(chunk, isLast: isFinished)
        raw.copyMemory(from: UnsafeRawBufferPointer(rebasing: chunk[(chunk.count - left)...]))
        pending = left
        return text
    }
}
