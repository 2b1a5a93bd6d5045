import CityCore
import CityHTTP
import CityJobs
import CityModules
import CitySensing
import CityServer
import CityTestSupport
import HTTPTypes
import Testing

/// Going on and off duty, and the way in between.
@Suite(.everyEngine) struct AttendanceTests {
    private struct Shift: Decodable {
        var id: String
        var fixes: Int
        var distanceM: Int
        var endedAt: Timestamp?
        var endedBySystem: Bool
    }
    private struct Recorded: Decodable {
        var accepted: Int
        var shift: Shift
    }
    private struct Duty: Decodable {
        struct Today: Decodable {
            var reported: Int
            var minutes: Int
        }
        var shift: Shift?
        var today: Today
    }
    private struct Register: Decodable { var items: [Shift] }

    private struct World {
        let demo: DemoWorld

        init() async throws {
            demo = try await DemoWorld()
        }

        /// A new session each time: these tests let more time go by than a session may rest.
        func token() async throws -> String { try await demo.token("collector1") }

        func post(_ path: String, _ json: String, key: String? = nil) async throws -> HTTPProbe.Reply {
            let headers: [String: String] = key.map { ["Idempotency-Key": $0] } ?? [:]
            return try await demo.probe.send(
                .post,
                "duty/\(path)",
                token: try await token(),
                json: json,
                headers: headers
            )
        }

        func agree() async throws {
            _ = try await post("consent", #"{"version":"1","agreed":true}"#)
        }

        func fixes(_ minutes: [Int], metres: Double = 100) -> String {
            let start: Timestamp = demo.clock.now
            let items: [String] = minutes.map { minute in
                let lng: Double = 110.8 + Double(minute) * metres / 93_800
                return #"{"at":"\#((start + .minutes(minute)).iso8601)","lng":\#(lng),"lat":32.6,"accuracyM":8}"#
            }
            return #"{"fixes":[\#(items.joined(separator: ","))]}"#
        }
    }

    @Test func aDayOfDutyIsWhatTheRegisterShows() async throws {
        let world: World = try await World()
        try await world.agree()
        let shift: Shift = try await world.post("shifts", #"{"place":{"lng":110.808,"lat":32.594}}"#).decoded()
        let way: String = world.fixes([1, 2, 3])
        world.demo.clock.advance(by: .minutes(90))
        let first: Recorded = try await world.post("shifts/\(shift.id)/fixes", way).decoded()
        #expect(first.accepted == 3)
        #expect((195...205).contains(first.shift.distanceM))
        let again: Recorded = try await world.post("shifts/\(shift.id)/fixes", way).decoded()
        let devices = try await world.demo.probe.send(
            .get,
            "devices?door=field",
            token: try await world.demo.token("dispatcher")
        )
        #expect(
            devices.value(at: "items.0.use") == "officer" && devices.value(at: "items.1.id") == nil,
            "\(devices.body)"
        )
        #expect(world.demo.city.sensing.intake.waitingCount == 3)
        #expect(again.accepted == 0 && again.shift.fixes == 3 && again.shift.distanceM == first.shift.distanceM)
        #expect(try await world.post("shifts/\(shift.id)/end", "{}").status == 200)
        #expect(try await world.post("shifts/\(shift.id)/end", "{}").problemCode == "attendance.ended")
        let duty: Duty = try await world.demo.probe.send(.get, "duty/shift", token: try await world.token()).decoded()
        #expect(duty.shift == nil && duty.today.minutes == 90)

        let register: Register = try await world.demo.probe.send(
            .get,
            "duty/shifts",
            token: try await world.demo.token("duty")
        ).decoded()
        #expect(register.items.map(\.id) == [shift.id])
        let track: HTTPProbe.Reply = try await world.demo.probe.send(
            .get,
            "duty/shifts/\(shift.id)/track",
            token: try await world.demo.token("duty")
        )
        #expect(track.status == 200 && track.body.contains("\"accuracyM\":8"))
    }

    @Test func withoutConsentNoPositionIsKept() async throws {
        let world: World = try await World()
        let shift: Shift = try await world.post("shifts", "{}").decoded()
        let refused: HTTPProbe.Reply = try await world.post("shifts/\(shift.id)/fixes", world.fixes([0]))
        #expect(refused.status == 409 && refused.problemCode == "attendance.no_consent")
        try await world.agree()
        world.demo.clock.advance(by: .minutes(1))
        _ = try await world.post("consent", #"{"version":"1","agreed":false}"#)
        #expect(try await world.post("shifts/\(shift.id)/fixes", world.fixes([0])).status == 409)
    }

    @Test func nobodyIsOnDutyTwiceAndALostAnswerIsNoSecondShift() async throws {
        let world: World = try await World()
        let key: String = "shift-of-this-morning"
        let first: Shift = try await world.post("shifts", "{}", key: key).decoded()
        let again: Shift = try await world.post("shifts", "{}", key: key).decoded()
        #expect(first.id == again.id)
        #expect(try await world.post("shifts", "{}").problemCode == "attendance.on_duty")
    }

    @Test func anImpossibleWayAddsNoDistance() async throws {
        let world: World = try await World()
        try await world.agree()
        let shift: Shift = try await world.post("shifts", "{}").decoded()
        let jump: String = world.fixes([1, 2], metres: 9_000)
        world.demo.clock.advance(by: .minutes(5))
        let recorded: Recorded = try await world.post("shifts/\(shift.id)/fixes", jump).decoded()
        #expect(recorded.accepted == 2 && recorded.shift.distanceM == 0)
    }

    @Test(arguments: [(-25 * 60, "attendance.at"), (1, "attendance.at")])
    func aStartInTheFutureOrLongAgoIsRefused(minutes: Int, code: String) async throws {
        let world: World = try await World()
        let at: Timestamp = world.demo.clock.now + .minutes(minutes)
        #expect(try await world.post("shifts", #"{"at":"\#(at.iso8601)"}"#).problemCode == code)
    }

    @Test func anothersShiftIsNotThere() async throws {
        let world: World = try await World()
        let shift: Shift = try await world.post("shifts", "{}").decoded()
        let other: String = try await world.demo.token("clerk-420302hw")
        let ended: HTTPProbe.Reply = try await world.demo.probe.send(
            .post,
            "duty/shifts/\(shift.id)/end",
            token: other,
            json: "{}"
        )
        #expect(ended.status == 404)
    }

    @Test func aShiftThatNobodyEndsIsEndedByTheSystem() async throws {
        let world: World = try await World()
        let shift: Shift = try await world.post("shifts", "{}").decoded()
        world.demo.clock.advance(by: .hours(17))
        let jobs = world.demo.city.modules.flatMap(\.jobs)
        try await #require(jobs.first { $0.name == "attendance.tidy" }).run()
        let duty: Duty = try await world.demo.probe.send(.get, "duty/shift", token: try await world.token()).decoded()
        #expect(duty.shift == nil)
        let register: Register = try await world.demo.probe.send(
            .get,
            "duty/shifts?date=2026-03-02",
            token: try await world.demo.token("duty")
        ).decoded()
        #expect(register.items.first { $0.id == shift.id }?.endedBySystem == true)
    }
}
