import CityCore
import CityHTTP
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct LiveHubTests {
    static let works: OrganisationID = OrganisationID("works")

    private func table(_ hub: LiveHub, grants: [Grant], events: [LiveEvent]) async throws -> RouteTable {
        let identity: Identity = Identity(account: AccountID("a"), name: "甲", grants: grants)
        let database = try await TestDatabase.make([])
        let table: RouteTable = RouteTable(
            database: database,
            clock: TestClock().city,
            authenticator: Authenticator { _ in SignedIn(identity: identity, session: "s") }
        )
        LiveRoutes(hub: hub) { after, limit in
            // The feed ends with what was missed, so that the reply of the test ends too.
            let missed: [LiveEvent] = Array(events.filter { $0.sequence > after }.prefix(limit))
            if missed.isEmpty { hub.closeAll() }
            return missed
        }.register(in: table)
        return table
    }

    private func hub() -> LiveHub {
        LiveHub(permissions: ["thing.changed": .shelfRead]) { granted, other in granted == other }
    }

    private let events: [LiveEvent] = [
        LiveEvent(sequence: 1, topic: "thing.changed", area: "420302", organisation: nil, json: "{\"n\":1}"),
        LiveEvent(sequence: 2, topic: "thing.changed", area: "420303", organisation: Self.works, json: "{\"n\":2}"),
        LiveEvent(sequence: 3, topic: "secret.changed", area: "420302", organisation: nil, json: "{\"n\":3}"),
        LiveEvent(sequence: 4, topic: "thing.changed", area: "420302", organisation: Self.works, json: "{\"n\":4}"),
    ]

    @Test func aLostLineResumesAfterItsLastEvent() async throws {
        let grant: Grant = Grant(role: "r", permissions: [.shelfRead], area: "")
        let probe: HTTPProbe = HTTPProbe(try await table(hub(), grants: [grant], events: events))
        let reply: HTTPProbe.Reply = try await probe.send(.get, "live", token: "t", headers: ["Last-Event-ID": "1"])
        #expect(reply.headers["content-type"] == "text/event-stream")
        #expect(!reply.body.contains("\"n\":1") && reply.body.contains("id: 2\n") && reply.body.contains("id: 4\n"))
        #expect(!reply.body.contains("\"n\":3"))
    }

    @Test func onlyOnesOwnAreaAndOrganisationAreHeard() async throws {
        let grant: Grant = Grant(role: "r", permissions: [.shelfRead], area: "420302", organisation: Self.works)
        let probe: HTTPProbe = HTTPProbe(try await table(hub(), grants: [grant], events: events))
        let reply: HTTPProbe.Reply = try await probe.send(.get, "live", token: "t", headers: ["Last-Event-ID": "0"])
        #expect(reply.body.contains("\"n\":4"))
        #expect(!reply.body.contains("\"n\":1") && !reply.body.contains("\"n\":2"))
    }

    @Test func whatHoldsForTheWholeCityIsHeardByEverybodyWhoMayHearTheTopic() async throws {
        let event: LiveEvent = LiveEvent(
            sequence: 5,
            topic: "thing.changed",
            area: "",
            organisation: nil,
            json: "{\"n\":5}"
        )
        let grant: Grant = Grant(role: "r", permissions: [.shelfRead], area: "420302", organisation: Self.works)
        for (grants, hears) in [([grant], true), ([], false)] {
            let probe: HTTPProbe = HTTPProbe(try await table(hub(), grants: grants, events: [event]))
            let reply: HTTPProbe.Reply = try await probe.send(.get, "live", token: "t", headers: ["Last-Event-ID": "0"])
            #expect(reply.body.contains("\"n\":5") == hears)
        }
    }

    @Test func anUnknownTopicIsRefused() async throws {
        let probe: HTTPProbe = HTTPProbe(try await table(hub(), grants: [], events: []))
        let reply: HTTPProbe.Reply = try await probe.send(.get, "live?topics=weather", token: "t")
        #expect(reply.status == 400)
        #expect(reply.problemCode == "live.topic")
    }
}
