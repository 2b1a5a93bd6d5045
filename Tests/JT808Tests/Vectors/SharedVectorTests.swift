import CityCore
import NIOCore
import Testing

@testable import JT808

/// Every recorded frame is read as its authors say, or refused where it is broken.
@Suite(.enabled(if: SharedVectors.isPresent, "the shared data is not here"))
struct SharedVectorTests {
    /// What the authors list that is no field: the body as text, texts that are cut, their own marks.
    private static let notFields: Set<String> = [
        "终端-注册", "终端-注册鉴权", "终端-位置上报", "终端-位置批量上传", "平台-注册应答", "平台-通用应答", "path", "Flag",
        "AuthCodeLen",
    ]

    @Test func soundFramesAreReadAndBrokenOnesRefused() throws {
        var frames: Int = 0
        var refused: Int = 0
        var wrong: [String] = []
        for vector in try SharedVectors.load() {
            let received: [Received] = FrameDecoder.datagram(vector.buffer)
            if vector.isSound {
                frames += 1
                if received.count != 1 || received.first?.frame == nil { wrong.append("\(vector.id): \(received)") }
            } else {
                refused += 1
                let whole: Bool = received.count == 1 && received.first?.frame != nil
                if whole { wrong.append("\(vector.id) was taken") }
            }
        }
        #expect(wrong == [])
        #expect(frames == 370)
        #expect(refused == 8)
    }

    @Test func aWrongChecksumIsCountedAsOne() throws {
        var counters: [FrameTrouble: Int] = [:]
        for vector in try SharedVectors.load() where vector.derived["checksum_ok"] == .text("false") {
            guard vector.derived["contains_unescaped_7e"] == nil else { continue }
            var decoder: FrameDecoder = FrameDecoder()
            var bytes: ByteBuffer = vector.buffer
            _ = decoder.decode(buffer: &bytes)
            counters.merge(decoder.counters.refused, uniquingKeysWith: +)
        }
        #expect(counters == [.badChecksum: 4])
    }

    @Test func headersSayWhatIsClaimed() throws {
        for vector in try SharedVectors.load() where vector.isSound {
            let header: FrameHeader = try #require(vector.frame?.header)
            #expect(vector.derived["msg_id"] == .text(header.id.description), "\(vector.id)")
            #expect(vector.derived["terminal_bcd"] == .text(header.phone.digits), "\(vector.id)")
            #expect(vector.derived["serial"] == Told(header.sequence), "\(vector.id)")
            #expect(vector.derived["encrypt_bits"] == Told(header.encryption), "\(vector.id)")
            #expect(vector.derived["pkg_index"] == header.subpacket.map { Told($0.index) }, "\(vector.id)")
        }
    }

    @Test func everyClaimedFieldIsRead() throws {
        var compared: Int = 0
        var wrong: [String] = []
        for vector in try SharedVectors.load() where vector.isSound && !vector.claims.isEmpty {
            guard let frame = vector.frame, frame.header.subpacket == nil else { continue }
            for claim in vector.claims where claim.type != "want" {
                let telling: Telling = try telling(frame, claim)
                for (name, value) in claim.fields where !Self.notFields.contains(name) {
                    if Self.isUnread(frame, claim, name) { continue }
                    compared += 1
                    let ours: Told? = telling.values[name]?.withoutVendorRecords
                    if ours != value.withoutVendorRecords {
                        wrong.append("\(vector.id) \(frame.header.id) \(name): \(value) is \(ours as Any)")
                    }
                }
            }
        }
        #expect(wrong.prefix(40) == [])
        #expect(compared > 1600)
    }

    /// Also where the author does not promise it.
    @Test func whatWasReadIsWrittenAgain() throws {
        var written: Int = 0
        var wrong: [String] = []
        for vector in try SharedVectors.load() where vector.isSound {
            guard let frame = vector.frame, frame.header.subpacket == nil, frame.header.encryption == 0 else {
                continue
            }
            guard let read = try? frame.message(), read.excess == 0 else { continue }
            let body: ByteBuffer = try read.message.body(edition: frame.header.edition)
            if body != frame.body {
                wrong.append("\(vector.id) \(frame.header.id): \(Hex.text(frame.body)) as \(Hex.text(body))")
            }
            var again: ByteBuffer = ByteBuffer()
            Frame(header: frame.header, body: frame.body).write(into: &again)
            if again != vector.buffer, !vector.hasBareChecksum { wrong.append("\(vector.id): frame differs") }
            written += 1
        }
        #expect(wrong.prefix(20) == [])
        #expect(written > 320)
    }

    /// What the other project's test expects to be refused is, or shows as irregular.
    @Test func irregularContentIsSeen() throws {
        var seen: Int = 0
        for vector in try SharedVectors.load() where vector.claims.contains(where: { $0.fields["path"] == .text("") }) {
            let frame: Frame = try #require(vector.frame)
            #expect(Self.isIrregular(frame), "\(vector.id)")
            seen += 1
        }
        #expect(seen == 11)
    }

    @Test func subpacketsMakeTheirMessage() throws {
        var assembler: SubpacketAssembler = SubpacketAssembler()
        var whole: [Frame] = []
        for vector in try SharedVectors.load() where vector.isSound {
            guard let frame = vector.frame, frame.header.subpacket != nil else { continue }
            if case .whole(let frame) = assembler.receive(frame, at: Timestamp(milliseconds: 0)) { whole.append(frame) }
        }
        #expect(whole.map(\.header.id) == [.videoResources, .parameterAnswer, .videoResources])
        let resources: ReadMessage = try #require(try whole[0].message())
        #expect((resources.message as? VideoResources)?.resources.count == 180)
        #expect(resources.excess == 0)
        let parameters: ParameterAnswer = try whole[1].message(ParameterAnswer.self)
        let irregular: [UInt32] = parameters.parameters.filter { !$0.isRegular }.map(\.id)
        #expect(irregular == [])
    }

    private func telling(_ frame: Frame, _ claim: SharedVector.Claim) throws -> Telling {
        var telling: Telling = Telling(frame.header, bodyBytes: frame.body.readableBytes)
        telling.tell("校验码", frame.checksum)
        telling.tell("Version", frame.header.isVersioned ? "consts.JT808Protocol2019" : "consts.JT808Protocol2013")
        let read: ReadMessage = try #require(try frame.message())
        if let location = read.message as? Location, let type = claim.type, type.contains("Extension") {
            let id: UInt8 = try #require(UInt8(type.suffix(2), radix: 16))
            let item: ByteBuffer = try #require(location.items[id])
            return LocationItem(AdditionalItem(id: id, value: item)).telling
        }
        (read.message as? any Teller)?.told(&telling)
        return telling
    }

    /// Where a project reads otherwise than the standard, or invents.
    private static func isUnread(_ frame: Frame, _ claim: SharedVector.Claim, _ name: String) -> Bool {
        switch frame.header.id {
        // A vendor's own content, and parameters that are kept as bytes.
        case .passThroughUp: name == "message"
        case .setParameters: name == "Len" || name == "Value"
        default: false
        }
    }

    private static func isIrregular(_ frame: Frame) -> Bool {
        guard let read = try? frame.message() else { return true }
        if read.excess > 0 { return true }
        if let answer = read.message as? ParameterAnswer { return !answer.parameters.allSatisfy(\.isRegular) }
        guard let location = read.message as? Location else { return false }
        let hasOdd: Bool = location.items.contains { item in
            if case .other = LocationItem(item) { return TabledItems.known.contains(item.id) }
            return false
        }
        return hasOdd || location.items.brokenBytes > 0
    }
}

extension Told {
    /// Parameters 0xF364–0xF367 are carried as bytes: their fields are not among the facts we could check.
    fileprivate var withoutVendorRecords: Told {
        guard case .object(let fields) = self else { return self }
        return .object(fields.filter { !["62308", "62309", "62310", "62311"].contains($0.key) })
    }
}

/// Items that the tables have.
private enum TabledItems {
    static let known: Set<UInt8> = [
        0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x25, 0x2A, 0x2B, 0x30,
        0x31,
        0x64, 0x65, 0x66, 0x67,
    ]
}

extension SharedVector {
    /// Its checksum 0x7D stands there without an escape.
    fileprivate var hasBareChecksum: Bool { bytes.suffix(2) == [0x7D, 0x7E] }

    var frame: Frame? { FrameDecoder.datagram(buffer).first?.frame }
}

extension Received {
    var frame: Frame? {
        if case .frame(let frame) = self { frame } else { nil }
    }
}

extension Frame {
    fileprivate var checksum: UInt8 {
        var bytes: ByteBuffer = ByteBuffer()
        write(into: &bytes)
        let plain: [UInt8] = Array(bytes.readableBytesView.dropFirst().dropLast())
        if plain.dropLast().last == 0x7D { return (plain.last ?? 0) + 0x7C }
        return plain.last ?? 0
    }
}
