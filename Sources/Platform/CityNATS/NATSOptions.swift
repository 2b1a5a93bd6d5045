import CNATS
import Foundation

/// The settings as libnats takes them.
enum NATSOptions {
    static func make(_ settings: NATSSettings, _ watch: Watch) throws -> OpaquePointer {
        var made: OpaquePointer?
        try NATSFailure.check(natsOptions_Create(&made), doing: "options")
        guard let options = made else { throw NATSFailure(NATS_NO_MEMORY, doing: "options") }
        do {
            try fill(options, settings, watch)
            try fillSecurity(options, settings)
        } catch let failure as NATSFailure {
            natsOptions_Destroy(options)
            throw NATSErrors.badOption(failure)
        }
        return options
    }

    private static func fill(_ options: OpaquePointer, _ settings: NATSSettings, _ watch: Watch) throws {
        let watch: UnsafeMutableRawPointer = Unmanaged.passRetained(watch).toOpaque()
        let steps: [natsStatus] = [
            withCStrings(settings.urls) { natsOptions_SetServers(options, $0, Int32(settings.urls.count)) },
            natsOptions_SetName(options, "streetwise"),
            natsOptions_SetTimeout(options, 2_000),
            natsOptions_SetPingInterval(options, 5_000),
            natsOptions_SetMaxPingsOut(options, 2),
            natsOptions_SetMaxReconnect(options, -1),
            natsOptions_SetReconnectWait(options, 250),
            natsOptions_SetReconnectJitter(options, 100, 500),
            natsOptions_SetFailRequestsOnDisconnect(options, true),
            natsOptions_SetNoEcho(options, true),
            natsOptions_SetRetryOnFailedConnect(options, true, { _, watch in Watch.of(watch)?.isBack() }, watch),
            natsOptions_SetReconnectedCB(options, { _, watch in Watch.of(watch)?.isBack() }, watch),
            natsOptions_SetDisconnectedCB(options, { _, watch in Watch.of(watch)?.isGone() }, watch),
            natsOptions_SetClosedCB(options, { connection, watch in Watch.of(watch)?.isOver(connection) }, watch),
        ]
        for status in steps { try NATSFailure.check(status, doing: "options") }
    }

    private static func fillSecurity(_ options: OpaquePointer, _ settings: NATSSettings) throws {
        if let file = settings.credentials {
            try NATSFailure.check(natsOptions_SetUserCredentialsFromFiles(options, file, nil), doing: "credentials")
        }
        guard settings.usesTLS else { return }
        try NATSFailure.check(natsOptions_SetSecure(options, true), doing: "TLS")
        if let file = settings.authority {
            try NATSFailure.check(natsOptions_LoadCATrustedCertificates(options, file), doing: "authority")
        }
        if let certificate = settings.certificate, let key = settings.key {
            try NATSFailure.check(natsOptions_LoadCertificatesChain(options, certificate, key), doing: "certificate")
        }
    }
}

/// Hands texts to C as an array of strings, for the time of one call.
func withCStrings<Value>(
    _ texts: [String],
    _ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>?) throws -> Value
) rethrows -> Value {
    let copies: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var pointers: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) }
    return try pointers.withUnsafeMutableBufferPointer { try body($0.baseAddress) }
}
