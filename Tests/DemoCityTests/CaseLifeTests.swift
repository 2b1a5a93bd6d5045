import CaseManagement
import CityCore
import CityHTTP
import CityServer
import CityTestSupport
import HTTPTypes
import Testing

/// The life of a case through the API, with people in their roles and a clock that the test moves.
@Suite(.everyEngine) struct CaseLifeTests {
    @Test func aCaseLivesFromReportToClosingOnTheClock() async throws {
        let world: DemoWorld = try await DemoWorld()
        let reply: HTTPProbe.Reply = try await world.report(by: try await world.token("collector1"))
        #expect(reply.status == 201)
        let reported: CaseBody = try reply.decoded()
        let id: String = reported.row.id
        #expect(reported.row.number == "4203022026030200001")
        #expect(reported.row.grid?.count == 15)
        #expect(reported.clocks.map(\.kind) == ["acceptance"])

        world.clock.advance(by: .minutes(10))
        try await world.must(.accept, on: id, by: "acceptor")
        let filed: CaseBody = try await world.must(.file, on: id, by: "duty")
        #expect(filed.suggestedOrganisation?.name.zh == "茅箭区环境卫生处")
        let sent: CaseBody = try await world.must(.dispatch, on: id, by: "dispatcher")
        // Monday 09:10 in Shiyan plus four work hours over the lunch break is 15:10.
        let handling: ClockBody = try #require(sent.clocks.first { $0.kind == "handling" })
        #expect(handling.deadline == Timestamp(iso8601: "2026-03-02T15:10:00+08:00"))
        #expect(handling.words.zh == "剩 4 工作时")

        world.clock.advance(by: .hours(2))
        try await world.must(.take, on: id, by: "clerk-420302hw")
        let handled: CaseBody = try await world.must(.finish, on: id, by: "clerk-420302hw", ActionBody(opinion: "已清运"))
        #expect(handled.handledOnTime == true)
        let checking: CaseBody = try await world.must(.requestCheck, on: id, by: "acceptor")
        #expect(checking.turnAccount != nil)
        let collector: String = try await collector(of: checking, in: world)
        try await world.must(.checkPass, on: id, by: collector)
        let closed: CaseBody = try await world.must(.close, on: id, by: "duty")
        #expect(closed.row.state == .closed)
        #expect(closed.row.closedOnTime == true)
        #expect(closed.clocks.allSatisfy { $0.stoppedAt != nil })
        #expect(try await world.verification().troubles == [])
    }

    /// Which of the four collectors was given the task.
    private func collector(of body: CaseBody, in world: DemoWorld) async throws -> String {
        for number in 1...4 {
            struct Me: Decodable { var account: String }
            let token: String = try await world.token("collector\(number)")
            let me: Me = try await world.probe.send(.get, "session", token: token).decoded()
            if me.account == body.turnAccount { return "collector\(number)" }
        }
        throw CityError.fault("the task is nobody's")
    }

    @Test func anotherCollectorMayNotDoTheCheck() async throws {
        let world: DemoWorld = try await DemoWorld()
        let id: String = try await world.dispatched().row.id
        try await world.must(.take, on: id, by: "clerk-420302hw")
        try await world.must(.finish, on: id, by: "clerk-420302hw", ActionBody(opinion: "已清运"))
        let checking: CaseBody = try await world.must(.requestCheck, on: id, by: "acceptor")
        let mine: String = try await collector(of: checking, in: world)
        let other: String = mine == "collector1" ? "collector2" : "collector1"
        let reply: HTTPProbe.Reply = try await world.act(.checkPass, on: id, by: try await world.token(other))
        #expect(reply.status == 403)
        #expect(reply.problemCode == "case.not_yours")
    }

    @Test func twoExtensionsAreGrantedAndNoThird() async throws {
        let world: DemoWorld = try await DemoWorld()
        let id: String = try await world.dispatched().row.id
        try await world.must(.take, on: id, by: "clerk-420302hw")
        for _ in 0..<2 {
            try await world.must(.requestExtension, on: id, by: "clerk-420302hw", ActionBody(opinion: "等车"))
            try await world.must(.endorseExtension, on: id, by: "lead-420302hw")
            try await world.must(.approveExtension, on: id, by: "dispatcher")
        }
        let reply: HTTPProbe.Reply = try await world.act(
            .requestExtension,
            on: id,
            by: try await world.token("clerk-420302hw"),
            ActionBody(opinion: "还要等")
        )
        #expect(reply.status == 409)
        #expect(reply.problemCode == "case.extensions")
        let body: CaseBody = try await world.probe.send(.get, "cases/\(id)", token: try await world.token("leader"))
            .decoded()
        let clock: ClockBody = try #require(body.clocks.first { $0.kind == "handling" })
        #expect(clock.extensions == 2)
        // 4 + 4 + 4 work hours from Monday 09:00: seven today, five tomorrow.
        #expect(clock.deadline == Timestamp(iso8601: "2026-03-03T15:00:00+08:00"))
    }

    @Test func aSuspendedCaseStandsStillAndComesBackByItself() async throws {
        let world: DemoWorld = try await DemoWorld()
        let id: String = try await world.dispatched().row.id
        try await world.must(.take, on: id, by: "clerk-420302hw")
        let until: Timestamp = world.clock.now + .days(30)
        try await world.must(
            .requestSuspension,
            on: id,
            by: "clerk-420302hw",
            ActionBody(opinion: "等设计方案", until: until)
        )
        let suspended: CaseBody = try await world.must(.approveSuspension, on: id, by: "dispatcher")
        #expect(suspended.row.stageDueAt == nil)
        #expect(suspended.clocks.allSatisfy { $0.stoppedAt != nil || $0.pausedAt != nil })

        world.clock.set(to: until - .minutes(1))
        try await world.city.cases.timers.run()
        var body: CaseBody = try await world.probe.send(.get, "cases/\(id)", token: try await world.token("leader"))
            .decoded()
        #expect(body.row.state == .suspended)
        world.clock.set(to: until)
        try await world.city.cases.timers.run()
        body = try await world.probe.send(.get, "cases/\(id)", token: try await world.token("leader")).decoded()
        #expect(body.row.state == .handling)
        // Wednesday 1 April 09:00: the four hours that were left begin here.
        #expect(body.row.stageDueAt == Timestamp(iso8601: "2026-04-01T15:00:00+08:00"))
        #expect(try await world.verification().troubles == [])
    }

    @Test func lampsTurnWithTheClockAndTheirCountersFollow() async throws {
        let world: DemoWorld = try await DemoWorld()
        _ = try await world.dispatched()
        let leader: String = try await world.token("leader")
        func lamps() async throws -> [String: Int] {
            try await world.city.cases.timers.run()
            let token: String = try await world.token("leader")
            return try await world.probe.send(.get, "cases/overview", token: token).decoded(as: OverviewBody.self).lamps
        }
        _ = leader
        #expect(try await lamps() == ["green": 1])
        world.clock.set(to: Timestamp(milliseconds: TestClock.monday.milliseconds) + .hours(5) + .minutes(13))
        #expect(try await lamps() == ["yellow": 1])
        world.clock.advance(by: .hours(2))
        #expect(try await lamps() == ["red": 1])
        #expect(try await world.verification().troubles == [])
    }

    @Test func lateHandlingMayBeAppealedOnceAndDecidedTwice() async throws {
        let world: DemoWorld = try await DemoWorld()
        let id: String = try await world.dispatched().row.id
        try await world.must(.take, on: id, by: "clerk-420302hw")
        world.clock.advance(by: .days(2))
        try await world.must(.finish, on: id, by: "clerk-420302hw", ActionBody(opinion: "迟了"))
        let checking: CaseBody = try await world.must(.requestCheck, on: id, by: "acceptor")
        try await world.must(.checkPass, on: id, by: try await collector(of: checking, in: world))
        let closed: CaseBody = try await world.must(.close, on: id, by: "duty")
        #expect(closed.row.closedOnTime == false && closed.handledOnTime == false)
        try await world.must(.appeal, on: id, by: "clerk-420302hw", ActionBody(opinion: "道路封闭，车进不去"))
        let early: HTTPProbe.Reply = try await world.act(
            .decideAppeal,
            on: id,
            by: try await world.token("acceptor"),
            ActionBody(opinion: "同意", upheld: true)
        )
        #expect(early.problemCode == "case.appeal_not_reviewed")
        try await world.must(.reviewAppeal, on: id, by: "dispatcher", ActionBody(opinion: "属实", upheld: true))
        let decided: CaseBody = try await world.must(
            .decideAppeal,
            on: id,
            by: "acceptor",
            ActionBody(opinion: "同意", upheld: true)
        )
        #expect(decided.appeal == .upheld)
        #expect(decided.row.closedOnTime == false)
        let again: HTTPProbe.Reply = try await world.act(
            .appeal,
            on: id,
            by: try await world.token("clerk-420302hw"),
            ActionBody(opinion: "再申诉")
        )
        #expect(again.problemCode == "case.appealed_before")
    }

    @Test func aMergedReportKeepsItsReporter() async throws {
        let world: DemoWorld = try await DemoWorld()
        let acceptor: String = try await world.token("acceptor")
        var body: ReportBody = try world.litter()
        body.source = .hotline12319
        body.reporter = ReporterInputBody(name: "王小明", phone: "13800138000", wantsReply: true)
        let first: CaseBody = try await world.report(by: acceptor, body).decoded()
        body.reporter = ReporterInputBody(name: "李大力", phone: "13900139000")
        let second: CaseBody = try await world.report(by: acceptor, body).decoded()
        let similar: ListBody<CaseRowBody> = try await world.probe.send(
            .get,
            "cases/\(second.row.id)/similar",
            token: acceptor
        ).decoded()
        #expect(similar.items.map(\.id) == [first.row.id])
        try await world.must(.merge, on: second.row.id, by: "acceptor", ActionBody(target: first.row.id))
        let kept: CaseBody = try await world.probe.send(.get, "cases/\(first.row.id)", token: acceptor).decoded()
        #expect(kept.reporters.map(\.name) == ["王*", "李*"])
        #expect(kept.reporters.map(\.phone) == ["138****8000", "139****9000"])
        let caller: ListBody<CaseRowBody> = try await world.probe.send(
            .get,
            "callers/13900139000/cases",
            token: acceptor
        ).decoded()
        #expect(Set(caller.items.map(\.id)) == [first.row.id, second.row.id])
        let seen: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "cases/\(first.row.id)/reporters/unmasking",
            token: acceptor
        )
        #expect(seen.body.contains("13800138000"))
        let audit: HTTPProbe.Reply = try await world.probe.send(
            .get,
            "audit?action=case.reporter_seen",
            token: try await world.token("audit")
        )
        #expect(audit.body.contains(first.row.id))
        #expect(try await world.verification().troubles == [])
    }

    @Test func aClosedCaseGoesBackToItsDepartmentInOneAct() async throws {
        let world: DemoWorld = try await DemoWorld()
        let id: String = try await world.dispatched().row.id
        try await world.must(.forceClose, on: id, by: "duty", ActionBody(opinion: "道路改造，一并处理"))
        let back: CaseBody = try await world.must(.forward, on: id, by: "duty", ActionBody(opinion: "市民反映没有处理"))
        #expect(back.row.state == .pendingHandling)
        #expect(back.row.organisation?.name.zh == "茅箭区环境卫生处")
        #expect(back.row.closedAt == nil)
        #expect(try await world.verification().troubles == [])
    }
}
