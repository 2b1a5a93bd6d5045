import CityCore
import NIOCore
import Testing

@testable import JT808

@Suite struct SubpacketTests {
    private static let phone: TerminalPhone = TerminalPhone(high: 0, low: 0x138_0013_8000, isLong: false)

    private static func at(_ seconds: Int) -> Timestamp { Timestamp(milliseconds: Int64(seconds) * 1000) }

    private static func part(_ index: UInt16, of total: UInt16, first: UInt16 = 100, size: Int = 10) -> Frame {
        let header: FrameHeader = FrameHeader(
            id: .mediaData,
            phone: phone,
            sequence: first &+ index &- 1,
            subpacket: .init(total: total, index: index)
        )
        return Frame(header: header, body: ByteBuffer(repeating: UInt8(truncatingIfNeeded: index), count: size))
    }

    private static func request(_ first: UInt16, _ missing: [UInt16]) -> ResendRequest {
        var request: ResendRequest = ResendRequest()
        request.firstSequence = first
        request.missing = missing
        return request
    }

    @Test func partsInAnyOrderMakeTheMessage() {
        var assembler: SubpacketAssembler = SubpacketAssembler()
        var last: SubpacketAssembler.Outcome = .repeated
        for index in [3, 1, 4, 2] as [UInt16] { last = assembler.receive(Self.part(index, of: 4), at: Self.at(0)) }
        guard case .whole(let frame) = last else {
            Issue.record("\(last)")
            return
        }
        #expect(frame.header.sequence == 100)
        #expect(frame.header.subpacket == nil)
        #expect(frame.body.readableBytesView.elementsEqual([1, 2, 3, 4].flatMap { [UInt8](repeating: $0, count: 10) }))
        #expect(assembler.unfinished == 0)
        #expect(assembler.heldBytes == 0)
    }

    @Test func sequenceNumbersMayWrap() {
        var assembler: SubpacketAssembler = SubpacketAssembler()
        _ = assembler.receive(Self.part(1, of: 2, first: 65_535), at: Self.at(0))
        guard case .whole = assembler.receive(Self.part(2, of: 2, first: 65_535), at: Self.at(0)) else {
            Issue.record("not put together")
            return
        }
    }

    @Test func twoMessagesDoNotMix() {
        var assembler: SubpacketAssembler = SubpacketAssembler()
        #expect(assembler.receive(Self.part(1, of: 2, first: 1), at: Self.at(0)) == .waiting(received: 1, total: 2))
        #expect(assembler.receive(Self.part(1, of: 2, first: 9), at: Self.at(0)) == .waiting(received: 1, total: 2))
        #expect(assembler.unfinished == 2)
    }

    @Test func aRepeatedPartIsCountedOnce() {
        var assembler: SubpacketAssembler = SubpacketAssembler()
        _ = assembler.receive(Self.part(1, of: 3), at: Self.at(0))
        #expect(assembler.receive(Self.part(1, of: 3), at: Self.at(0)) == .repeated)
        #expect(assembler.counters.repeated == 1)
    }

    @Test func missingPartsAreAskedForThenGivenUp() {
        var assembler: SubpacketAssembler = SubpacketAssembler()
        for index in [1, 3, 5] as [UInt16] { _ = assembler.receive(Self.part(index, of: 5), at: Self.at(0)) }
        #expect(assembler.tick(at: Self.at(4)) == [])
        let ask: SubpacketAssembler.Action = .ask(Self.request(100, [2, 4]))
        #expect(assembler.tick(at: Self.at(5)) == [ask])
        #expect(assembler.tick(at: Self.at(6)) == [])
        #expect(assembler.tick(at: Self.at(10)) == [ask])
        #expect(assembler.tick(at: Self.at(15)) == [ask])
        #expect(assembler.tick(at: Self.at(20)) == [.givenUp(.mediaData, received: 3, total: 5)])
        #expect(assembler.unfinished == 0)
        #expect(assembler.counters.givenUp == 1)
    }

    @Test func whatWasAskedForMayComeUnderANewNumber() {
        var assembler: SubpacketAssembler = SubpacketAssembler()
        for index in [1, 3] as [UInt16] { _ = assembler.receive(Self.part(index, of: 3), at: Self.at(0)) }
        _ = assembler.tick(at: Self.at(5))
        guard case .whole = assembler.receive(Self.part(2, of: 3, first: 777), at: Self.at(6)) else {
            Issue.record("not put together")
            return
        }
    }

    @Test func oneSequenceNumberForAllIsADialect() {
        var dialect: Dialect = Dialect(name: "shared")
        dialect.subpacketsShareSequence = true
        var assembler: SubpacketAssembler = SubpacketAssembler(dialect: dialect)
        var outcomes: [SubpacketAssembler.Outcome] = []
        for index in [1, 2] as [UInt16] {
            var frame: Frame = Self.part(index, of: 2)
            frame.header.sequence = 5
            outcomes.append(assembler.receive(frame, at: Self.at(0)))
        }
        #expect(outcomes.first == .waiting(received: 1, total: 2))
        #expect(assembler.counters.completed == 1)
    }

    @Test func thousandsThatAreNeverFinishedHoldLittle() {
        var assembler: SubpacketAssembler = SubpacketAssembler()
        for first in 0..<65_535 {
            _ = assembler.receive(Self.part(1, of: 65_535, first: UInt16(first)), at: Self.at(0))
            _ = assembler.receive(Self.part(2, of: 8000, first: UInt16(first)), at: Self.at(0))
        }
        #expect(assembler.unfinished <= 8)
        #expect(assembler.heldBytes <= 80)
        #expect(assembler.counters.refused == 65_535)
    }

    @Test func aMessageThatIsTooBigIsRefused() {
        var limits: SubpacketLimits = SubpacketLimits()
        limits.bytesMax = 100_000
        var assembler: SubpacketAssembler = SubpacketAssembler(limits: limits)
        var refused: Int = 0
        for index in 1...8000 {
            let outcome: SubpacketAssembler.Outcome =
                assembler.receive(Self.part(UInt16(index), of: 8192, size: 1023), at: Self.at(0))
            if outcome == .refused { refused += 1 }
            #expect(assembler.heldBytes <= 100_000)
        }
        #expect(refused > 0)
    }

    @Test func oneOfOneIsWhole() {
        var assembler: SubpacketAssembler = SubpacketAssembler()
        guard case .whole(let frame) = assembler.receive(Self.part(1, of: 1), at: Self.at(0)) else {
            Issue.record("not whole")
            return
        }
        #expect(frame.header.subpacket == nil)
    }
}
