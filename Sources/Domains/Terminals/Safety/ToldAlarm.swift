import CitySensing
import JT808

/// An alarm as a message tells it.
struct ToldAlarm: Sendable {
    var family: SafetyFamily
    var number: UInt32
    /// 0 does not apply, 1 begins, 2 ends.
    var phase: UInt8
    var kind: Int
    var level: Int = 0
    var scene: AlarmScene
    var mark: AlarmMark

    private static let items: ClosedRange<UInt8> = 0x64...0x67

    /// The alarms that a location carries. What cannot be read as one is left out; the position stays.
    static func all(of location: Location, _ dialect: Dialect) -> [ToldAlarm] {
        // Nearly all positions carry none.
        guard location.items.hold(items) else { return [] }
        return items.compactMap { id in
            location.items[id].flatMap { ToldAlarm(LocationItem(AdditionalItem(id: id, value: $0), dialect: dialect)) }
        }
    }

    private init?(_ item: LocationItem) {
        switch item {
        case .driverAssistance(let alarm):
            self.init(.assistance, alarm.alarmID, alarm.phase, Int(alarm.kind), alarm.scene, alarm.mark)
            level = Int(alarm.level)
        case .driverState(let alarm):
            self.init(.driver, alarm.alarmID, alarm.phase, Int(alarm.kind), alarm.scene, alarm.mark)
            level = Int(alarm.level)
        case .tyres(let alarm):
            let kinds: UInt16 = alarm.tyres.reduce(0) { $0 | $1.kinds }
            self.init(.tyre, alarm.alarmID, alarm.phase, Int(kinds), alarm.scene, alarm.mark)
        case .blindSpot(let alarm):
            self.init(.blindSpot, alarm.alarmID, alarm.phase, Int(alarm.kind), alarm.scene, alarm.mark)
        default: return nil
        }
    }

    private init(
        _ family: SafetyFamily,
        _ number: UInt32,
        _ phase: UInt8,
        _ kind: Int,
        _ scene: AlarmScene,
        _ mark: AlarmMark
    ) {
        (self.family, self.number, self.phase, self.kind) = (family, number, phase, kind)
        (self.scene, self.mark) = (scene, mark)
    }

    var isEnd: Bool { phase == 2 }
}

extension CitySensing.VehicleSignals {
    /// Marks a position at which something was noticed, for rules. An alarm's end is no alarm.
    mutating func note(_ alarms: [ToldAlarm]) {
        for alarm in alarms where !alarm.isEnd {
            let level: UInt16 = UInt16(min(max(alarm.level, 1), 3))
            switch alarm.family {
            case .assistance: assistanceAlarm = max(assistanceAlarm, level)
            case .driver: driverAlarm = max(driverAlarm, level)
            case .tyre: tyreAlarm = true
            case .blindSpot: blindSpotAlarm = true
            }
        }
    }
}
