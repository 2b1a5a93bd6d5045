package import CityCore
package import CityGeo

/// Where a device was at a moment, as it said it: numbers of the wire (JT/T 808 §0x0200), so that nothing is rounded
/// twice and a position takes some 40 bytes of memory.
package struct Position: Sendable, Hashable {
    /// By the device's clock.
    package var at: Timestamp
    /// Degrees times 1,000,000; east and north are positive.
    package var lngE6: Int32
    package var latE6: Int32
    package var altitudeM: Int16 = 0
    /// Tenths of a kilometre per hour.
    package var speedE1: UInt16 = 0
    /// Degrees clockwise from north, 0–359.
    package var direction: UInt16 = 0
    /// 0 where the device does not say.
    package var accuracyM: UInt16 = 0
    package var status: PositionStatus = []
    /// The alarm bits of JT/T 808, bit 0 the emergency button.
    package var alarms: UInt32 = 0
    /// Tenths of a kilometre that the vehicle has ever driven; 0 where the device does not say.
    package var mileageE1: UInt32 = 0
    package var signals: VehicleSignals = VehicleSignals()

    package init(at: Timestamp, lngE6: Int32, latE6: Int32) {
        self.at = at
        self.lngE6 = lngE6
        self.latE6 = latE6
    }

    package init(at: Timestamp, _ place: Coordinate) {
        self.init(at: at, lngE6: Int32((place.lng * 1e6).rounded()), latE6: Int32((place.lat * 1e6).rounded()))
    }

    /// Nil where it is on no globe.
    package var place: Coordinate? { try? Coordinate(lng: Double(lngE6) / 1e6, lat: Double(latE6) / 1e6) }
    package var speedKPH: Double { Double(speedE1) / 10 }
    /// Whether the receiver knew where it was.
    package var isLocated: Bool { status.contains(.located) && !(lngE6 == 0 && latE6 == 0) }
}

/// What a position says of the device besides the place.
package struct PositionStatus: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let ignitionOn: PositionStatus = PositionStatus(rawValue: 1 << 0)
    package static let located: PositionStatus = PositionStatus(rawValue: 1 << 1)
    /// No position: the device was heard, and told no place.
    package static let signOfLife: PositionStatus = PositionStatus(rawValue: 1 << 30)
    /// 补传: kept by the device while it had no line.
    package static let keptBack: PositionStatus = PositionStatus(rawValue: 1 << 31)
}

/// Signals of a working vehicle, each unknown where it has no such sensor, and what its assistance systems noticed at this
/// position. One or two bits each, as they are stored.
package struct VehicleSignals: Sendable, Hashable {
    package private(set) var bits: UInt16

    package init(bits: UInt16 = 0) {
        self.bits = bits
    }

    /// 密闭: 1 closed, 2 open.
    package var cover: UInt16 {
        get { bits & 3 }
        set { bits = bits & ~3 | newValue & 3 }
    }

    /// 举升: 1 down, 2 up.
    package var lift: UInt16 {
        get { bits >> 2 & 3 }
        set { bits = bits & ~0xC | (newValue & 3) << 2 }
    }

    /// 载重: 1 empty, 2 half, 3 full.
    package var load: UInt16 {
        get { bits >> 4 & 3 }
        set { bits = bits & ~0x30 | (newValue & 3) << 4 }
    }

    /// 驾驶员状态监测 (DSM): the level of the gravest alarm, 0 for none.
    package var driverAlarm: UInt16 {
        get { bits >> 6 & 3 }
        set { bits = bits & ~0xC0 | (newValue & 3) << 6 }
    }

    /// 高级驾驶辅助 (ADAS), likewise.
    package var assistanceAlarm: UInt16 {
        get { bits >> 8 & 3 }
        set { bits = bits & ~0x300 | (newValue & 3) << 8 }
    }

    /// 胎压监测 (TPMS).
    package var tyreAlarm: Bool {
        get { bits & 0x400 != 0 }
        set { bits = bits & ~0x400 | (newValue ? 0x400 : 0) }
    }

    /// 盲区监测 (BSD).
    package var blindSpotAlarm: Bool {
        get { bits & 0x800 != 0 }
        set { bits = bits & ~0x800 | (newValue ? 0x800 : 0) }
    }

    /// The families of active safety by their names in rules, of which something of at least a level was noticed.
    func noticed(_ families: [String], level: Int) -> Bool {
        families.contains { family in
            switch family {
            case "driver": driverAlarm >= max(level, 1)
            case "assistance": assistanceAlarm >= max(level, 1)
            case "tyre": tyreAlarm
            case "blind_spot": blindSpotAlarm
            default: false
            }
        }
    }

    static let safetyFamilies: [String] = ["driver", "assistance", "tyre", "blind_spot"]
}
