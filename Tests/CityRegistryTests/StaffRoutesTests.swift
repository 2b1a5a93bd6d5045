import CityCore
import CityHTTP
import CityRegistry
import CityTestSupport
import HTTPTypes
import Testing

/// A staff member's answer, as far as these tests look at it.
private struct Seen: Decodable, Equatable {
    var id: String
    var number: String
    var name: String
    var organisationName: String?
    var post: String
    var phone: String?
    var accountID: String?
    var area: String
    var state: String
    var version: Int
}

private struct SeenPage: Decodable {
    var items: [Seen]
}

/// A city with a town's team that employs one collector.
private struct Team {
    let world: OfficeWorld
    let city: String
    let town: String
    let collector: Seen

    init() async throws {
        world = try await OfficeWorld()
        city = try await world.organisation("city", area: "420300")
        town = try await world.organisation("town", under: city)
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "staff",
            token: "city",
            json: """
                {"number": "J001", "name": "王芳", "organisation": "\(town)", "post": "collector",
                "phone": "138 0013 8000", "accountID": "account-reader"}
                """
        )
        #expect(reply.status == 201)
        collector = try reply.decoded()
    }

    var names: [String: String] { ["CITY": city, "TOWN": town, "WANG": collector.id] }

    func hire(_ number: String, at organisation: String, area: String, post: String = "handler") async throws {
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "staff",
            token: "city",
            json: """
                {"number": "\(number)", "name": "员工\(number)", "organisation": "\(organisation)",
                "post": "\(post)", "phone": "13900139000", "area": "\(area)"}
                """
        )
        #expect(reply.status == 201)
    }

    func page(_ query: String, as who: String = "city") async throws -> [Seen] {
        let page: SeenPage = try await world.get("staff?\(query)", as: who).decoded()
        return page.items
    }
}

@Suite(.everyEngine) struct StaffRoutesTests {
    @Test func aStaffMemberTakesTheAreaOfTheOrganisation() async throws {
        let team: Team = try await Team()
        #expect(
            team.collector
                == Seen(
                    id: team.collector.id,
                    number: "J001",
                    name: "王芳",
                    organisationName: "机构town",
                    post: "collector",
                    phone: "13800138000",
                    accountID: "account-reader",
                    area: "420302",
                    state: "active",
                    version: 1
                )
        )
        #expect(try await team.world.told().last == "staff J001 420302 1")
    }

    @Test func telephoneNumbersAreMaskedUnlessTheCallerMaySeeThem() async throws {
        let team: Team = try await Team()
        try await team.hire("J002", at: team.town, area: "420302")
        #expect(try await team.page("", as: "city").map(\.phone) == ["13800138000", "13900139000"])
        #expect(try await team.page("", as: "county").map(\.phone) == ["138****8000", "139****9000"])
        // The reader is J001, who sees the own number.
        #expect(try await team.page("", as: "reader").map(\.phone) == ["13800138000", "139****9000"])
        let one: Seen = try await team.world.get("staff/\(team.collector.id)", as: "county").decoded()
        #expect(one.phone == "138****8000")
    }

    @Test func aMaskedNumberNeverReplacesTheNumber() async throws {
        let team: Team = try await Team()
        let path: String = "staff/\(team.collector.id)"
        let masked: HTTPProbe.Reply = try await team.world.patch(
            path,
            #"{"phone":"138****8000"}"#,
            version: 1,
            as: "county"
        )
        #expect(masked.status == 400)
        let renamed: HTTPProbe.Reply = try await team.world.patch(path, #"{"name":"王芬"}"#, version: 1, as: "county")
        #expect(try renamed.decoded(as: Seen.self).phone == "138****8000")
        #expect(try await team.world.get(path).decoded(as: Seen.self).phone == "13800138000")
    }

    @Test func staffAreFoundByOrganisationPostAreaAndWords() async throws {
        let team: Team = try await Team()
        try await team.hire("J002", at: team.city, area: "420300", post: "dispatcher")
        try await team.hire("J003", at: team.city, area: "420303001")
        func numbers(_ query: String, as who: String = "city") async throws -> [String] {
            try await team.page(query, as: who).map(\.number)
        }
        #expect(try await numbers("") == ["J001", "J002", "J003"])
        #expect(try await numbers("", as: "reader") == ["J001"])
        #expect(try await numbers("organisation=\(team.town)") == ["J001"])
        #expect(try await numbers("organisation=\(team.city)") == ["J001", "J002", "J003"])
        #expect(try await numbers("post=dispatcher") == ["J002"])
        #expect(try await numbers("area=420303") == ["J003"])
        #expect(try await numbers("text=%E7%8E%8B") == ["J001"])
        #expect(try await numbers("state=left") == [])
    }

    @Test(arguments: [
        Refusal("not signed in", .get, "staff", as: nil, 401, "session.missing"),
        Refusal("without the right to read", .get, "staff/WANG", as: "nobody", 403, "permission.missing"),
        Refusal("not there", .get, "staff/x", 404, "not_found"),
        Refusal(
            "several fields wrong",
            .post,
            "staff",
            json: #"{"number":"","name":"","organisation":"TOWN","post":"king","phone":"x"}"#,
            400,
            "input.invalid",
            fields: ["number", "name", "post", "phone"]
        ),
        Refusal(
            "an unknown organisation",
            .post,
            "staff",
            json: #"{"number":"2","name":"x","organisation":"no","post":"handler","area":"420302"}"#,
            400,
            "organisation.unknown",
            fields: ["organisation"]
        ),
        Refusal(
            "a number that is taken",
            .post,
            "staff",
            json: #"{"number":"J001","name":"x","organisation":"TOWN","post":"handler"}"#,
            409,
            "staff.number_taken"
        ),
        Refusal(
            "an account that is taken",
            .post,
            "staff",
            json: #"{"number":"2","name":"x","organisation":"TOWN","post":"handler","accountID":"account-reader"}"#,
            409,
            "staff.account_taken"
        ),
        Refusal(
            "hired outside the caller's area",
            .post,
            "staff",
            as: "county",
            json: #"{"number":"2","name":"x","organisation":"CITY","post":"handler"}"#,
            403,
            "registry.area_forbidden"
        ),
        Refusal("without a version", .patch, "staff/WANG", json: "{}", 428, "version.missing"),
        Refusal(
            "an old version",
            .patch,
            "staff/WANG",
            json: #"{"name":"x"}"#,
            ifMatch: "\"2\"",
            412,
            "version.stale"
        ),
        Refusal(
            "an organisation closed while people work there",
            .patch,
            "organisations/TOWN",
            json: #"{"state":"closed"}"#,
            ifMatch: "\"1\"",
            409,
            "organisation.in_use"
        ),
    ])
    func aBadRequestIsRefused(_ refusal: Refusal) async throws {
        let team: Team = try await Team()
        try await refusal.check(team.world.probe, replacing: team.names)
    }

    @Test func whoHasLeftKeepsNoOrganisationOpen() async throws {
        let team: Team = try await Team()
        let path: String = "staff/\(team.collector.id)"
        let left: HTTPProbe.Reply = try await team.world.patch(
            path,
            #"{"state":"left","accountID":""}"#,
            version: 1
        )
        #expect(try left.decoded(as: Seen.self).state == "left")
        let closed: HTTPProbe.Reply = try await team.world.patch(
            "organisations/\(team.town)",
            #"{"state":"closed"}"#,
            version: 1
        )
        #expect(closed.status == 200)
        let back: HTTPProbe.Reply = try await team.world.patch(path, #"{"state":"active"}"#, version: 2)
        #expect(back.status == 409)
        #expect(back.problemCode == "organisation.closed")
    }
}
