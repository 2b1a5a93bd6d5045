import CaseManagement
import CityCore
import CityGeo
import CityHTTP
import CitySQL
import CitySensing
import CityServer
import CityTestSupport
import Command
import DemoCity
import Foundation
import HTTPTypes
import Testing

/// Orders, duties, calls for help and incidents, over HTTP, as the people of the demo city.
@Suite(.everyEngine, .timeLimit(.minutes(10))) struct CommandTests {
    let world: DemoWorld

    init() async throws {
        world = try await DemoWorld()
        try await world.city.sensing.latest.follow()
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ login: String,
        _ json: String? = nil,
        version: Int? = nil,
        key: String? = nil
    ) async throws -> HTTPProbe.Reply {
        var headers: [String: String] = version.map { ["If-Match": "\"\($0)\""] } ?? [:]
        headers["Idempotency-Key"] = key
        return try await world.probe.send(
            method,
            "command/\(path)",
            token: try await world.token(login),
            json: json,
            headers: headers
        )
    }

    func unit(_ name: String) async throws -> HTTPProbe.Reply {
        let found = try await send(.get, "units?text=\(name)", "dispatcher")
        let id: String = try #require(found.value(at: "items.0.id"), "\(found.body)")
        return try await send(.get, "units/\(id)", "dispatcher")
    }

    /// An order to 环卫应急一队, whose member is the clerk of sanitation.
    func order(_ extra: String = "") async throws -> String {
        let unit: String = try #require(try await unit("环卫应急一队").value(at: "id"))
        let place: PointBody = try world.point(3)
        let sent = try await send(
            .post,
            "orders",
            "dispatcher",
            #"{"units":["\#(unit)"],"title":"清理积雪","priority":"normal","address":"北京路 1 号","#
                + #""place":{"lng":\#(place.lng),"lat":\#(place.lat)}\#(extra)}"#
        )
        #expect(sent.status == 201, "\(sent.body)")
        return try #require(sent.value(at: "items.0.id"))
    }

    @Test func anOrderGoesFromSentToDone() async throws {
        let id: String = try await order()
        let mine = try await send(.get, "orders/mine", "clerk-420302hw")
        #expect(mine.body.contains(id), "\(mine.body)")
        #expect(try await send(.get, "orders/\(id)", "collector1").status == 404)
        let busy = try await unit("环卫应急一队")
        #expect(busy.value(at: "standing.openOrders") == "1")
        for (act, state) in [("read", "read"), ("leave", "under_way"), ("arrive", "on_site")] {
            world.clock.advance(by: .minutes(1))
            let done = try await send(.post, "orders/\(id)/acts/\(act)", "clerk-420302hw", "{}")
            #expect(done.value(at: "order.state") == state, "\(done.body)")
        }
        #expect(try await send(.post, "orders/\(id)/acts/refuse", "clerk-420302hw", #"{"words":"不去"}"#).status == 409)
        let photo = try await world.probe.send(
            .post,
            "media",
            token: try await world.token("clerk-420302hw"),
            bytes: Visits.picture
        )
        let media: String = try #require(photo.value(at: "id"))
        let body: String = #"{"words":"已清理","photos":["\#(media)"]}"#
        let done = try await send(.post, "orders/\(id)/acts/finish", "clerk-420302hw", body, key: "finish-1")
        #expect(done.value(at: "order.state") == "done" && done.value(at: "order.photos.0") == media, "\(done.body)")
        // The answer was lost and it is sent again: nothing happens twice.
        let again = try await send(.post, "orders/\(id)/acts/finish", "clerk-420302hw", body, key: "finish-1")
        #expect(
            again.status == 200 && again.value(at: "entries.5.act") == nil
                && again.value(at: "entries.4.act") == "finish"
        )
        #expect(try await send(.post, "orders/\(id)/acts/cancel", "dispatcher", #"{"words":"迟"}"#).status == 409)
    }

    @Test func theUnitsTerminalIsTold() async throws {
        let device: String = try #require(try await unit("环卫应急一队").value(at: "devices.0.id"))
        let id: String = try await order()
        func commands() async throws -> HTTPProbe.Reply {
            try await world.probe.send(.get, "devices/\(device)/commands", token: try await world.token("dispatcher"))
        }
        #expect(try await commands().body.contains("任务：清理积雪，地点：北京路 1 号"))
        let cancelled = try await send(.post, "orders/\(id)/acts/cancel", "dispatcher", #"{"words":"误派"}"#)
        #expect(cancelled.value(at: "order.state") == "cancelled", "\(cancelled.body)")
        #expect(try await commands().body.contains("任务取消：清理积雪"))
    }

    @Test func whatWasToldLateHappenedWhenItHappened() async throws {
        let id: String = try await order()
        let sent: Timestamp = world.clock.now
        world.clock.advance(by: .hours(2))
        let arrived: String = (sent + .minutes(20)).iso8601
        let told = try await send(.post, "orders/\(id)/acts/arrive", "clerk-420302hw", #"{"at":"\#(arrived)"}"#)
        #expect(told.value(at: "order.arrivedAt") == arrived, "\(told.body)")
        #expect(
            told.value(at: "entries.1.at") == arrived && told.value(at: "entries.1.toldAt") == world.clock.now.iso8601
        )
    }

    /// A phone whose clock is wrong loses nothing by it.
    @Test(arguments: [TimeSpan.minutes(-1), .hours(30)])
    func aClockThatIsWrongDoesNotCostTheAct(off: TimeSpan) async throws {
        let id: String = try await order()
        let sent: Timestamp = world.clock.now
        world.clock.advance(by: .hours(2))
        let wrong: String = (sent + off).iso8601
        let told = try await send(.post, "orders/\(id)/acts/arrive", "clerk-420302hw", #"{"at":"\#(wrong)"}"#)
        let nearest: Timestamp = off > .zero ? world.clock.now : sent
        #expect(told.value(at: "order.arrivedAt") == nearest.iso8601, "\(told.body)")
    }

    @Test func whoIsLateIsToldOfTwiceAndNotMore() async throws {
        let id: String = try await order()
        func escalation() async throws -> String? {
            try await send(.get, "orders/\(id)", "dispatcher").value(at: "order.escalation")
        }
        world.clock.advance(by: .minutes(4))
        try await world.city.command.step()
        #expect(try await escalation() == "0")
        for (minutes, expected) in [(2, "1"), (1, "1"), (5, "2"), (30, "2")] {
            world.clock.advance(by: .minutes(minutes))
            try await world.city.command.step()
            #expect(try await escalation() == expected, "after \(minutes) more minutes")
        }
        let late = try await send(.get, "orders?late=true&open=true", "dispatcher")
        #expect(late.body.contains(id))
        let read = try await send(.post, "orders/\(id)/acts/read", "clerk-420302hw", "{}")
        #expect(read.value(at: "order.late") == nil && read.value(at: "order.escalation") == "0", "\(read.body)")
    }

    /// Two processes look at the same moment: it is told once.
    @Test func twoProcessesTellOnce() async throws {
        let id: String = try await order()
        let other: City = try City(
            DemoWorld.settings(world.folder),
            clock: world.clock.city,
            database: world.city.database
        )
        try await other.prepare()
        world.clock.advance(by: .minutes(6))
        async let first: Void = world.city.command.step()
        async let second: Void = other.command.step()
        _ = try await (first, second)
        let file = try await send(.get, "orders/\(id)", "dispatcher")
        #expect(file.value(at: "entries.1.act") == "late" && file.value(at: "entries.2.act") == nil, "\(file.body)")
        let absences = try await send(.get, "absences?open=true", "dispatcher")
        let units: [String] = absences.body.matches(of: /"unitName":"([^"]+)"/).map { String($0.1) }
        #expect(!units.isEmpty && Set(units).count == units.count, "\(absences.body)")
    }

    @Test func whoComesToThePlaceIsOnSite() async throws {
        let id: String = try await order()
        _ = try await send(.post, "orders/\(id)/acts/leave", "clerk-420302hw", "{}")
        let device: String = try #require(try await unit("环卫应急一队").value(at: "devices.0.id"))
        let serial: DeviceSerial = try #require(world.city.sensing.devices.devices.find(DeviceID(device))?.serial)
        let place: PointBody = try world.point(3)
        func drive(_ lng: Double) async throws -> String? {
            world.clock.advance(by: .seconds(30))
            let now: Timestamp = world.clock.now
            var position: Position = Position(at: now, try Coordinate(lng: lng, lat: place.lat))
            position.status = [.located, .ignitionOn]
            let sightings: [Sighting] = [Sighting(serial, position)]
            try await world.city.database.write { db in try Journal.append(sightings, at: now, in: db) }
            try await world.city.sensing.latest.follow()
            try await world.city.command.step()
            return try await send(.get, "orders/\(id)", "dispatcher").value(at: "order.state")
        }
        #expect(try await drive(place.lng + 0.002) == "under_way")
        #expect(try await drive(place.lng + 0.0005) == "on_site")
    }

    @Test func rightsAreHeld() async throws {
        let id: String = try await order()
        #expect(try await send(.post, "orders/\(id)/acts/refuse", "dispatcher", #"{"words":"替"}"#).status == 403)
        #expect(try await send(.post, "orders/\(id)/acts/cancel", "clerk-420302hw", #"{"words":"不"}"#).status == 403)
        #expect(try await send(.post, "orders/\(id)/acts/dance", "dispatcher", "{}").status == 404)
        let unknown: String = #"{"units":["nobody"],"title":"清雪","priority":"normal"}"#
        #expect(try await send(.post, "orders", "dispatcher", unknown).status == 404)
        #expect(try await send(.post, "orders", "clerk-420302hw", unknown).status == 403)
        // The lead of sanitation sees the units of sanitation and no others.
        let units = try await send(.get, "units", "lead-420302hw")
        #expect(units.body.contains("环卫应急一队") && !units.body.contains("市政抢险队"), "\(units.body)")
    }
}
