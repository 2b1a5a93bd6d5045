import NIOCore

@testable import JT808

/// What a message says, under the names that the vectors' authors use: `"responseSerialNo|SerialNumber"` are two names
/// of one value.
struct Telling {
    private(set) var values: [String: Told] = [:]

    mutating func tell(_ names: String, _ value: Told) {
        for name in names.split(separator: "|") { values[String(name)] = value }
    }

    mutating func tell(_ names: String, _ value: some CustomStringConvertible) { tell(names, Told(value)) }
    mutating func tell(_ names: String, _ time: BCDTime) { tell(names, Told(time)) }
    mutating func tell(_ names: String, list: [some CustomStringConvertible]) {
        tell(names, .list(list.map { Told($0) }))
    }
    mutating func tell(_ names: String, records: [Telling]) { tell(names, .list(records.map { .object($0.values) })) }
    mutating func tell(_ names: String, bytes: ByteBuffer) {
        tell(names, .list(bytes.readableBytesView.map { Told(Int8(bitPattern: $0)) }))
    }

    init(_ build: (inout Telling) -> Void = { _ in }) {
        build(&self)
    }

    mutating func merge(_ other: Telling) {
        values.merge(other.values) { _, new in new }
    }
}

/// A message that can be compared with the vectors.
protocol Teller {
    func told(_ telling: inout Telling)
}

extension Telling {
    init(_ header: FrameHeader, bodyBytes: Int) {
        let attributes: Int =
            bodyBytes | Int(header.encryption) << 10 | (header.subpacket == nil ? 0 : 0x2000)
            | (header.isVersioned ? 0x4000 : 0)
        tell("messageId|消息ID", header.id.rawValue)
        tell("properties|消息体属性对象", attributes)
        tell("protocolVersion|协议版本号(2019)", header.protocolVersion)
        tell("clientId|终端手机号", header.phone.digits)
        tell("serialNo|消息流水号", header.sequence)
        tell("verified", "true")
        tell("版本号", header.isVersioned ? "JT2019" : "JT2013")
    }

    /// The fields of a location; one that is part of another message also has the empty header of its author.
    init(_ location: Location, inner: Bool = true) {
        tell("warnBit|AlarmSign|报警标志", location.alarms.rawValue)
        tell("statusBit|StatusSign|状态标志", location.status.rawValue)
        tell("latitude|Latitude|纬度", location.latitudeE6)
        tell("longitude|Longitude|经度", location.longitudeE6)
        tell("altitude|Altitude|海拔高度", location.altitudeM)
        tell("speed|Speed|速度", location.speedE1)
        tell("direction|Direction|方向", location.direction)
        tell("deviceTime|DateTime|时间", location.time)
        guard inner else { return }
        for name in ["messageId", "properties", "protocolVersion", "serialNo"] { tell(name, 0) }
        tell("verified", "true")
    }

    /// As its author lists a location inside another message.
    static func inner(_ location: Location) -> Told {
        let names: [String] = [
            "warnBit", "statusBit", "latitude", "longitude", "altitude", "speed", "direction", "deviceTime",
            "messageId", "properties", "protocolVersion", "serialNo", "verified",
        ]
        return .object(Telling(location).values.filter { names.contains($0.key) })
    }

    init(_ scene: AlarmScene, _ mark: AlarmMark) {
        tell("speed|VehicleSpeed", scene.speedKPH)
        tell("altitude|Altitude", scene.altitudeM)
        tell("latitude|Latitude", scene.latitudeE6)
        tell("longitude|Longitude", scene.longitudeE6)
        tell("alarmTime|DateTime", scene.time)
        tell("statusBit|OriginalValue", scene.vehicleState)
        for (bit, name) in [
            (0, "ACC"), (1, "LeftTurn"), (2, "RightTurn"), (3, "Wipers"), (4, "Brake"), (5, "Card"), (10, "Location"),
        ] {
            tell(name, scene.vehicleState >> UInt16(bit) & 1 == 1 ? "true" : "false")
        }
        merge(Telling(mark))
    }

    init(_ mark: AlarmMark) {
        tell("deviceId|TerminalID", mark.terminalID)
        tell("dateTime|Time", mark.time)
        tell("sequenceNo|SerialNumber", mark.sequence)
        tell("fileTotal|AttachNumber", mark.attachments)
        tell("reserved", mark.reserved)
    }
}
