import CityCore
import CitySensing
import JT808
import NIOCore
import NIOPosix
import Synchronization

/// The other connection of a terminal, by which it sends the pictures and clips of an alarm: which alarm (0x1210), then
/// for each file its name and size (0x1211), its pieces, and its end (0x1212), which is answered with what is missing.
///
/// One thing is done after the other; nothing is read from the line meanwhile.
final class AttachmentConnection: ChannelInboundHandler {
    typealias InboundIn = AttachmentReceived

    private let hall: TerminalHall
    private var waiting: CircularBuffer<AttachmentReceived> = CircularBuffer()
    private var isBusy: Bool = false
    private var alarm: SafetyAlarm?
    private var files: [String: IncomingFile] = [:]
    private var sequence: UInt16 = 0

    init(_ hall: TerminalHall) {
        self.hall = hall
    }

    func channelActive(context: ChannelHandlerContext) {
        let lines: Int = hall.attachmentLines.add(1, ordering: .relaxed).newValue
        if lines > hall.settings.attachmentLinesMax {
            hall.counters.add(.heldBack)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        hall.attachmentLines.subtract(1, ordering: .relaxed)
        (files, waiting) = ([:], [])
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        waiting.append(unwrapInboundIn(data))
        goOn(context)
    }

    private func goOn(_ context: ChannelHandlerContext) {
        while !isBusy, let next = waiting.popFirst() {
            switch next {
            case .refused: hall.counters.add(.brokenFrames)
            case .chunk(let chunk): take(chunk, context)
            case .frame(let frame):
                hall.counters.add(.frames)
                do throws(BodyTrouble) { try take(frame, context) } catch {
                    hall.counters.add(.brokenBodies)
                    answer(frame, .badMessage, context)
                }
            }
        }
    }

    private func take(_ frame: Frame, _ context: ChannelHandlerContext) throws(BodyTrouble) {
        switch frame.header.id {
        case .attachmentList: announce(try frame.message(AttachmentList.self), frame, context)
        case _ where alarm == nil:
            hall.counters.add(.unauthenticated)
            answer(frame, .failed, context)
        case .attachmentBegin: begin(try frame.message(AttachmentBegin.self), frame, context)
        case .attachmentEnd: end(try frame.message(AttachmentEnd.self), frame, context)
        default: answer(frame, .notSupported, context)
        }
    }

    // MARK: Which alarm

    private func announce(_ list: AttachmentList, _ frame: Frame, _ context: ChannelHandlerContext) {
        let (safety, number, phone) = (hall.safety, list.alarmNumber, frame.header.phone)
        whenDone(context) {
            try await safety.alarm(number: number, from: phone)
        } then: { handler, found in
            guard let found else {
                // Whoever shows a number that is none of ours, or another terminal's, has nothing to send here.
                handler.hall.counters.add(.strangers)
                handler.answer(frame, .failed, context)
                return context.close(promise: nil)
            }
            handler.alarm = found
            handler.answer(frame, .done, context)
        }
    }

    // MARK: Files

    private func begin(_ begin: AttachmentBegin, _ frame: Frame, _ context: ChannelHandlerContext) {
        let others: Int = files.reduce(0) { $0 + ($1.key == begin.name ? 0 : Int($1.value.progress.size)) }
        let most: Int = hall.settings.attachmentBytesMax
        guard begin.size <= most, others + Int(begin.size) <= most * 2,
            files[begin.name] != nil || files.count < Self.filesMax
        else {
            hall.counters.add(.brokenMedia)
            return answer(frame, .failed, context)
        }
        // The same file begun again goes on where it stopped.
        if files[begin.name]?.progress.size != begin.size { files[begin.name] = IncomingFile(size: begin.size) }
        answer(frame, .done, context)
    }

    private func take(_ chunk: AttachmentChunk, _ context: ChannelHandlerContext) {
        guard files[chunk.name]?.receive(chunk) ?? false else { return hall.counters.add(.refusedParts) }
    }

    private func end(_ end: AttachmentEnd, _ frame: Frame, _ context: ChannelHandlerContext) {
        guard let alarm, let file = files[end.name] else { return answer(frame, .failed, context) }
        let answer: AttachmentAnswer = file.progress.answer(to: end)
        guard answer.result == 0 else {
            hall.counters.add(.askedParts)
            return send(answer, to: frame.header.phone, context)
        }
        let (safety, bytes, name) = (hall.safety, file.bytes, end.name)
        whenDone(context) {
            try await safety.keep(bytes, name, of: alarm)
        } then: { handler, isKept in
            handler.files[name] = nil
            handler.hall.counters.add(isKept ? .media : .brokenMedia)
            handler.send(answer, to: frame.header.phone, context)
        }
    }

    // MARK: One thing after the other

    /// What cannot be done now ends the line without an answer: the terminal comes again.
    private func whenDone<Value: Sendable>(
        _ context: ChannelHandlerContext,
        _ work: @escaping @Sendable () async throws -> Value,
        then next: @escaping (AttachmentConnection, Value) -> Void
    ) {
        isBusy = true
        context.channel.setOption(.autoRead, value: false).whenComplete { _ in }
        let done: EventLoopFuture<Value> = context.eventLoop.makeFutureWithTask(work)
        done.assumeIsolated().whenComplete { result in
            self.isBusy = false
            guard context.channel.isActive else { return }
            switch result {
            case .success(let value):
                next(self, value)
                context.channel.setOption(.autoRead, value: true).whenComplete { _ in }
                self.goOn(context)
            case .failure: context.close(promise: nil)
            }
        }
    }

    // MARK: Sending

    private func answer(_ frame: Frame, _ result: AnswerResult, _ context: ChannelHandlerContext) {
        var answer: PlatformAnswer = PlatformAnswer()
        (answer.answered, answer.answeredID) = (frame.header.sequence, frame.header.id.rawValue)
        answer.result = result
        send(answer, to: frame.header.phone, context)
    }

    private func send(_ message: any MessageBody, to phone: TerminalPhone, _ context: ChannelHandlerContext) {
        guard let frames = try? message.frame(phone: phone, sequence: sequence).split() else { return }
        sequence &+= UInt16(truncatingIfNeeded: frames.count)
        var buffer: ByteBuffer = ByteBuffer()
        for frame in frames { frame.write(into: &buffer) }
        context.channel.writeAndFlush(buffer, promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private static let filesMax: Int = 32
}
