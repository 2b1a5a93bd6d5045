import CityContracts
import CityCore
import CityEvents
import CityGeo
import CitySQL
import CitySensing
import CityServer
import CityTestSupport
import DemoCity
import Foundation
import HTTPTypes
import JT808
import NIOCore
import Terminals
import Testing

/// Alarms of active safety over real sockets, with the other connection for their files; areas and parameters.
@Suite(.everyEngine, .timeLimit(.minutes(10))) struct SafetyTests {
    private static let phone: String = "13900000001"

    private let world: DemoWorld

    init() async throws {
        world = try await DemoWorld(terminals: true)
    }

    private func get(_ path: String, _ login: String = "dispatcher") async throws -> HTTPProbe.Reply {
        try await world.probe.send(.get, path, token: try await world.token(login))
    }

    private func deviceID() throws -> String {
        try #require(world.city.sensing.devices.devices.find(.jt808, Self.phone)).id.text
    }

    private func mark(_ second: Int, files: UInt8) -> AlarmMark {
        var mark: AlarmMark = AlarmMark()
        (mark.terminalID, mark.time, mark.attachments) = ("SIM0001", BCDTime(world.clock.now + .seconds(second)), files)
        return mark
    }

    /// Somebody on the phone at the wheel, level 2.
    private func location(_ second: Int, files: UInt8, phase: UInt8 = 1) throws -> Location {
        var alarm: DriverStateAlarm = DriverStateAlarm()
        (alarm.alarmID, alarm.phase, alarm.kind, alarm.level) = (7, phase, 2, 2)
        (alarm.scene.latitudeE6, alarm.scene.longitudeE6) = (32_640_000, 110_780_000)
        (alarm.scene.time, alarm.scene.speedKPH) = (BCDTime(world.clock.now + .seconds(second)), 42)
        alarm.mark = mark(second, files: files)
        var location: Location = Location()
        location.status = [.accOn, .located]
        (location.longitudeE6, location.latitudeE6) = (110_780_000, 32_640_000)
        location.time = BCDTime(world.clock.now + .seconds(second))
        location.items = try AdditionalItems([
            AdditionalItem(id: 0x65, value: try Parameter(id: 0, record: alarm).value)
        ])
        return location
    }

    private func list(_ number: String, _ name: String, _ size: Int) -> AttachmentList {
        var list: AttachmentList = AttachmentList()
        (list.terminalID, list.alarmNumber) = ("SIM0001", number)
        list.mark = mark(1, files: 1)
        list.files = [AttachmentFile(name: name, size: UInt32(size))]
        return list
    }

    @Test func theFilesOfAnAlarmComeByTheirOwnConnection() async throws {
        try await world.city.openToTerminals { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            try await terminal.send(self.location(1, files: 1))
            let order: UploadAttachments = try #require(try await terminal.hear(UploadAttachments.self))
            // Told again, it stays one.
            #expect(try await terminal.answer(to: self.location(1, files: 1)) == .done)
            #expect(order.address == "127.0.0.1" && order.mark == self.mark(1, files: 1))
            let files: TestTerminal = try await TestTerminal(Self.phone, port: Int(order.tcpPort))
            let (name, picture) = ("00_65_6502_0_\(order.alarmNumber).png", Visits.picture)
            #expect(try await files.answer(to: self.list(order.alarmNumber, name, picture.count)) == .done)
            var begin: AttachmentBegin = AttachmentBegin()
            (begin.name, begin.size) = (name, UInt32(picture.count))
            #expect(try await files.answer(to: begin) == .done)
            try await files.send(AttachmentChunk(name: name, offset: 0, data: ByteBuffer(bytes: picture[..<20])))
            var end: AttachmentEnd = AttachmentEnd()
            (end.name, end.size) = (name, UInt32(picture.count))
            try await files.send(end)
            let missing: AttachmentAnswer? = try await files.hear(AttachmentAnswer.self)
            #expect(missing?.result == 1)
            #expect(missing?.missing == [FileRange(offset: 20, length: UInt32(picture.count - 20))])
            try await files.send(AttachmentChunk(name: name, offset: 20, data: ByteBuffer(bytes: picture[20...])))
            try await files.send(end)
            #expect(try await files.hear(AttachmentAnswer.self)?.result == 0)
            let told = try await self.get(
                "terminals/safety-alarms?device=\(try self.deviceID())&level=2&from=\(self.world.clock.now.iso8601)"
            )
            #expect(told.value(at: "items.0.kindName.zh") == "接打电话", "\(told.body)")
            #expect(told.value(at: "items.0.files.0.channel") == "65", "\(told.body)")
            #expect(told.value(at: "items.1") == nil)
            let media: String = try #require(told.value(at: "items.0.files.0.media"))
            #expect(try await self.get("media/\(media)").status == 200)
            let events: [StoredEvent] = try await self.world.city.database.read { db in
                try Outbox.events(after: 0, limit: 10_000, in: db)
            }
            let happened: [String] = try events.filter { $0.topic == SafetyAlarmChanged.topic }.map { event in
                let heard: SafetyAlarmChanged = try event.decoded(as: SafetyAlarmChanged.self)
                return "\(heard.alarm) \(heard.what)"
            }
            let alarm: String = try #require(told.value(at: "items.0.id"))
            #expect(happened.suffix(2) == ["\(alarm) told", "\(alarm) file"], "told twice is one")
            #expect(try await self.get("terminals/safety-alarms?family=tyre").value(at: "items.0") == nil)
            await files.close()
            await terminal.close()
        }
    }

    @Test func aFleetsPicturesAllComeThoughPiecesAreLost() async throws {
        try await world.city.openToTerminals { port in
            var faults: FleetFaults = FleetFaults()
            (faults.alarms, faults.lostParts) = (0.3, 0.3)
            let fleet: FleetSimulator = FleetSimulator(
                hosts: ["127.0.0.1"],
                port: port,
                vehicles: 2,
                interval: .milliseconds(250),
                firstPhone: 13_900_000_001,
                places: [try Coordinate(lng: 110.78, lat: 32.64), try Coordinate(lng: 110.9, lat: 32.7)],
                faults: faults
            )
            self.world.clock.set(to: CityClock.system.now())
            let driving: Task<Void, any Error> = Task { try await fleet.run(for: nil) }
            while fleet.tally.counts.files < 6 { try await Task.sleep(for: .milliseconds(50)) }
            driving.cancel()
            #expect(self.world.city.terminals.counters[.media] >= 6)
            #expect(self.world.city.terminals.counters[.askedParts] > 0, "pieces were lost on purpose")
        }
    }

    @Test func whoShowsAnotherNumberSendsNothing() async throws {
        try await world.city.openToTerminals { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            try await terminal.send(self.location(1, files: 1))
            let order: UploadAttachments = try #require(try await terminal.hear(UploadAttachments.self))
            let guessed: TestTerminal = try await TestTerminal(Self.phone, port: Int(order.tcpPort))
            let other: String = String(repeating: "0", count: 32)
            #expect(try await guessed.answer(to: self.list(other, "a.png", 3)) == .failed)
            #expect(await guessed.hearFrame(.text) == nil, "the line has ended")
            // The right number, from another terminal.
            let thief: TestTerminal = try await TestTerminal("13900000002", port: Int(order.tcpPort))
            #expect(try await thief.answer(to: self.list(order.alarmNumber, "a.png", 3)) == .failed)
            var begin: AttachmentBegin = AttachmentBegin()
            (begin.name, begin.size) = ("a.png", 3)
            let early: TestTerminal = try await TestTerminal(Self.phone, port: Int(order.tcpPort))
            #expect(try await early.answer(to: begin) == .failed)
            #expect(try await early.answer(to: self.list(order.alarmNumber, "a.png", 3)) == .done)
            begin.size = UInt32.max
            #expect(try await early.answer(to: begin) == .failed, "larger than may be")
            for each in [guessed, thief, early, terminal] { await each.close() }
        }
    }

    @Test func anEndFindsItsBeginningAndARuleHearsOfLevels() async throws {
        var conditions: AlertConditions = AlertConditions()
        (conditions.safety, conditions.safetyLevel) = (["driver"], 2)
        var made: AlertRuleInputBody = AlertRuleInputBody(name: "驾驶员分心", severity: .warning, conditions: conditions)
        made.rejoinSeconds = 0
        let input: AlertRuleInputBody = made
        let (alerts, now): (AlertService, Timestamp) = (world.city.sensing.alerts, world.clock.now)
        try await world.city.database.write { db in
            let made: AlertRule = try alerts.addRule(input, by: .system, at: now, in: db)
            _ = try alerts.setState(made.id, .live, expecting: 1, by: .system, in: db)
        }
        while try await world.city.sensing.runner.step() > 0 {}
        try await world.city.openToTerminals { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            #expect(try await terminal.answer(to: self.location(1, files: 0)) == .done)
            #expect(try await terminal.answer(to: self.location(9, files: 0, phase: 2)) == .done)
            let told = try await self.get("terminals/safety-alarms")
            #expect(told.value(at: "items.0.endedAt") == (self.world.clock.now + .seconds(9)).iso8601, "\(told.body)")
            while try await self.world.city.sensing.runner.step() > 0 {}
            let raised = try await self.get("alerts?device=\(try self.deviceID())")
            #expect(raised.value(at: "items.0.ruleName") == "驾驶员分心", "\(raised.body)")
            #expect(raised.value(at: "items.0.endedAt") != nil, "the end of an alarm is no alarm")
            await terminal.close()
        }
    }

    @Test func aClockOfTheFutureAndAPlaceOnNoGlobeCostNoAlarm() async throws {
        var alarm: BlindSpotAlarm = BlindSpotAlarm()
        (alarm.kind, alarm.mark) = (3, mark(1, files: 0))
        (alarm.scene.latitudeE6, alarm.scene.longitudeE6) = (95_000_000, 110_780_000)
        alarm.scene.time = BCDTime(bits: 0x99_12_31_00_00_00)
        var wrong: Location = Location()
        wrong.items = try AdditionalItems([AdditionalItem(id: 0x67, value: try Parameter(id: 0, record: alarm).value)])
        let device: Device = try #require(world.city.sensing.devices.devices.find(.jt808, Self.phone))
        try await world.city.terminals.safety.record(wrong, [], of: device)
        let told = try await get("terminals/safety-alarms?family=blind_spot&from=\(world.clock.now.iso8601)")
        #expect(told.value(at: "items.0.at") == world.clock.now.iso8601, "\(told.body)")
        #expect(told.value(at: "items.0.lat") == nil)
    }

    private func order(_ order: String) async throws -> HTTPProbe.Reply {
        try await world.probe.send(
            .post,
            "terminals/commands",
            token: try await world.token("dispatcher"),
            json: #"{"devices":["\#(try deviceID())"],"order":\#(order)}"#
        )
    }

    private func fence(_ geometry: String, reach: Int?) async throws -> String {
        let reachM: String = reach.map { #""reachM":\#($0),"# } ?? ""
        let made = try await world.probe.send(
            .post,
            "fences",
            token: try await world.token("system"),
            json: #"{"name":"围栏","kind":"yard","area":"420302",\#(reachM)"geometry":\#(geometry)}"#
        )
        return try #require(made.value(at: "id"), "\(made.body)")
    }

    @Test func aTerminalWatchesFencesByItself() async throws {
        let circle: String = try await fence(#"{"type":"Point","coordinates":[110.8,32.6]}"#, reach: 50)
        let way: String = try await fence(
            #"{"type":"LineString","coordinates":[[110.8,32.6],[110.81,32.61]]}"#,
            reach: 20
        )
        let wide: String = try await fence(
            #"{"type":"LineString","coordinates":[[110.8,32.6],[110.81,32.61]]}"#,
            reach: 200
        )
        let holes: String = try await fence(
            #"{"type":"Polygon","coordinates":[[[110,32],[111,32],[111,33],[110,33],[110,32]],"#
                + #"[[110.4,32.4],[110.4,32.6],[110.6,32.6],[110.6,32.4],[110.4,32.4]]]}"#,
            reach: nil
        )
        try await world.city.openToTerminals { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port, edition: .v2019)
            try await terminal.signIn()
            #expect(
                try await self.order(#"{"kind":"set_area","fence":"\#(circle)","tellsExit":true,"maxKPH":30}"#).status
                    == 201
            )
            let set: SetCircles = try #require(try await terminal.hear(SetCircles.self))
            #expect(set.areas.first?.radiusM == 50 && set.areas.first?.centre.longitudeE6 == 110_800_000)
            #expect(set.areas.first?.limits.rules == [.leaveTellsDriver, .leaveTellsPlatform, .hasSpeed])
            #expect(set.areas.first?.limits.speed?.maxKPH == 30 && set.areas.first?.limits.name == "围栏")
            #expect(try await self.order(#"{"kind":"remove_area","fence":"\#(circle)"}"#).status == 201)
            #expect(try await terminal.hear(DeleteCircles.self)?.areaIDs == set.areas.map(\.areaID))
            #expect(try await self.order(#"{"kind":"set_area","fence":"\#(way)","tellsEntry":true}"#).status == 201)
            let route: SetRoute = try #require(try await terminal.hear(SetRoute.self))
            #expect(route.route.corners.count == 2 && route.route.corners[0].widthM == 40)
            #expect(try await self.order(#"{"kind":"remove_areas","shape":"route"}"#).status == 201)
            #expect(try await terminal.hear(DeleteRoutes.self)?.routeIDs == [])
            for bad in [wide, holes] {
                let refused = try await self.order(#"{"kind":"set_area","fence":"\#(bad)","tellsEntry":true}"#)
                #expect(refused.status == 400 && refused.body.contains("order.fence"), "\(refused.body)")
            }
            #expect(try await self.order(#"{"kind":"set_area","fence":"\#(circle)"}"#).status == 400)
            #expect(try await self.order(#"{"kind":"set_area","fence":"none","tellsEntry":true}"#).status == 400)
            await terminal.close()
        }
    }

    @Test func parametersAreSetAndTold() async throws {
        try await world.city.openToTerminals { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            #expect(
                try await self.order(
                    #"{"kind":"set_parameters","parameters":[{"id":85,"value":"60"},{"id":131,"value":"鄂C12345"}]}"#
                ).status == 201
            )
            let set: SetParameters = try #require(try await terminal.hear(SetParameters.self))
            #expect(set.parameters.map(\.meaning) == [.number(60), .text("鄂C12345")])
            #expect(
                try await self.order(#"{"kind":"set_parameters","parameters":[{"id":85,"value":"fast"}]}"#).status
                    == 400
            )
            #expect(
                try await self.order(#"{"kind":"set_parameters","parameters":[{"id":9999,"value":"1"}]}"#).status == 400
            )
            let twice: String = #"{"kind":"set_parameters","parameters":[{"id":85,"value":"1"},{"id":85,"value":"2"}]}"#
            #expect(try await self.order(twice).status == 400)
            let secret = try await self.order(#"{"kind":"set_parameters","parameters":[{"id":18,"value":"s3cret"}]}"#)
            #expect(secret.status == 201 && !secret.body.contains("s3cret"), "\(secret.body)")
            let asked = try await self.order(#"{"kind":"read_parameters","read":[85]}"#)
            let query: Frame = try #require(await terminal.hearFrame(.queryParameters))
            #expect(try query.message(QueryParameters.self).parameterIDs == [85])
            var answer: ParameterAnswer = ParameterAnswer()
            answer.answered = query.header.sequence
            answer.parameters = [try #require(Parameter(id: 85, .number(70)))]
            try await terminal.send(answer)
            let batch: String = try #require(asked.value(at: "batch"))
            var told: HTTPProbe.Reply = asked
            while told.value(at: "commands.0.answer.0.value") == nil {
                told = try await self.get("terminals/commands/batches/\(batch)")
                await Task.yield()
            }
            #expect(told.value(at: "commands.0.answer.0.value") == "70", "\(told.body)")
            #expect(
                told.value(at: "commands.0.answer.0.name.zh") == "最高速度" && told.value(at: "commands.0.state") == "done"
            )
            await terminal.close()
        }
    }

    /// Two processes of one city: whoever comes in at the other has left this one.
    @Test func aTerminalThatComesInElsewhereHasLeftHere() async throws {
        let other: City = try world.beside()
        try await other.prepare()
        try await world.city.openToTerminals { port in
            try await other.openToTerminals { otherPort in
                let here: TestTerminal = try await TestTerminal(Self.phone, port: port)
                let code: String = try await here.signIn()
                // What the registration changed, as the other process hears of it.
                try await other.sensing.renew([DeviceID(try self.deviceID())])
                self.world.clock.advance(by: .seconds(2))
                let there: TestTerminal = try await TestTerminal(Self.phone, port: otherPort)
                var shown: Authentication = Authentication()
                shown.code = code
                #expect(try await there.answer(to: shown) == .done)
                #expect(await here.hearFrame(.text) == nil, "the line here has ended")
                #expect(try await self.order(#"{"kind":"text","text":"在另一处"}"#).status == 201)
                #expect(try await there.hear(TextMessage.self)?.content == "在另一处")
                await there.close()
            }
        }
    }
}
