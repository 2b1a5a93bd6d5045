import CityCore
import CitySensing
import JT808
import NIOCore

/// What a line of a terminal does with one frame after the other, whatever carries them. It belongs to one event loop.
///
/// A terminal registers and is given a code, shows the code, and then tells. Positions are answered when they are on
/// the disk. What is wrong with a message is answered and counted and concerns that message only.
final class TerminalSession {
    private let hall: TerminalHall
    private let line: any TerminalLine
    private var device: Device?
    private var phone: TerminalPhone?
    private var dialect: Dialect = .standard
    private var assembler: SubpacketAssembler = SubpacketAssembler()
    private var sequence: UInt16 = 0
    private var heardAt: Timestamp?
    private var pending: [UInt16: TerminalCommandID] = [:]
    private(set) var waiting: Int = 0
    private var isTicking: Bool = false

    init(_ hall: TerminalHall, _ line: any TerminalLine) {
        self.hall = hall
        self.line = line
    }

    func receive(_ received: Received) {
        switch received {
        case .refused:
            hall.counters.add(.brokenFrames)
            if let device { hall.watch.note(device.serial, .refused, received) }
        case .frame(let frame):
            hall.counters.add(.frames)
            receive(frame)
        }
    }

    private func receive(_ frame: Frame) {
        if let known = phone, known.number != frame.header.phone.number {
            // One line, one terminal: whoever speaks for another is not believed.
            hall.counters.add(.strangers)
            return answer(frame, .failed)
        }
        if let device { hall.watch.note(device.serial, .up, .frame(frame)) }
        switch assembler.receive(frame, at: hall.clock.now()) {
        case .whole(let whole): take(whole)
        case .waiting:
            answer(frame, .done)
            tickSoon()
        case .repeated:
            hall.counters.add(.repeatedParts)
            answer(frame, .done)
        case .refused: hall.counters.add(.refusedParts)
        }
    }

    private func take(_ frame: Frame) {
        do throws(BodyTrouble) {
            switch frame.header.id {
            case .registration: try register(frame)
            case .authentication: try authenticate(frame)
            case .serverTimeQuery: tellTime(frame)
            case _ where device == nil:
                hall.counters.add(.unauthenticated)
                answer(frame, .failed)
            default: try takeKnown(frame)
            }
        } catch {
            hall.counters.add(.brokenBodies)
            answer(frame, .badMessage)
        }
    }

    private func takeKnown(_ frame: Frame) throws(BodyTrouble) {
        guard let device else { return }
        switch frame.header.id {
        case .heartbeat:
            heard(device, at: hall.clock.now())
            answer(frame, .done)
        case .location: store([try frame.location()], device, answering: frame)
        case .locationBatch:
            let batch: LocationBatch = try frame.message(LocationBatch.self, dialect: dialect)
            store(batch.entries.map(\.location), device, isKeptBack: batch.kind == .blindZone, answering: frame)
        case .locationAnswer:
            let located: LocationAnswer = try frame.message(LocationAnswer.self, dialect: dialect)
            answered(located.answered, .done)
            store([located.location], device, answering: nil)
        case .vehicleControlAnswer:
            let controlled: VehicleControlAnswer = try frame.message(VehicleControlAnswer.self, dialect: dialect)
            answered(controlled.answered, .done)
            store([controlled.location], device, answering: nil)
        case .terminalAnswer:
            let general: TerminalAnswer = try frame.message(TerminalAnswer.self, dialect: dialect)
            answered(general.answered, general.result)
        case .mediaData: keep(try frame.message(MediaData.self, dialect: dialect), device, frame)
        case .unregister:
            hall.forgetCode(of: device)
            answer(frame, .done)
        default: try takeOther(frame)
        }
    }

    /// What is carried and not worked on: read, so that a broken body is told, and answered.
    private func takeOther(_ frame: Frame) throws(BodyTrouble) {
        guard let read = try frame.message(dialect: dialect) else {
            hall.counters.add(.unknownMessages)
            return answer(frame, .notSupported)
        }
        switch read.message {
        case let camera as CameraAnswer: answered(camera.answered, camera.result == 0 ? .done : .failed)
        case let told as ParameterAnswer:
            answered(told.answered, .done, told.parameters.map(TerminalParameter.init))
        default: answer(frame, .done)
        }
    }

    // MARK: Letting in

    private func register(_ frame: Frame) throws(BodyTrouble) {
        let registration: Registration = try frame.message(Registration.self, dialect: dialect)
        var answer: RegistrationAnswer = RegistrationAnswer()
        answer.answered = frame.header.sequence
        guard let known = hall.device(frame.header.phone) else {
            hall.stranger(frame.header.phone, registration)
            answer.result = .noSuchTerminal
            return send(answer, to: frame.header.phone)
        }
        let (line, phone, done) = (line, frame.header.phone, answer)
        hall.register(known, registration) { code in
            var answer: RegistrationAnswer = done
            answer.code = code
            let told: RegistrationAnswer = answer
            line.onLoop { $0.send(told, to: phone) }
        }
    }

    private func authenticate(_ frame: Frame) throws(BodyTrouble) {
        let shown: Authentication = try frame.message(Authentication.self, dialect: dialect)
        guard let known = hall.device(frame.header.phone) else {
            hall.stranger(frame.header.phone, nil)
            return answer(frame, .failed)
        }
        guard hall.isRight(shown.code, known) else {
            hall.counters.add(.wrongCodes)
            return answer(frame, .failed)
        }
        device = known
        phone = frame.header.phone
        dialect = hall.settings.dialects.dialect(maker: known.maker, model: known.model)
        assembler = SubpacketAssembler(dialect: dialect)
        hall.enter(known.serial, line)
        answer(frame, .done)
        heard(known, at: hall.clock.now())
        hall.sendWaiting(known)
    }

    private func tellTime(_ frame: Frame) {
        var time: ServerTime = ServerTime()
        time.time = BCDTime(hall.clock.now(), offsetMinutes: 0)
        send(time, to: frame.header.phone)
    }

    // MARK: What it tells

    private func store(
        _ locations: [Location],
        _ device: Device,
        isKeptBack: Bool = false,
        answering frame: Frame?
    ) {
        let now: Timestamp = hall.clock.now()
        var sightings: [Sighting] = []
        sightings.reserveCapacity(locations.count)
        var alarms: [ToldAlarm] = []
        for location in locations {
            let told: [ToldAlarm] = ToldAlarm.all(of: location, dialect)
            alarms += told
            guard let position = Position(location, dialect, isKeptBack: isKeptBack, told),
                hall.rules.refusal(of: position, at: now) == nil
            else {
                hall.counters.add(.refusedPositions)
                continue
            }
            sightings.append(Sighting(device.serial, position))
        }
        heardAt = now
        if alarms.isEmpty { return submit(sightings, answering: frame) }
        keep(alarms, device, sightings, answering: frame)
    }

    /// The positions come to the disk after the alarms: what is answered is both.
    private func keep(_ alarms: [ToldAlarm], _ device: Device, _ sightings: [Sighting], answering frame: Frame?) {
        waiting += 1
        let (hall, line, dialect, told) = (hall, line, dialect, sightings)
        let answered: Frame? = frame
        Task {
            let isKept: Bool = await hall.keep(alarms, of: device, dialect)
            line.onLoop { session in
                session.waiting -= 1
                // Without an answer the terminal sends it again.
                if isKept { session.submit(told, answering: answered) } else { line.hasRoom() }
            }
        }
    }

    private func submit(_ sightings: [Sighting], answering frame: Frame?) {
        waiting += 1
        let (hall, line, count) = (hall, line, sightings.count)
        let header: FrameHeader? = frame?.header
        hall.intake.submit(sightings) { error in
            line.onLoop { session in
                session.waiting -= 1
                // Without an answer the terminal sends it again, to this process or to another.
                if error == nil {
                    hall.counters.add(.positions, count)
                    if let header { session.answer(header, .done) }
                }
                line.hasRoom()
            }
        }
    }

    /// It is there, which the city is to know though it tells no place.
    private func heard(_ device: Device, at now: Timestamp) {
        if let heardAt, now - heardAt < .seconds(hall.settings.heardEverySeconds) { return }
        heardAt = now
        var sign: Position = Position(at: now, lngE6: 0, latE6: 0)
        sign.status = .signOfLife
        submit([Sighting(device.serial, sign)], answering: nil)
    }

    private func keep(_ media: MediaData, _ device: Device, _ frame: Frame) {
        let (line, phone, id) = (line, frame.header.phone, media.mediaID)
        hall.keep(media, of: device) { isKept in
            // What is no picture is answered too, or it would come for ever.
            guard isKept else { return }
            var answer: MediaAnswer = MediaAnswer()
            answer.mediaID = id
            let told: MediaAnswer = answer
            line.onLoop { $0.send(told, to: phone) }
        }
    }

    // MARK: Commands

    func send(_ command: TerminalCommandID, _ message: any MessageBody) {
        guard let phone else { return }
        pending[sequence] = command
        if pending.count > 100, let oldest = pending.keys.min() { pending[oldest] = nil }
        send(message, to: phone)
        hall.counters.add(.commandsSent)
    }

    private func answered(_ sequence: UInt16, _ result: AnswerResult, _ answer: [TerminalParameter]? = nil) {
        guard let command = pending.removeValue(forKey: sequence) else { return }
        hall.counters.add(.commandsAnswered)
        hall.answered(command, result, answer)
    }

    // MARK: Sending

    private func answer(_ frame: Frame, _ result: AnswerResult) {
        answer(frame.header, result)
    }

    private func answer(_ header: FrameHeader, _ result: AnswerResult) {
        var answer: PlatformAnswer = PlatformAnswer()
        answer.answered = header.sequence
        answer.answeredID = header.id.rawValue
        answer.result = result
        send(answer, to: header.phone)
    }

    private func send(_ message: any MessageBody, to phone: TerminalPhone) {
        guard let frame = try? message.frame(phone: phone, sequence: sequence, dialect: dialect),
            let frames = frame.split()
        else { return }
        sequence &+= UInt16(truncatingIfNeeded: frames.count)
        var buffer: ByteBuffer = ByteBuffer()
        for frame in frames { frame.write(into: &buffer) }
        if let device { for frame in frames { hall.watch.note(device.serial, .down, .frame(frame)) } }
        line.write(buffer)
    }

    // MARK: Parts that do not come

    private func tickSoon() {
        if isTicking { return }
        isTicking = true
        line.afterASecond { $0.tick() }
    }

    private func tick() {
        isTicking = false
        for action in assembler.tick(at: hall.clock.now()) {
            switch action {
            case .ask(let request):
                hall.counters.add(.askedParts)
                if let phone { send(request, to: phone) }
            case .givenUp: hall.counters.add(.givenUp)
            }
        }
        if assembler.unfinished > 0 { tickSoon() }
    }

    func end() {
        if assembler.unfinished > 0 { hall.counters.add(.givenUp, assembler.unfinished) }
        if let device { hall.leave(device.serial, line) }
    }
}
