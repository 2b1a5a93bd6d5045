import CityCore
import CityHTTP
import CitySQL
import CitySensing
import JT808

/// Orders to terminals: kept before they are sent, sent again when nothing is heard, and ended by an answer or by time.
package struct CommandService: Sendable {
    private static let devicesMax: Int = 1_000

    let devices: DeviceService
    let database: any SQLDatabase
    let ids: IDSource

    /// One order to each of some terminals.
    func order(
        _ order: TerminalOrder,
        to devices: [DeviceID],
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> [TerminalCommand] {
        guard (1...Self.devicesMax).contains(devices.count) else {
            throw CityError.invalid(
                "devices",
                "command.devices",
                Wording("请选择 1 到 \(Self.devicesMax) 台终端", "Choose 1 to \(Self.devicesMax) terminals")
            )
        }
        try order.check()
        let batch: String = ids.make(now)
        return try Set(devices).sorted { $0.text < $1.text }.map { id in
            let device: Device = try self.devices.find(id, for: .sensingCommand, by: identity, in: db)
            guard device.door == .jt808 else { throw CommandTrouble.door(device) }
            let command: TerminalCommand = TerminalCommand(
                id: ids.next(at: now),
                order,
                to: device.serial,
                batch: batch,
                by: identity,
                at: now
            )
            try CommandStore.insert(command, in: db)
            return command
        }
    }

    func withdraw(
        _ id: TerminalCommandID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> TerminalCommand {
        guard var command = try CommandStore.find(id, in: db), let device = devices.devices.find(command.device),
            devices.maySee(device, identity)
        else { throw CityError.notFound(TerminalCommand.thing) }
        _ = try devices.find(device.id, for: .sensingCommand, by: identity, in: db)
        guard command.state == .waiting,
            try CommandStore.move(command, to: .withdrawn, tries: command.tries, at: now, in: db)
        else { throw CommandTrouble.tooLate }
        (command.state, command.endedAt) = (.withdrawn, now)
        return command
    }

    /// Which are to be sent now: those that wait, and those that were sent and not answered. What has had its time is
    /// ended.
    func due(at now: Timestamp, for device: DeviceSerial? = nil) async throws -> [TerminalCommand] {
        let open: [TerminalCommand] = try await database.read { db in try CommandStore.open(of: device, in: db) }
        var due: [TerminalCommand] = []
        var over: [(TerminalCommand, TerminalCommandState)] = []
        for command in open {
            let isQuiet: Bool = command.sentAt.map { now - $0 >= TerminalCommand.answerWithin } ?? true
            switch command.state {
            case .waiting where now - command.at >= command.waitsFor: over.append((command, .expired))
            case .sent where isQuiet && command.tries >= TerminalCommand.triesMax: over.append((command, .unanswered))
            case .waiting: due.append(command)
            case .sent where isQuiet: due.append(command)
            default: break
            }
        }
        let ended: [(TerminalCommand, TerminalCommandState)] = over
        if !ended.isEmpty {
            try await database.write { db in
                for (command, state) in ended {
                    _ = try CommandStore.move(command, to: state, tries: command.tries, at: now, in: db)
                }
            }
        }
        return due
    }

    /// Notes that a command goes out now; false when another process was first.
    func begin(_ command: TerminalCommand, at now: Timestamp) async throws -> Bool {
        try await database.write { db in
            try CommandStore.move(command, to: .sent, tries: command.tries + 1, at: now, in: db)
        }
    }

    func answered(
        _ id: TerminalCommandID,
        _ state: TerminalCommandState,
        _ answer: [TerminalParameter]?,
        at now: Timestamp
    ) async throws {
        try await database.write { db in
            guard let command = try CommandStore.find(id, in: db), command.state == .sent,
                try CommandStore.move(command, to: state, tries: command.tries, at: now, in: db)
            else { return }
            if let answer { try CommandStore.keep(answer, of: id, in: db) }
        }
    }

    func keepPhoto(
        _ photo: TerminalPhoto,
        at now: Timestamp,
        taken: @escaping TerminalPorts.PhotoTaken
    ) async throws {
        try await database.write { db in
            try TerminalPhotoStore.add(photo.media, of: photo.device.serial, channel: photo.channel, at: now, in: db)
            try taken(photo, now, db)
        }
    }
}

extension TerminalOrder {
    /// What no terminal could do is refused before it is kept.
    func check() throws {
        func demand(_ holds: Bool, _ field: String, _ zh: String, _ en: String) throws {
            if !holds { throw CityError.invalid("order.\(field)", "command.\(field)", Wording(zh, en)) }
        }
        switch self {
        case .text(let words):
            try demand((1...200).contains(words.count), "text", "文本须为 1 到 200 字", "A text has 1 to 200 characters")
        case .photo(let channel, let count):
            try demand((1...64).contains(channel), "channel", "通道须为 1 到 64", "A channel is 1 to 64")
            try demand((1...10).contains(count), "count", "一次 1 到 10 张", "1 to 10 pictures at a time")
        case .track(let interval, let seconds):
            try demand(
                (1...3600).contains(interval),
                "intervalSeconds",
                "间隔须为 1 到 3600 秒",
                "An interval is 1 to 3,600 s"
            )
            try demand((1...86_400).contains(seconds), "seconds", "持续须为 1 到 86400 秒", "It lasts 1 to 86,400 s")
        case .reportEvery(let seconds):
            try demand((1...3600).contains(seconds), "seconds", "间隔须为 1 到 3600 秒", "An interval is 1 to 3,600 s")
        case .setArea(let area):
            try demand(
                area.tellsEntry || area.tellsExit || area.maxKPH != nil,
                "fence",
                "请选择进入提醒、离开提醒或限速",
                "Choose telling of entries, of exits, or a speed"
            )
            try demand(
                area.maxKPH.map { (1...200).contains($0) } ?? true,
                "maxKPH",
                "限速须为 1 到 200 km/h",
                "A speed is 1 to 200 km/h"
            )
        case .setParameters(let parameters):
            try demand((1...50).contains(parameters.count), "parameters", "请设置 1 到 50 个参数", "Set 1 to 50 parameters")
            let known: Set<UInt32> = Set(TerminalParameter.settable.map(\.id))
            try demand(
                Set(parameters.map(\.id)).count == parameters.count,
                "parameters",
                "同一参数只能设置一次",
                "A parameter is set once"
            )
            for each in parameters {
                try demand(
                    known.contains(each.id) && each.parameter != nil,
                    "parameters",
                    "“\(each.name.zh)”的值不合规定，或不能设置",
                    "“\(each.name.en)” has a value that does not fit, or cannot be set"
                )
            }
        case .readParameters(let ids):
            try demand(ids.count <= 50, "parameters", "一次最多查询 50 个参数", "At most 50 parameters at a time")
        case .locate, .lockDoors, .restart, .removeArea, .sendAttachments: break
        }
    }
}

enum CommandTrouble {
    static func door(_ device: Device) -> CityError {
        .invalid(
            "devices",
            "command.door",
            Wording(
                "“\(device.name)”不是 JT/T 808 终端，不能下发指令",
                "“\(device.name)” is no JT/T 808 terminal and takes no commands"
            )
        )
    }

    static let tooLate: CityError = CityError(
        .conflict,
        "command.too_late",
        Wording("指令已下发或已结束，不能撤销", "The command was sent or has ended; it cannot be withdrawn")
    )
}
