import Foundation
import NIOCore
import Testing

@testable import JT808

/// Vendors and cities by table: the rows are settings, read from JSON as the product does.
@Suite struct DialectTests {
    private static let json: String = """
        {"rows": [
          {"maker": "ZTC01", "model": "ZT-8", "dialect": {
            "name": "muck trucks of the city",
            "clockOffsetMinutes": 0,
            "alarmMark": {"terminalIDBytes": 30, "reservedBytes": 2},
            "signals": [
              {"signal": "cover", "source": "item 0xE1", "bit": 0, "bits": 1,
               "names": {"0": "open", "1": "closed"}},
              {"signal": "lift", "source": "item 0xE1", "bit": 1, "bits": 1, "names": {"0": "down", "1": "up"}},
              {"signal": "load", "source": "status", "bit": 8, "bits": 2,
               "names": {"0": "empty", "1": "half", "3": "full"}},
              {"signal": "loadKG", "source": "item 0x55", "offset": 4, "length": 4, "scale": 0.1},
              {"signal": "box temperature", "source": "item 0x51", "length": 2, "isSigned": true, "scale": 0.1}
            ]}},
          {"maker": "OLD11", "dialect": {"name": "2011", "bodyEdition": "v2011"}}
        ]}
        """

    private static func table() throws -> DialectTable {
        try JSONDecoder().decode(DialectTable.self, from: Data(json.utf8))
    }

    @Test func aTerminalFindsItsRow() throws {
        let table: DialectTable = try Self.table()
        #expect(table.dialect(maker: "ZTC01", model: "ZT-8B").name == "muck trucks of the city")
        #expect(table.dialect(maker: "ZTC01", model: "X").name == "standard")
        #expect(table.dialect(maker: "OLD11", model: "anything").bodyEdition == .v2011)
        #expect(table.dialect(maker: "", model: "") == .standard)
    }

    @Test func theTableComesBackFromItsOwnJSON() throws {
        let table: DialectTable = try Self.table()
        #expect(try JSONDecoder().decode(DialectTable.self, from: JSONEncoder().encode(table)) == table)
    }

    @Test func coverLiftAndLoadAreRead() throws {
        let dialect: Dialect = try Self.table().dialect(maker: "ZTC01", model: "ZT-8")
        var location: Location = Location()
        location.status = StatusFlags(rawValue: 0x301)
        location.items = try AdditionalItems([
            AdditionalItem(id: 0xE1, value: Hex.buffer("02")),
            AdditionalItem(id: 0x55, value: Hex.buffer("00000000 00027100")),
            AdditionalItem(id: 0x51, value: Hex.buffer("ff9c")),
        ])
        let signals: TruckSignals = try #require(dialect.signals(of: location))
        #expect(signals.cover == .open)
        #expect(signals.lift == .up)
        #expect(signals.load == .full)
        #expect(signals.loadKG == 16_000)
        #expect(signals.others == ["box temperature": .number(-10)])
    }

    @Test(arguments: ["", "item", "item 0x100", "items 0x01", "item E1", "passThrough 0xZZ", "item 0x01 2"])
    func aSourceThatIsNoneIsRefused(text: String) {
        #expect(SignalRule.Source(text) == nil)
    }

    @Test func whatIsMissingIsUnknown() throws {
        let dialect: Dialect = try Self.table().dialect(maker: "ZTC01", model: "ZT-8")
        let signals: TruckSignals = try #require(dialect.signals(of: Location()))
        #expect(signals.cover == .unknown)
        #expect(signals.lift == .unknown)
        #expect(signals.load == .empty)
        #expect(signals.loadKG == nil)
        #expect(Dialect.standard.signals(of: Location()) == nil)
    }

    @Test func aVendorsPassThroughHasSignalsToo() {
        var rule: SignalRule = SignalRule(signal: "lift", source: .passThrough(0xF1))
        rule.offset = 1
        rule.names = ["1": "up", "0": "down"]
        var dialect: Dialect = Dialect(name: "serial port")
        dialect.signals = [rule]
        var message: PassThroughUp = PassThroughUp()
        message.kind = 0xF1
        message.content = Hex.buffer("ff01")
        #expect(dialect.signals(of: message)?.lift == .up)
        message.kind = 0xF2
        #expect(dialect.signals(of: message) == nil)
    }

    @Test func nonsenseInARuleReadsNothing() {
        var rule: SignalRule = SignalRule(signal: "x", source: .item(1))
        let bytes: ByteBuffer = Hex.buffer("0102030405060708")
        for (offset, length, bit) in [
            (-1, 1, 0), (0, 0, 0), (0, 9, 0), (8, 1, 0), (Int.max, 8, 0), (0, 1, 8), (0, 1, -1),
        ] {
            rule.offset = offset
            rule.length = length
            rule.bit = bit
            #expect(rule.value(in: bytes) == nil)
        }
        rule = SignalRule(signal: "x", source: .item(1))
        rule.length = 8
        #expect(rule.value(in: Hex.buffer("0000000000010203")) == .number(66_051))
    }

    @Test func theWayToWriteVehicleControlIsASetting() throws {
        var control: VehicleControl = VehicleControl()
        control.items = [.init(kind: 1, parameter: 1)]
        var counted: Dialect = Dialect(name: "counted")
        counted.hasVehicleControlCount = true
        #expect(Hex.text(try control.body(edition: .v2019)) == "000101")
        #expect(Hex.text(try control.body(edition: .v2019, dialect: counted)) == "0001000101")
    }
}
