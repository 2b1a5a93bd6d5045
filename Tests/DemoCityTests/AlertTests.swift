import CaseManagement
import CityCore
import CityGeo
import CitySQL
import CitySensing
import CityServer
import CityTestSupport
import DemoCity
import Foundation
import HTTPTypes
import Testing

/// From a position to an alert, to a case, and back, over HTTP and through the journal.
@Suite(.everyEngine, .timeLimit(.minutes(10))) struct AlertTests {
    private let world: DemoWorld

    init() async throws {
        world = try await DemoWorld()
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ login: String,
        _ json: String? = nil,
        version: Int? = nil
    ) async throws -> HTTPProbe.Reply {
        try await world.probe.send(
            method,
            path,
            token: try await world.token(login),
            json: json,
            headers: version.map { ["If-Match": "\"\($0)\""] } ?? [:]
        )
    }

    private var device: Device {
        get throws { try #require(world.city.sensing.devices.devices.find(.jt808, "13900000001")) }
    }

    /// A fence around a place of the city, and a rule that is in force.
    private func makeRule(_ extra: String = "") async throws -> (place: PointBody, alerts: String) {
        let place: PointBody = try world.point(3)
        let fence = try await send(
            .post,
            "fences",
            "system",
            #"{"name":"禁行区","kind":"forbidden","area":"420302","reachM":120,"#
                + #""geometry":{"type":"Point","coordinates":[\#(place.lng),\#(place.lat)]}}"#
        )
        #expect(fence.status == 201, "\(fence.body)")
        let rule = try await send(
            .post,
            "alert-rules",
            "system",
            #"{"name":"驶入禁行区","severity":"warning","conditions":{"inside":{"kind":"forbidden"}},"rejoinSeconds":0\#(extra)}"#
        )
        #expect(rule.status == 201, "\(rule.body)")
        let id: String = try #require(rule.value(at: "id"))
        #expect(
            try await send(.post, "alert-rules/\(id)/state", "system", #"{"state":"live"}"#, version: 1).status == 200
        )
        return (place, "alerts?rule=\(id)")
    }

    private func drive(_ places: [(seconds: Int, lng: Double, lat: Double)]) async throws {
        let serial: DeviceSerial = try device.serial
        let sightings: [Sighting] = try places.map { seconds, lng, lat in
            var position: Position =
                Position(at: world.clock.now + .seconds(seconds), try Coordinate(lng: lng, lat: lat))
            position.status = [.located, .ignitionOn]
            return Sighting(serial, position)
        }
        let now: Timestamp = world.clock.now
        try await world.city.database.write { db in try Journal.append(sightings, at: now, in: db) }
    }

    @Test func anAlertBeginsBecomesACaseAndEnds() async throws {
        let (place, path) = try await makeRule(#","caseClass":"event/01/10","caseCondition":"1""#)
        while try await world.city.sensing.runner.step() > 0 {}
        try await drive([(1, place.lng, place.lat), (11, place.lng, place.lat), (21, place.lng + 0.01, place.lat)])
        try await world.city.sensing.runner.step()
        let alerts = try await send(.get, path, "dispatcher")
        #expect(alerts.value(at: "items.0.ruleName") == "驶入禁行区", "\(alerts.body)")
        #expect(alerts.value(at: "items.1.id") == nil && alerts.value(at: "items.0.endedAt") != nil)
        let number: String = try #require(alerts.value(at: "items.0.caseNumber"), "\(alerts.body)")
        let made = try await send(.get, "cases/\(number)", "leader")
        #expect(made.value(at: "row.source") == "device", "\(made.body)")
        let history = try await send(.get, "cases/\(number)/history", "leader")
        #expect(history.body.contains("告警已解除"), "\(history.body)")
        let visits = try await send(.get, "devices/\(try device.id.text)/visits?to=2026-03-03T00:00:00Z", "dispatcher")
        #expect(visits.body.contains(#""fenceName":"禁行区""#), "\(visits.body)")
        // Killed before it had noted how far it came, it tells nothing twice.
        try await world.city.sensing.runner.step()
        #expect(try await send(.get, path, "dispatcher").value(at: "items.1.id") == nil)
        let id: String = try #require(alerts.value(at: "items.0.id"))
        let handled = try await send(.post, "alerts/\(id)/handling", "dispatcher", #"{"note":"已电话告知驾驶员"}"#, version: 2)
        #expect(handled.status == 200 && handled.value(at: "note") == "已电话告知驾驶员", "\(handled.body)")
        #expect(try await send(.get, "\(path)&handled=false", "dispatcher").value(at: "items.0.id") == nil)
    }

    @Test func anotherProcessGoesOnWhereThisOneStopped() async throws {
        let (place, path) = try await makeRule()
        while try await world.city.sensing.runner.step() > 0 {}
        try await drive([(1, place.lng, place.lat)])
        try await world.city.sensing.runner.step()
        let other: City = try City(
            DemoWorld.settings(world.folder),
            clock: world.clock.city,
            database: world.city.database
        )
        try await other.prepare()
        try await drive([(11, place.lng, place.lat), (21, place.lng + 0.01, place.lat)])
        try await other.sensing.runner.step()
        let alerts = try await send(.get, path, "dispatcher")
        #expect(alerts.value(at: "items.1.id") == nil && alerts.value(at: "items.0.endedAt") != nil, "\(alerts.body)")
        try await world.city.sensing.runner.step()
        #expect(try await send(.get, "\(path)&open=true", "dispatcher").value(at: "items.0.id") == nil)
    }

    @Test func whatHadBegunToHoldIsNotForgottenByAnotherProcess() async throws {
        let (place, path) = try await makeRule(#","forSeconds":60"#)
        while try await world.city.sensing.runner.step() > 0 {}
        try await drive([(1, place.lng, place.lat), (31, place.lng, place.lat)])
        try await world.city.sensing.runner.step()
        #expect(try await send(.get, path, "dispatcher").value(at: "items.0.id") == nil)
        let other: City = try City(
            DemoWorld.settings(world.folder),
            clock: world.clock.city,
            database: world.city.database
        )
        try await other.prepare()
        try await drive([(61, place.lng, place.lat)])
        try await other.sensing.runner.step()
        let alerts = try await send(.get, path, "dispatcher")
        #expect(alerts.value(at: "items.0.beganAt") == (world.clock.now + .seconds(1)).iso8601, "\(alerts.body)")
    }

    @Test func aRuleIsTriedOnThePast() async throws {
        let rule = try await send(
            .post,
            "alert-rules",
            "system",
            #"{"name":"快","severity":"notice","conditions":{"speedAboveKPH":45},"rejoinSeconds":60}"#
        )
        let id: String = try #require(rule.value(at: "id"))
        let from: String = (world.clock.now - .hours(3)).iso8601
        let tried = try await send(
            .post,
            "alert-rules/\(id)/simulation",
            "system",
            #"{"from":"\#(from)","to":"\#(world.clock.now.iso8601)"}"#
        )
        #expect(tried.status == 200, "\(tried.body)")
        let found: Int = try #require(tried.value(at: "alerts").flatMap { Int($0) })
        #expect(found > 0 && tried.value(at: "found.0.deviceName") != nil)
        #expect(
            try await send(.get, "alerts?rule=\(id)", "dispatcher").value(at: "items.0.id") == nil,
            "a trial tells nobody"
        )
    }

    @Test(arguments: [
        #"{"name":"空","severity":"notice","conditions":{}}"#,
        #"{"name":"静","severity":"notice","conditions":{"silentSeconds":600,"speedAboveKPH":3}}"#,
        #"{"name":"位","severity":"notice","conditions":{"alarmBits":[40]}}"#,
        #"{"name":"盖","severity":"notice","conditions":{"cover":"ajar"}}"#,
        #"{"name":"栏","severity":"notice","conditions":{"inside":{"fences":["nowhere"]}}}"#,
        #"{"name":"窗","severity":"notice","conditions":{"ignitionOn":true},"window":{"fromMinute":-1,"toMinute":3,"days":"all"}}"#,
    ])
    func aRuleThatCannotBeIsRefused(json: String) async throws {
        let reply = try await send(.post, "alert-rules", "system", json)
        #expect(reply.status == 400, "\(reply.body)")
    }

    @Test(arguments: [
        #"{"name":"线","kind":"route","area":"420302","geometry":{"type":"LineString","coordinates":[[110.7,32.6],[110.8,32.6]]}}"#,
        #"{"name":"八","kind":"site","area":"420302","geometry":{"type":"Polygon","coordinates":[[[110,32],[111,33],[111,32],[110,33],[110,32]]]}}"#,
        #"{"name":"远","kind":"site","area":"990000","reachM":5,"geometry":{"type":"Point","coordinates":[110,32]}}"#,
        #"{"name":"点","kind":"site","area":"420302","geometry":{"type":"MultiPoint","coordinates":[[110,32]]}}"#,
    ])
    func aFenceThatCannotBeIsRefused(json: String) async throws {
        let reply = try await send(.post, "fences", "system", json)
        #expect(reply.status == 400, "\(reply.body)")
    }
}
