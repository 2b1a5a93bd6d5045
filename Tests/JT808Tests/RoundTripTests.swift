import CityCore
import NIOCore
import Testing

@testable import JT808

/// Every message, by bytes that happen to be one: what is read is written and read again the same.
@Suite struct RoundTripTests {
    struct Kind: CustomTestStringConvertible {
        let id: MessageID
        var testDescription: String { "\(id) \(id.name?.en ?? "")" }

        static let all: [Kind] = MessageID.known.map(Kind.init)
    }

    @Test func everyKnownMessageHasItsType() {
        #expect(Set(messageTypes.keys) == Set(MessageID.known))
    }

    /// Not 0x1210: nothing but its length tells its layout, and random bodies fit several. It has a test of its own.
    @Test(arguments: Kind.all.filter { $0.id != .attachmentList })
    func whatIsReadIsWrittenAndReadAgain(kind: Kind) throws {
        let type: any MessageBody.Type = try #require(messageTypes[kind.id])
        try roundTrips(type)
    }

    private func roundTrips<M: MessageBody>(_ type: M.Type) throws {
        var numbers: SeededNumbers = SeededNumbers(seed: UInt64(M.id.rawValue))
        var done: Int = 0
        for round in 0..<4000 where done < 30 {
            let edition: Edition = round % 2 == 0 ? .v2013 : .v2019
            // Under an old header the length alone tells 2011 from 2013, and padding is not kept.
            var dialect: Dialect = .standard
            dialect.bodyEdition = edition
            let body: ByteBuffer = ByteBuffer(bytes: likelyBytes(&numbers))
            guard let (message, _): (M, Int) = try? M.read(body, edition: edition, dialect: dialect) else {
                continue
            }
            let written: ByteBuffer = try message.body(edition: edition, dialect: dialect)
            let (again, excess): (M, Int) = try M.read(written, edition: edition, dialect: dialect)
            try #require(again == message)
            try #require(excess == 0)
            try #require(try again.body(edition: edition, dialect: dialect) == written)
            try cutsAreHandled(M.self, written, edition)
            done += 1
        }
        #expect(done >= 20, "too few bodies came out right to prove anything")
    }

    /// A body cut anywhere is refused or read, and never said to have more than it has.
    private func cutsAreHandled<M: MessageBody>(_ type: M.Type, _ body: ByteBuffer, _ edition: Edition) throws {
        let step: Int = max(body.readableBytes / 20, 1)
        for length in stride(from: 0, to: body.readableBytes, by: step) {
            let cut: ByteBuffer = try #require(body.getSlice(at: body.readerIndex, length: length))
            do throws(BodyTrouble) {
                _ = try M.read(cut, edition: edition)
            } catch {
                if case .truncated(let at) = error { try #require(at <= length) }
            }
        }
    }

    /// Any bytes at all: an answer or an error, no crash; and what comes out can be written or says why not.
    @Test(arguments: Kind.all) func noiseIsReadOrRefused(kind: Kind) throws {
        var numbers: SeededNumbers = SeededNumbers(seed: UInt64(kind.id.rawValue) << 16)
        for round in 0..<200 {
            let bytes: [UInt8] = numbers.bytes(upTo: 1023)
            let phone: TerminalPhone = TerminalPhone(high: 0, low: 0x138, isLong: round % 2 == 0)
            let header: FrameHeader = FrameHeader(id: kind.id, phone: phone, sequence: 1)
            guard let read = try? Frame(header: header, body: ByteBuffer(bytes: bytes)).message() else { continue }
            _ = try? read.message.body(edition: header.edition)
        }
    }

    /// Mostly small numbers, so that counts and lengths stay inside the body.
    private func likelyBytes(_ numbers: inout SeededNumbers) -> [UInt8] {
        let tops: [UInt8] = [1, 2, 3, 9, 0x7F]
        let top: UInt8 = tops[Int(numbers.next() % 5)]
        return numbers.bytes(upTo: 400).map { $0 < 0x80 ? 0 : ($0 & 0x7F) % (top + 1) }
    }

    @Test func framesOfAnySizeComeBack() throws {
        var numbers: SeededNumbers = SeededNumbers(seed: 7)
        for size in [0, 1, 100, 1023, 1024, 2046, 2047, 5000, 70_000] {
            for isLong in [false, true] {
                let bytes: [UInt8] = (0..<size).map { _ in [0x7D, 0x7E, 0, 1, 2].randomElement(using: &numbers) ?? 0 }
                try comesBack(bytes, TerminalPhone(high: 1, low: 0x7E7D, isLong: isLong))
            }
        }
    }

    private func comesBack(_ bytes: [UInt8], _ phone: TerminalPhone) throws {
        let header: FrameHeader = FrameHeader(id: .mediaData, phone: phone, sequence: 65_530)
        let frame: Frame = Frame(header: header, body: ByteBuffer(bytes: bytes))
        var stream: ByteBuffer = ByteBuffer()
        for part in try #require(frame.split()) { part.write(into: &stream) }
        var assembler: SubpacketAssembler = SubpacketAssembler()
        var whole: [Frame] = []
        for received in FrameDecoder.datagram(stream) {
            let part: Frame = try #require(received.frame)
            if case .whole(let one) = assembler.receive(part, at: Timestamp(milliseconds: 0)) { whole.append(one) }
        }
        #expect(whole == [frame])
    }
}
