package import CityCore
import CitySQL
package import CitySensing
import JT808
import NIOCore

package enum TerminalCommandTag {}
package typealias TerminalCommandID = EntityID<TerminalCommandTag>

/// What a terminal is told to do.
package enum TerminalOrder: Sendable, Hashable, Codable {
    /// Shown and spoken.
    case text(String)
    /// So many pictures at once, sent here.
    case photo(channel: Int, count: Int)
    /// Where are you?
    case locate
    /// A position each so many seconds, for so many seconds.
    case track(intervalSeconds: Int, seconds: Int)
    case lockDoors(Bool)
    case restart
    /// How often it is to tell where it is, from now on.
    case reportEvery(seconds: Int)
    /// Watches a fence by itself.
    case setArea(TerminalArea)
    /// Forgets a fence, or all of a shape.
    case removeArea(TerminalArea.Shape, number: UInt32?, name: String?)
    case setParameters([TerminalParameter])
    /// Tells some of its parameters; all of them where none is named.
    case readParameters([UInt32])
    /// Sends the files of an active-safety alarm by another connection.
    case sendAttachments(number: String, mark: SafetyMark)

    /// - Parameter attachments: where files may be sent to; nil where none are taken.
    func message(attachments: AttachmentDoor?) -> (any MessageBody)? {
        switch self {
        case .text(let words):
            var message: TextMessage = TextMessage()
            (message.flags, message.kind, message.content) = (0b1101, 1, words)
            return message
        case .photo(let channel, let count):
            var message: CameraCommand = CameraCommand()
            (message.channel, message.command) = (UInt8(channel), UInt16(count))
            (message.resolution, message.quality) = (3, 3)
            (message.brightness, message.contrast, message.saturation, message.chroma) = (128, 64, 64, 128)
            return message
        case .locate: return QueryLocation()
        case .track(let interval, let seconds):
            var message: Tracking = Tracking()
            message.intervalSeconds = UInt16(interval)
            var validity: TrackingValidity = TrackingValidity()
            validity.seconds = UInt32(seconds)
            message.validity = validity
            return message
        case .lockDoors(let isLocked):
            var message: VehicleControl = VehicleControl()
            message.flags = isLocked ? 1 : 0
            message.items = [VehicleControl.Item(kind: 1, parameter: isLocked ? 1 : 0)]
            return message
        case .restart:
            var message: TerminalControl = TerminalControl()
            message.command = 4
            return message
        case .reportEvery(let seconds):
            var message: SetParameters = SetParameters()
            // 0x0029: seconds between positions.
            message.parameters = [Parameter(id: 0x0029, value: .init(integer: UInt32(seconds)))]
            return message
        case .setArea(let area): return area.message
        case .removeArea(let shape, let number, _): return TerminalArea.removal(shape, number)
        case .setParameters(let parameters):
            var message: SetParameters = SetParameters()
            message.parameters = parameters.compactMap(\.parameter)
            return message
        case .readParameters(let ids):
            if ids.isEmpty { return QueryAllParameters() }
            var message: QueryParameters = QueryParameters()
            message.parameterIDs = ids
            return message
        case .sendAttachments(let number, let mark):
            guard let attachments else { return nil }
            var message: UploadAttachments = UploadAttachments()
            (message.address, message.tcpPort) = (attachments.host, UInt16(attachments.port))
            (message.mark, message.alarmNumber) = (mark.alarmMark, number)
            return message
        }
    }

    package var title: Wording {
        switch self {
        case .text(let words): Wording("文本：\(words)", "Text: \(words)")
        case .photo(let channel, let count):
            Wording("通道 \(channel) 拍 \(count) 张", "\(count) pictures of channel \(channel)")
        case .locate: Wording("查询位置", "Ask for the position")
        case .track(let interval, let seconds):
            Wording("每 \(interval) 秒回传，持续 \(seconds) 秒", "A position each \(interval) s for \(seconds) s")
        case .lockDoors(let isLocked):
            isLocked ? Wording("车门加锁", "Lock the doors") : Wording("车门解锁", "Unlock the doors")
        case .restart: Wording("终端复位", "Restart the terminal")
        case .reportEvery(let seconds): Wording("回传间隔 \(seconds) 秒", "A position each \(seconds) s from now on")
        case .setArea(let area): Wording("下发围栏“\(area.name)”", "Watch the fence “\(area.name)”")
        case .removeArea(let shape, _, let name):
            name.map { Wording("删除围栏“\($0)”", "Forget the fence “\($0)”") }
                ?? Wording("删除全部\(shape.title.zh)", "Forget all \(shape.title.en)")
        case .setParameters(let parameters):
            Wording(
                "设置参数：" + parameters.map { "\($0.name.zh) \($0.shown)\($0.unit)" }.joined(separator: "，"),
                "Set: " + parameters.map { "\($0.name.en) \($0.shown) \($0.unit)" }.joined(separator: ", ")
            )
        case .readParameters: Wording("查询参数", "Ask for parameters")
        case .sendAttachments: Wording("上传报警附件", "Send the files of an alarm")
        }
    }
}

package enum TerminalCommandState: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    /// The terminal is not here, or not yet asked.
    case waiting
    case sent
    case done
    /// The terminal said no.
    case refused
    /// It was asked as often as it is to be, and said nothing.
    case unanswered
    /// It did not come within a day.
    case expired
    case withdrawn

    package var title: Wording {
        switch self {
        case .waiting: Wording("等待下发", "Waiting")
        case .sent: Wording("已下发", "Sent")
        case .done: Wording("已执行", "Done")
        case .refused: Wording("终端拒绝", "Refused by the terminal")
        case .unanswered: Wording("无应答", "No answer")
        case .expired: Wording("已过期", "Expired")
        case .withdrawn: Wording("已撤销", "Withdrawn")
        }
    }

    var hasEnded: Bool { self != .waiting && self != .sent }
}

/// An order to one terminal and what became of it.
package struct TerminalCommand: Sendable, Hashable {
    package var id: TerminalCommandID
    package var device: DeviceSerial
    /// Orders that were given together.
    package var batch: String
    package var order: TerminalOrder
    package var state: TerminalCommandState
    package var tries: Int
    package var byAccount: AccountID
    package var byName: String
    package var at: Timestamp
    package var sentAt: Timestamp?
    package var endedAt: Timestamp?
    /// What the terminal told, when it was asked for parameters.
    package var answer: [TerminalParameter]?

    /// One that was not sent yet.
    init(
        id: TerminalCommandID,
        _ order: TerminalOrder,
        to device: DeviceSerial,
        batch: String,
        byAccount: AccountID,
        byName: String,
        at now: Timestamp
    ) {
        (self.id, self.order, self.device, self.batch, at) = (id, order, device, batch, now)
        (state, tries) = (.waiting, 0)
        (self.byAccount, self.byName) = (byAccount, byName)
    }

    init(
        id: TerminalCommandID,
        _ order: TerminalOrder,
        to device: DeviceSerial,
        batch: String,
        by identity: Identity,
        at now: Timestamp
    ) {
        self.init(
            id: id,
            order,
            to: device,
            batch: batch,
            byAccount: identity.account,
            byName: identity.name,
            at: now
        )
    }

    static let thing: Wording = Wording("指令", "command")
    static let triesMax: Int = 3
    static let answerWithin: TimeSpan = .seconds(20)

    /// For how long it is worth sending. What the city itself says or wants to see is about this moment.
    var waitsFor: TimeSpan {
        guard byAccount == Identity.system.account else { return .hours(24) }
        return switch order {
        case .text, .photo: .minutes(15)
        default: .hours(24)
        }
    }
}

/// Where terminals send the files of alarms, as they reach it.
struct AttachmentDoor: Sendable, Hashable {
    var host: String
    var port: Int
}
