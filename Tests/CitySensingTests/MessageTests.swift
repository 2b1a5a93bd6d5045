import CityCore
import CityGeo
import Testing

@testable import CitySensing

/// Messages of MQTT devices through their mappings.
@Suite struct MessageTests {
    private let now: Timestamp = Timestamp(milliseconds: 1_795_000_000_000)

    private func mapping(_ topic: String, _ fields: MessageFields? = nil) -> MessageMapping {
        MessageMapping(
            id: MessageMappingID("m"),
            name: "m",
            topic: topic,
            fields: fields ?? MessageFields(ident: "id", lng: "lng", lat: "lat"),
            isActive: true,
            version: 1
        )
    }

    private func read(
        _ text: String,
        _ fields: MessageFields,
        topic: String = "devices/7/up"
    ) throws -> [MessageReading] {
        try MessageReader(fields).read(Array(text.utf8), topic: topic, at: now)
    }

    @Test(arguments: [
        ("devices/7/up", "devices/7/up", true), ("devices/+/up", "devices/7/up", true),
        ("devices/+/up", "devices/7/down", false), ("devices/#", "devices/7/up", true), ("#", "a/b", true),
        ("devices/#", "devices", true), ("devices/+", "devices/7/up", false),
        ("devices/7/up/x", "devices/7/up", false),
        ("+/+/+", "devices/7/up", true), ("devices/+/up", "devices//up", true),
    ])
    func aTopicIsMatchedAsMQTTHasIt(wanted: String, topic: String, isFor: Bool) {
        #expect(mapping(wanted).matches(topic) == isFor)
    }

    @Test func aFlatMessageIsRead() throws {
        var fields: MessageFields = MessageFields(ident: "topic:2", lng: "lng", lat: "lat")
        (fields.time, fields.timeFormat) = ("t", .seconds)
        (fields.speed, fields.speedUnit, fields.direction) = ("v", .mps, "course")
        let found = try read(#"{"t":1794999990,"lng":110.7985,"lat":"32.6469","v":10,"course":361.2}"#, fields)
        #expect(found.count == 1 && found[0].ident == "7")
        let position: Position = found[0].position
        #expect(position.at == Timestamp(milliseconds: 1_794_999_990_000) && position.isLocated)
        #expect(position.lngE6 == 110_798_500 && position.latE6 == 32_646_900)
        #expect(position.speedE1 == 360 && position.direction == 0)
    }

    @Test func aListOfPositionsOfOneDeviceIsRead() throws {
        var fields: MessageFields = MessageFields(ident: "device.sn", lng: "gps.0", lat: "gps.1")
        (fields.list, fields.time) = ("data.points", "at")
        (fields.altitude, fields.accuracy, fields.datum) = ("alt", "acc", .gcj02)
        let text: String = """
            {"device":{"sn":4711},"data":{"points":[
            {"at":"2026-11-24T09:00:00Z","gps":[110.8,32.6],"alt":1e9,"acc":-4},
            {"at":"2026-11-24T09:00:10+08:00","gps":[110.81,32.6]}]}}
            """
        let found = try read(text, fields)
        #expect(found.map(\.ident) == ["4711", "4711"])
        #expect(found[0].position.altitudeM == 32_767 && found[0].position.accuracyM == 0)
        // GCJ-02 lies some 500 m off in Shiyan.
        #expect(found[0].position.lngE6 < 110_798_000 && found[0].position.lngE6 > 110_790_000)
        #expect(found[1].position.at.iso8601 == "2026-11-24T01:00:10.000Z")
    }

    @Test func withoutATimeItIsWhenItCame() throws {
        let found = try read(#"{"id":"a","lng":110,"lat":32}"#, MessageFields(ident: "id", lng: "lng", lat: "lat"))
        #expect(found[0].position.at == now)
    }

    @Test(arguments: [
        ("", "message.json"), ("{", "message.json"), ("[]", "message.ident"), (#"{"id":"a"}"#, "message.lng"),
        (#"{"id":"a","lng":200,"lat":1}"#, "message.lng"), (#"{"id":"","lng":1,"lat":1}"#, "message.ident"),
        (#"{"id":{"x":1},"lng":1,"lat":1}"#, "message.ident"), (#"{"id":"a","lng":1e400,"lat":1}"#, "message.json"),
        (#"{"id":"a","lng":1,"lat":1,"t":"gestern"}"#, "message.time"),
        (#"{"id":"a","lng":1,"lat":1}"#, "message.time"),
    ])
    func whatCannotBeReadSaysWhy(text: String, reason: String) throws {
        var fields: MessageFields = MessageFields(ident: "id", lng: "lng", lat: "lat")
        if reason == "message.time" { fields.time = "t" }
        let error: CityError? = #expect(throws: CityError.self) { try read(text, fields) }
        #expect(error?.reason == reason)
    }
}
