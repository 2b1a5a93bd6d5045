import CityCore

/// What the kinds of active-safety alarms are called, by T/JSATL 12-2017 and, where it adds some, T/GDRTA 002-2019.
enum SafetyKinds {
    static func name(_ family: SafetyFamily, _ kind: Int) -> Wording {
        if family == .tyre { return tyres(kind) }
        return names[family]?[kind] ?? Wording("类型 \(kind)", "kind \(kind)")
    }

    private static let names: [SafetyFamily: [Int: Wording]] = [
        .assistance: [
            0x01: Wording("前向碰撞", "Forward collision"),
            0x02: Wording("车道偏离", "Lane departure"),
            0x03: Wording("车距过近", "Too close"),
            0x04: Wording("行人碰撞", "Pedestrian"),
            0x05: Wording("频繁变道", "Frequent lane changes"),
            0x06: Wording("道路标识超限", "Beyond a road sign's limit"),
            0x07: Wording("障碍物", "Obstacle"),
            0x10: Wording("道路标志识别", "Road sign read"),
            0x11: Wording("主动抓拍", "Snapshot"),
        ],
        .driver: [
            0x01: Wording("疲劳驾驶", "Fatigue"),
            0x02: Wording("接打电话", "On the phone"),
            0x03: Wording("抽烟", "Smoking"),
            0x04: Wording("分神驾驶", "Distracted"),
            0x05: Wording("驾驶员异常", "Driver not seen"),
            0x06: Wording("摄像头遮挡", "Camera covered"),
            0x08: Wording("超时驾驶", "Drove too long"),
            0x0A: Wording("未系安全带", "No seat belt"),
            0x0B: Wording("红外阻断墨镜", "Dark glasses"),
            0x0C: Wording("双手脱离方向盘", "Hands off the wheel"),
            0x0D: Wording("玩手机", "Playing with the phone"),
            0x10: Wording("自动抓拍", "Snapshot"),
            0x11: Wording("驾驶员变更", "Driver changed"),
        ],
        .blindSpot: [
            0x01: Wording("后方接近", "Coming up behind"),
            0x02: Wording("左侧后方接近", "Coming up behind on the left"),
            0x03: Wording("右侧后方接近", "Coming up behind on the right"),
        ],
    ]

    private static let tyreBits: [Wording] = [
        Wording("定时上报", "periodic report"), Wording("胎压过高", "pressure too high"),
        Wording("胎压过低", "pressure too low"), Wording("胎温过高", "too hot"), Wording("传感器异常", "sensor fault"),
        Wording("胎压不平衡", "imbalance"), Wording("慢漏气", "slow leak"), Wording("电池电量低", "battery low"),
    ]

    private static func tyres(_ bits: Int) -> Wording {
        let set: [Wording] = tyreBits.indices.filter { bits >> $0 & 1 == 1 }.map { tyreBits[$0] }
        if set.isEmpty { return Wording("胎压报警", "Tyres") }
        return Wording(set.map(\.zh).joined(separator: "、"), set.map(\.en).joined(separator: ", "))
    }
}
