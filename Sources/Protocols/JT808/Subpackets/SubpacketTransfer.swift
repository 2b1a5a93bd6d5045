import CityCore
import NIOCore

/// One unfinished message.
struct SubpacketTransfer: Sendable {
    let id: MessageID
    let total: UInt16
    /// The sequence number of the first sub-packet.
    let first: UInt16
    let begun: Timestamp
    private(set) var lastActivity: Timestamp
    private(set) var asked: Int = 0
    private(set) var bytes: Int = 0
    private var header: FrameHeader?
    private var parts: [UInt16: ByteBuffer] = [:]

    init(id: MessageID, total: UInt16, first: UInt16, begun: Timestamp) {
        self.id = id
        self.total = total
        self.first = first
        self.begun = begun
        lastActivity = begun
    }

    var received: Int { parts.count }
    var isWhole: Bool { parts.count == Int(total) }

    func misses(_ index: UInt16) -> Bool { parts[index] == nil }

    /// False when the part is there already.
    mutating func add(_ frame: Frame, _ index: UInt16, _ now: Timestamp) -> Bool {
        guard misses(index) else { return false }
        // A slice would keep the whole buffer of the read alive.
        parts[index] = ByteBuffer(bytes: frame.body.readableBytesView)
        bytes += frame.body.readableBytes
        lastActivity = max(lastActivity, now)
        if index == 1 || header == nil { header = frame.header }
        return true
    }

    mutating func request(max count: Int, _ now: Timestamp) -> ResendRequest {
        asked += 1
        lastActivity = now
        var request: ResendRequest = ResendRequest()
        request.firstSequence = first
        for index in 1...total where request.missing.count < count && misses(index) { request.missing.append(index) }
        return request
    }

    consuming func joined() -> Frame {
        var body: ByteBuffer = ByteBuffer()
        body.reserveCapacity(bytes)
        for index in 1...total {
            if let part = parts[index] { body.writeImmutableBuffer(part) }
        }
        var whole: FrameHeader =
            header ?? FrameHeader(id: id, phone: TerminalPhone(high: 0, low: 0, isLong: false), sequence: first)
        whole.subpacket = nil
        return Frame(header: whole, body: body)
    }
}
