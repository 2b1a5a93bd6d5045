import CNATS
import CityCore
import Foundation

extension EventStream {
    /// Follows the stream as a durable consumer: the servers keep its place.
    /// - Parameter take: what to do with a message's body. When it returns the message counts as read; when it throws,
    ///   reading ends, and the message comes again.
    /// - Returns: when nothing has come for the given time.
    package func follow(
        as consumer: String,
        quietFor patience: Duration,
        take: @escaping @Sendable (String) throws -> Void
    ) async throws {
        do {
            try await onQueue { [self] in try read(as: consumer, patience, take) }
        } catch let failure as NATSFailure {
            throw NATSErrors.unavailable(failure)
        }
    }

    private func read(as consumer: String, _ patience: Duration, _ take: (String) throws -> Void) throws {
        let subscription: OpaquePointer = try subscribe(as: consumer, until: .now + Self.startPatience)
        defer { natsSubscription_Destroy(subscription) }
        var quietSince: ContinuousClock.Instant = .now
        while ContinuousClock.now - quietSince < patience {
            if try fetch(subscription, take) { quietSince = .now }
        }
    }

    /// Servers that are just being started, and a city that has not made its stream yet, are waited for.
    private func subscribe(as consumer: String, until end: ContinuousClock.Instant) throws -> OpaquePointer {
        while true {
            do {
                return try subscribe(as: consumer)
            } catch  where ContinuousClock.now < end {
                Thread.sleep(forTimeInterval: 0.5)
            }
        }
    }

    private func subscribe(as consumer: String) throws -> OpaquePointer {
        var subscription: OpaquePointer?
        var code: jsErrCode = jsErrCode(0)
        var options: jsSubOptions = jsSubOptions()
        try NATSFailure.check(jsSubOptions_Init(&options), doing: "options")
        options.Config.AckPolicy = js_AckExplicit
        options.Config.MaxAckPending = Int64(Self.fetchMax)
        options.Config.AckWait = 10_000_000_000
        let status: natsStatus = nats.settings.stream.withCString { stream in
            options.Stream = stream
            return js_PullSubscribe(&subscription, context, nats.settings.allEvents, consumer, nil, &options, &code)
        }
        try NATSFailure.check(status, doing: "subscribe", code: code)
        guard let subscription else { throw NATSFailure(status, doing: "subscribe") }
        return subscription
    }

    private static let startPatience: Duration = .seconds(10)
    private static let fetchMax: Int32 = 100

    private func fetch(_ subscription: OpaquePointer?, _ take: (String) throws -> Void) throws -> Bool {
        var list: natsMsgList = natsMsgList()
        var code: jsErrCode = jsErrCode(0)
        let status: natsStatus = natsSubscription_Fetch(&list, subscription, Self.fetchMax, 500, &code)
        if status == NATS_CONNECTION_CLOSED { try NATSFailure.check(status, doing: "JetStream", code: code) }
        // No server at the moment: the connection is being made again.
        if status != NATS_OK, status != NATS_TIMEOUT { Thread.sleep(forTimeInterval: 0.1) }
        defer { natsMsgList_Destroy(&list) }
        for index in 0..<Int(list.Count) {
            guard let message = list.Msgs[index] else { continue }
            try take(Self.body(of: message))
            // An acknowledgement that is lost on the way brings the message again, which is allowed.
            _ = natsMsg_AckSync(message, nil, &code)
        }
        return list.Count > 0
    }
}
