package import CityCore
import JT808
import Synchronization

/// What was counted at the gateway since it started: nothing that came is left out of all of them.
package final class TerminalCounters: Sendable {
    package enum Kind: String, Sendable, CaseIterable, Codable {
        case frames
        /// Positions that are on the disk.
        case positions
        /// Bytes that make no frame, by whatever fault.
        case brokenFrames = "broken_frames"
        /// Bodies that are shorter than their layout, or encrypted.
        case brokenBodies = "broken_bodies"
        /// Positions that cannot be true: time or place.
        case refusedPositions = "refused_positions"
        /// Messages of ids that no standard has.
        case unknownMessages = "unknown_messages"
        /// Frames of terminals that the city does not know, or has disabled.
        case strangers
        /// Messages before the terminal has shown its code.
        case unauthenticated
        case wrongCodes = "wrong_codes"
        /// A second connection of the same terminal took over.
        case takeovers
        case repeatedParts = "repeated_parts"
        case refusedParts = "refused_parts"
        case askedParts = "asked_parts"
        /// Messages in parts that never became whole.
        case givenUp = "given_up"
        /// Datagrams that were left out while the disk was behind; the terminal sends them again.
        case heldBack = "held_back"
        case commandsSent = "commands_sent"
        case commandsAnswered = "commands_answered"
        case safetyAlarms = "safety_alarms"
        case media
        case brokenMedia = "broken_media"

        package var title: Wording {
            switch self {
            case .frames: Wording("收到的帧", "Frames received")
            case .positions: Wording("已入库的定位", "Positions stored")
            case .brokenFrames: Wording("错误帧", "Broken frames")
            case .brokenBodies: Wording("错误消息体", "Broken bodies")
            case .refusedPositions: Wording("不合理的定位", "Positions that cannot be true")
            case .unknownMessages: Wording("未知消息", "Unknown messages")
            case .strangers: Wording("未登记终端的帧", "Frames of unknown terminals")
            case .unauthenticated: Wording("未鉴权的消息", "Messages before authentication")
            case .wrongCodes: Wording("鉴权码错误", "Wrong codes")
            case .takeovers: Wording("连接被接管", "Connections taken over")
            case .repeatedParts: Wording("重复分包", "Repeated sub-packets")
            case .refusedParts: Wording("超限分包", "Sub-packets beyond the limits")
            case .askedParts: Wording("请求补传分包", "Requests for missing sub-packets")
            case .givenUp: Wording("未收齐的分包消息", "Messages never completed")
            case .heldBack: Wording("等待入库时未收的数据报", "Datagrams left out while the disk was behind")
            case .commandsSent: Wording("已下发指令", "Commands sent")
            case .commandsAnswered: Wording("已应答指令", "Commands answered")
            case .safetyAlarms: Wording("主动安全报警", "Active-safety alarms")
            case .media: Wording("收到的照片和录像", "Photos and clips received")
            case .brokenMedia: Wording("无法识别的媒体", "Media that could not be read")
            }
        }
    }

    private let counts: Mutex<[Kind: Int]> = Mutex([:])

    package init() {}

    package func add(_ kind: Kind, _ count: Int = 1) {
        if count == 0 { return }
        counts.withLock { $0[kind, default: 0] += count }
    }

    package subscript(kind: Kind) -> Int { counts.withLock { $0[kind] ?? 0 } }
}
