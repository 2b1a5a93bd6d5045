import CityCore
import NIOCore
import Testing

@testable import JT808

@Suite struct LocationTests {
    /// A location in Shiyan, 2013, made by hand.
    private static let shiyan: String =
        "7e020000220138001380000002000000000000000301f1e108069aa4b000fa0000005a2603010830000104000004d2757e"

    private static func shiyanLocation() throws -> Location {
        try #require(FrameDecoder.datagram(Hex.buffer(shiyan)).first?.frame).message(Location.self)
    }

    @Test func aLocationInShiyanIsRead() throws {
        let location: Location = try Self.shiyanLocation()
        #expect(location.latitude == 32.629)
        #expect(location.longitude == 110.798)
        #expect(location.direction == 90)
        #expect(location.status == [.accOn, .located])
        #expect(location.mileageE1 == 1234)
        #expect(location.time.timestamp()?.iso8601 == "2026-03-01T00:30:00.000Z")
    }

    @Test func southAndWestAreNegative() throws {
        var location: Location = try Self.shiyanLocation()
        location.status.formUnion([.south, .west])
        #expect(location.latitude == -32.629)
        #expect(location.longitude == -110.798)
    }

    @Test func namesOfBitsAreInOrder() {
        #expect(AlarmFlags(rawValue: 0b11).wordings.map(\.zh) == ["紧急报警", "超速报警"])
        #expect(StatusFlags(rawValue: 1 << 30).wordings.map(\.en) == ["bit 30"])
        #expect(StatusFlags(rawValue: 0x300).load == .full)
    }

    @Test func everyItemOfTheTablesComesBack() throws {
        var mark: AlarmMark = AlarmMark(layout: .guangdong)
        mark.terminalID = "A000001"
        var assistance: DriverAssistanceAlarm = DriverAssistanceAlarm()
        assistance.mark = mark
        var driver: DriverStateAlarm = DriverStateAlarm()
        driver.mark = AlarmMark(layout: .jiangsu)
        var tyres: TyreAlarm = TyreAlarm()
        tyres.mark = mark
        tyres.tyres = [TyreAlarm.Tyre(), TyreAlarm.Tyre()]
        var blind: BlindSpotAlarm = BlindSpotAlarm()
        blind.mark = AlarmMark(layout: .heilongjiang)
        let items: [LocationItem] = [
            .mileage(1), .fuel(2), .recorderSpeed(3), .alarmToConfirm(4),
            .tyrePressures(ByteBuffer(repeating: 7, count: 30)), .compartmentTemperature(-18),
            .overspeedPlace(OverspeedPlace(kind: 0, placeID: nil)),
            .overspeedPlace(OverspeedPlace(kind: 1, placeID: 9)),
            .crossing(Crossing(kind: 4, placeID: 5, direction: 1)),
            .segmentTime(SegmentTime(segmentID: 1, seconds: 2, result: 1)), .videoAlarms([.covered, .signalLost]),
            .lostChannels(3), .coveredChannels(4), .storageFaults(5),
            .abnormalDriving(AbnormalDriving(kinds: 3, degree: nil)),
            .abnormalDriving(AbnormalDriving(kinds: 3, degree: 50)), .vehicleSignals([.brake, .horn]),
            .inputsOutputs(1), .analog(first: 1, second: 2), .signalStrength(31), .satellites(12),
            .driverAssistance(assistance), .driverState(driver), .tyres(tyres), .blindSpot(blind),
            .other(AdditionalItem(id: 0xF3, value: Hex.buffer("0102030405"))),
        ]
        var location: Location = try Self.shiyanLocation()
        location.items = try AdditionalItems(items)
        let back: Location = try Location.read(try location.body(edition: .v2019), edition: .v2019).message
        #expect(back.meanings() == items)
        #expect(back.items.brokenBytes == 0)
    }

    /// The location stands, whatever its items are.
    @Test(arguments: ["01", "0104", "010400", "0104000000", "ff", "01ff00"])
    func brokenItemsLoseNothingElse(hex: String) throws {
        var location: Location = try Self.shiyanLocation()
        location.items = AdditionalItems(bytes: Hex.buffer("3001 1f" + hex))
        let back: Location = try Location.read(try location.body(edition: .v2013), edition: .v2013).message
        #expect(back.signalStrength == 31)
        #expect(back.mileageE1 == nil)
        #expect(back.items.brokenBytes == hex.count / 2)
        #expect(back.meanings() == [.signalStrength(31)])
    }

    @Test func anItemOfAnotherLengthIsKeptAsBytes() throws {
        let item: AdditionalItem = AdditionalItem(id: 0x01, value: Hex.buffer("0102"))
        #expect(LocationItem(item) == .other(item))
    }

    @Test func aShortLocationIsRefused() {
        for length in 0..<28 {
            #expect(throws: BodyTrouble.truncated(at: length)) {
                try Location.read(ByteBuffer(repeating: 0, count: length), edition: .v2013)
            }
        }
    }

    @Test func aBatchIsReadAndABadEntryIsRefused() throws {
        var batch: LocationBatch = LocationBatch()
        batch.kind = .blindZone
        batch.entries = [.init(try Self.shiyanLocation()), .init(try Self.shiyanLocation())]
        let body: ByteBuffer = try batch.body(edition: .v2013)
        #expect(try LocationBatch.read(body, edition: .v2013).message == batch)
        #expect(throws: BodyTrouble.self) { try LocationBatch.read(Hex.buffer("000100 0002 0000"), edition: .v2013) }
    }
}
