import CityCore
import CitySensing
import JT808
import NIOCore

/// Terminals that send datagrams: a session for each address, for as long as it says something.
final class TerminalDatagrams: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private static let sessionsMax: Int = 50_000

    private struct Peer {
        let session: TerminalSession
        let line: DatagramLine
        var heardAt: NIODeadline
    }

    private let hall: TerminalHall
    private var peers: [SocketAddress: Peer] = [:]

    init(_ hall: TerminalHall) {
        self.hall = hall
    }

    func channelActive(context: ChannelHandlerContext) {
        let quiet: TimeAmount = .seconds(Int64(hall.settings.idleSeconds))
        let sweep: NIOLoopBound<TerminalDatagrams> = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleRepeatedTask(initialDelay: .seconds(30), delay: .seconds(30)) { _ in
            sweep.value.drop(quietSince: .now() - quiet)
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope: AddressedEnvelope<ByteBuffer> = unwrapInboundIn(data)
        // Nobody can be told to wait: what is not answered is sent again.
        if hall.intake.isTight { return hall.counters.add(.heldBack) }
        // One whose terminal speaks from elsewhere now begins anew, with its code.
        if let known = peers[envelope.remoteAddress], known.line.isEnded { peers[envelope.remoteAddress] = nil }
        guard var peer = peers[envelope.remoteAddress] ?? newPeer(envelope.remoteAddress, context) else {
            return hall.counters.add(.heldBack)
        }
        peer.heardAt = .now()
        peers[envelope.remoteAddress] = peer
        for received in FrameDecoder.datagram(envelope.data) { peer.session.receive(received) }
    }

    private func newPeer(_ address: SocketAddress, _ context: ChannelHandlerContext) -> Peer? {
        if peers.count >= Self.sessionsMax { return nil }
        let box: NIOLoopBoundBox<TerminalSession?> = NIOLoopBoundBox(nil, eventLoop: context.eventLoop)
        let line: DatagramLine = DatagramLine(context.channel, address, box)
        let session: TerminalSession = TerminalSession(hall, line)
        box.value = session
        return Peer(session: session, line: line, heardAt: .now())
    }

    private func drop(quietSince time: NIODeadline) {
        for (address, peer) in peers where peer.heardAt < time || peer.line.isEnded {
            peer.session.end()
            peer.line.end()
            peers[address] = nil
        }
    }
}

struct DatagramLine: TerminalLine {
    let number: Int = ConnectionLine.nextNumber()
    private let channel: any Channel
    private let address: SocketAddress
    private let session: NIOLoopBoundBox<TerminalSession?>

    init(_ channel: any Channel, _ address: SocketAddress, _ session: NIOLoopBoundBox<TerminalSession?>) {
        self.channel = channel
        self.address = address
        self.session = session
    }

    /// A socket for datagrams is bound to all addresses: by which of them one came is not told.
    var localHost: String? { nil }

    var isEnded: Bool { session.value == nil }

    func write(_ buffer: ByteBuffer) {
        channel.writeAndFlush(AddressedEnvelope(remoteAddress: address, data: buffer), promise: nil)
    }

    func onLoop(_ body: @escaping @Sendable (TerminalSession) -> Void) {
        channel.eventLoop.execute { if let session = session.value { body(session) } }
    }

    func afterASecond(_ body: @escaping @Sendable (TerminalSession) -> Void) {
        channel.eventLoop.scheduleTask(in: .seconds(1)) { if let session = session.value { body(session) } }
    }

    func hasRoom() {}

    func end() {
        session.value = nil
    }

    /// Another address speaks for the terminal now.
    func close() {
        channel.eventLoop.execute { session.value = nil }
    }
}
