/// What the alarms of 0x64–0x67 have in common: where and how the vehicle was, and the mark of the alarm.
package struct AlarmScene: Layout {
    package var speedKPH: UInt8 = 0
    package var altitudeM: UInt16 = 0
    package var latitudeE6: UInt32 = 0
    package var longitudeE6: UInt32 = 0
    package var time: BCDTime = .zero
    /// Bit 0 ACC, 1 left turn, 2 right turn, 3 wiper, 4 brake, 5 card, 10 located.
    package var vehicleState: UInt16 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&speedKPH)
        try fields.number(&altitudeM)
        try fields.number(&latitudeE6)
        try fields.number(&longitudeE6)
        try fields.time(&time)
        try fields.number(&vehicleState)
    }
}

/// 0x64, the camera that looks at the road (ADAS).
package struct DriverAssistanceAlarm: Layout {
    package var alarmID: UInt32 = 0
    /// 0 does not apply, 1 begins, 2 ends.
    package var phase: UInt8 = 0
    /// 1 forward collision, 2 lane departure, 3 too close, 4 pedestrian, 5 frequent lane changes, 6 sign limit,
    /// 7 obstacle, 0x10 sign event, 0x11 snapshot.
    package var kind: UInt8 = 0
    package var level: UInt8 = 0
    package var frontSpeedKPH: UInt8 = 0
    /// Hundreds of milliseconds.
    package var frontDistance: UInt8 = 0
    /// 1 left, 2 right.
    package var departure: UInt8 = 0
    /// 1 speed, 2 height, 3 weight.
    package var sign: UInt8 = 0
    package var signValue: UInt8 = 0
    package var scene: AlarmScene = AlarmScene()
    package var mark: AlarmMark = AlarmMark()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&alarmID)
        try fields.number(&phase)
        try fields.number(&kind)
        try fields.number(&level)
        try fields.number(&frontSpeedKPH)
        try fields.number(&frontDistance)
        try fields.number(&departure)
        try fields.number(&sign)
        try fields.number(&signValue)
        try fields.record(&scene)
        try fields.mark(&mark) { $0 == 0 }
    }
}

/// 0x65, the camera that looks at the driver (DSM).
package struct DriverStateAlarm: Layout {
    package var alarmID: UInt32 = 0
    package var phase: UInt8 = 0
    /// 1 fatigue, 2 phone, 3 smoking, 4 distracted, 5 abnormal, 0x10 snapshot, 0x11 driver changed; Guangdong adds
    /// 6 covered, 8 overtime, 10 no belt, 11 sunglasses, 12 hands off, 13 playing with the phone.
    package var kind: UInt8 = 0
    package var level: UInt8 = 0
    package var fatigueDegree: UInt8 = 0
    package var reserved: UInt32 = 0
    package var scene: AlarmScene = AlarmScene()
    package var mark: AlarmMark = AlarmMark()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&alarmID)
        try fields.number(&phase)
        try fields.number(&kind)
        try fields.number(&level)
        try fields.number(&fatigueDegree)
        try fields.number(&reserved)
        try fields.record(&scene)
        try fields.mark(&mark) { $0 == 0 }
    }
}

/// 0x66, the tyres (TPMS).
package struct TyreAlarm: Layout {
    package struct Tyre: Layout {
        package var position: UInt8 = 0
        /// Bit 0 periodic report, 1 high, 2 low, 3 hot, 4 sensor, 5 imbalance, 6 slow leak, 7 battery low.
        package var kinds: UInt16 = 0
        package var pressureKPA: UInt16 = 0
        package var temperature: UInt16 = 0
        package var batteryPercent: UInt16 = 0

        package init() {}

        static let length: Int = 9

        package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
            try fields.number(&position)
            try fields.number(&kinds)
            try fields.number(&pressureKPA)
            try fields.number(&temperature)
            try fields.number(&batteryPercent)
        }
    }

    package var alarmID: UInt32 = 0
    package var phase: UInt8 = 0
    package var scene: AlarmScene = AlarmScene()
    package var mark: AlarmMark = AlarmMark()
    package var tyres: [Tyre] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&alarmID)
        try fields.number(&phase)
        try fields.record(&scene)
        try fields.mark(&mark) { $0 >= 1 && ($0 - 1) % Tyre.length == 0 }
        try fields.list(&tyres, count: UInt8.self)
    }
}

/// 0x67, the blind spots (BSD).
package struct BlindSpotAlarm: Layout {
    package var alarmID: UInt32 = 0
    package var phase: UInt8 = 0
    /// 1 rear, 2 left rear, 3 right rear.
    package var kind: UInt8 = 0
    package var scene: AlarmScene = AlarmScene()
    package var mark: AlarmMark = AlarmMark()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&alarmID)
        try fields.number(&phase)
        try fields.number(&kind)
        try fields.record(&scene)
        try fields.mark(&mark) { $0 == 0 }
    }
}
