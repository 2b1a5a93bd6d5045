import CitySensing
import JT808
import NIOCore
import Synchronization

/// A TCP connection of a terminal: bytes to frames, frames to the session, no faster than the disk takes them.
final class TerminalConnection: ChannelInboundHandler {
    typealias InboundIn = Received

    private let hall: TerminalHall
    private var line: ConnectionLine?
    private var session: TerminalSession?

    init(_ hall: TerminalHall) {
        self.hall = hall
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let box: NIOLoopBoundBox<TerminalSession?> = NIOLoopBoundBox(nil, eventLoop: context.eventLoop)
        let line: ConnectionLine = ConnectionLine(context.channel, box, hall)
        let session: TerminalSession = TerminalSession(hall, line)
        box.value = session
        (self.line, self.session) = (line, session)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        session?.receive(unwrapInboundIn(data))
        line?.lookAtRoom()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        session?.end()
        line?.end()
        (session, line) = (nil, nil)
        context.fireChannelInactive()
    }
}

/// The line of a connection. Reading rests while too many of its messages wait for the disk.
struct ConnectionLine: TerminalLine {
    private static let numbers: Atomic<Int> = Atomic(0)

    let number: Int
    private let channel: any Channel
    private let session: NIOLoopBoundBox<TerminalSession?>
    private let isResting: NIOLoopBoundBox<Bool>
    private let hall: TerminalHall

    init(_ channel: any Channel, _ session: NIOLoopBoundBox<TerminalSession?>, _ hall: TerminalHall) {
        number = Self.nextNumber()
        self.channel = channel
        self.session = session
        self.hall = hall
        isResting = NIOLoopBoundBox(false, eventLoop: channel.eventLoop)
    }

    var localHost: String? { channel.localAddress?.ipAddress }

    static func nextNumber() -> Int { numbers.add(1, ordering: .relaxed).newValue }

    func write(_ buffer: ByteBuffer) {
        channel.writeAndFlush(buffer, promise: nil)
    }

    func onLoop(_ body: @escaping @Sendable (TerminalSession) -> Void) {
        channel.eventLoop.execute { if let session = session.value { body(session) } }
    }

    func afterASecond(_ body: @escaping @Sendable (TerminalSession) -> Void) {
        channel.eventLoop.scheduleTask(in: .seconds(1)) { if let session = session.value { body(session) } }
    }

    func hasRoom() {
        guard isResting.value, let waiting = session.value?.waiting, waiting <= roomMax / 2 else { return }
        isResting.value = false
        _ = channel.setOption(.autoRead, value: true)
        channel.read()
    }

    func lookAtRoom() {
        guard !isResting.value, let waiting = session.value?.waiting, waiting > roomMax else { return }
        isResting.value = true
        _ = channel.setOption(.autoRead, value: false)
    }

    private var roomMax: Int { hall.intake.isTight ? 1 : hall.settings.waitingMax }

    func end() {
        session.value = nil
    }

    func close() {
        channel.close(promise: nil)
    }
}
