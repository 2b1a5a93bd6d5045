import CityCore
import CitySensing
import JT808

extension Position {
    /// The place that a terminal tells. Nil when its time is no time of the calendar.
    init?(_ location: Location, _ dialect: Dialect, isKeptBack: Bool = false, _ told: [ToldAlarm] = []) {
        guard let at = location.time.timestamp(offsetMinutes: dialect.clockOffsetMinutes) else { return nil }
        func signed(_ value: UInt32, _ isNegative: Bool) -> Int32 {
            // Beyond the globe anyway, and refused for it.
            let size: Int32 = Int32(min(value, UInt32(Int32.max)))
            return isNegative ? -size : size
        }
        self.init(
            at: at,
            lngE6: signed(location.longitudeE6, location.status.contains(.west)),
            latE6: signed(location.latitudeE6, location.status.contains(.south))
        )
        altitudeM = Int16(truncatingIfNeeded: location.altitudeM)
        speedE1 = location.speedE1
        direction = location.direction % 360
        status = PositionStatus(rawValue: location.status.rawValue & 0x3FFF_FFFF)
        if isKeptBack { status.insert(.keptBack) }
        alarms = location.alarms.rawValue
        mileageE1 = location.mileageE1 ?? 0
        if let truck = dialect.signals(of: location) { signals = VehicleSignals(truck) }
        signals.note(told)
    }
}

extension CitySensing.VehicleSignals {
    init(_ truck: TruckSignals) {
        self.init()
        switch truck.cover {
        case .closed: cover = 1
        case .open: cover = 2
        case .unknown: break
        }
        switch truck.lift {
        case .down: lift = 1
        case .up: lift = 2
        case .unknown: break
        }
        switch truck.load {
        case .empty: load = 1
        case .half: load = 2
        case .full: load = 3
        case .unknown: break
        }
    }
}
