import JT808
import NIOCore
import NIOPosix

/// The second connection of a simulated terminal: sends the files of one alarm, and what is missing of them again.
final class FleetAttachments: ChannelInboundHandler {
    typealias InboundIn = Received

    private let phone: TerminalPhone
    private let order: UploadAttachments
    private let files: [(name: String, bytes: [UInt8])]
    private let lostParts: Double
    private let tally: FleetTally
    private var random: DemoRandom
    private var sequence: UInt16 = 0
    /// How many of them the city has whole.
    private var sent: Int = 0

    private init(
        _ phone: TerminalPhone,
        _ order: UploadAttachments,
        _ faults: FleetFaults,
        _ tally: FleetTally,
        seed: UInt64
    ) {
        (self.phone, self.order, self.tally) = (phone, order, tally)
        lostParts = faults.lostParts
        random = DemoRandom(seed: seed)
        // The last of several is a clip.
        let (count, number) = (Int(order.mark.attachments), order.alarmNumber)
        files = (0..<count).compactMap { index in
            if index > 0, index == count - 1 {
                return (try? DemoClip.bytes()).map { ("02_65_6502_\(index)_\(number).mp4", $0) }
            }
            return (try? DemoPhotos.jpeg(seed &+ UInt64(index))).map { ("00_65_6502_\(index)_\(number).jpg", $0) }
        }
    }

    /// Connects to where the city wants the files, on the loop of the terminal.
    static func send(
        _ order: UploadAttachments,
        of phone: TerminalPhone,
        _ faults: FleetFaults,
        _ tally: FleetTally,
        on loop: any EventLoop,
        seed: UInt64
    ) {
        _ = ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(FrameDecoder()),
                        FleetAttachments(phone, order, faults, tally, seed: seed),
                    ])
                }
            }
            .connect(host: order.address, port: Int(order.tcpPort))
    }

    func channelActive(context: ChannelHandlerContext) {
        var list: AttachmentList = AttachmentList()
        (list.terminalID, list.mark, list.alarmNumber) = (order.mark.terminalID, order.mark, order.alarmNumber)
        list.files = files.map { AttachmentFile(name: $0.name, size: UInt32($0.bytes.count)) }
        send(list, context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .frame(let frame) = unwrapInboundIn(data) else { return }
        switch frame.header.id {
        case .platformAnswer:
            guard let answer = try? frame.message(PlatformAnswer.self), answer.result == .done else {
                return context.close(promise: nil)
            }
            if answer.answeredID == AttachmentList.id.rawValue { begin(context) }
            if answer.answeredID == AttachmentBegin.id.rawValue { sendAll(context) }
        case .attachmentAnswer:
            if let answer = try? frame.message(AttachmentAnswer.self) { goOn(answer, context) }
        default: break
        }
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard files.indices.contains(sent) else { return context.close(promise: nil) }
        var begin: AttachmentBegin = AttachmentBegin()
        (begin.name, begin.size) = (files[sent].name, UInt32(files[sent].bytes.count))
        send(begin, context)
    }

    private func sendAll(_ context: ChannelHandlerContext) {
        let (name, bytes) = files[sent]
        for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
            if lostParts > 0, Double.random(in: 0..<1, using: &random) < lostParts { continue }
            piece(name, bytes[start..<min(start + Self.pieceBytes, bytes.count)], context)
        }
        end(context)
    }

    private func goOn(_ answer: AttachmentAnswer, _ context: ChannelHandlerContext) {
        if answer.result == 0 {
            tally.add(\.files)
            sent += 1
            return begin(context)
        }
        let (name, bytes) = files[sent]
        for gap in answer.missing {
            piece(name, bytes[Int(gap.offset)..<min(Int(gap.offset) + Int(gap.length), bytes.count)], context)
        }
        end(context)
    }

    private func piece(_ name: String, _ bytes: ArraySlice<UInt8>, _ context: ChannelHandlerContext) {
        var buffer: ByteBuffer = ByteBuffer()
        guard
            (try? AttachmentChunk(name: name, offset: UInt32(bytes.startIndex), data: ByteBuffer(bytes: bytes)).write(
                into: &buffer
            )) != nil
        else { return }
        context.write(wrapOutboundOut(buffer), promise: nil)
    }

    typealias OutboundOut = ByteBuffer

    private func end(_ context: ChannelHandlerContext) {
        var end: AttachmentEnd = AttachmentEnd()
        (end.name, end.size) = (files[sent].name, UInt32(files[sent].bytes.count))
        send(end, context)
    }

    private func send(_ message: some MessageBody, _ context: ChannelHandlerContext) {
        guard let frame = try? message.frame(phone: phone, sequence: sequence) else { return }
        sequence &+= 1
        var buffer: ByteBuffer = ByteBuffer()
        frame.write(into: &buffer)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private static let pieceBytes: Int = 8 << 10
}
