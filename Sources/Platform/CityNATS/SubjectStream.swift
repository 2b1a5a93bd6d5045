import CNATS
import CityCore
import Dispatch
import Foundation

/// A message as it came. It comes again until it is acknowledged.
package struct SubjectMessage: Sendable {
    package var subject: String
    package var body: [UInt8]
    fileprivate let handle: Handle

    /// libnats's message, destroyed with its last owner. Unchecked: it is only ever read and acknowledged.
    fileprivate final class Handle: @unchecked Sendable {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) { self.pointer = pointer }

        deinit { natsMsg_Destroy(pointer) }
    }

    /// An acknowledgement that is lost on the way brings the message again, which is allowed.
    package func acknowledge() {
        _ = natsMsg_Ack(handle.pointer, nil)
    }
}

/// What others publish under a subject, kept by JetStream until one of the city's processes has taken it. Devices that
/// speak MQTT to the NATS servers publish there: the topic `devices/7/up` is the subject `devices.7.up`. Unchecked,
/// because libnats does its own locking and the rest is used on the queue alone.
package final class SubjectStream: @unchecked Sendable {
    private static let fetchMax: Int32 = 500
    private static let waitMilliseconds: Int64 = 500
    private static let consumer: String = "city"

    private let nats: NATSConnection
    private let stream: String
    private let subject: String
    private let context: OpaquePointer
    private let queue: DispatchQueue = DispatchQueue(label: "streetwise.nats.subject")
    private var subscription: OpaquePointer?

    package init(_ nats: NATSConnection, stream: String, subject: String) throws {
        self.nats = nats
        self.stream = stream
        self.subject = subject
        var context: OpaquePointer?
        try NATSFailure.check(natsConnection_JetStream(&context, nats.pointer, nil), doing: "JetStream")
        guard let context else { throw NATSFailure(NATS_NO_MEMORY, doing: "JetStream") }
        self.context = context
    }

    deinit {
        natsSubscription_Destroy(subscription)
        jsCtx_Destroy(context)
    }

    /// What is there, at most some hundred messages; waits for half a second when there is nothing.
    package func next() async throws -> [SubjectMessage] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.fetch() }) }
        }
    }

    private func fetch() throws -> [SubjectMessage] {
        if subscription == nil { subscription = try subscribe() }
        var list: natsMsgList = natsMsgList()
        var code: jsErrCode = jsErrCode(0)
        let status: natsStatus = natsSubscription_Fetch(
            &list,
            subscription,
            Self.fetchMax,
            Self.waitMilliseconds,
            &code
        )
        defer { natsMsgList_Destroy(&list) }
        if status == NATS_TIMEOUT { return [] }
        if status != NATS_OK {
            // The stream or its reader may have been removed by others: the next time begins anew.
            natsSubscription_Destroy(subscription)
            subscription = nil
        }
        try NATSFailure.check(status, doing: "fetch", code: code)
        return (0..<Int(list.Count)).compactMap { index in
            guard let message = list.Msgs[index] else { return nil }
            // The list lets go of what it does not hold any more.
            list.Msgs[index] = nil
            let body: UnsafeRawBufferPointer = .init(
                start: natsMsg_GetData(message),
                count: Int(natsMsg_GetDataLength(message))
            )
            let subject: String = natsMsg_GetSubject(message).map { String(cString: $0) } ?? ""
            return SubjectMessage(subject: subject, body: Array(body), handle: SubjectMessage.Handle(message))
        }
    }

    private func subscribe() throws -> OpaquePointer? {
        try make()
        var subscription: OpaquePointer?
        var code: jsErrCode = jsErrCode(0)
        var options: jsSubOptions = jsSubOptions()
        try NATSFailure.check(jsSubOptions_Init(&options), doing: "options")
        options.Config.AckPolicy = js_AckExplicit
        options.Config.MaxAckPending = Int64(Self.fetchMax) * 8
        options.Config.AckWait = 30_000_000_000
        let status: natsStatus = stream.withCString { name in
            options.Stream = name
            return js_PullSubscribe(&subscription, context, subject, Self.consumer, nil, &options, &code)
        }
        try NATSFailure.check(status, doing: "subscribe", code: code)
        return subscription
    }

    private func make() throws {
        var information: UnsafeMutablePointer<jsStreamInfo>?
        var code: jsErrCode = jsErrCode(0)
        let found: natsStatus = js_GetStreamInfo(&information, context, stream, nil, &code)
        jsStreamInfo_Destroy(information)
        if found == NATS_OK { return }
        var configuration: jsStreamConfig = jsStreamConfig()
        try NATSFailure.check(jsStreamConfig_Init(&configuration), doing: "options")
        configuration.Storage = js_FileStorage
        configuration.Retention = js_WorkQueuePolicy
        configuration.Replicas = Int64(nats.settings.replicas)
        let status: natsStatus = stream.withCString { name in
            configuration.Name = name
            return withCStrings([subject]) { subjects in
                configuration.Subjects = subjects
                configuration.SubjectsLen = 1
                return js_AddStream(nil, context, &configuration, nil, &code)
            }
        }
        // Another process may have made it at the same moment.
        if code == JSStreamNameExistErr { return }
        try NATSFailure.check(status, doing: "JetStream", code: code)
    }
}
