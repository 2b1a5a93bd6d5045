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
        case setArea = "set_area"
        case removeArea = "remove_area"
        case removeAreas = "remove_areas"
        case setParameters = "set_parameters"
        case readParameters = "read_parameters"
    }

    struct Parameter: Codable, Sendable, Hashable {
        var id: Int
        var value: String
    }

    var kind: Kind
    var text: String?
    var channel: Int?
    var count: Int?
    var intervalSeconds: Int?
    var seconds: Int?
    /// Of the city's fences.
    var fence: String?
    var tellsEntry: Bool?
    var tellsExit: Bool?
    var maxKPH: Int?
    /// Which areas to forget all of.
    var shape: TerminalArea.Shape?
    /// To be set.
    var parameters: [Parameter]?
    /// Ids of parameters to be told; all where it is absent.
    var read: [Int]?

    /// - Parameter find: a fence by its id.
    func order(_ find: (FenceID) throws -> Fence?) throws -> TerminalOrder {
        switch kind {
        case .text: .text(text ?? "")
        case .photo: .photo(channel: channel ?? 1, count: count ?? 1)
        case .locate: .locate
        case .track: .track(intervalSeconds: intervalSeconds ?? 5, seconds: seconds ?? 300)
        case .lock: .lockDoors(true)
        case .unlock: .lockDoors(false)
        case .restart: .restart
        case .reportEvery: .reportEvery(seconds: seconds ?? 30)
        case .setArea:
            .setArea(
                try TerminalArea(
                    try chosen(find),
                    tellsEntry: tellsEntry ?? false,
                    tellsExit: tellsExit ?? false,
                    maxKPH: maxKPH
                )
            )
        case .removeArea: try removal(of: try chosen(find))
        case .removeAreas: .removeArea(shape ?? .polygon, number: nil, name: nil)
        case .setParameters:
            .setParameters(
                try (parameters ?? []).map { TerminalParameter(id: try Self.parameterID($0.id), value: $0.value) }
            )
        case .readParameters: .readParameters(try (read ?? []).map(Self.parameterID))
        }
    }

    private func chosen(_ find: (FenceID) throws -> Fence?) throws -> Fence {
        guard let id = fence, let found = try find(FenceID(id)) else {
            throw CityError.invalid("order.fence", "command.fence", Wording("请选择一个围栏", "Choose a fence"))
        }
        return found
    }

    private func removal(of fence: Fence) throws -> TerminalOrder {
        guard let shape = TerminalArea.Shape(fence.geometry) else {
            throw CityError.invalid(
                "order.fence",
                "command.fence",
                Wording("终端里没有这种围栏", "A terminal holds no such fence")
            )
        }
        return .removeArea(shape, number: TerminalArea.number(of: fence.id), name: fence.name)
    }

    private static func parameterID(_ id: Int) throws -> UInt32 {
        guard let number = UInt32(exactly: id) else {
            throw CityError.invalid("order.parameters", "command.parameters", Wording("参数号不对", "No such parameter"))
        }
        return number
    }
}

/// A parameter as a terminal told it, or as one may be set.
struct TerminalParameterBody: Codable, Sendable, Hashable {
    var id: Int
    var name: Wording
    /// Absent where no value is told.
    var value: String?
    var unit: String
    /// `number` or `text`; absent for what is only read.
    var kind: String?

    init(_ parameter: TerminalParameter) {
        (id, name, value, unit) = (Int(parameter.id), parameter.name, parameter.shown, parameter.unit)
    }

    init(_ entry: ParameterCatalog.Entry) {
        (id, name, unit) = (Int(entry.id), entry.name, entry.unit)
        kind = entry.kind == .text ? "text" : "number"
    }
}

struct TerminalParametersBody: Codable, Sendable, Hashable {
    var parameters: [TerminalParameterBody]
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
    /// What the terminal told, when it was asked for parameters.
    var answer: [TerminalParameterBody]?

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
        answer = command.answer?.map(TerminalParameterBody.init)
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
