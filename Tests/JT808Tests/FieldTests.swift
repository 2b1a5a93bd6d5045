import CityCore
import NIOCore
import Testing

@testable import JT808

@Suite struct FieldTests {
    @Test func textIsGBKBothWays() {
        let text: String = "测试车A8888，渣土"
        #expect(GBKText.encode("测A") == [0xB2, 0xE2, 0x41])
        #expect(GBKText.encode(text).withUnsafeBytes(GBKText.decode) == text)
    }

    @Test(arguments: ["", "ABC", "€", "𠮷野家", "é", "街明 Streetwise", "鄂C·12345"])
    func everyTextComesBack(text: String) {
        #expect(GBKText.encode(text).withUnsafeBytes(GBKText.decode) == text)
    }

    @Test func bytesThatAreNoTextAreMarked() {
        let bytes: [UInt8] = [0x41, 0xFF, 0xFF, 0x42]
        #expect(bytes.withUnsafeBytes(GBKText.decode).unicodeScalars.first == "A")
        #expect(bytes.withUnsafeBytes(GBKText.decode).unicodeScalars.last == "B")
        #expect([0x41, 0xB2].withUnsafeBytes { GBKText.decode(UnsafeRawBufferPointer($0)) }.hasPrefix("A"))
    }

    @Test func whatStandsBehindAZeroIsNoText() {
        #expect(Hex.buffer("0000414220430020").gbkText() == "AB C")
        #expect(Hex.buffer("41420043444546").gbkText() == "AB")
        #expect(Hex.buffer("00000000").gbkText() == "")
        #expect(Hex.buffer("202020").gbkText() == "")
    }

    @Test func anEncryptedBodyAndAPartAreRefusedByName() {
        let phone: TerminalPhone = TerminalPhone(high: 0, low: 1, isLong: false)
        var frame: Frame = Frame(header: FrameHeader(id: .location, phone: phone, sequence: 1), body: ByteBuffer())
        frame.header.encryption = 1
        #expect(throws: BodyTrouble.encrypted(bits: 1)) { try frame.message() }
        frame.header.encryption = 0
        frame.header.subpacket = .init(total: 2, index: 1)
        #expect(throws: BodyTrouble.partOfMessage) { try frame.message(Location.self) }
        #expect(throws: BodyTrouble.otherMessage(0x0200)) { try frame.message(Heartbeat.self) }
    }

    @Test func aTextThatDoesNotFitIsAnErrorAndNotCut() throws {
        var registration: Registration = Registration()
        registration.maker = "街明公司"
        #expect(throws: BodyTrouble.doesNotFit(at: 4, max: 5)) { try registration.body(edition: .v2013) }
        #expect(throws: Never.self) { try registration.body(edition: .v2019) }
    }

    @Test func aListThatDoesNotFitIsAnError() {
        var request: ResendRequest = ResendRequest()
        request.missing = Array(1...256)
        #expect(throws: BodyTrouble.doesNotFit(at: 2, max: 255)) { try request.body(edition: .v2013) }
        #expect(throws: Never.self) { try request.body(edition: .v2019) }
    }

    @Test func aHugeCountCostsNothing() {
        let body: ByteBuffer = Hex.buffer("00010000000affffffff")
        #expect(throws: BodyTrouble.self) { try VideoResources.read(body, edition: .v2013) }
        #expect(throws: BodyTrouble.self) { try QueryAreas.read(Hex.buffer("01ffffffff00000001"), edition: .v2019) }
    }
}

@Suite struct BCDTimeTests {
    @Test func timesAreOfChina() {
        let time: BCDTime = BCDTime(bits: 0x2603_0108_3000)
        #expect(time.timestamp()?.iso8601 == "2026-03-01T00:30:00.000Z")
        #expect(time.timestamp(offsetMinutes: 0)?.iso8601 == "2026-03-01T08:30:00.000Z")
        #expect(time.description == "26-03-01 08:30:00")
    }

    @Test(arguments: [0, 1_000_000_000_000, 1_767_196_799_000, 1_772_325_000_000, 4_102_415_999_000])
    func momentsComeBack(milliseconds: Int) {
        let moment: Timestamp = Timestamp(milliseconds: Int64(milliseconds))
        let back: Timestamp? = BCDTime(moment).timestamp()
        #expect(back == (milliseconds == 0 ? nil : moment))
    }

    @Test(arguments: [
        0, 0x2600_0108_3000, 0x2613_0108_3000, 0x2602_2908_3000, 0x2603_0124_3000, 0x260A_0108_3000, 0xFFFF_FFFF_FFFF,
    ])
    func whatIsNoTimeIsKeptAndSaysSo(bits: UInt64) {
        #expect(BCDTime(bits: bits).timestamp() == nil)
        #expect(BCDTime(bits: bits).bits == bits)
    }

    @Test func everyDayIsToldByItsZeros() {
        #expect(BCDTime(bits: 0x0000_0022_3000).isEveryDay)
        #expect(!BCDTime(bits: 0x2603_0122_3000).isEveryDay)
    }
}

@Suite struct TerminalPhoneTests {
    @Test func digitsAreFilledUp() throws {
        let old: TerminalPhone = try #require(TerminalPhone("13800138000", edition: .v2013))
        let new: TerminalPhone = try #require(TerminalPhone("13800138000", edition: .v2019))
        #expect(old.digits == "013800138000")
        #expect(new.digits == "00000000013800138000")
        #expect(old.number == "13800138000")
        #expect(new.number == old.number)
        #expect(TerminalPhone("12345678901234567890", edition: .v2019)?.digits == "12345678901234567890")
    }

    @Test(arguments: ["", "1234567890123", "12a", "-1"]) func whatIsNoNumberIsNone(text: String) {
        #expect(TerminalPhone(text, edition: .v2013) == nil)
    }

    @Test func nibblesThatAreNoDigitsAreKept() {
        let odd: TerminalPhone = TerminalPhone(high: 0, low: 0xAB, isLong: false)
        #expect(odd.digits == "0000000000AB")
        #expect(!odd.isDecimal)
    }
}

@Suite struct RegistrationTests {
    private static func registration(_ edition: Edition, colour: UInt8, plate: String) -> Registration {
        var registration: Registration = Registration()
        registration.edition = edition
        registration.province = 42
        registration.city = 300
        registration.maker = "STRWS"
        registration.model = "T8"
        registration.terminalID = "A000001"
        registration.plateColour = PlateColour(rawValue: colour)
        registration.plate = plate
        return registration
    }

    /// With a VIN (17 bytes) a body of 2011 is as long as one of 2013 with a short plate.
    @Test(arguments: [(1, "鄂C12345"), (2, "鄂C1234挂"), (0, "LSGHD52H9ND123456"), (94, "鄂CD12345")])
    func elevenAndThirteenAreToldApart(colour: UInt8, plate: String) throws {
        for edition in [Edition.v2011, .v2013] {
            let sent: Registration = Self.registration(edition, colour: colour, plate: plate)
            let read: Registration = try Registration.read(try sent.body(edition: .v2013), edition: .v2013).message
            #expect(read == sent)
        }
    }
}
