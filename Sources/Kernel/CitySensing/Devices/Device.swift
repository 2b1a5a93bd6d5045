package import CityCore
import CitySQL

package enum DeviceTag {}
package typealias DeviceID = EntityID<DeviceTag>

/// What stands behind the number under which positions are kept.
package typealias DeviceSerial = Int

/// By what a device speaks to the city.
package enum DeviceDoor: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    /// JT/T 808 over TCP or UDP.
    case jt808
    /// The OsmAnd protocol over HTTP, as Traccar's client for phones speaks it.
    case osmand
    /// Batches over HTTP, by another system.
    case http
    /// MQTT, through the NATS servers and a mapping of messages.
    case mqtt
    /// The field app of somebody on duty who has agreed to it; such devices come by themselves.
    case field

    package var title: Wording {
        switch self {
        case .jt808: Wording("JT/T 808 终端", "JT/T 808 terminal")
        case .osmand: Wording("手机（OsmAnd 协议）", "Phone (OsmAnd protocol)")
        case .http: Wording("其他系统（HTTP）", "Another system (HTTP)")
        case .mqtt: Wording("MQTT 设备", "MQTT device")
        case .field: Wording("外勤应用", "Field app")
        }
    }
}

/// What a device is on.
package enum DeviceUse: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case wasteTruck = "waste_truck"
    case sweeper
    case sprinkler
    case garbageTruck = "garbage_truck"
    case enforcementCar = "enforcement_car"
    case officer
    case other

    package var title: Wording {
        switch self {
        case .wasteTruck: Wording("渣土车", "Construction-waste truck")
        case .sweeper: Wording("清扫车", "Sweeper")
        case .sprinkler: Wording("洒水车", "Sprinkler")
        case .garbageTruck: Wording("垃圾清运车", "Garbage truck")
        case .enforcementCar: Wording("执法车", "Enforcement car")
        case .officer: Wording("人员", "Officer")
        case .other: Wording("其他", "Other")
        }
    }
}

package enum DeviceState: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case active
    /// It is turned away at its door.
    case disabled

    package var title: Wording {
        switch self {
        case .active: Wording("启用", "In use")
        case .disabled: Wording("停用", "Disabled")
        }
    }
}

/// A terminal, a phone or a sensor that tells where it is.
package struct Device: Sendable, Hashable {
    package var id: DeviceID
    package var serial: DeviceSerial
    package var door: DeviceDoor
    /// How it names itself at its door, and nobody else there: the number of the terminal without leading zeros, the
    /// identifier of the phone.
    package var ident: String
    /// The plate of the vehicle, the name of whoever carries it.
    package var name: String
    package var use: DeviceUse
    package var area: String
    package var organisation: OrganisationID?
    package var maker: String = ""
    package var model: String = ""
    package var state: DeviceState = .active
    /// The digest of what the terminal shows when it signs in; nil until it has registered.
    package var authDigest: String?
    package var version: Int = 1

    static let thing: Wording = Wording("设备", "device")
}
