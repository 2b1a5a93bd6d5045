import CaseManagement
import CityCore
import CityJobs
import CityRegistry
import CitySQL
import CityServer
import CityTestSupport
import CityWorkflow
import DemoCity
import Foundation
import HTTPTypes
import MarketCollection
import Testing

/// What the demo city's contractor is paid, over HTTP, from a report on the street to the approval.
@Suite(.everyEngine) struct CollectionTests {
    private let world: DemoWorld
    private let lot: String

    init() async throws {
        world = try await DemoWorld(cases: 20)
        let reply = try await world.probe.send(.get, "collection/lots", token: try await world.token("evaluator"))
        lot = try #require(reply.value(at: "items.0.id"), "\(reply.body)")
    }

    private func month(before count: Int = 0) -> String {
        var day: CivilDate = world.city.registry.current.calendar.date(of: world.clock.now)
        for _ in 0..<count { day = day.adding(days: -day.day) }
        return String(day.description.prefix(7))
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

    private func photo() async throws -> String {
        let token: String = try await world.token("evaluator")
        let reply: HTTPProbe.Reply = try await world.probe.send(.post, "media", token: token, bytes: Visits.picture)
        return try #require(reply.value(at: "id"))
    }

    private func reported(_ count: Int) async throws {
        let token: String = try await world.token("collector1")
        for index in 0..<count {
            let reply: HTTPProbe.Reply = try await world.report(by: token, try world.litter(at: index))
            #expect(reply.status == 201)
        }
    }

    private var today: String { world.city.registry.current.calendar.date(of: world.clock.now).description }

    @Test func aDrawTakesReportsOnceAndCanBeDrawnAgainByItsSeed() async throws {
        try await reported(6)
        let first = try await send(
            .post,
            "collection/lots/\(lot)/draws",
            "evaluator",
            #"{"from":"\#(today)","to":"\#(today)","count":4}"#
        )
        #expect(first.status == 201 && first.value(at: "drawn") == "4", "\(first.body)")
        struct Checks: Decodable {
            struct Item: Decodable {
                var caseID: String
                var reportedAt: Timestamp
            }
            var items: [Item]
        }
        func drawn() async throws -> Set<String> {
            let now: Timestamp = world.clock.now
            let listed: Checks = try await send(
                .get,
                "collection/lots/\(lot)/months/\(month())/checks?limit=500",
                "evaluator"
            ).decoded()
            return Set(listed.items.filter { $0.reportedAt >= now - .hours(1) }.map(\.caseID))
        }
        let four: Set<String> = try await drawn()
        let second = try await send(
            .post,
            "collection/lots/\(lot)/draws",
            "evaluator",
            #"{"from":"\#(today)","to":"\#(today)","count":500}"#
        )
        #expect(second.status == 201, "\(second.body)")
        let all: Set<String> = try await drawn()
        #expect(all.isSuperset(of: four) && all.count == 6)
        let seed: String = try #require(first.value(at: "seed"))
        #expect(Set(SampleDraw.choose(4, of: all.sorted(), seed: seed)).intersection(all).isSubset(of: four))
        let third = try await send(
            .post,
            "collection/lots/\(lot)/draws",
            "evaluator",
            #"{"from":"\#(today)","to":"\#(today)"}"#
        )
        #expect(third.status == 400 && third.body.contains("collection.no_reports"), "\(third.body)")
    }

    @Test func whatNobodyReportedBecomesACaseAndWhatIsKnownDoesNot() async throws {
        let grid: String = try #require(world.city.registry.current.activeGrids(in: DemoWorld.county).first?.code)
        let begun = try await send(.post, "collection/lots/\(lot)/patrols", "evaluator", #"{"grid":"\#(grid)"}"#)
        let patrol: String = try #require(begun.value(at: "id"), "\(begun.body)")
        let place = try world.point()
        let photo: String = try await photo()
        let finding: String =
            #"{"smallClass":"event/01/10","lng":\#(place.lng),"lat":\#(place.lat),"description":"垃圾","photos":["\#(photo)"]}"#
        let path: String = "collection/patrols/\(patrol)/findings"
        let missed = try await send(.post, path, "evaluator", finding)
        #expect(missed.value(at: "verdict") == "missed", "\(missed.body)")
        #expect(missed.value(at: "className.zh")?.isEmpty == false, "\(missed.body)")
        let made = try await send(.get, "cases/\(missed.value(at: "caseID") ?? "")", "leader")
        #expect(made.status == 200 && made.value(at: "photos.0.media") == photo, "\(made.body)")
        let again = try await send(.post, path, "evaluator", finding)
        #expect(again.value(at: "verdict") == "known")
        #expect(again.value(at: "caseID") == missed.value(at: "caseID"))
        for wrong in [
            finding.replacing("\"\(photo)\"", with: ""), finding.replacing(photo, with: "none"),
            finding.replacing("\(place.lat)", with: "10.5"), finding.replacing("event/01/10", with: "event/99/99"),
        ] {
            #expect(try await send(.post, path, "evaluator", wrong).status == 400, "\(wrong)")
        }
        let counted = try await send(.get, "collection/lots/\(lot)/months/\(month())", "evaluator")
        #expect(counted.value(at: "lines.3.quantity") == "1", "\(counted.body)")
        let id: String = try #require(missed.value(at: "id"))
        let withdrawn =
            try await send(.post, "collection/findings/\(id)/withdraw", "evaluator", #"{"reason":"记错了"}"#, version: 1)
        #expect(withdrawn.status == 400)
        let really =
            try await send(.post, "collection/findings/\(id)/withdraw", "evaluator", #"{"reason":"位置记错了"}"#, version: 1)
        #expect(really.value(at: "verdict") == "withdrawn")
        let after = try await send(.get, "collection/lots/\(lot)/months/\(month())", "evaluator")
        #expect(after.value(at: "lines.3.quantity") == "0")
    }

    @Test func aProblemThatIsStillBeingHandledIsNotMissedHoweverOldItIs() async throws {
        try await reported(1)
        world.clock.advance(by: .days(3))
        let grid: String = try #require(world.city.registry.current.activeGrids(in: DemoWorld.county).first?.code)
        let begun = try await send(.post, "collection/lots/\(lot)/patrols", "evaluator", #"{"grid":"\#(grid)"}"#)
        let patrol: String = try #require(begun.value(at: "id"), "\(begun.body)")
        let place = try world.point()
        let photo: String = try await photo()
        let finding: String =
            #"{"smallClass":"event/01/10","lng":\#(place.lng),"lat":\#(place.lat),"description":"垃圾","photos":["\#(photo)"]}"#
        let found = try await send(.post, "collection/patrols/\(patrol)/findings", "evaluator", finding)
        #expect(found.value(at: "verdict") == "known", "\(found.body)")
    }

    /// The loop of a month: issued, objected to, decided, approved, and never changed by anything else.
    @Test func aMonthIsIssuedObjectedToDecidedAndApproved() async throws {
        let path: String = "collection/lots/\(lot)/months/\(month(before: 1))"
        let running = try await send(.get, path, "evaluator")
        #expect(running.value(at: "state") == "running" && running.body.contains("issue"), "\(running.body)")
        let until: Timestamp = world.clock.now + .days(5)
        let json: String = #"{"objectionsUntil":"\#(until.iso8601)"}"#
        #expect(try await send(.post, "\(path)/issue", "lead-cj", json).status == 403)
        let issued = try await send(.post, "\(path)/issue", "evaluator", json)
        let id: String = try #require(issued.value(at: "id"), "\(issued.body)")
        #expect(issued.value(at: "payFen") == running.value(at: "payFen"))
        #expect(try await send(.post, "\(path)/issue", "evaluator", json).status == 409)

        let items = try await send(.get, "\(path)/items?line=coverage&limit=500", "lead-cj")
        let worst: String = try #require(items.value(at: "items.0.ref"), "\(items.body)")
        let objecting: String = #"{"line":"coverage","ref":"\#(worst)","reason":"当日停止外业"}"#
        let early = try await send(.post, "collection/statements/\(id)/approve", "leader", "{}", version: 1)
        #expect(early.status == 409 && early.body.contains("collection.early"), "\(early.body)")
        let raised = try await send(.post, "collection/statements/\(id)/objections", "lead-cj", objecting)
        let objection: String = try #require(raised.value(at: "id"), "\(raised.body)")
        #expect(try await send(.post, "collection/statements/\(id)/objections", "lead-cj", objecting).status == 409)

        world.clock.advance(by: .days(6))
        let late = try await send(.post, "collection/statements/\(id)/objections", "lead-cj", objecting)
        #expect(late.status == 409 && late.body.contains("objections_closed"), "\(late.body)")
        let open = try await send(.post, "collection/statements/\(id)/approve", "leader", "{}", version: 1)
        #expect(open.status == 409 && open.body.contains("undecided"), "\(open.body)")
        let decision: String = #"{"upheld":true,"opinion":"情况属实"}"#
        let decided =
            try await send(.post, "collection/objections/\(objection)/decide", "leader", decision, version: 1)
        #expect(decided.value(at: "state") == "upheld", "\(decided.body)")
        let settled = try await send(.get, path, "lead-cj")
        #expect(settled.value(at: "version") == "2")
        #expect(settled.value(at: "digest") != issued.value(at: "digest"))
        let approved = try await send(.post, "collection/statements/\(id)/approve", "leader", "{}", version: 2)
        #expect(approved.value(at: "state") == "approved", "\(approved.body)")
        let verified: CollectionVerification =
            try await world.city.database.read { db in try CollectionVerification(in: db) }
        #expect(verified.isSound && verified.statements >= 2, "\(verified.troubles)")
    }

    @Test func whatWasChangedByHandIsFound() async throws {
        let lot: String = lot
        _ = try await world.city.database.write { db in
            try db.run(
                """
                UPDATE collection_item SET part = part + 1 WHERE line = 'coverage' AND statement_id IN
                    (SELECT id FROM collection_statement WHERE lot_id = \(lot))
                """
            )
        }
        let verified: CollectionVerification =
            try await world.city.database.read { db in try CollectionVerification(in: db) }
        #expect(!verified.isSound)
    }

    @Test func aContractorSeesItsOwnLotsOnlyAndChangesNothing() async throws {
        let own = try await send(.get, "collection/lots", "lead-cj")
        #expect(own.value(at: "items.0.id") == lot && own.value(at: "items.0.may") == "[]", "\(own.body)")
        #expect(try await send(.get, "collection/lots", "acceptor").status == 403)
        let draw: String = #"{"from":"\#(today)","to":"\#(today)"}"#
        #expect(try await send(.post, "collection/lots/\(lot)/draws", "lead-cj", draw).status == 403)
    }

    @Test func aContractorOpensTheCasesThatItsPeopleReportedAndNoOthers() async throws {
        let own = try await world.report(by: try await world.token("collector1"), try world.litter(at: 0))
        let foreign = try await world.report(by: try await world.token("acceptor"), try world.litter(at: 1))
        let ownPath: String = "cases/\(try #require(own.value(at: "row.number")))"
        let foreignPath: String = "cases/\(try #require(foreign.value(at: "row.number")))"
        for path in [ownPath, "\(ownPath)/history"] {
            #expect(try await send(.get, path, "lead-cj").status == 200, "\(path)")
        }
        #expect(try await send(.get, foreignPath, "lead-cj").status == 404)
        let seen = try await send(.get, ownPath, "lead-cj")
        #expect(seen.value(at: "actions") == "[]", "\(seen.body)")
        // Another department reads its own cases, and not the contractor's.
        #expect(try await send(.get, ownPath, "clerk-420302hw").status == 404)
    }

    @Test func aLotThatOverlapsAnotherOrWasIssuedIsNotChanged() async throws {
        struct Terms: Decodable { var terms: LotTerms }
        let reply = try await send(.get, "collection/lots/\(lot)", "evaluator")
        let terms: Terms = try reply.decoded()
        func body(_ code: String, _ name: String, _ first: String, _ last: String, fee: Int? = nil) throws -> String {
            var changed: LotTerms = terms.terms
            if let fee { changed.feeMonthFen = fee }
            let text: String = String(decoding: try JSONEncoder().encode(changed), as: UTF8.self)
            return #"{"code":"\#(code)","name":"\#(name)","organisation":"\#(reply.value(at: "organisation") ?? "")","#
                + #""areas":["420302"],"firstDay":"\#(first)","lastDay":"\#(last)","terms":\#(text)}"#
        }
        let (first, last) = (reply.value(at: "firstDay") ?? "", reply.value(at: "lastDay") ?? "")
        let code: String = reply.value(at: "code") ?? ""
        let overlap = try await send(
            .post,
            "collection/lots",
            "evaluator",
            try body("CJ-2", "第二标段", "2026-03-01", "2026-03-31")
        )
        let nowhere: String = try body("CJ-2", "第二标段", "2030-03-01", "2030-03-31").replacing(
            "[\"420302\"]",
            with: "[\"990000\"]"
        )
        let unknown = try await send(.post, "collection/lots", "evaluator", nowhere)
        #expect(unknown.status == 400 && unknown.body.contains("areas.0"), "\(unknown.body)")
        #expect(overlap.status == 400 && overlap.body.contains("collection.overlap"), "\(overlap.body)")
        let dearer =
            try await send(
                .put,
                "collection/lots/\(lot)",
                "evaluator",
                try body(code, "改价", first, last, fee: 1),
                version: 1
            )
        #expect(dearer.status == 409 && dearer.body.contains("collection.issued"), "\(dearer.body)")
        let renamed =
            try await send(.put, "collection/lots/\(lot)", "evaluator", try body(code, "新名称", first, last), version: 1)
        #expect(renamed.value(at: "name") == "新名称", "\(renamed.body)")
        let stale =
            try await send(.put, "collection/lots/\(lot)", "evaluator", try body(code, "再改", first, last), version: 1)
        #expect(stale.status == 412)
        let bad = try await send(
            .post,
            "collection/lots",
            "evaluator",
            try body("有 空格", "", "2031-02-01", "2031-01-01", fee: -1)
        )
        for field in ["code", "name", "lastDay", "terms.feeMonthFen"] {
            #expect(bad.body.contains(field), "\(bad.body)")
        }
    }

    /// Three positions in a grid are a visit; two are the edge of the next one.
    @Test func aGridIsWalkedWhenSomebodyWasThere() async throws {
        let token: String = try await world.token("collector1")
        let probe: HTTPProbe = world.probe
        _ = try await probe.send(.post, "duty/consent", token: token, json: #"{"version":"1","agreed":true}"#)
        let start = world.clock.now
        let shift = try await probe.send(.post, "duty/shifts", token: token, json: "{}")
        let id: String = try #require(shift.value(at: "id"), "\(shift.body)")
        world.clock.advance(by: .minutes(10))
        var fixes: [String] = []
        for (grid, count) in [(0, 3), (1, 2), (2, 9)] {
            let place = try world.point(grid)
            for _ in 0..<count {
                let at: Timestamp = start + .seconds(10 * (fixes.count + 1))
                fixes.append(#"{"at":"\#(at.iso8601)","lng":\#(place.lng),"lat":\#(place.lat),"accuracyM":8}"#)
            }
        }
        let sent = try await probe.send(
            .post,
            "duty/shifts/\(id)/fixes",
            token: token,
            json: #"{"fixes":[\#(fixes.joined(separator: ","))]}"#
        )
        #expect(sent.value(at: "accepted") == "14", "\(sent.body)")
        for job in world.city.collection.jobs { try await job.run() }
        let coverage = try await send(.get, "collection/lots/\(lot)/months/\(month())/coverage", "lead-cj")
        struct Coverage: Decodable {
            struct Day: Decodable {
                var day: CivilDate
                var walked: Int
            }
            var days: [Day]
        }
        let days: Coverage = try coverage.decoded()
        #expect(days.days.last?.walked == 2, "\(coverage.body)")
    }
}
