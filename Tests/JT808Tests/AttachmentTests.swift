import NIOCore
import Testing

@testable import JT808

@Suite struct AttachmentTests {
    private static let phone: TerminalPhone = TerminalPhone(high: 0, low: 0x138_0013_8000, isLong: false)

    private static func begin(_ name: String) throws -> Frame {
        var begin: AttachmentBegin = AttachmentBegin()
        begin.name = name
        begin.size = 6
        return try begin.frame(phone: phone, sequence: 1)
    }

    private static func stream(_ write: (inout ByteBuffer) throws -> Void) rethrows -> [UInt8] {
        var buffer: ByteBuffer = ByteBuffer()
        try write(&buffer)
        return Array(buffer.readableBytesView)
    }

    private static func fed(_ bytes: [UInt8], pieces: Int) -> (received: [AttachmentReceived], counters: FrameCounters)
    {
        var decoder: AttachmentStreamDecoder = AttachmentStreamDecoder(chunkMax: 1000)
        var buffer: ByteBuffer = ByteBuffer()
        var received: [AttachmentReceived] = []
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            buffer.writeBytes(bytes[start..<min(start + pieces, bytes.count)])
            while let one = decoder.decode(buffer: &buffer) { received.append(one) }
        }
        return (received, decoder.counters)
    }

    @Test(arguments: [1, 2, 5, 64, 10_000]) func framesAndPiecesAreToldApart(pieces: Int) throws {
        // Data that looks like marks and heads.
        let data: ByteBuffer = Hex.buffer("7e7d3031636400")
        let frame: Frame = try Self.begin("00_65_6501_1_ab.jpg")
        let chunk: AttachmentChunk = AttachmentChunk(name: "00_65_6501_1_ab.jpg", offset: 7, data: data)
        let bytes: [UInt8] = try Self.stream { buffer in
            frame.write(into: &buffer)
            try chunk.write(into: &buffer)
            try chunk.write(into: &buffer)
            frame.write(into: &buffer)
            frame.write(into: &buffer)
        }
        let fed: (received: [AttachmentReceived], counters: FrameCounters) = Self.fed(bytes, pieces: pieces)
        #expect(fed.received == [.frame(frame), .chunk(chunk), .chunk(chunk), .frame(frame), .frame(frame)])
        #expect(fed.counters.garbageBytes == 0)
    }

    @Test func anUnbelievablePieceAndNoiseAreSkipped() throws {
        let frame: Frame = try Self.begin("a")
        let bytes: [UInt8] = Self.stream { buffer in
            buffer.writeBytes(Hex.bytes("0030ff"))
            buffer.writeInteger(UInt32(0x3031_6364))
            buffer.writeRepeatingByte(0, count: 54)
            buffer.writeInteger(UInt32.max)
            frame.write(into: &buffer)
        }
        for pieces in [1, 9, 1000] {
            let fed: (received: [AttachmentReceived], counters: FrameCounters) = Self.fed(bytes, pieces: pieces)
            #expect(fed.received == [.frame(frame)])
            #expect(fed.counters.garbageBytes == 65)
        }
    }

    @Test func aNameThatIsTooLongIsAnError() {
        let chunk: AttachmentChunk = AttachmentChunk(
            name: String(repeating: "x", count: 51),
            offset: 0,
            data: ByteBuffer()
        )
        var buffer: ByteBuffer = ByteBuffer()
        #expect(throws: BodyTrouble.doesNotFit(at: 4, max: 50)) { try chunk.write(into: &buffer) }
    }

    @Test func gapsAreFoundAndClosed() {
        var progress: AttachmentProgress = AttachmentProgress(size: 100)
        let begun: [Bool] = [progress.receive(offset: 10, length: 10), progress.receive(offset: 40, length: 20)]
        #expect(begun == [true, true])
        let gaps: [FileRange] = progress.missing()
        #expect(
            gaps == [
                FileRange(offset: 0, length: 10), FileRange(offset: 20, length: 20), FileRange(offset: 60, length: 40),
            ]
        )
        let overlapping: Bool = progress.receive(offset: 0, length: 45)
        #expect(overlapping)
        #expect(progress.receivedBytes == 60)
        let beyond: Bool = progress.receive(offset: 60, length: 41)
        #expect(!beyond)
        let last: Bool = progress.receive(offset: 55, length: 45)
        #expect(last)
        #expect(progress.isComplete)
        #expect(progress.answer(to: AttachmentEnd()).result == 0)
    }

    @Test func manyGapsAreBounded() {
        var progress: AttachmentProgress = AttachmentProgress(size: 1_000_000, piecesMax: 10)
        var taken: Int = 0
        for piece in 0..<100 where progress.receive(offset: UInt32(piece * 2), length: 1) { taken += 1 }
        #expect(taken == 10)
        #expect(progress.missing(max: 3).count == 3)
    }

    @Test(arguments: AlarmMarkLayout.known) func marksOfEveryProvinceComeBack(layout: AlarmMarkLayout) throws {
        var list: AttachmentList = AttachmentList()
        list.terminalID = layout == .heilongjiang ? nil : "A000001"
        list.mark = AlarmMark(layout: layout)
        list.mark.terminalID = "A000001"
        list.mark.attachments = 2
        list.alarmNumber = "alarm"
        list.files = [AttachmentFile(name: "a.jpg", size: 5), AttachmentFile(name: "b.mp4", size: 6)]
        let (read, excess): (AttachmentList, Int) =
            try AttachmentList.read(try list.body(edition: .v2013), edition: .v2013)
        #expect(read == list)
        #expect(excess == 0)
    }
}
