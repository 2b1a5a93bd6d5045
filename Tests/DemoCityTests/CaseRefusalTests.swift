import CaseManagement
import CityCore
import CityHTTP
import CitySQL
import CityServer
import CityTestSupport
import Foundation
import HTTPTypes
import Testing

/// What must not work, and what a sender is told.
@Suite(.everyEngine) struct CaseRefusalTests {
    @Test(
        arguments: [
            ("outside the city", #"{"place":{"lng":100,"lat":20},"description":"x"}"#, 400, "case.outside", "place"),
            (
                "swapped coordinates", #"{"place":{"lng":32.6,"lat":110.8},"description":"x"}"#, 400, "coordinate.lat",
                "place.lat"
            ),
            ("no words", #"{"place":{"lng":110.8,"lat":32.6},"description":"  "}"#, 400, "text.length", "description"),
            (
                "an unknown class",
                #"{"place":{"lng":110.808,"lat":32.594},"description":"x","smallClass":"event/99/99"}"#, 400,
                "case.class", "class"
            ),
            (
                "a phone number of letters",
                #"{"place":{"lng":110.808,"lat":32.594},"description":"x","reporter":{"phone":"call me"}}"#, 400,
                "reporter.phone",
                "reporter.phone"
            ),
            (
                "a photo that was never sent",
                #"{"place":{"lng":110.808,"lat":32.594},"description":"x","photos":[{"media":"abc"}]}"#, 400,
                "case.photo", "photos"
            ),
            (
                "a part that does not exist",
                #"{"place":{"lng":110.808,"lat":32.594},"description":"x","part":"4203029999999999"}"#, 400,
                "case.part", "part"
            ),
        ] as [(String, String, Int, String, String)]
    )
    func aBadReportIsRefused(why: String, json: String, status: Int, code: String, field: String) async throws {
        let world: DemoWorld = try await DemoWorld()
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "cases",
            token: try await world.token("collector1"),
            json: json
        )
        #expect(reply.status == status)
        let problem: Problem = try reply.decoded()
        #expect(problem.fields?.first?.field == field)
        #expect(problem.code == code || problem.fields?.first?.field == field)
        #expect(try await world.verification().cases == 0)
    }

    @Test func sqlInAWordIsAWord() async throws {
        let world: DemoWorld = try await DemoWorld()
        var body: ReportBody = try world.litter()
        body.description = "'); DROP TABLE case_case; --"
        let token: String = try await world.token("collector1")
        let made: CaseBody = try await world.report(by: token, body).decoded()
        #expect(made.row.description == body.description)
        let found: ListBody<CaseRowBody> = try await world.probe.send(
            .get,
            "cases?text=DROP%20TABLE%22%20OR",
            token: token
        ).decoded()
        #expect(found.items.isEmpty)
        let hit: ListBody<CaseRowBody> = try await world.probe.send(.get, "cases?text=drop%20table", token: token)
            .decoded()
        #expect(hit.items.map(\.id) == [made.row.id])
    }

    @Test func twoCharactersFindACase() async throws {
        let world: DemoWorld = try await DemoWorld()
        let token: String = try await world.token("collector1")
        let made: CaseBody = try await world.report(by: token).decoded()
        for words in ["垃圾", "北京路", "边有", made.row.number] {
            let query: String = try #require(words.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            let found: ListBody<CaseRowBody> = try await world.probe.send(.get, "cases?text=\(query)", token: token)
                .decoded()
            #expect(found.items.map(\.id) == [made.row.id], "\(words)")
        }
    }

    @Test func twoClerksAtOneCaseGetAClearConflict() async throws {
        let world: DemoWorld = try await DemoWorld()
        let made: CaseBody = try await world.report(by: try await world.token("collector1")).decoded()
        try await world.must(.accept, on: made.row.id, by: "acceptor")
        let late: HTTPProbe.Reply = try await world.act(
            .accept,
            on: made.row.id,
            by: try await world.token("acceptor"),
            version: made.row.version
        )
        #expect(late.status == 412)
        #expect(late.problemCode == "version.stale")
    }

    @Test func aPhoneThatSendsAgainMakesNoSecondCase() async throws {
        let world: DemoWorld = try await DemoWorld()
        let token: String = try await world.token("collector1")
        let first: CaseBody = try await world.report(by: token, key: "phone-000001").decoded()
        let second: CaseBody = try await world.report(by: token, key: "phone-000001").decoded()
        #expect(first == second)
        #expect(try await world.verification().cases == 1)
    }

    @Test func aDepartmentSeesOnlyItsOwnCases() async throws {
        let world: DemoWorld = try await DemoWorld()
        let id: String = try await world.dispatched().row.id
        let own: HTTPProbe.Reply = try await world.probe.send(
            .get,
            "cases/\(id)",
            token: try await world.token("clerk-420302hw")
        )
        let foreign: HTTPProbe.Reply = try await world.probe.send(
            .get,
            "cases/\(id)",
            token: try await world.token("clerk-420302yl")
        )
        #expect(own.status == 200)
        #expect(foreign.status == 404)
        let inbox: ListBody<CaseRowBody> = try await world.probe.send(
            .get,
            "inbox",
            token: try await world.token("clerk-420302yl")
        ).decoded()
        #expect(inbox.items.isEmpty)
        let mine: ListBody<CaseRowBody> = try await world.probe.send(
            .get,
            "inbox",
            token: try await world.token("clerk-420302hw")
        ).decoded()
        #expect(mine.items.map(\.id) == [id])
    }

    @Test func onlyWhoMayFileFiles() async throws {
        let world: DemoWorld = try await DemoWorld()
        let made: CaseBody = try await world.report(by: try await world.token("collector1")).decoded()
        try await world.must(.accept, on: made.row.id, by: "acceptor")
        let reply: HTTPProbe.Reply = try await world.act(.file, on: made.row.id, by: try await world.token("acceptor"))
        #expect(reply.status == 403)
        #expect(reply.problemCode == "workflow.wrong_role")
    }

    @Test func anActionOutOfOrderIsRefusedAndChangesNothing() async throws {
        let world: DemoWorld = try await DemoWorld()
        let made: CaseBody = try await world.report(by: try await world.token("collector1")).decoded()
        let reply: HTTPProbe.Reply = try await world.act(.close, on: made.row.id, by: try await world.token("duty"))
        #expect(reply.status == 409)
        #expect(reply.problemCode == "workflow.wrong_state")
        let still: CaseBody = try await world.probe.send(
            .get,
            "cases/\(made.row.id)",
            token: try await world.token("duty")
        ).decoded()
        #expect(still.row.version == made.row.version)
    }

    @Test func aChangedHistoryIsFound() async throws {
        let world: DemoWorld = try await DemoWorld()
        _ = try await world.dispatched()
        try await world.city.database.write { db in
            _ = try db.run("UPDATE case_history SET opinion = '改过' WHERE position = 2")
        }
        #expect(try await world.verification().troubleCount > 0)
    }

    @Test func aWrongCounterIsFound() async throws {
        let world: DemoWorld = try await DemoWorld()
        _ = try await world.dispatched()
        try await world.city.database.write { db in _ = try db.run("UPDATE case_counter SET n = n + 1") }
        #expect(try await world.verification().troubleCount > 0)
    }
}
