/// The first element of a Matroska or WebM file (RFC 8794, 11.2), which names the sort of document that follows.
enum EBMLHeader {
    static let mark: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3]

    private static let documentTypeID: Int = 0x4282

    /// `webm`, `matroska`, or nil when the header does not say.
    static func documentType(_ view: ByteView) -> String? {
        guard let header = size(view, at: mark.count) else { return nil }
        var offset: Int = header.next
        let end: Int = min(offset + header.value, view.count)
        while offset < end {
            guard let idLength = length(view, at: offset, max: 4),
                let id = view.bigEndian(at: offset, count: idLength),
                let element = size(view, at: offset + idLength)
            else { return nil }
            if id == documentTypeID {
                guard element.value <= 32 else { return nil }
                return view.text(at: element.next, count: element.value)
            }
            offset = element.next + element.value
        }
        return nil
    }

    /// The number of leading zero bits in the first byte says how many bytes follow it (RFC 8794, 4).
    private static func length(_ view: ByteView, at offset: Int, max: Int) -> Int? {
        guard let first = view[offset], first > 0 else { return nil }
        let length: Int = UInt8(truncatingIfNeeded: first).leadingZeroBitCount + 1
        return length <= max ? length : nil
    }

    /// An element's size, and where its data begins. Sizes beyond four bytes are no header's.
    private static func size(_ view: ByteView, at offset: Int) -> (value: Int, next: Int)? {
        guard let length = length(view, at: offset, max: 8), view.holds(length, at: offset) else { return nil }
        var value: Int = 0
        for index in 0..<length {
            let byte: Int = view[offset + index] ?? 0
            value = value << 8 | (index == 0 ? byte & (0xFF >> length) : byte)
        }
        return value <= 0xFFFF ? (value, offset + length) : nil
    }
}
