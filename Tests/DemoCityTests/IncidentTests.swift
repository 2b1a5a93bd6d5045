import CaseManagement
import CityAccess
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

extension CommandTests {
    // MARK: Duties

    @Test func rostersAreMadeForDaysAndNeverOverlap() async throws {
        let unit: String = try #require(try await unit("巡逻 1 组").value(at: "id"))
        func plan(
            _ first: String,
            _ last: String,
            _ from: Int,
            _ to: Int,
            _ more: String = ""
        ) async throws -> HTTPProbe.Reply {
            let body: String =
                #"{"units":["\#(unit)"],"firstDay":"\#(first)","lastDay":"\#(last)","fromMinute":\#(from),"toMinute":\#(to)\#(more)}"#
            return try await send(.post, "duties", "duty", body)
        }
        // Labour day is a holiday: of 2026-04-27 to 05-03 the work days are four (国办发明电, the shipped calendar).
        let made = try await plan("2026-04-27", "2026-05-03", 1_320, 360, #","workDaysOnly":true"#)
        #expect(
            made.status == 201 && made.value(at: "items.3.id") != nil && made.value(at: "items.4.id") == nil,
            "\(made.body)"
        )
        #expect(made.value(at: "items.0.beginsAt") == "2026-04-27T14:00:00.000Z")
        #expect(made.value(at: "items.0.endsAt") == "2026-04-27T22:00:00.000Z")
        let clash = try await plan("2026-04-28", "2026-04-28", 0, 480)
        #expect(clash.status == 400 && clash.value(at: "code") == "duty.overlap", "\(clash.body)")
        #expect(
            try await plan("2026-05-02", "2026-05-03", 0, 480, #","weekdays":[1]"#).value(at: "code") == "duty.none"
        )
        let id: String = try #require(made.value(at: "items.0.id"))
        #expect(try await send(.delete, "duties/\(id)", "duty").status == 200)
        let now = try await send(.get, "duties", "dispatcher")
        #expect(now.body.contains("白班"), "\(now.body)")
    }

    @Test func whoIsNotThereIsToldOfUntilTheyCome() async throws {
        try await world.city.command.step()
        let first = try await send(.get, "absences?open=true&kind=absent", "dispatcher")
        let id: String = try #require(first.value(at: "items.0.id"), "\(first.body)")
        let unitID: String = try #require(first.value(at: "items.0.unit"))
        let noted = try await send(.post, "absences/\(id)/note", "dispatcher", #"{"note":"已电话联系"}"#, version: 1)
        #expect(noted.value(at: "note") == "已电话联系", "\(noted.body)")
        #expect(try await send(.post, "absences/\(id)/note", "dispatcher", #"{"note":"迟"}"#, version: 1).status == 412)
        // Its member goes on duty with the field app.
        let unit = try await send(.get, "units/\(unitID)", "dispatcher")
        let name: String = try #require(unit.value(at: "members.0.name"))
        let number: String = String(name.suffix(1))
        let shift = try await world.probe.send(
            .post,
            "duty/shifts",
            token: try await world.token("collector\(number)"),
            json: "{}"
        )
        #expect(shift.status == 201, "\(shift.body)")
        try await world.city.command.step()
        let after = try await send(.get, "absences?unit=\(unitID)", "dispatcher")
        #expect(after.value(at: "items.0.endedAt") != nil, "\(after.body)")
    }

    // MARK: Help

    @Test func aCallForHelpIsOneUntilItIsOver() async throws {
        let place: PointBody = try world.point(2)
        func call(_ lng: Double) async throws -> HTTPProbe.Reply {
            try await send(.post, "help", "collector1", #"{"place":{"lng":\#(lng),"lat":\#(place.lat)}}"#)
        }
        let first = try await call(place.lng)
        let second = try await call(place.lng + 0.001)
        let id: String = try #require(first.value(at: "id"))
        #expect(second.value(at: "id") == id && second.value(at: "version") == "2", "\(second.body)")
        let file = try await send(.get, "help/\(id)", "dispatcher")
        #expect(file.value(at: "help.unit") != nil && file.value(at: "cameras.0.distanceM") != nil, "\(file.body)")
        #expect(try await send(.get, "help/\(id)", "collector1").status == 200)
        #expect(try await send(.get, "help/\(id)", "collector2").status == 404)
        let answered = try await send(.post, "help/\(id)/answer", "dispatcher", "{}", version: 2)
        #expect(answered.value(at: "state") == "answered", "\(answered.body)")
        #expect(try await send(.post, "help/\(id)/answer", "dispatcher", "{}", version: 3).status == 409)
        #expect(try await send(.post, "help/\(id)/closing", "dispatcher", #"{"note":""}"#, version: 3).status == 400)
        let closed = try await send(.post, "help/\(id)/closing", "dispatcher", #"{"note":"误触"}"#, version: 3)
        #expect(closed.value(at: "state") == "closed", "\(closed.body)")
        #expect(try await call(place.lng).value(at: "id") != id)
    }

    @Test func aTerminalsEmergencyButtonIsACallForHelp() async throws {
        while try await world.city.sensing.runner.step() > 0 {}
        let device: Device = try #require(world.city.sensing.devices.devices.find(.jt808, "13900000003"))
        let place: PointBody = try world.point(1)
        var position: Position =
            Position(at: world.clock.now + .seconds(1), try Coordinate(lng: place.lng, lat: place.lat))
        (position.status, position.alarms) = ([.located, .ignitionOn], 1)
        let (sightings, now): ([Sighting], Timestamp) = ([Sighting(device.serial, position)], world.clock.now)
        try await world.city.database.write { db in try Journal.append(sightings, at: now, in: db) }
        try await world.city.sensing.runner.step()
        let open = try await send(.get, "help?open=true", "dispatcher")
        #expect(open.value(at: "items.0.source") == "terminal", "\(open.body)")
        #expect(open.value(at: "items.0.name") == device.name && open.value(at: "items.1.id") == nil)
    }

    /// Whoever calls from elsewhere than their own area is seen by those who answer there.
    @Test func aCallForHelpIsSeenWhereItIs() async throws {
        _ = try await world.city.access.desk.create(
            AccountDraft(login: "roaming", name: "市级队员", area: ""),
            password: "Roaming-2026",
            mustChange: false,
            grants: [GrantDraft(role: CityRoles.collector, area: "")]
        )
        let signedIn = try await world.probe.send(
            .post,
            "sessions",
            json: #"{"login":"roaming","password":"Roaming-2026"}"#
        )
        let token: String = try #require(signedIn.value(at: "token"), "\(signedIn.body)")
        let place: PointBody = try world.point(2)
        let called = try await world.probe.send(
            .post,
            "command/help",
            token: token,
            json: #"{"place":{"lng":\#(place.lng),"lat":\#(place.lat)}}"#
        )
        #expect(called.status == 201, "\(called.body)")
        #expect(try await send(.get, "help?open=true", "dispatcher").value(at: "items.0.name") == "市级队员")
    }

    /// A lead of one department cannot watch a vehicle of another by taking it into a unit.
    @Test func nobodyTakesADeviceThatTheyMayNotSee() async throws {
        let unit = try await unit("环卫应急一队")
        let organisation: String = try #require(unit.value(at: "organisation"))
        let place: String = #""area":"420302","organisation":"\#(organisation)""#
        let foreign: Device = try await world.city.database.write { [world] db in
            let input: DeviceInputBody = DeviceInputBody(
                door: .http,
                ident: "foreign",
                name: "外单位车",
                use: .other,
                area: "420302",
                organisation: nil
            )
            return try world.city.sensing.devices.create(input, by: .system, at: world.clock.now, in: db)
        }
        let body: String = #"{"name":"跟车组",\#(place),"devices":["\#(foreign.id.text)"]}"#
        #expect(try await send(.post, "units", "lead-420302hw", body).status == 404)
        #expect(try await send(.post, "units", "lead-420302hw", #"{"name":"跟车组",\#(place)}"#).status == 201)
    }

    // MARK: Incidents

    private func incident(_ extra: String = "") async throws -> HTTPProbe.Reply {
        let plans = try await send(.get, "plans?kind=snow&state=active", "dispatcher")
        let plan: String = try #require(plans.value(at: "items.0.id"), "\(plans.body)")
        let place: PointBody = try world.point(4)
        let body: String =
            #"{"title":"大雪","kind":"snow","level":2,"area":"420302","plan":"\#(plan)","holders":{"lead":"张主任"},"#
            + #""place":{"lng":\#(place.lng),"lat":\#(place.lat)}\#(extra)}"#
        let made = try await send(.post, "incidents", "dispatcher", body)
        #expect(made.status == 201, "\(made.body)")
        return made
    }

    private func act(
        _ act: String,
        on step: Int,
        of file: HTTPProbe.Reply,
        _ body: String = "{}"
    ) async throws -> HTTPProbe.Reply {
        let id: String = try #require(file.value(at: "incident.id"))
        let stepID: String = try #require(file.value(at: "steps.\(step).id"))
        let version: Int = try #require(file.value(at: "steps.\(step).version").flatMap { Int($0) })
        return try await send(
            .post,
            "incidents/\(id)/steps/\(stepID)/acts/\(act)",
            "dispatcher",
            body,
            version: version
        )
    }

    @Test func aPlanLeadsFromStepToStepAndSendsByItself() async throws {
        let begun = try await incident()
        #expect(
            begun.value(at: "steps.0.state") == "ready" && begun.value(at: "steps.1.state") == "waiting",
            "\(begun.body)"
        )
        #expect(begun.value(at: "incident.roles.0.holder") == "张主任")
        let called = try await act("finish", on: 0, of: begun)
        // Two teams can clear snow, are on duty and were heard of: both are sent.
        #expect(called.value(at: "steps.1.state") == "running", "\(called.body)")
        #expect(called.value(at: "steps.1.orders.1.id") != nil && called.value(at: "steps.1.orders.2.id") == nil)
        #expect(called.value(at: "steps.1.orders.0.priority") == "urgent")
        #expect(called.value(at: "steps.2.state") == "ready" && called.value(at: "steps.3.state") == "waiting")
        #expect(called.body.contains("下达“重点桥梁、坡道撒布融雪剂”"), "\(called.body)")
        let id: String = try #require(called.value(at: "incident.id"))
        world.clock.advance(by: .minutes(61))
        try await world.city.command.step()
        let late = try await send(.get, "incidents/\(id)", "dispatcher")
        #expect(late.value(at: "steps.1.isLate") == "true" || late.value(at: "steps.1.isLate") == "1", "\(late.body)")
        #expect(late.body.contains("应当点名") && late.value(at: "incident.rollCallDue") == nil)
        #expect(try await act("start", on: 1, of: late).status == 409)
        #expect(try await act("finish", on: 1, of: called).status == 412)
    }

    @Test func theRollIsCalledAndThePeopleAnswer() async throws {
        let begun = try await incident()
        let id: String = try #require(begun.value(at: "incident.id"))
        #expect(try await send(.post, "incidents/\(id)/roll-calls", "dispatcher", "{}").status == 409)
        _ = try await act("finish", on: 0, of: begun)
        let called = try await send(.post, "incidents/\(id)/roll-calls", "dispatcher", "{}")
        #expect(called.value(at: "rollCalls.0.answers.1.state") == "unknown", "\(called.body)")
        let mine = try await send(.get, "roll-calls/mine", "clerk-420302hw")
        let unit: String = try #require(mine.value(at: "items.0.unit"), "\(mine.body)")
        let answer: String = #"{"unit":"\#(unit)","people":5,"state":"safe"}"#
        #expect(try await send(.post, "incidents/\(id)/roll-calls/1/answers", "collector1", answer).status == 404)
        let told = try await send(.post, "incidents/\(id)/roll-calls/1/answers", "clerk-420302hw", answer)
        #expect(told.value(at: "state") == "safe", "\(told.body)")
        #expect(try await send(.get, "roll-calls/mine", "clerk-420302hw").value(at: "items.0.unit") == nil)
        let file = try await send(.get, "incidents/\(id)", "leader")
        #expect(file.body.contains("点名应答：环卫应急一队 5 人，平安"), "\(file.body)")
    }

    @Test func anIncidentEndsWithItsReportAndChangesNoMore() async throws {
        let begun = try await incident(#","isDrill":true"#)
        let id: String = try #require(begun.value(at: "incident.id"))
        _ = try await act("finish", on: 0, of: begun)
        let report = try await send(.post, "incidents/\(id)/reports", "dispatcher", #"{"words":"雪深 5 厘米"}"#)
        #expect(report.value(at: "reports.0.figures.ordersOpen") == "2", "\(report.body)")
        let refused = try await send(.post, "incidents/\(id)/end", "dispatcher", #"{"summary":"结束"}"#, version: 1)
        #expect(refused.status == 409 && refused.value(at: "code") == "incident.open_orders", "\(refused.body)")
        let ended = try await send(
            .post,
            "incidents/\(id)/end",
            "dispatcher",
            #"{"summary":"演练结束","cancelOrders":true}"#,
            version: 1
        )
        #expect(
            ended.value(at: "incident.endedAt") != nil && ended.value(at: "steps.4.state") == "skipped",
            "\(ended.body)"
        )
        #expect(ended.value(at: "figures.ordersOpen") == "0")
        #expect(try await send(.post, "incidents/\(id)/log", "dispatcher", #"{"note":"补记"}"#).status == 409)
        let unit: String = try #require(try await unit("环卫应急一队").value(at: "id"))
        let late: String =
            #"{"units":["\#(unit)"],"title":"补派","priority":"normal","about":{"kind":"step","id":"\#(id)/x"}}"#
        #expect(try await send(.post, "orders", "dispatcher", late).status == 409)
        #expect(try await send(.post, "incidents/\(id)/log", "clerk-420302hw", #"{"note":"补记"}"#).status == 403)
    }

    @Test func aPlanThatIsNotReadyIsNotStarted() async throws {
        let plans = try await send(.get, "plans?state=draft", "dispatcher")
        let plan: String = try #require(plans.value(at: "items.0.id"))
        let body: String = #"{"title":"塌陷","kind":"emergency","level":4,"area":"420302","plan":"\#(plan)"}"#
        let refused = try await send(.post, "incidents", "dispatcher", body)
        #expect(refused.status == 400 && refused.value(at: "code") == "incident.plan", "\(refused.body)")
        let level: String = #"{"title":"塌陷","kind":"emergency","level":5,"area":"420302"}"#
        #expect(try await send(.post, "incidents", "dispatcher", level).status == 400)
        let elsewhere: String = #"{"title":"塌陷","kind":"emergency","level":4,"area":"420303"}"#
        #expect(try await send(.post, "incidents", "dispatcher", elsewhere).status != 201)
    }
}
