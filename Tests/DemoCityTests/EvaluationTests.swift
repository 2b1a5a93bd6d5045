import CaseManagement
import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import CityServer
import CityTestSupport
import DemoCity
import Evaluation
import HTTPTypes
import Testing

/// Scores of a demo city whose cases were lived through the workflow.
@Suite(.everyEngine) struct EvaluationTests {
    private struct Listed: Decodable {
        struct Total: Decodable { var count: Int }
        struct Item: Decodable { var day: CivilDate }
        var items: [Item]
        var next: String?
        var total: Int
    }

    private func world(_ cases: Int = 20) async throws -> DemoWorld {
        let world: DemoWorld = try await DemoWorld(cases: cases)
        try await world.city.catchUpEvaluation()
        return world
    }

    private func verification(_ world: DemoWorld) async throws -> EvaluationVerification {
        try await world.city.database.read { db in
            try EvaluationVerification(of: world.city.evaluation, in: db)
        }
    }

    /// One figure of somebody in a period.
    private func count(
        _ world: DemoWorld,
        _ period: String,
        _ kind: JudgedKind,
        _ subject: String,
        _ figure: String
    ) async throws -> Int? {
        let computed: Computed = try await computed(world, period, kind, subject)
        return try Definition(DefinitionStore.shipped()).count(figure, computed)
    }

    private func computed(
        _ world: DemoWorld,
        _ period: String,
        _ dimension: JudgedKind,
        _ subject: String
    ) async throws -> Computed {
        let now: Timestamp = world.clock.now
        return try await world.city.database.read { db in
            let service: EvaluationService = world.city.evaluation.service
            let basis: Basis = try service.basis(try Span(period), at: now, in: db)
            return try service.computed(basis, dimension, subject, in: db)
        }
    }

    @Test func whatWasSpoiledIsWorkedOutAnew() async throws {
        let world: DemoWorld = try await world()
        _ = try await world.city.database.write { db in
            try db.run("UPDATE evaluation_fact SET marks = marks + 1 WHERE kind = 'file'")
            try db.run("DELETE FROM evaluation_fact WHERE kind = 'report'")
            return try db.run("UPDATE evaluation_tally SET tally = '' WHERE month < 24315")
        }
        #expect(try await !verification(world).isSound)
        try await world.city.evaluation.filling.rebuild()
        let verified: EvaluationVerification = try await verification(world)
        #expect(verified.isSound && verified.facts > 100, "\(verified.troubles)")
    }

    /// Facts are worked out beside the city's writes: whatever they meet in between, in the end they follow from the
    /// histories, and editions from the facts that held.
    @Test func factsFollowWhileTheCityWorksAndPeriodsAreClosed() async throws {
        let world: DemoWorld = try await world()
        let token: String = try await world.token("collector1")
        let evaluator: String = try await world.token("evaluator")
        let (acceptor, duty) = (try await world.token("acceptor"), try await world.token("duty"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<24 {
                group.addTask {
                    var reply: HTTPProbe.Reply = try await world.report(by: token, try world.litter(at: index))
                    for (action, token) in [("accept", acceptor), ("file", duty)] {
                        let made: CaseBody = try reply.decoded()
                        reply = try await world.probe.send(
                            .post,
                            "cases/\(made.row.id)/actions/\(action)",
                            token: token,
                            json: "{}",
                            headers: ["If-Match": "\"\(made.row.version)\""]
                        )
                        #expect(reply.status == 200, "\(reply.body)")
                    }
                }
            }
            for period in ["2025-11", "2025-12", "2026-01", "2026-02"] {
                group.addTask {
                    let reply: HTTPProbe.Reply = try await world.probe.send(
                        .post,
                        "evaluation/periods",
                        token: evaluator,
                        json: #"{"period":"\#(period)"}"#
                    )
                    #expect(reply.status == 201, "\(reply.body)")
                }
            }
            for _ in 0..<8 { group.addTask { try await world.city.catchUpEvaluation() } }
            try await group.waitForAll()
        }
        try await world.city.catchUpEvaluation()
        let verified: EvaluationVerification = try await verification(world)
        #expect(verified.isSound && verified.editions == 4, "\(verified.troubles)")
    }

    @Test func everyNumberIsTheLengthOfItsList() async throws {
        let world: DemoWorld = try await world()
        let token: String = try await world.token("leader")
        var lists: Int = 0
        for (dimension, period) in [
            (JudgedKind.department, "2025"), (.county, "2025-Q4"), (.collector, "2026-02"),
            (.smallClass, "2025-11-03..2026-02-20"), (.grid, "2026-02"),
        ] {
            let path: String = "evaluation/results/\(dimension.rawValue)"
            struct Table: Decodable {
                struct Row: Decodable { var subject: String }
                var rows: [Row]
            }
            let table: Table = try await world.probe.send(
                .get,
                "evaluation/results?by=\(dimension.rawValue)&period=\(period)",
                token: token
            ).decoded()
            for row in table.rows.prefix(3) {
                struct Subject: Decodable {
                    struct Figure: Decodable {
                        var code: String
                        var value: Int
                    }
                    var figures: [Figure]
                }
                let subject: String = row.subject.replacing("/", with: "%2F")
                let one: Subject = try await world.probe.send(
                    .get,
                    "\(path)/\(subject)?period=\(period)",
                    token: token
                ).decoded()
                for figure in one.figures where figure.value > 0 || lists.isMultiple(of: 50) {
                    let list: Listed = try await world.probe.send(
                        .get,
                        "\(path)/\(subject)/facts?period=\(period)&figure=\(figure.code)&limit=500",
                        token: token
                    ).decoded()
                    #expect(list.total == figure.value, "\(row.subject) \(figure.code)")
                    #expect(list.items.count == figure.value, "\(row.subject) \(figure.code)")
                    lists += 1
                }
            }
        }
        #expect(lists > 60)
    }

    @Test func whoSeesOnlyTheirOwnScoreSeesTheirRankAmongAll() async throws {
        let world: DemoWorld = try await world()
        struct Table: Decodable {
            struct Row: Decodable, Equatable {
                var subject: String
                var rank: Int?
            }
            var rows: [Row]
        }
        func table(_ login: String) async throws -> Table {
            try await world.probe.send(
                .get,
                "evaluation/results?by=collector&period=2026-02",
                token: try await world.token(login)
            ).decoded()
        }
        let all: Table = try await table("leader")
        #expect(all.rows.count > 1)
        let last: Table.Row = try #require(all.rows.last)
        for number in 1...4 {
            let own: Table = try await table("collector\(number)")
            #expect(own.rows.count <= 1)
            #expect(own.rows.allSatisfy(all.rows.contains))
        }
        #expect(last.rank != 1)
    }

    /// Whole months come from counters and other days from facts: any range must give what the facts alone give.
    @Test func anyRangeOfDaysIsCountedLikeItsDays() async throws {
        let world: DemoWorld = try await world()
        let first: Int = try #require(CivilDate("2025-03-03")).dayNumber
        let now: Timestamp = world.clock.now
        try await world.city.database.read { db in
            let service: EvaluationService = world.city.evaluation.service
            for _ in 0..<40 {
                let start: Int = first + Int.random(in: 0..<360)
                let length: Int = Int.random(in: 1...120)
                let span: Span = try Span(
                    from: CivilDate(dayNumber: start),
                    to: CivilDate(dayNumber: min(start + length, first + 364))
                )
                let basis: Basis = try service.basis(span, at: now, in: db)
                var sum: [String: [Int]] = [:]
                for day in basis.days {
                    let date: CivilDate = CivilDate(dayNumber: day)
                    let one: Basis = try service.basis(try Span(date.description), at: now, in: db)
                    for standing in try service.standings(one, .department, at: now, in: db) {
                        let before: [Int] = sum[standing.subject] ?? standing.computed.counts.map { _ in 0 }
                        sum[standing.subject] = zip(before, standing.computed.counts).map(+)
                    }
                }
                let whole: [Standing] = try service.standings(basis, .department, at: now, in: db)
                #expect(Dictionary(uniqueKeysWithValues: whole.map { ($0.subject, $0.computed.counts) }) == sum)
            }
        }
    }

    @Test func recomputingFromTheHistoriesGivesTheKeptCounters() async throws {
        let world: DemoWorld = try await world()
        let sound: EvaluationVerification = try await verification(world)
        #expect(sound.troubles == [])
        #expect(sound.facts > 150)
        try await world.city.database.write { db in
            _ = try db.run(
                """
                UPDATE evaluation_tally SET tally = REPLACE(tally, 'file:', 'report:') WHERE dimension = 'city'
                """
            )
        }
        let wrong: EvaluationVerification = try await verification(world)
        #expect(!wrong.isSound)
        #expect(wrong.troubles.allSatisfy { $0.hasPrefix("tally of city") })
    }

    @Test func aFactThatDoesNotFollowIsFound() async throws {
        let world: DemoWorld = try await world()
        try await world.city.database.write { db in
            try db.run("UPDATE evaluation_fact SET marks = marks | 2 WHERE kind = 'due.case' AND (marks & 2) = 0")
            try db.run("DELETE FROM evaluation_fact WHERE kind = 'file'")
        }
        #expect(try await verification(world).troubles.contains { $0.contains("due.case") })
        #expect(try await verification(world).troubles.contains { $0.contains("file") })
    }

    @Test func eachActionMovesTheFiguresOnce() async throws {
        let world: DemoWorld = try await world(0)
        let filed: CaseBody = try await world.dispatched()
        try await world.city.catchUpEvaluation()
        let department: String = try #require(filed.row.organisation?.id)
        func count(_ figure: String) async throws -> Int? {
            try await self.count(world, "2026-03", .department, department, figure)
        }
        #expect(try await count("filed") == 1)
        #expect(try await count("handling_due") == 1)
        #expect(try await count("handling_done") == 0)
        try await world.must(.take, on: filed.row.id, by: "clerk-420302hw")
        try await world.must(.finish, on: filed.row.id, by: "clerk-420302hw", ActionBody(opinion: "已清运"))
        try await world.city.catchUpEvaluation()
        try await world.city.catchUpEvaluation()
        #expect(try await count("handling_on_time") == 1)
        #expect(try await count("handling_due") == 1)
        #expect(try await verification(world).troubles == [])
    }

    @Test func aCaseThatWasMovedCountsWhereItLies() async throws {
        let world: DemoWorld = try await world(0)
        let filed: CaseBody = try await world.dispatched()
        try await world.city.catchUpEvaluation()
        let before: String = try #require(filed.row.grid)
        #expect(try await count(world, "2026-03", .grid, before, "filed") == 1)
        let place: PointBody = try world.point(7)
        let moved: CaseBody = try await world.must(
            .amend,
            on: filed.row.id,
            by: "dispatcher",
            ActionBody(opinion: "位置有误", place: place)
        )
        try await world.city.catchUpEvaluation()
        let after: String = try #require(moved.row.grid)
        #expect(after != before)
        #expect(try await count(world, "2026-03", .grid, before, "filed") == 0)
        #expect(try await count(world, "2026-03", .grid, after, "filed") == 1)
        #expect(try await verification(world).troubles == [])
    }

    @Test func aClosedPeriodKeepsWhatItCountedAndACorrectionIsANewEdition() async throws {
        let world: DemoWorld = try await world()
        let city: City = world.city
        let now: Timestamp = world.clock.now
        let span: Span = try Span("2026-02")
        let period: Period = try await city.database.write { db in
            var period = try city.evaluation.periods.open(span, objectionsUntil: nil, by: .system, at: now, in: db)
            period = try city.evaluation.periods.freeze(
                period.id,
                expecting: 1,
                by: .system,
                at: now,
                in: db
            )
            return try city.evaluation.periods.publish(period.id, expecting: 2, by: .system, at: now, in: db)
        }
        let before: Computed = try await computed(world, "2026-02", .city, "")
        let closed: String = try await closedCase(in: world, of: "2026-02")
        // The case is reopened: its facts of last year change, the published figures do not.
        try await world.must(.reopen, on: closed, by: "duty", ActionBody(opinion: "问题复发"))
        let number: Int = try await city.database.write { db in
            try db.run(
                "UPDATE case_case SET area = '420302001999', street = '420302001' WHERE id = \(CaseID(closed))"
            )
            return try city.evaluation.keeper.renew(try CaseTraces.of([closed], in: db), in: db)
        }
        #expect(number > 0)
        #expect(try await computed(world, "2026-02", .city, "") == before)
        let verified: EvaluationVerification = try await verification(world)
        #expect(verified.troubles == [])
        #expect(verified.editions == 2)
        let corrected: Period = try await city.database.write { db in
            try city.evaluation.periods.correct(
                period.id,
                reason: "地点更正",
                expecting: 3,
                by: .system,
                at: now,
                in: db
            )
        }
        #expect(corrected.edition == 3)
        #expect(try await count(world, "2026-02", .community, "420302001999", "filed") == 1)
        #expect(try await verification(world).troubles == [])
    }

    private func closedCase(in world: DemoWorld, of period: String) async throws -> String {
        let token: String = try await world.token("leader")
        struct Facts: Decodable {
            struct Item: Decodable {
                struct Case: Decodable {
                    var id: String
                    var state: String
                }
                var `case`: Case
            }
            var items: [Item]
        }
        let facts: Facts = try await world.probe.send(
            .get,
            "evaluation/results/city/all/facts?period=\(period)&figure=closed",
            token: token
        ).decoded()
        return try #require(facts.items.first { $0.case.state == "closed" }).case.id
    }

    @Test func anObjectionThatIsUpheldTakesItsCaseOutOfTheFigures() async throws {
        let world: DemoWorld = try await world()
        let evaluator: String = try await world.token("evaluator")
        let leader: String = try await world.token("leader")
        let lead: String = try await world.token("lead-420302hw")
        let number: HTTPProbe.Reply = try await world.probe.send(.get, "organisations?text=420302HW", token: leader)
        let department: String = try #require(number.value(at: "items.0.id"))
        let due: Int = try #require(try await count(world, "2026-02", .department, department, "due_to_close"))
        let facts: HTTPProbe.Reply = try await world.probe.send(
            .get,
            "evaluation/results/department/\(department)/facts?period=2026-02&figure=due_to_close",
            token: lead
        )
        let caseNumber: String = try #require(facts.value(at: "items.0.case.number"), "\(facts.body)")
        let opened: HTTPProbe.Reply =
            try await world.probe.send(.post, "evaluation/periods", token: evaluator, json: #"{"period":"2026-02"}"#)
        let period: String = try #require(opened.value(at: "id"), "\(opened.body)")
        let raise: String = #"{"case":"\#(caseNumber)","reason":"道路施工，无法进入"}"#
        let path: String = "evaluation/periods/\(period)"
        let raised: HTTPProbe.Reply =
            try await world.probe.send(.post, "\(path)/objections", token: lead, json: raise)
        let objection: String = try #require(raised.value(at: "id"), "\(raised.body)")
        let twice: HTTPProbe.Reply = try await world.probe.send(.post, "\(path)/objections", token: lead, json: raise)
        #expect(twice.value(at: "code") == "objection.twice")
        let frozen: HTTPProbe.Reply =
            try await world.probe.send(.post, "\(path)/freeze", token: evaluator, headers: ["If-Match": "\"1\""])
        #expect(frozen.value(at: "code") == "period.undecided")
        func judge(_ step: String, _ token: String, _ version: Int) async throws -> HTTPProbe.Reply {
            try await world.probe.send(
                .post,
                "evaluation/objections/\(objection)/\(step)",
                token: token,
                json: #"{"upheld":true,"opinion":"属实"}"#,
                headers: ["If-Match": "\"\(version)\""]
            )
        }
        #expect(try await judge("decide", leader, 1).value(at: "code") == "objection.state")
        #expect(try await judge("review", evaluator, 1).status == 200)
        #expect(try await judge("decide", leader, 1).status == 412)
        #expect(try await judge("decide", leader, 2).value(at: "state") == "upheld")
        #expect(try await count(world, "2026-02", .department, department, "due_to_close") == due)
        #expect(
            try await world.probe.send(.post, "\(path)/freeze", token: evaluator, headers: ["If-Match": "\"1\""])
                .status == 200
        )
        #expect(try await count(world, "2026-02", .department, department, "due_to_close") == due - 1)
        #expect(try await verification(world).troubles == [])
    }

    /// A correction after the fact moves the duty to the day of its new deadline.
    @Test func aClockThatIsCorrectedMovesItsDutyToAnotherPeriod() async throws {
        let world: DemoWorld = try await world(0)
        let filed: CaseBody = try await world.dispatched()
        try await world.city.catchUpEvaluation()
        let department: String = try #require(filed.row.organisation?.id)
        #expect(try await count(world, "2026-03", .department, department, "handling_due") == 1)
        let id: String = filed.row.id
        try await world.city.database.write { db in
            let earlier: Timestamp = world.clock.now - .days(10)
            try db.run("UPDATE case_clock SET deadline = \(earlier) WHERE case_id = \(id) AND kind = 'handling'")
            try world.city.evaluation.keeper.renew(try CaseTraces.of([id], in: db), in: db)
        }
        #expect(try await count(world, "2026-03", .department, department, "handling_due") == 0)
        #expect(try await count(world, "2026-02", .department, department, "handling_due") == 1)
        #expect(try await count(world, "2026-02", .department, department, "handling_open") == 1)
        #expect(try await verification(world).troubles == [])
    }

    @Test func aDepartmentThatWasRenamedAndClosedKeepsItsFigures() async throws {
        let world: DemoWorld = try await world(0)
        let filed: CaseBody = try await world.dispatched()
        try await world.city.catchUpEvaluation()
        let department: String = try #require(filed.row.organisation?.id)
        try await world.city.database.write { db in
            _ = try db.run(
                """
                UPDATE registry_organisation SET name = '并入市容中心', english_name = NULL, state = 'closed'
                WHERE id = \(department)
                """
            )
        }
        try await world.city.registry.reload()
        let now: Timestamp = world.clock.now
        let standings: [Standing] = try await world.city.database.read { db in
            let service: EvaluationService = world.city.evaluation.service
            return try service.standings(
                try service.basis(try Span("2026-03"), at: now, in: db),
                .department,
                at: now,
                in: db
            )
        }
        let standing: Standing = try #require(standings.first { $0.subject == department })
        #expect(standing.name.zh == "并入市容中心")
        #expect(standing.isClosed)
    }

    @Test func aVersionInForceIsNeverEditedAndOldPeriodsKeepTheirs() async throws {
        let world: DemoWorld = try await world(0)
        let now: Timestamp = world.clock.now
        let service: EvaluationService = world.city.evaluation.service
        try await world.city.database.write { db in
            var file: DefinitionFile = try DefinitionStore.shipped()
            file.title.zh = "新办法"
            let today: CivilDate = try #require(CivilDate("2026-03-02"))
            func add(_ day: String) throws -> Int {
                try service.definitions.add(
                    file,
                    from: try #require(CivilDate(day)),
                    reason: "按本市办法",
                    by: .system,
                    on: today,
                    at: now,
                    in: db
                )
            }
            #expect(try add("2026-03-15") == 2)
            for (day, reason) in [("2026-03-15", "definition.order"), ("2026-03-14", "definition.order")] {
                let error: CityError? = #expect(throws: CityError.self) { try add(day) }
                #expect(error?.fields.first?.reason == reason)
            }
            // A period goes by the rules of its first day, the whole of it.
            #expect(try service.basis(try Span("2026-03"), at: now, in: db).rules == 1)
            let later: Timestamp = now + .days(40)
            #expect(try service.basis(try Span("2026-04"), at: later, in: db).rules == 2)
            #expect(try service.basis(try Span("2026-02"), at: later, in: db).rules == 1)
        }
    }
}
