package import CityCore

/// The parameters that the standards name. Terminals have others; those are carried as bytes.
package enum ParameterCatalog {
    package enum Kind: Sendable, Hashable {
        case u8
        case u16
        case u32
        case text
        /// A record of so many bytes.
        case bytes(Int)
    }

    package struct Entry: Sendable {
        package let id: UInt32
        /// Nil for a record whose length differs from edition to edition.
        package let kind: Kind?
        package let name: Wording
        /// Empty for a number without one.
        package let unit: String

        fileprivate init(_ id: UInt32, _ kind: Kind?, _ name: Wording, _ unit: String) {
            self.id = id
            self.kind = kind
            self.name = name
            self.unit = unit
        }
    }

    package static let entries: [Entry] = rows
    private static let byID: [UInt32: Entry] = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })

    package static func entry(_ id: UInt32) -> Entry? { byID[id] }

    static func kind(of id: UInt32) -> Kind? { byID[id]?.kind }
}

private let rows: [ParameterCatalog.Entry] = [
    .init(0x0001, .u32, Wording("心跳间隔", "heartbeat interval"), "s"),
    .init(0x0002, .u32, Wording("TCP 应答超时", "TCP answer timeout"), "s"),
    .init(0x0003, .u32, Wording("TCP 重传次数", "TCP retries"), ""),
    .init(0x0004, .u32, Wording("UDP 应答超时", "UDP answer timeout"), "s"),
    .init(0x0005, .u32, Wording("UDP 重传次数", "UDP retries"), ""),
    .init(0x0006, .u32, Wording("短信应答超时", "SMS answer timeout"), "s"),
    .init(0x0007, .u32, Wording("短信重传次数", "SMS retries"), ""),
    .init(0x0010, .text, Wording("主服务器 APN", "main server APN"), ""),
    .init(0x0011, .text, Wording("主服务器拨号用户名", "main server user"), ""),
    .init(0x0012, .text, Wording("主服务器拨号密码", "main server password"), ""),
    .init(0x0013, .text, Wording("主服务器地址", "main server address"), ""),
    .init(0x0014, .text, Wording("备份服务器 APN", "backup server APN"), ""),
    .init(0x0015, .text, Wording("备份服务器拨号用户名", "backup server user"), ""),
    .init(0x0016, .text, Wording("备份服务器拨号密码", "backup server password"), ""),
    .init(0x0017, .text, Wording("备份服务器地址", "backup server address"), ""),
    .init(0x0018, .u32, Wording("服务器 TCP 端口", "server TCP port"), ""),
    .init(0x0019, .u32, Wording("服务器 UDP 端口", "server UDP port"), ""),
    .init(0x001A, .text, Wording("IC 卡认证主服务器地址", "card server address"), ""),
    .init(0x001B, .u32, Wording("IC 卡认证服务器 TCP 端口", "card server TCP port"), ""),
    .init(0x001C, .u32, Wording("IC 卡认证服务器 UDP 端口", "card server UDP port"), ""),
    .init(0x001D, .text, Wording("IC 卡认证备份服务器地址", "backup card server address"), ""),
    .init(0x0020, .u32, Wording("位置汇报策略", "report strategy"), ""),
    .init(0x0021, .u32, Wording("位置汇报方案", "report scheme"), ""),
    .init(0x0022, .u32, Wording("驾驶员未登录汇报间隔", "interval, driver not logged in"), "s"),
    .init(0x0023, .text, Wording("从服务器 APN", "secondary server APN"), ""),
    .init(0x0024, .text, Wording("从服务器拨号用户名", "secondary server user"), ""),
    .init(0x0025, .text, Wording("从服务器拨号密码", "secondary server password"), ""),
    .init(0x0026, .text, Wording("从服务器地址", "secondary server address"), ""),
    .init(0x0027, .u32, Wording("休眠时汇报间隔", "interval, asleep"), "s"),
    .init(0x0028, .u32, Wording("紧急报警时汇报间隔", "interval, emergency"), "s"),
    .init(0x0029, .u32, Wording("缺省汇报间隔", "interval, otherwise"), "s"),
    .init(0x002C, .u32, Wording("缺省汇报距离", "distance, otherwise"), "m"),
    .init(0x002D, .u32, Wording("驾驶员未登录汇报距离", "distance, driver not logged in"), "m"),
    .init(0x002E, .u32, Wording("休眠时汇报距离", "distance, asleep"), "m"),
    .init(0x002F, .u32, Wording("紧急报警时汇报距离", "distance, emergency"), "m"),
    .init(0x0030, .u32, Wording("拐点补传角度", "corner angle"), "°"),
    .init(0x0031, .u16, Wording("电子围栏半径", "fence radius"), "m"),
    .init(0x0032, .bytes(4), Wording("违规行驶时段", "forbidden driving period"), ""),
    .init(0x0040, .text, Wording("监控平台电话", "platform phone"), ""),
    .init(0x0041, .text, Wording("复位电话", "reset phone"), ""),
    .init(0x0042, .text, Wording("恢复出厂设置电话", "factory reset phone"), ""),
    .init(0x0043, .text, Wording("监控平台短信电话", "platform SMS phone"), ""),
    .init(0x0044, .text, Wording("接收终端短信报警号码", "SMS alarm phone"), ""),
    .init(0x0045, .u32, Wording("电话接听策略", "phone answering"), ""),
    .init(0x0046, .u32, Wording("每次最长通话时间", "longest call"), "s"),
    .init(0x0047, .u32, Wording("当月最长通话时间", "longest calls in a month"), "s"),
    .init(0x0048, .text, Wording("监听电话", "listening phone"), ""),
    .init(0x0049, .text, Wording("监管平台特权短信号码", "privileged SMS phone"), ""),
    .init(0x0050, .u32, Wording("报警屏蔽字", "alarm mask"), ""),
    .init(0x0051, .u32, Wording("报警发送短信开关", "alarms sent by SMS"), ""),
    .init(0x0052, .u32, Wording("报警拍摄开关", "alarms that take a picture"), ""),
    .init(0x0053, .u32, Wording("报警拍摄存储标志", "alarms whose picture is kept"), ""),
    .init(0x0054, .u32, Wording("关键标志", "key alarms"), ""),
    .init(0x0055, .u32, Wording("最高速度", "speed limit"), "km/h"),
    .init(0x0056, .u32, Wording("超速持续时间", "overspeed time"), "s"),
    .init(0x0057, .u32, Wording("连续驾驶时间门限", "longest driving"), "s"),
    .init(0x0058, .u32, Wording("当天累计驾驶时间门限", "longest driving in a day"), "s"),
    .init(0x0059, .u32, Wording("最小休息时间", "shortest rest"), "s"),
    .init(0x005A, .u32, Wording("最长停车时间", "longest parking"), "s"),
    .init(0x005B, .u16, Wording("超速预警差值", "overspeed warning margin"), "0.1 km/h"),
    .init(0x005C, .u16, Wording("疲劳驾驶预警差值", "fatigue warning margin"), "s"),
    .init(0x005D, .u16, Wording("碰撞报警参数", "collision alarm"), ""),
    .init(0x005E, .u16, Wording("侧翻报警参数", "rollover alarm"), "°"),
    .init(0x0064, .u32, Wording("定时拍照控制", "timed pictures"), ""),
    .init(0x0065, .u32, Wording("定距拍照控制", "pictures by distance"), ""),
    .init(0x0070, .u32, Wording("图像视频质量", "picture quality"), ""),
    .init(0x0071, .u32, Wording("亮度", "brightness"), ""),
    .init(0x0072, .u32, Wording("对比度", "contrast"), ""),
    .init(0x0073, .u32, Wording("饱和度", "saturation"), ""),
    .init(0x0074, .u32, Wording("色度", "chroma"), ""),
    .init(0x0075, .bytes(21), Wording("音视频参数", "audio and video"), ""),
    .init(0x0076, nil, Wording("音视频通道列表", "channel list"), ""),
    .init(0x0077, nil, Wording("单独视频通道参数", "single video channels"), ""),
    .init(0x0079, .bytes(3), Wording("特殊报警录像参数", "recording on special alarms"), ""),
    .init(0x007A, .u32, Wording("视频相关报警屏蔽字", "video alarm mask"), ""),
    .init(0x007B, .bytes(2), Wording("图像分析报警参数", "image analysis alarms"), ""),
    .init(0x007C, .bytes(20), Wording("终端休眠唤醒模式", "wake-up"), ""),
    .init(0x0080, .u32, Wording("车辆里程表读数", "mileage"), "0.1 km"),
    .init(0x0081, .u16, Wording("省域 ID", "province"), ""),
    .init(0x0082, .u16, Wording("市域 ID", "city"), ""),
    .init(0x0083, .text, Wording("机动车号牌", "plate"), ""),
    .init(0x0084, .u8, Wording("车牌颜色", "plate colour"), ""),
    .init(0x0090, .u8, Wording("GNSS 定位模式", "positioning systems"), ""),
    .init(0x0091, .u8, Wording("GNSS 波特率", "GNSS baud rate"), ""),
    .init(0x0092, .u8, Wording("GNSS 输出频率", "GNSS output rate"), ""),
    .init(0x0093, .u32, Wording("GNSS 采集频率", "GNSS sampling"), "s"),
    .init(0x0094, .u8, Wording("GNSS 上传方式", "GNSS upload"), ""),
    .init(0x0095, .u32, Wording("GNSS 上传设置", "GNSS upload setting"), ""),
    .init(0x0100, .u32, Wording("CAN 通道 1 采集间隔", "CAN 1 sampling"), "ms"),
    .init(0x0101, .u16, Wording("CAN 通道 1 上传间隔", "CAN 1 upload"), "s"),
    .init(0x0102, .u32, Wording("CAN 通道 2 采集间隔", "CAN 2 sampling"), "ms"),
    .init(0x0103, .u16, Wording("CAN 通道 2 上传间隔", "CAN 2 upload"), "s"),
    .init(0x0110, .bytes(8), Wording("CAN 总线 ID 单独采集", "CAN id sampled alone"), ""),
    .init(0xF364, nil, Wording("高级驾驶辅助参数", "driver assistance (ADAS)"), ""),
    .init(0xF365, nil, Wording("驾驶员状态监测参数", "driver state (DSM)"), ""),
    .init(0xF366, nil, Wording("胎压监测参数", "tyres (TPMS)"), ""),
    .init(0xF367, nil, Wording("盲区监测参数", "blind spots (BSD)"), ""),
]
