import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import HTTPTypes

package struct MessageMappingInputBody: Codable, Sendable, Hashable {
    package var name: String
    package var topic: String
    package var fields: MessageFields
    package var isActive: Bool?
}

struct MessageMappingBody: Codable, Sendable, Hashable {
    var id: String
    var name: String
    var topic: String
    var fields: MessageFields
    var isActive: Bool
    /// Of this process, since it started.
    var counts: MessageCounts
    var version: Int
}

/// Messages that no mapping is for, of this process since it started.
struct UnmappedBody: Codable, Sendable, Hashable {
    var messages: Int = 0
    var lastTopic: String?
}

struct MessageTrialBody: Codable, Sendable, Hashable {
    var topic: String
    /// The message, as text.
    var message: String
    var mapping: MessageMappingInputBody
}

struct MessageTrialAnswerBody: Codable, Sendable, Hashable {
    struct Item: Codable, Sendable, Hashable {
        var ident: String
        /// The device of that number, where one is known.
        var device: String?
        var position: PositionBody
    }

    /// Whether the mapping is for this topic.
    var isMatching: Bool
    var items: [Item]
}

/// The addresses of message mappings.
struct MessageRoutes: Sendable {
    let devices: DeviceService
    let door: MessageDoor
    let ids: IDSource
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        table.list(
            "message-mappings",
            access: .permission(.sensingWrite),
            Wording("MQTT 报文映射及其计数", "Mappings of MQTT messages, with what came through them"),
            item: MessageMappingBody.self
        ) { call, page in
            let after: [String]? = try page.after?.key(of: "message-mappings", count: 2)
            let found: [MessageMapping] = try await database.read { db in try MessageMappingStore.all(in: db) }.filter {
                after == nil || ($0.name, $0.id.text) > (after?[0] ?? "", after?[1] ?? "")
            }
            return Page(overfetched: found, limit: page.limit) {
                Cursor(list: "message-mappings", key: [$0.name, $0.id.text])
            }.map(body)
        }
        table.get(
            "message-mappings/unmapped",
            access: .permission(.sensingWrite),
            Wording("没有映射的报文", "Messages that no mapping is for"),
            answer: UnmappedBody.self
        ) { _ in Answer(door.unmapped) }
        table.get(
            "message-mappings/{id}",
            access: .permission(.sensingWrite),
            Wording("一个报文映射", "A message mapping"),
            answer: MessageMappingBody.self
        ) { call in
            let id: MessageMappingID = try call.id()
            guard let mapping = try await database.read({ db in try MessageMappingStore.find(id, in: db) }) else {
                throw CityError.notFound(MessageMapping.thing)
            }
            return Answer(body(mapping), version: mapping.version)
        }
        registerChanges(in: table)
        table.act(
            .post,
            "message-mappings/trial",
            access: .permission(.sensingWrite),
            Wording("试读一条报文", "Read a message on trial"),
            body: MessageTrialBody.self,
            answer: MessageTrialAnswerBody.self,
            use: trial
        )
    }

    private func registerChanges(in table: RouteTable) {
        table.write(
            .post,
            "message-mappings",
            access: .permission(.sensingWrite),
            Wording("新建报文映射", "Add a message mapping"),
            body: MessageMappingInputBody.self,
            answer: MessageMappingBody.self
        ) { call, input, db in
            try demandWholeCity(call.identity)
            let mapping: MessageMapping = try checked(input, id: ids.next(at: clock.now()), version: 1)
            try MessageMappingStore.insert(mapping, in: db)
            try door.load(in: db)
            return .created(body(mapping), version: 1)
        }
        table.write(
            .put,
            "message-mappings/{id}",
            access: .permission(.sensingWrite),
            Wording("修改或停用报文映射", "Change a message mapping, or put it out of use"),
            body: MessageMappingInputBody.self,
            answer: MessageMappingBody.self
        ) { call, input, db in
            try demandWholeCity(call.identity)
            let id: MessageMappingID = try call.id()
            guard let old = try MessageMappingStore.find(id, in: db) else {
                throw CityError.notFound(MessageMapping.thing)
            }
            let version: Int = try call.expectedVersion()
            guard old.version == version else { throw CityError.stale(MessageMapping.thing, current: old.version) }
            let mapping: MessageMapping = try checked(input, id: id, version: version + 1)
            try MessageMappingStore.update(mapping, from: version, in: db)
            try door.load(in: db)
            return Answer(body(mapping), version: mapping.version)
        }
    }

    /// A mapping reads for the whole city.
    private func demandWholeCity(_ identity: Identity) throws {
        guard devices.may(.sensingWrite, area: "", organisation: nil, identity) else { throw DeviceTrouble.outside }
    }

    private func body(_ mapping: MessageMapping) -> MessageMappingBody {
        MessageMappingBody(
            id: mapping.id.text,
            name: mapping.name,
            topic: mapping.topic,
            fields: mapping.fields,
            isActive: mapping.isActive,
            counts: door.counts(of: mapping.id),
            version: mapping.version
        )
    }

    private func checked(
        _ input: MessageMappingInputBody,
        id: MessageMappingID,
        version: Int
    ) throws -> MessageMapping {
        var checks: FieldChecks = FieldChecks()
        let name: String = checks.text(input.name, "name", 1...60)
        let topic: String = checks.text(input.topic, "topic", 1...200)
        let levels: [Substring] = topic.split(separator: "/", omittingEmptySubsequences: false)
        let isWild: Bool = levels.contains { $0.count > 1 && ($0.contains("+") || $0.contains("#")) }
        if isWild || levels.dropLast().contains("#") {
            checks.note(
                "topic",
                "message.topic",
                Wording("+ 与 # 须独占一级，# 只能在最后", "+ and # stand alone in a level, # only in the last")
            )
        }
        for (field, path) in input.fields.paths {
            guard let path else { continue }
            let isNeeded: Bool = ["ident", "lng", "lat"].contains(field)
            _ = checks.text(path, "fields.\(field)", (isNeeded ? 1 : 0)...120)
        }
        try checks.finish()
        return MessageMapping(
            id: id,
            name: name,
            topic: topic,
            fields: input.fields,
            isActive: input.isActive ?? true,
            version: version
        )
    }

    private func trial(_ call: Call, _ input: MessageTrialBody) async throws -> Answer<MessageTrialAnswerBody> {
        let mapping: MessageMapping = try checked(input.mapping, id: MessageMappingID("trial"), version: 1)
        let readings: [MessageReading] = try MessageReader(mapping.fields)
            .read(Array(input.message.utf8), topic: input.topic, at: clock.now())
        return Answer(
            MessageTrialAnswerBody(
                isMatching: mapping.matches(input.topic),
                items: readings.prefix(100).map { reading in
                    let device: Device? = devices.devices.find(.mqtt, reading.ident)
                    return MessageTrialAnswerBody.Item(
                        ident: reading.ident,
                        device: device.flatMap { devices.maySee($0, call.identity) ? $0.name : nil },
                        position: PositionBody(reading.position)
                    )
                }
            )
        )
    }
}
