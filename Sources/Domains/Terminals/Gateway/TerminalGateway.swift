import CityCore
import JT808
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Listens for terminals over TCP and UDP at one port until the process is told to stop.
package struct TerminalGateway: Service {
    private let hall: TerminalHall
    private let logger: Logger

    init(_ hall: TerminalHall, logger: Logger) {
        self.hall = hall
        self.logger = logger
    }

    package func run() async throws {
        try await run { _ in }
    }

    /// - Parameter onReady: told the port that was bound.
    package func run(onReady: @Sendable (Int) -> Void) async throws {
        guard let port = hall.settings.port else { return try await gracefulShutdown() }
        let group: MultiThreadedEventLoopGroup = .singleton
        let (connections, datagrams) = try await bind(port, group)
        let attachments: (any Channel)? = try await bindAttachments(group)
        onReady(connections.localAddress?.port ?? port)
        logger.info("terminals may come in", metadata: ["port": "\(connections.localAddress?.port ?? port)"])
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try? await gracefulShutdown() }
            tasks.addTask { await sendCommands() }
            await tasks.next()
            tasks.cancelAll()
        }
        try? await connections.close()
        try? await datagrams.close()
        try? await attachments?.close()
    }

    /// The other port, by which terminals send the files of alarms.
    private func bindAttachments(_ group: MultiThreadedEventLoopGroup) async throws -> (any Channel)? {
        guard let port = hall.settings.attachmentsPort else { return nil }
        let hall: TerminalHall = hall
        do {
            let channel: any Channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.maxMessagesPerRead, value: 4)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandlers([
                            IdleStateHandler(readTimeout: .seconds(Self.attachmentIdleSeconds)),
                            ByteToMessageHandler(AttachmentStreamDecoder()),
                            AttachmentConnection(hall),
                        ])
                    }
                }
                .bind(host: hall.settings.host, port: port).get()
            hall.attachmentsPort.withLock { $0 = channel.localAddress?.port }
            return channel
        } catch {
            throw Self.taken(port, error)
        }
    }

    private static let attachmentIdleSeconds: Int64 = 60

    private func bind(
        _ port: Int,
        _ group: MultiThreadedEventLoopGroup
    ) async throws -> (connections: any Channel, datagrams: any Channel) {
        let hall: TerminalHall = hall
        do {
            let connections: any Channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
                .childChannelOption(.maxMessagesPerRead, value: 4)
                .childChannelOption(
                    .recvAllocator,
                    value: AdaptiveRecvByteBufferAllocator(minimum: 256, initial: 512, maximum: 16_384)
                )
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandlers([
                            IdleStateHandler(readTimeout: .seconds(Int64(hall.settings.idleSeconds))),
                            ByteToMessageHandler(FrameDecoder()),
                            TerminalConnection(hall),
                        ])
                    }
                }
                .bind(host: hall.settings.host, port: port).get()
            let datagrams: any Channel = try await DatagramBootstrap(group: group)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(TerminalDatagrams(hall))
                    }
                }
                .bind(host: hall.settings.host, port: connections.localAddress?.port ?? port).get()
            return (connections, datagrams)
        } catch {
            throw Self.taken(port, error)
        }
    }

    private static func taken(_ port: Int, _ error: any Error) -> CityError {
        CityError(
            .unavailable,
            "terminals.address",
            Wording(
                "无法监听终端端口 \(port)，可能已被占用",
                "Cannot listen for terminals at port \(port); it may be taken"
            ),
            cause: error
        )
    }

    /// What somebody ordered at another process is found by looking.
    private func sendCommands() async {
        while !Task.isCancelled {
            do {
                try await hall.yieldToOthers()
                try await hall.sendWaiting()
            } catch is CancellationError {
                return
            } catch {
                logger.error("commands", metadata: ["error": "\(error)"])
            }
            hall.closeUnwelcome()
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
