import CityCore
import CitySensing
import JT808
import NIOCore

/// An order as it comes and is shown: `kind` and what that kind needs.
struct OrderBody: Codable, Sendable, Hashable {
    enum Kind: String, Codable, CaseIterable, Sendable {
        case text
        case photo
        case locate
        case track
        case lock
        case unlock
        case restart
        case reportEvery = "report_every"
    }

    var kind: Kind
    var text: String?
    var channel: Int?
    var count: Int?
    var intervalSeconds: Int?
    var seconds: Int?

    var order: TerminalOrder {
        switch kind {
        case .text: .text(text ?? "")
        case .photo: .photo(channel: channel ?? 1, count: count ?? 1)
        case .locate: .locate
        case .track: .track(intervalSeconds: intervalSeconds ?? 5, seconds: seconds ?? 300)
        case .lock: .lockDoors(true)
        case .unlock: .lockDoors(false)
        case .restart: .restart
        case .reportEvery: .reportEvery(seconds: seconds ?? 30)
        }
    }
}

struct CommandInputBody: Codable, Sendable, Hashable {
    var devices: [String]
    var order: OrderBody
}

struct CommandBody: Codable, Sendable, Hashable {
    var id: String
    var device: String
    var deviceName: String
    var batch: String
    var title: Wording
    var state: TerminalCommandState
    var stateName: Wording
    var tries: Int
    var byName: String
    var at: Timestamp
    var sentAt: Timestamp?
    var endedAt: Timestamp?

    init(_ command: TerminalCommand, _ devices: DeviceDirectory) {
        let device: Device? = devices.find(command.device)
        id = command.id.text
        self.device = device?.id.text ?? ""
        deviceName = device?.name ?? ""
        batch = command.batch
        title = command.order.title
        state = command.state
        stateName = command.state.title
        tries = command.tries
        byName = command.byName
        at = command.at
        sentAt = command.sentAt
        endedAt = command.endedAt
    }
}

/// What became of one order to many terminals.
struct CommandBatchBody: Codable, Sendable, Hashable {
    var batch: String
    var title: Wording
    var total: Int
    var done: Int
    var failed: Int
    var open: Int
    var commands: [CommandBody]

    init(_ commands: [TerminalCommand], _ devices: DeviceDirectory) {
        batch = commands.first?.batch ?? ""
        title = commands.first?.order.title ?? Wording("", "")
        total = commands.count
        done = commands.count { $0.state == .done }
        open = commands.count { !$0.state.hasEnded }
        failed = total - done - open
        self.commands = commands.map { CommandBody($0, devices) }
    }
}

struct GatewayBody: Codable, Sendable, Hashable {
    struct Count: Codable, Sendable, Hashable {
        var kind: TerminalCounters.Kind
        var name: Wording
        var count: Int
    }

    /// Whether this process lets terminals in; the figures are this process's.
    var isOpen: Bool
    var connected: Int
    /// Positions that are not on the disk yet.
    var waiting: Int
    var counts: [Count]
}

struct StrangerBody: Codable, Sendable, Hashable {
    var phone: String
    var plate: String
    var maker: String
    var model: String
    var knocked: Int
    var lastAt: Timestamp
}

struct FrameBody: Codable, Sendable, Hashable {
    var at: Timestamp
    /// `up`, `down`, or `refused`.
    var direction: String
    var hex: String
}

struct FramesBody: Codable, Sendable, Hashable {
    var frames: [FrameBody]
}

struct DecodeInputBody: Codable, Sendable, Hashable {
    /// Bytes as hex digits, with or without spaces.
    var hex: String
}

struct DecodedBody: Codable, Sendable, Hashable {
    struct Item: Codable, Sendable, Hashable {
        /// What was wrong; absent for a sound frame.
        var trouble: Wording?
        var id: String?
        var name: Wording?
        var phone: String?
        var sequence: Int?
        var edition: String?
        /// The body's fields, a line each.
        var fields: [String]
    }

    var items: [Item]
}

struct DevicePhotoBody: Codable, Sendable, Hashable {
    var at: Timestamp
    var media: String
    var channel: Int
}

struct DevicePhotosBody: Codable, Sendable, Hashable {
    var photos: [DevicePhotoBody]
}

extension DecodedBody.Item {
    init(_ received: Received) {
        switch received {
        case .refused(let trouble, _): self.init(trouble: trouble.wording, fields: [])
        case .frame(let frame):
            let header: FrameHeader = frame.header
            self.init(
                id: "\(header.id)",
                name: header.id.name,
                phone: header.phone.number,
                sequence: Int(header.sequence),
                edition: header.isVersioned ? "2019" : "2011/2013",
                fields: []
            )
            do throws(BodyTrouble) {
                guard let read = try frame.message() else { return }
                var text: String = ""
                dump(read.message, to: &text)
                fields = text.split(separator: "\n").dropFirst().map(String.init)
            } catch {
                trouble = error.wording
            }
        }
    }
}
