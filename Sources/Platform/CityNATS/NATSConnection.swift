import CNATS
import CityCore
import Foundation
package import Logging
import Synchronization

/// A connection to one of the city's NATS servers. It is made, and made again, in the background for as long as the
/// object lives; nothing here waits for a server to be there. Unchecked, because libnats does its own locking.
package final class NATSConnection: @unchecked Sendable {
    package let settings: NATSSettings
    let pointer: OpaquePointer
    private let watch: Watch

    package init(_ settings: NATSSettings, logger: Logger) throws {
        try settings.check()
        self.settings = settings
        watch = Watch(logger)
        let options: OpaquePointer = try NATSOptions.make(settings, watch)
        defer { natsOptions_Destroy(options) }
        var connection: OpaquePointer?
        let status: natsStatus = natsConnection_Connect(&connection, options)
        guard let connection, status == NATS_OK || status == NATS_NOT_YET_CONNECTED else {
            throw NATSErrors.badOption(NATSFailure(status, doing: "connect"))
        }
        pointer = connection
        if status == NATS_OK { watch.isBack() } else { watch.isGone() }
    }

    deinit {
        watch.isClosing.store(true, ordering: .relaxed)
        natsConnection_Destroy(pointer)
    }

    package var isConnected: Bool { natsConnection_Status(pointer) == NATS_CONN_STATUS_CONNECTED }

    package func close() {
        watch.isClosing.store(true, ordering: .relaxed)
        natsConnection_Close(pointer)
    }

    /// Tells whoever listens now. Nothing is kept for those who do not, or while no server is there.
    package func tell(_ subject: String) {
        if isConnected { _ = natsConnection_PublishString(pointer, subject, "") }
    }

    /// Calls for every message of other connections on the subject, for as long as the connection lives.
    package func listen(_ subject: String, _ heard: @escaping @Sendable () -> Void) throws {
        let listener: UnsafeMutableRawPointer = Unmanaged.passRetained(Listener(heard)).toOpaque()
        var subscription: OpaquePointer?
        let status: natsStatus = natsConnection_Subscribe(
            &subscription,
            pointer,
            subject,
            { _, _, message, listener in
                natsMsg_Destroy(message)
                if let listener { Unmanaged<Listener>.fromOpaque(listener).takeUnretainedValue().heard() }
            },
            listener
        )
        try NATSFailure.check(status, doing: "subscribe")
    }
}

/// Logs when the servers come and go. libnats may call it to the end of the program, so it is never let go.
final class Watch: Sendable {
    let isClosing: Atomic<Bool> = Atomic(false)
    private let logger: Logger

    init(_ logger: Logger) {
        self.logger = logger
    }

    static func of(_ closure: UnsafeMutableRawPointer?) -> Watch? {
        closure.map { Unmanaged<Watch>.fromOpaque($0).takeUnretainedValue() }
    }

    func isBack() {
        logger.notice("NATS is connected")
    }

    /// libnats tries no more: the servers speak another protocol, or refuse this process's certificate.
    func isOver(_ connection: OpaquePointer?) {
        if isClosing.load(ordering: .relaxed) { return }
        var text: UnsafePointer<CChar>?
        _ = natsConnection_GetLastError(connection, &text)
        let error: String = text.map { String(cString: $0) } ?? ""
        logger.error("NATS was given up; check nats.… and start again", metadata: ["error": "\(error)"])
    }

    func isGone() {
        if isClosing.load(ordering: .relaxed) { return }
        logger.warning("NATS is not there: events wait in the outbox; trying again until it is")
    }
}

private final class Listener: Sendable {
    let heard: @Sendable () -> Void

    init(_ heard: @escaping @Sendable () -> Void) {
        self.heard = heard
    }
}
