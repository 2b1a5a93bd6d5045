import CNATS
import CityCore
package import CityEvents
import Dispatch
import FoundationEssentials

/// An event as it is in the stream: what the outside reads.
package struct StreamedEvent: Codable, Sendable {
    var sequence: Int64
    var id: String
    var topic: String
    var area: String
    var organisation: String?
    var at: String

    /// The whole with the event itself, which goes through unread.
    func body(_ payload: String) throws -> Data {
        var data: Data = try JSONEncoder().encode(self)
        data.removeLast()
        data.append(contentsOf: ",\"data\":\(payload)}".utf8)
        return data
    }
}

/// The city's stream in JetStream. Calls wait for the servers on a queue of their own. Unchecked,
/// because libnats does its own locking and nothing else here changes.
package final class EventStream: @unchecked Sendable {
    private static let waitMilliseconds: Int64 = 2000
    private static let keptNanoseconds: Int64 = 30 * 86_400 * 1_000_000_000
    private static let duplicatesNanoseconds: Int64 = 600 * 1_000_000_000

    let nats: NATSConnection
    let context: OpaquePointer
    private let queue: DispatchQueue = DispatchQueue(label: "streetwise.nats")

    package init(_ nats: NATSConnection) throws {
        self.nats = nats
        var options: jsOptions = jsOptions()
        try NATSFailure.check(jsOptions_Init(&options), doing: "options")
        options.Wait = Self.waitMilliseconds
        var context: OpaquePointer?
        try NATSFailure.check(natsConnection_JetStream(&context, nats.pointer, &options), doing: "JetStream")
        guard let context else { throw NATSFailure(NATS_NO_MEMORY, doing: "JetStream") }
        self.context = context
    }

    deinit {
        jsCtx_Destroy(context)
    }

    static func body(of message: OpaquePointer?) -> String {
        guard let data = natsMsg_GetData(message) else { return "" }
        let bytes: UnsafeRawBufferPointer = .init(start: data, count: Int(natsMsg_GetDataLength(message)))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The stream's newest message: its number there, and the event in it. Makes the stream where there is none.
    package func newest() async throws -> (number: UInt64, event: StreamedEvent?) {
        try await onQueue { [self] in
            let number: UInt64 = try lastNumber() ?? made()
            if number == 0 { return (0, nil) }
            var message: OpaquePointer?
            var code: jsErrCode = jsErrCode(0)
            let status: natsStatus = js_GetMsg(&message, context, nats.settings.stream, number, nil, &code)
            if code == JSNoMessageFoundErr || status == NATS_NOT_FOUND { return (number, nil) }
            try NATSFailure.check(status, doing: "JetStream", code: code)
            defer { natsMsg_Destroy(message) }
            return (number, try? JSONDecoder().decode(StreamedEvent.self, from: Data(Self.body(of: message).utf8)))
        }
    }

    /// Appends the events, each only if the one before it is the stream's last. So two relays at once, of which one has
    /// lost its lock unknowingly, cannot put anything in twice or out of order, nor can one that fails in the middle.
    /// - Returns: the number of the last one in the stream.
    package func append(_ events: [StoredEvent], after number: UInt64) async throws -> UInt64 {
        try await onQueue { [self] in
            if let event = events.first, events.count == 1 { return try append(event, after: number) }
            var last: UInt64 = number
            for event in events {
                try send(event, after: last)
                last += 1
            }
            try NATSFailure.check(js_PublishAsyncComplete(context, nil), doing: "append")
            if try lastNumber() != last { throw NATSFailure(NATS_MISMATCH, doing: "append") }
            return last
        }
    }

    /// Puts the event on the line without waiting for its acknowledgement.
    private func send(_ event: StoredEvent, after number: UInt64) throws {
        try publish(event, after: number) { subject, bytes, count, options in
            try NATSFailure.check(js_PublishAsync(context, subject, bytes, count, &options), doing: "append")
        }
    }

    /// Alone, and waiting: what is in the stream already is passed over.
    private func append(_ event: StoredEvent, after number: UInt64) throws -> UInt64 {
        try publish(event, after: number) { subject, bytes, count, options in
            var answer: UnsafeMutablePointer<jsPubAck>?
            var code: jsErrCode = jsErrCode(0)
            let status: natsStatus = js_Publish(&answer, context, subject, bytes, count, &options, &code)
            try NATSFailure.check(status, doing: "append", code: code)
            defer { jsPubAck_Destroy(answer) }
            guard let answer, !answer.pointee.Duplicate else { return number }
            return answer.pointee.Sequence
        }
    }

    private func publish<Answer>(
        _ event: StoredEvent,
        after number: UInt64,
        _ body: (String, UnsafeRawPointer?, Int32, inout jsPubOptions) throws -> Answer
    ) throws -> Answer {
        let data: Data = try StreamedEvent(event).body(event.payload)
        var options: jsPubOptions = jsPubOptions()
        try NATSFailure.check(jsPubOptions_Init(&options), doing: "options")
        options.MaxWait = Self.waitMilliseconds
        options.ExpectLastSeq = number
        options.ExpectNoMessage = number == 0
        let subject: String = nats.settings.subject(topic: event.topic, area: event.area)
        return try event.id.withCString { id in
            options.MsgId = id
            return try data.withUnsafeBytes { try body(subject, $0.baseAddress, Int32($0.count), &options) }
        }
    }

    private func lastNumber() throws -> UInt64? {
        var information: UnsafeMutablePointer<jsStreamInfo>?
        var code: jsErrCode = jsErrCode(0)
        let status: natsStatus = js_GetStreamInfo(&information, context, nats.settings.stream, nil, &code)
        if status == NATS_NOT_FOUND || code == JSStreamNotFoundErr { return nil }
        try NATSFailure.check(status, doing: "JetStream", code: code)
        defer { jsStreamInfo_Destroy(information) }
        return information?.pointee.State.LastSeq
    }

    private func made() throws -> UInt64 {
        var configuration: jsStreamConfig = jsStreamConfig()
        try NATSFailure.check(jsStreamConfig_Init(&configuration), doing: "options")
        configuration.Storage = js_FileStorage
        configuration.Retention = js_LimitsPolicy
        configuration.Discard = js_DiscardOld
        configuration.MaxAge = Self.keptNanoseconds
        configuration.Duplicates = Self.duplicatesNanoseconds
        configuration.Replicas = Int64(nats.settings.replicas)
        var code: jsErrCode = jsErrCode(0)
        let status: natsStatus = nats.settings.stream.withCString { name in
            configuration.Name = name
            return withCStrings([nats.settings.allEvents]) { subjects in
                configuration.Subjects = subjects
                configuration.SubjectsLen = 1
                return js_AddStream(nil, context, &configuration, nil, &code)
            }
        }
        try NATSFailure.check(status, doing: "JetStream", code: code)
        return 0
    }

    func onQueue<Answer: Sendable>(_ body: @escaping @Sendable () throws -> Answer) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}

extension StreamedEvent {
    init(_ event: StoredEvent) {
        self.init(
            sequence: event.sequence,
            id: event.id,
            topic: event.topic,
            area: event.area,
            organisation: event.organisation?.text,
            at: event.at.iso8601
        )
    }
}
