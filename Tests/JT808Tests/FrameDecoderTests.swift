import NIOCore
import Testing

@testable import JT808

@Suite struct FrameDecoderTests {
    /// A heartbeat of 2013 and one of 2019, and a location with an escape (checked by hand).
    private static let heartbeat: String = "7e0002000001380013800000 01a97e"
    private static let heartbeat2019: String = "7e0002400001000000000138001380000001e87e"
    private static let location: String =
        "7e02000026123456789012007d02000000010000000200ba7f0e07e4f11c0028003c00001810151010100104000000640202007d01137e"

    @Test func aLocationIsRead() throws {
        let frame: Frame = try #require(Self.received(Self.location).first?.frame)
        #expect(frame.header.id == .location)
        #expect(frame.header.phone.digits == "123456789012")
        #expect(frame.header.sequence == 126)
        let location: Location = try frame.message(Location.self)
        #expect(location.alarms == .emergency)
        #expect(location.status == .located)
        #expect(location.latitude == 12.222222)
        #expect(location.longitude == 132.444444)
        #expect(location.altitudeM == 40)
        #expect(location.speedKPH == 6)
        #expect(location.time.description == "18-10-15 10:10:10")
        #expect(location.meanings() == [.mileage(100), .fuel(125)])
    }

    @Test func bothHeadersAreToldApart() throws {
        let old: FrameHeader = try #require(Self.received(Self.heartbeat).first?.frame?.header)
        let new: FrameHeader = try #require(Self.received(Self.heartbeat2019).first?.frame?.header)
        #expect(old.edition == .v2013)
        #expect(new.edition == .v2019)
        #expect(new.protocolVersion == 1)
        #expect(old.phone != new.phone)
        #expect(old.phone.number == new.phone.number)
    }

    struct Stream: CustomTestStringConvertible {
        let testDescription: String
        let hex: String
        let frames: Int
        var garbage: Int = 0
        var refused: [FrameTrouble: Int] = [:]

        static let all: [Stream] = [
            Stream(testDescription: "one frame", hex: heartbeat, frames: 1),
            Stream(testDescription: "three frames", hex: heartbeat + location + heartbeat2019, frames: 3),
            Stream(testDescription: "one mark between two", hex: heartbeat.dropLast(2) + location, frames: 2),
            Stream(testDescription: "many marks", hex: "7e7e7e" + heartbeat + "7e7e" + location + "7e", frames: 2),
            Stream(testDescription: "noise before", hex: "00112233" + heartbeat, frames: 1, garbage: 4),
            Stream(
                testDescription: "noise between",
                hex: heartbeat + "0102030405" + heartbeat,
                frames: 2,
                refused: [.tooShort: 1]
            ),
            Stream(
                testDescription: "a lost end",
                hex: String(heartbeat.dropLast(6)) + heartbeat,
                frames: 1,
                refused: [.tooShort: 1]
            ),
            Stream(
                testDescription: "starts inside",
                hex: String(location.dropFirst(20)) + heartbeat,
                frames: 1,
                garbage: 44
            ),
            Stream(
                testDescription: "a wrong checksum",
                hex: "7e000200000138001380000001a87e" + heartbeat,
                frames: 1,
                refused: [.badChecksum: 1]
            ),
            Stream(
                testDescription: "a wrong escape",
                hex: "7e0002000001380013807d000001a97e" + heartbeat,
                frames: 1,
                refused: [.badEscape: 1]
            ),
            Stream(
                testDescription: "a body that is not as long as it says",
                hex: "7e000200010138001380000001a87e" + heartbeat,
                frames: 1,
                refused: [.lengthMismatch: 1]
            ),
            Stream(
                testDescription: "sub-packet 0 of 3",
                hex: "7e0002200001380013800000010003 00008a7e" + heartbeat,
                frames: 1,
                refused: [.badSubpacket: 1]
            ),
        ]
    }

    @Test(arguments: Stream.all) func streamsAreCut(stream: Stream) {
        let bytes: [UInt8] = Hex.bytes(stream.hex)
        let expected: FrameCounters = FrameCounters(
            frames: stream.frames,
            garbageBytes: stream.garbage,
            refused: stream.refused
        )
        #expect(Self.fed(bytes, pieces: bytes.count).counters == expected)
        let drip: (received: [Received], counters: FrameCounters) = Self.fed(bytes, pieces: 1)
        // Drip by drip, noise is skipped as it comes and not with the mark behind it, and is the same in the end.
        #expect(drip.counters == expected)
        #expect(drip.received == Self.fed(bytes, pieces: bytes.count).received)
        for pieces in [2, 3, 7, 16] { #expect(Self.fed(bytes, pieces: pieces).counters == expected) }
    }

    @Test func anEndlessFrameIsDroppedAndTheNextIsRead() {
        let endless: [UInt8] = [0x7E] + [UInt8](repeating: 0x55, count: 100_000)
        let fed: (received: [Received], counters: FrameCounters) = Self.fed(
            endless + Hex.bytes(Self.heartbeat),
            pieces: 1000
        )
        #expect(fed.counters.frames == 1)
        #expect(fed.counters.refused == [.endless: 1])
        #expect(fed.received.count == 2)
        for case .refused(_, let bytes) in fed.received { #expect(bytes.readableBytes <= 2090) }
    }

    @Test func anEndlessFrameHoldsNoMemory() {
        var decoder: FrameDecoder = FrameDecoder()
        var buffer: ByteBuffer = ByteBuffer(bytes: [0x7E])
        for _ in 0..<1000 {
            buffer.writeRepeatingByte(0x33, count: 1000)
            while decoder.decode(buffer: &buffer) != nil {}
            #expect(buffer.readableBytes <= 2090)
            buffer.discardReadBytes()
        }
    }

    @Test func anUnescapedChecksumAtTheEndIsTaken() {
        #expect(Self.received("7e0002000000000000067900007d7e").first?.frame?.header.phone.number == "679")
        #expect(Self.received("7e0002000000000000067900017d7e").first?.frame == nil)
    }

    @Test func whatIsLeftAtTheEndIsCutOff() {
        let received: [Received] = Self.received(Self.heartbeat + "000200")
        #expect(received.count == 2)
        #expect(received.last == .refused(.cutOff, Hex.buffer("000200")))
    }

    @Test func noiseNeverStallsTheStream() {
        var numbers: SeededNumbers = SeededNumbers(seed: 808)
        for _ in 0..<200 {
            let noise: [UInt8] = numbers.bytes(upTo: 300)
            // A mark ends whatever the noise began.
            let fed: (received: [Received], counters: FrameCounters) =
                Self.fed(noise + [0x7E] + Hex.bytes(Self.location), pieces: Int.random(in: 1...40, using: &numbers))
            #expect(fed.received.last?.frame?.header.id == .location)
        }
    }

    private static func received(_ hex: String) -> [Received] {
        FrameDecoder.datagram(Hex.buffer(hex))
    }

    /// What comes out when the bytes come in pieces of this size.
    private static func fed(_ bytes: [UInt8], pieces: Int) -> (received: [Received], counters: FrameCounters) {
        var received: [Received] = []
        var decoder: FrameDecoder = FrameDecoder()
        var buffer: ByteBuffer = ByteBuffer()
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            buffer.writeBytes(bytes[start..<min(start + pieces, bytes.count)])
            while let one = decoder.decode(buffer: &buffer) { received.append(one) }
        }
        return (received, decoder.counters)
    }
}
