package import CityCore

/// The status word of a location. Bit 22 is of 2019 and could not be verified.
package struct StatusFlags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let accOn: StatusFlags = StatusFlags(rawValue: 1 << 0)
    package static let located: StatusFlags = StatusFlags(rawValue: 1 << 1)
    package static let south: StatusFlags = StatusFlags(rawValue: 1 << 2)
    package static let west: StatusFlags = StatusFlags(rawValue: 1 << 3)
    package static let outOfService: StatusFlags = StatusFlags(rawValue: 1 << 4)
    package static let encrypted: StatusFlags = StatusFlags(rawValue: 1 << 5)
    package static let fuelCut: StatusFlags = StatusFlags(rawValue: 1 << 10)
    package static let circuitCut: StatusFlags = StatusFlags(rawValue: 1 << 11)
    package static let doorsLocked: StatusFlags = StatusFlags(rawValue: 1 << 12)
    package static let frontDoor: StatusFlags = StatusFlags(rawValue: 1 << 13)
    package static let middleDoor: StatusFlags = StatusFlags(rawValue: 1 << 14)
    package static let rearDoor: StatusFlags = StatusFlags(rawValue: 1 << 15)
    package static let driverDoor: StatusFlags = StatusFlags(rawValue: 1 << 16)
    package static let customDoor: StatusFlags = StatusFlags(rawValue: 1 << 17)
    package static let gps: StatusFlags = StatusFlags(rawValue: 1 << 18)
    package static let beidou: StatusFlags = StatusFlags(rawValue: 1 << 19)
    package static let glonass: StatusFlags = StatusFlags(rawValue: 1 << 20)
    package static let galileo: StatusFlags = StatusFlags(rawValue: 1 << 21)
    package static let moving: StatusFlags = StatusFlags(rawValue: 1 << 22)

    /// Bits 8 and 9.
    package enum Load: UInt8, Sendable, Hashable {
        case empty = 0
        case half = 1
        case reserved = 2
        case full = 3
    }

    package var load: Load { Load(rawValue: UInt8(truncatingIfNeeded: rawValue >> 8 & 3)) ?? .reserved }

    /// The names of the bits that are set, in order; a bit without one is given by its number.
    package var wordings: [Wording] {
        (0..<32).filter { rawValue & (1 << $0) != 0 }.map { bit in
            bitNames[bit] ?? Wording("第 \(bit) 位", "bit \(bit)")
        }
    }
}

private let bitNames: [Int: Wording] = [
    0: Wording("ACC 开", "ACC on"),
    1: Wording("定位", "located"),
    2: Wording("南纬", "south"),
    3: Wording("西经", "west"),
    4: Wording("停运", "out of service"),
    5: Wording("经纬度已加密", "position encrypted"),
    10: Wording("油路断开", "fuel line cut"),
    11: Wording("电路断开", "circuit cut"),
    12: Wording("车门加锁", "doors locked"),
    13: Wording("前门开", "front door open"),
    14: Wording("中门开", "middle door open"),
    15: Wording("后门开", "rear door open"),
    16: Wording("驾驶席门开", "driver door open"),
    17: Wording("自定义门开", "custom door open"),
    18: Wording("使用 GPS", "GPS"),
    19: Wording("使用北斗", "Beidou"),
    20: Wording("使用 GLONASS", "GLONASS"),
    21: Wording("使用 Galileo", "Galileo"),
    22: Wording("车辆行驶中", "moving"),
]
