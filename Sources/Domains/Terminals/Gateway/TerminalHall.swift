import CityCore
import CityCrypto
import CitySQL
import CitySensing
import JT808
import Logging
import NIOCore
import Synchronization

/// What all lines of a gateway share: who is there, who may come in, what was counted.
final class TerminalHall: Sendable {
    /// A terminal that knocked and is not known, for whoever may add it.
    struct Stranger: Sendable, Hashable {
        var phone: String
        var plate: String
        var maker: String
        var model: String
        var knocked: Int
        var lastAt: Timestamp
    }

    /// A terminal's line to this process.
    private struct Here: Sendable {
        var line: any TerminalLine
        var since: Timestamp
    }

    private static let strangersMax: Int = 1_000

    let settings: TerminalSettings
    let counters: TerminalCounters
    let watch: FrameWatch
    let clock: CityClock
    let intake: PositionIntake
    let rules: PositionRules
    private let devices: DeviceService
    let safety: SafetyDesk
    private let commands: CommandService
    private let database: any SQLDatabase
    private let ports: TerminalPorts
    private let logger: Logger
    /// Bound and ready.
    let attachmentsPort: Mutex<Int?> = Mutex(nil)
    let attachmentLines: Atomic<Int> = Atomic(0)
    private let register: LineRegister
    private let lines: Mutex<[DeviceSerial: Here]> = Mutex([:])
    private let strangers: Mutex<[String: Stranger]> = Mutex([:])

    init(
        _ settings: TerminalSettings,
        sensing: SensingModule,
        commands: CommandService,
        safety: SafetyDesk,
        database: any SQLDatabase,
        clock: CityClock,
        ids: IDSource,
        ports: TerminalPorts
    ) {
        self.settings = settings
        self.database = database
        self.clock = clock
        self.ports = ports
        self.commands = commands
        self.safety = safety
        intake = sensing.intake
        rules = sensing.rules
        devices = sensing.devices
        counters = TerminalCounters()
        watch = FrameWatch(clock: clock)
        register = LineRegister(gateway: ids.make(clock.now()), database: database, at: clock.now())
        logger = Logger(label: "terminals")
    }

    // MARK: Who may come in

    /// The device of a phone number, when it is known and not disabled.
    func device(_ phone: TerminalPhone) -> Device? {
        devices.devices.find(.jt808, phone.number).flatMap { $0.state == .active ? $0 : nil }
    }

    func isRight(_ code: String, _ device: Device) -> Bool {
        device.authDigest == SHA256Digest(of: code).hex
    }

    /// Gives a terminal its code. When that cannot be kept it hears nothing, and asks again.
    func register(
        _ device: Device,
        _ registration: Registration,
        done: @escaping @Sendable (_ code: String) -> Void
    ) {
        Task {
            do {
                let code: String = Hex.encode(try SecureRandom.bytes(8))
                let digest: String = SHA256Digest(of: code).hex
                let (devices, now) = (devices, clock.now())
                try await database.write { db in
                    try devices.register(
                        device,
                        maker: registration.maker,
                        model: registration.model,
                        authDigest: digest,
                        at: now,
                        in: db
                    )
                }
                done(code)
            } catch {
                logger.error("a terminal could not be registered", metadata: ["error": "\(error)"])
            }
        }
    }

    /// It has signed off: its code holds no more.
    func forgetCode(of device: Device) {
        Task {
            let (devices, now) = (devices, clock.now())
            try? await database.write { db in try devices.forgetCode(of: device, at: now, in: db) }
        }
    }

    func stranger(_ phone: TerminalPhone, _ registration: Registration?) {
        counters.add(.strangers)
        let now: Timestamp = clock.now()
        strangers.withLock { strangers in
            if strangers[phone.number] == nil, strangers.count >= Self.strangersMax,
                let oldest = strangers.values.min(by: { $0.lastAt < $1.lastAt })
            {
                strangers[oldest.phone] = nil
            }
            var stranger: Stranger =
                strangers[phone.number]
                ?? Stranger(phone: phone.number, plate: "", maker: "", model: "", knocked: 0, lastAt: now)
            stranger.knocked += 1
            stranger.lastAt = now
            if let registration {
                stranger.plate = registration.plate
                stranger.maker = registration.maker
                stranger.model = registration.model
            }
            strangers[phone.number] = stranger
        }
    }

    /// Those that are still unknown, the latest first.
    var unknown: [Stranger] {
        strangers.withLock { strangers in
            for phone in strangers.keys where devices.devices.find(.jt808, phone) != nil { strangers[phone] = nil }
            return strangers.values.sorted { $0.lastAt > $1.lastAt }
        }
    }

    // MARK: Who is there

    /// A terminal has one line: the newest.
    func enter(_ device: DeviceSerial, _ line: any TerminalLine) {
        let now: Timestamp = clock.now()
        let before: (any TerminalLine)? = lines.withLock { lines in
            let before: (any TerminalLine)? = lines[device]?.line
            lines[device] = Here(line: line, since: now)
            return before
        }
        register.enter(device, at: now)
        if let before, before.number != line.number {
            counters.add(.takeovers)
            before.close()
        }
    }

    /// Ends the lines of terminals that have come in at another gateway since.
    func yieldToOthers() async throws {
        for (device, at) in try await register.exchange(at: clock.now()) {
            let old: (any TerminalLine)? = lines.withLock { lines in
                lines[device].flatMap { $0.since < at ? $0.line : nil }
            }
            guard let old else { continue }
            counters.add(.takeovers)
            leave(device, old)
            old.close()
        }
    }

    func leave(_ device: DeviceSerial, _ line: any TerminalLine) {
        lines.withLock { lines in
            if lines[device]?.line.number == line.number { lines[device] = nil }
        }
    }

    var connected: Int { lines.withLock { $0.count } }

    /// Ends the lines of devices that may not come in any more.
    func closeUnwelcome() {
        let here: [DeviceSerial: Here] = lines.withLock { $0 }
        for (serial, each) in here where devices.devices.find(serial)?.state != .active { each.line.close() }
    }

    // MARK: Alarms of active safety

    /// Keeps what a message tells; false when that cannot be done now.
    func keep(_ alarms: [ToldAlarm], of device: Device, _ dialect: Dialect) async -> Bool {
        do {
            let wantsFiles: Bool = attachmentsPort.withLock { $0 } != nil
            try await safety.keep(alarms, of: device, dialect, wantsFiles: wantsFiles)
            counters.add(.safetyAlarms, alarms.count)
            return true
        } catch {
            logger.error("alarms could not be kept", metadata: ["error": "\(error)"])
            return false
        }
    }

    // MARK: Commands and media

    /// Sends what waits for those that are here.
    func sendWaiting() async throws {
        let here: [DeviceSerial: Here] = lines.withLock { $0 }
        if here.isEmpty { return }
        for command in try await commands.due(at: clock.now()) {
            guard let line = here[command.device]?.line else { continue }
            try await send(command, by: line)
        }
    }

    /// It has just come in, and may have been waited for.
    func sendWaiting(_ device: Device) {
        Task {
            guard let line = lines.withLock({ $0[device.serial]?.line }) else { return }
            for command in try await commands.due(at: clock.now(), for: device.serial) {
                try await send(command, by: line)
            }
        }
    }

    private func send(_ command: TerminalCommand, by line: any TerminalLine) async throws {
        guard try await commands.begin(command, at: clock.now()) else { return }
        let door: AttachmentDoor? = attachmentDoor(by: line)
        line.onLoop { session in
            if let message = command.order.message(attachments: door) { session.send(command.id, message) }
        }
    }

    /// Where the terminal of a line may send files to.
    private func attachmentDoor(by line: any TerminalLine) -> AttachmentDoor? {
        guard let port = attachmentsPort.withLock({ $0 }), let host = settings.attachmentsHost ?? line.localHost else {
            return nil
        }
        return AttachmentDoor(host: host, port: port)
    }

    func answered(_ command: TerminalCommandID, _ result: AnswerResult, _ answer: [TerminalParameter]? = nil) {
        Task {
            do {
                try await commands.answered(command, result == .done ? .done : .refused, answer, at: clock.now())
            } catch {
                logger.error("a command's answer could not be kept", metadata: ["error": "\(error)"])
            }
        }
    }

    func keep(_ media: MediaData, of device: Device, done: @escaping @Sendable (_ isKept: Bool) -> Void) {
        let bytes: [UInt8] = Array(media.data.readableBytesView)
        Task {
            do {
                let id: String = try await ports.keepFile(bytes, device).media
                let photo: TerminalPhoto = TerminalPhoto(media: id, device: device, channel: Int(media.channel))
                try await commands.keepPhoto(photo, at: clock.now(), taken: ports.photoTaken)
                counters.add(.media)
                done(true)
            } catch let error as CityError where error.isTheSenders {
                counters.add(.brokenMedia)
                done(true)
            } catch {
                logger.error("a photo could not be kept", metadata: ["error": "\(error)"])
                done(false)
            }
        }
    }
}
