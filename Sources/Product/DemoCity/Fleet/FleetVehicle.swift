import CityCore
import CityGeo
import JT808
import NIOCore

/// What is done wrong on purpose, each as a share of the messages.
package struct FleetFaults: Sendable {
    /// The line is cut without waiting for answers.
    package var drops: Double = 0
    /// The same frame again.
    package var repeats: Double = 0
    /// A frame waits until the next one has gone.
    package var reorders: Double = 0
    /// A frame whose checksum is wrong goes first.
    package var bad: Double = 0
    /// A part of a picture is left out until it is asked for.
    package var lostParts: Double = 0
    /// No fault: the driver is on the phone, and the terminal tells it with two pictures and a clip.
    package var alarms: Double = 0

    package init() {}
}

/// One terminal over TCP: registers, shows its code, tells where it is, and sends again what was not answered. It
/// belongs to one event loop.
final class FleetVehicle: ChannelInboundHandler {
    typealias InboundIn = Received

    private static let againAfter: TimeAmount = .seconds(10)

    let phone: TerminalPhone
    private let tally: FleetTally
    private let faults: FleetFaults
    private var random: DemoRandom
    private var drive: SimulatedDrive
    private var sequence: UInt16 = 0
    private var code: String?
    private var channel: (any Channel)?
    private var isIn: Bool = false
    /// Frames without an answer, oldest first.
    private var unanswered: [(sequence: UInt16, bytes: ByteBuffer, sentAt: NIODeadline)] = []
    private var heldBack: ByteBuffer?
    /// Of the picture that is under way.
    private var parts: [Frame] = []
    private var lastSecond: Int64 = 0
    /// The city does not know it: it tells nothing more.
    private var isTurnedAway: Bool = false

    init(_ phone: TerminalPhone, _ drive: SimulatedDrive, _ faults: FleetFaults, _ tally: FleetTally, seed: UInt64) {
        self.phone = phone
        self.drive = drive
        self.faults = faults
        self.tally = tally
        random = DemoRandom(seed: seed)
    }

    var isConnected: Bool { channel != nil }
    var unansweredCount: Int { unanswered.count }

    // MARK: The line

    func channelActive(context: ChannelHandlerContext) {
        channel = context.channel
        isIn = false
        if let code { authenticate(code) } else { register() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if channel === context.channel {
            channel = nil
            isIn = false
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .frame(let frame) = unwrapInboundIn(data) else { return }
        switch frame.header.id {
        case .registrationAnswer: registered(try? frame.message(RegistrationAnswer.self))
        case .platformAnswer:
            if let answer = try? frame.message(PlatformAnswer.self) { answered(answer) }
        default: obey(frame)
        }
    }

    private func register() {
        var registration: Registration = Registration()
        (registration.province, registration.city) = (42, 302)
        (registration.maker, registration.model) = ("DEMO", "SIM-1")
        registration.terminalID = String(phone.number.suffix(7))
        registration.plateColour = .yellow
        registration.plate = "鄂C\(phone.number.suffix(5))"
        send(registration)
    }

    private func registered(_ answer: RegistrationAnswer?) {
        guard let answer, answer.result == .done else {
            tally.add(\.turnedAway)
            isTurnedAway = true
            unanswered = []
            return
        }
        code = answer.code
        authenticate(answer.code)
    }

    private func authenticate(_ code: String) {
        var shown: Authentication = Authentication()
        shown.code = code
        send(shown)
    }

    private func answered(_ answer: PlatformAnswer) {
        if answer.answeredID == Authentication.id.rawValue {
            isIn = answer.result == .done
            if isIn { sendAgain() } else { code = nil }
            if !isIn { channel?.close(promise: nil) }
            return
        }
        guard let index = unanswered.firstIndex(where: { $0.sequence == answer.answered }) else { return }
        guard answer.result == .done else { return }
        unanswered.remove(at: index)
        tally.add(\.answered)
    }

    /// What the city orders is done at once.
    private func obey(_ frame: Frame) {
        switch frame.header.id {
        case .resendRequest:
            if let request = try? frame.message(ResendRequest.self) { sendParts(request) }
            return
        case .mediaAnswer:
            parts = []
            return tally.add(\.pictures)
        case .queryAllParameters: return tellParameters(Self.parameters.map(\.id), frame)
        case .queryParameters:
            return tellParameters((try? frame.message(QueryParameters.self))?.parameterIDs ?? [], frame)
        case .uploadAttachments:
            if let order = try? frame.message(UploadAttachments.self), let loop = channel?.eventLoop {
                FleetAttachments.send(order, of: phone, faults, tally, on: loop, seed: UInt64(sequence))
            }
        default: break
        }
        var answer: TerminalAnswer = TerminalAnswer()
        (answer.answered, answer.answeredID) = (frame.header.sequence, frame.header.id.rawValue)
        tally.add(\.orders)
        if frame.header.id == .camera, let order = try? frame.message(CameraCommand.self) {
            send(answer)
            return takePicture(order)
        }
        guard frame.header.id == .queryLocation else { return send(answer) }
        var located: LocationAnswer = LocationAnswer()
        (located.answered, located.location) = (frame.header.sequence, location())
        send(located)
    }

    /// What a terminal of the simulator is set to: heartbeats, the interval, the speed limit, the plate.
    private static let parameters: [Parameter] = [
        Parameter(id: 0x0001, .number(60)), Parameter(id: 0x0029, .number(10)), Parameter(id: 0x0055, .number(80)),
        Parameter(id: 0x0083, .text("鄂C")),
    ].compactMap { $0 }

    private func tellParameters(_ ids: [UInt32], _ frame: Frame) {
        var answer: ParameterAnswer = ParameterAnswer()
        answer.answered = frame.header.sequence
        answer.parameters = Self.parameters.filter { ids.contains($0.id) }
        tally.add(\.orders)
        send(answer)
    }

    // MARK: Pictures

    /// A drawn street, in sub-packets.
    private func takePicture(_ order: CameraCommand) {
        guard let jpeg = try? DemoPhotos.jpeg(UInt64(sequence)) else { return }
        var media: MediaData = MediaData()
        (media.mediaID, media.channel) = (UInt32(sequence), order.channel)
        media.data = ByteBuffer(bytes: jpeg)
        guard let whole = try? media.frame(phone: phone, sequence: sequence), let split = whole.split() else { return }
        sequence &+= UInt16(split.count)
        parts = split
        for part in split where !chance(faults.lostParts) { write(part) }
        channel?.flush()
    }

    private func sendParts(_ request: ResendRequest) {
        for part in parts {
            if let index = part.header.subpacket?.index, request.missing.contains(index) { write(part) }
        }
        channel?.flush()
    }

    private func write(_ frame: Frame) {
        var buffer: ByteBuffer = ByteBuffer()
        frame.write(into: &buffer)
        channel?.write(buffer, promise: nil)
    }

    // MARK: Telling

    /// Goes on for so long and tells where it is now.
    func tell(after seconds: Double) {
        if isTurnedAway { return }
        drive.go(seconds)
        let number: UInt16 = sequence
        guard let bytes = frame(location()) else { return }
        tally.add(\.positions)
        unanswered.append((number, bytes, .now()))
        guard isIn, channel != nil else { return }
        transmit(bytes)
    }

    private func transmit(_ bytes: ByteBuffer) {
        if chance(faults.drops) {
            tally.add(\.drops)
            channel?.close(promise: nil)
            return
        }
        if chance(faults.bad), let broken = broken(bytes) {
            tally.add(\.bad)
            channel?.write(broken, promise: nil)
        }
        if heldBack == nil, chance(faults.reorders) {
            tally.add(\.reorders)
            heldBack = bytes
            return
        }
        channel?.write(bytes, promise: nil)
        if chance(faults.repeats) {
            tally.add(\.repeats)
            channel?.write(bytes, promise: nil)
        }
        if let late = heldBack {
            channel?.write(late, promise: nil)
            heldBack = nil
        }
        channel?.flush()
    }

    /// All that has no answer, as after a lost line.
    private func sendAgain() {
        heldBack = nil
        for index in unanswered.indices {
            unanswered[index].sentAt = .now()
            channel?.write(unanswered[index].bytes, promise: nil)
        }
        channel?.flush()
    }

    /// When the oldest has waited too long.
    func sendAgainIfQuiet() {
        guard isIn, let oldest = unanswered.first, oldest.sentAt + Self.againAfter < .now() else { return }
        sendAgain()
    }

    func close() {
        channel?.close(promise: nil)
    }

    private func location() -> Location {
        var location: Location = Location()
        location.status = drive.speedKPH > 0 ? [.accOn, .located] : [.located]
        location.latitudeE6 = UInt32((drive.place.lat * 1e6).rounded())
        location.longitudeE6 = UInt32((drive.place.lng * 1e6).rounded())
        location.speedE1 = UInt16(drive.speedKPH * 10)
        location.direction = UInt16(drive.direction) % 360
        location.altitudeM = 230
        // A terminal's clock knows seconds; no two positions of one terminal are the same.
        let second: Int64 = max(lastSecond + 1, CityClock.system.now().milliseconds / 1000)
        lastSecond = second
        location.time = BCDTime(Timestamp(milliseconds: second * 1000))
        let mileage: ByteBuffer = ByteBuffer(integer: UInt32(drive.drivenM / 100) + 10_000)
        var items: [AdditionalItem] = [AdditionalItem(id: 0x01, value: mileage)]
        if chance(faults.alarms), let alarm = onThePhone(location) { items.append(alarm) }
        location.items = (try? AdditionalItems(items)) ?? AdditionalItems()
        return location
    }

    private func onThePhone(_ location: Location) -> AdditionalItem? {
        var alarm: DriverStateAlarm = DriverStateAlarm()
        (alarm.alarmID, alarm.kind, alarm.level) = (UInt32(sequence), 2, 2)
        (alarm.scene.latitudeE6, alarm.scene.longitudeE6) = (location.latitudeE6, location.longitudeE6)
        (alarm.scene.time, alarm.scene.speedKPH) = (location.time, UInt8(min(drive.speedKPH, 255)))
        (alarm.mark.terminalID, alarm.mark.time, alarm.mark.attachments) = ("SIM0001", location.time, 3)
        tally.add(\.alarms)
        return (try? Parameter(id: 0, record: alarm)).map { AdditionalItem(id: 0x65, value: $0.value) }
    }

    private func send(_ message: some MessageBody) {
        guard let bytes = frame(message) else { return }
        channel?.writeAndFlush(bytes, promise: nil)
    }

    private func frame(_ message: some MessageBody) -> ByteBuffer? {
        guard let frame = try? message.frame(phone: phone, sequence: sequence) else { return nil }
        sequence &+= 1
        var buffer: ByteBuffer = ByteBuffer()
        frame.write(into: &buffer)
        return buffer
    }

    private func broken(_ bytes: ByteBuffer) -> ByteBuffer? {
        var broken: ByteBuffer = bytes
        guard let byte: UInt8 = broken.getInteger(at: broken.readerIndex + 16) else { return nil }
        broken.setInteger(byte ^ 1, at: broken.readerIndex + 16)
        return broken
    }

    private func chance(_ share: Double) -> Bool {
        share > 0 && Double.random(in: 0..<1, using: &random) < share
    }
}
