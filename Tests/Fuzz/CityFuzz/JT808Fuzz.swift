import CityCore
import JT808
import NIOCore

/// Takes any bytes for a stream from a terminal, in pieces, and does with it all that the codec can do.
func fuzzJT808(_ stream: [UInt8], choice: UInt8) {
    switch choice & 3 {
    case 0: TerminalStream(piece: Int(choice >> 2) + 1).run(stream)
    case 1: attachmentStream(stream, piece: Int(choice >> 2) + 1)
    case 2: anyBody(stream, isLong: choice & 4 != 0)
    default: anyBody([0x02, 0x00] + stream, isLong: choice & 4 != 0)
    }
}

/// A session: cut, put together, read, write again.
private struct TerminalStream {
    let piece: Int

    func run(_ stream: [UInt8]) {
        var decoder: FrameDecoder = FrameDecoder()
        var assembler: SubpacketAssembler = SubpacketAssembler()
        var buffer: ByteBuffer = ByteBuffer()
        var seconds: Int = 0
        for start in stride(from: 0, to: stream.count, by: piece) {
            buffer.writeBytes(stream[start..<min(start + piece, stream.count)])
            while let received = decoder.decode(buffer: &buffer) {
                seconds += 1
                take(received, &assembler, Timestamp(milliseconds: Int64(seconds) * 1000))
            }
        }
        while let received = decoder.decodeLast(buffer: &buffer, seenEOF: true) {
            take(received, &assembler, Timestamp(milliseconds: 0))
        }
        precondition(buffer.readableBytes == 0, "the decoder left bytes at the end")
    }

    private func take(_ received: Received, _ assembler: inout SubpacketAssembler, _ now: Timestamp) {
        guard case .frame(let frame) = received else { return }
        comesBack(frame)
        if case .whole(let whole) = assembler.receive(frame, at: now) { read(whole) }
        precondition(assembler.unfinished <= 8)
        _ = assembler.tick(at: now)
    }

    private func comesBack(_ frame: Frame) {
        var buffer: ByteBuffer = ByteBuffer()
        frame.write(into: &buffer)
        precondition(FrameDecoder.datagram(buffer) == [.frame(frame)], "a frame did not come back")
    }
}

private func attachmentStream(_ stream: [UInt8], piece: Int) {
    var decoder: AttachmentStreamDecoder = AttachmentStreamDecoder()
    var progress: AttachmentProgress = AttachmentProgress(size: 4096, piecesMax: 16)
    var buffer: ByteBuffer = ByteBuffer()
    for start in stride(from: 0, to: stream.count, by: piece) {
        buffer.writeBytes(stream[start..<min(start + piece, stream.count)])
        while let received = decoder.decode(buffer: &buffer) {
            switch received {
            case .chunk(let chunk):
                _ = progress.receive(offset: chunk.offset, length: chunk.data.readableBytes)
            case .frame(let frame): read(frame)
            case .refused: break
            }
        }
    }
    _ = progress.missing()
}

/// Two bytes of id, then a body: reaches every message without a checksum in the way.
private func anyBody(_ bytes: [UInt8], isLong: Bool) {
    guard bytes.count >= 2 else { return }
    let asked: UInt16 = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
    let id: MessageID =
        messageTypes[MessageID(asked)] == nil ? MessageID.known[Int(asked) % MessageID.known.count] : MessageID(asked)
    let header: FrameHeader = FrameHeader(id: id, phone: TerminalPhone(high: 0, low: 1, isLong: isLong), sequence: 1)
    read(Frame(header: header, body: ByteBuffer(bytes: bytes.dropFirst(2))))
}

private func read(_ frame: Frame) {
    guard let message = try? frame.message()?.message else { return }
    if let location = message as? Location { look(at: location) }
    comesBack(message, frame.header.edition)
}

private func look(at location: Location) {
    _ = location.time.timestamp()
    _ = location.items.brokenBytes
    for item in location.items {
        let meaning: LocationItem = LocationItem(item)
        if case .other = meaning { continue }
        guard let again = try? meaning.item() else { continue }
        precondition(LocationItem(again) == meaning, "an item did not come back")
    }
}

private func comesBack<M: MessageBody>(_ message: M, _ edition: Edition) {
    // Nothing but their length tells the layouts of these two, and a fuzzer finds bodies that fit several.
    if message is Registration || message is AttachmentList { return }
    guard let body = try? message.body(edition: edition) else { return }
    guard let again = try? M.read(body, edition: edition) else { preconditionFailure("what was written is not read") }
    precondition(again.message == message, "a message did not come back")
}
