package import CityCore

/// The alarm word of a location. Bits 15–17 are of 2019 and could not be verified.
package struct AlarmFlags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let emergency: AlarmFlags = AlarmFlags(rawValue: 1 << 0)
    package static let overspeed: AlarmFlags = AlarmFlags(rawValue: 1 << 1)
    package static let fatigue: AlarmFlags = AlarmFlags(rawValue: 1 << 2)
    package static let danger: AlarmFlags = AlarmFlags(rawValue: 1 << 3)
    package static let gnssFault: AlarmFlags = AlarmFlags(rawValue: 1 << 4)
    package static let antennaCut: AlarmFlags = AlarmFlags(rawValue: 1 << 5)
    package static let antennaShort: AlarmFlags = AlarmFlags(rawValue: 1 << 6)
    package static let powerLow: AlarmFlags = AlarmFlags(rawValue: 1 << 7)
    package static let powerLost: AlarmFlags = AlarmFlags(rawValue: 1 << 8)
    package static let displayFault: AlarmFlags = AlarmFlags(rawValue: 1 << 9)
    package static let speechFault: AlarmFlags = AlarmFlags(rawValue: 1 << 10)
    package static let cameraFault: AlarmFlags = AlarmFlags(rawValue: 1 << 11)
    package static let cardFault: AlarmFlags = AlarmFlags(rawValue: 1 << 12)
    package static let overspeedSoon: AlarmFlags = AlarmFlags(rawValue: 1 << 13)
    package static let fatigueSoon: AlarmFlags = AlarmFlags(rawValue: 1 << 14)
    package static let forbiddenPeriod: AlarmFlags = AlarmFlags(rawValue: 1 << 15)
    package static let tyrePressureSoon: AlarmFlags = AlarmFlags(rawValue: 1 << 16)
    package static let rightTurnBlindSpot: AlarmFlags = AlarmFlags(rawValue: 1 << 17)
    package static let dailyDriving: AlarmFlags = AlarmFlags(rawValue: 1 << 18)
    package static let parkingOvertime: AlarmFlags = AlarmFlags(rawValue: 1 << 19)
    package static let areaCrossing: AlarmFlags = AlarmFlags(rawValue: 1 << 20)
    package static let routeCrossing: AlarmFlags = AlarmFlags(rawValue: 1 << 21)
    package static let segmentTime: AlarmFlags = AlarmFlags(rawValue: 1 << 22)
    package static let offRoute: AlarmFlags = AlarmFlags(rawValue: 1 << 23)
    package static let vssFault: AlarmFlags = AlarmFlags(rawValue: 1 << 24)
    package static let fuelAbnormal: AlarmFlags = AlarmFlags(rawValue: 1 << 25)
    package static let theft: AlarmFlags = AlarmFlags(rawValue: 1 << 26)
    package static let illegalIgnition: AlarmFlags = AlarmFlags(rawValue: 1 << 27)
    package static let illegalMove: AlarmFlags = AlarmFlags(rawValue: 1 << 28)
    package static let collisionSoon: AlarmFlags = AlarmFlags(rawValue: 1 << 29)
    package static let rolloverSoon: AlarmFlags = AlarmFlags(rawValue: 1 << 30)
    package static let illegalDoor: AlarmFlags = AlarmFlags(rawValue: 1 << 31)

    /// Cleared by the terminal once the platform has answered; the others stay until their cause ends. Which bits these
    /// are could not be verified: a default for a setting.
    package static let clearedByAnswer: AlarmFlags = [
        .emergency, .danger, .areaCrossing, .routeCrossing, .segmentTime, .illegalIgnition, .illegalMove,
    ]

    /// The names of the bits that are set, in order; a bit without one is given by its number.
    package var wordings: [Wording] {
        (0..<32).filter { rawValue & (1 << $0) != 0 }.map { bit in
            bitNames[bit] ?? Wording("第 \(bit) 位", "bit \(bit)")
        }
    }
}

private let bitNames: [Int: Wording] = [
    0: Wording("紧急报警", "emergency"),
    1: Wording("超速报警", "overspeed"),
    2: Wording("疲劳驾驶", "fatigue"),
    3: Wording("危险预警", "danger warning"),
    4: Wording("GNSS 模块故障", "GNSS fault"),
    5: Wording("GNSS 天线未接或被剪断", "antenna cut"),
    6: Wording("GNSS 天线短路", "antenna short"),
    7: Wording("主电源欠压", "main power low"),
    8: Wording("主电源掉电", "main power lost"),
    9: Wording("显示器故障", "display fault"),
    10: Wording("TTS 模块故障", "speech fault"),
    11: Wording("摄像头故障", "camera fault"),
    12: Wording("IC 卡模块故障", "IC card module fault"),
    13: Wording("超速预警", "overspeed warning"),
    14: Wording("疲劳驾驶预警", "fatigue warning"),
    15: Wording("违规行驶报警", "driving in a forbidden period"),
    16: Wording("胎压预警", "tyre pressure warning"),
    17: Wording("右转盲区异常", "right-turn blind spot"),
    18: Wording("当天累计驾驶超时", "daily driving time over"),
    19: Wording("超时停车", "parked too long"),
    20: Wording("进出区域", "area entered or left"),
    21: Wording("进出路线", "route entered or left"),
    22: Wording("路段行驶时间不足或过长", "segment time too short or too long"),
    23: Wording("路线偏离", "off route"),
    24: Wording("车辆 VSS 故障", "speed sensor fault"),
    25: Wording("车辆油量异常", "fuel abnormal"),
    26: Wording("车辆被盗", "theft"),
    27: Wording("车辆非法点火", "illegal ignition"),
    28: Wording("车辆非法位移", "illegal move"),
    29: Wording("碰撞预警", "collision warning"),
    30: Wording("侧翻预警", "rollover warning"),
    31: Wording("非法开门", "illegal door opening"),
]
