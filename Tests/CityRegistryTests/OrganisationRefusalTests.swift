import CityHTTP
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct OrganisationRefusalTests {
    @Test(arguments: [
        Refusal("not signed in", .get, "organisations", as: nil, 401, "session.missing"),
        Refusal("without the right to read", .get, "organisations", as: "nobody", 403, "permission.missing"),
        Refusal("not in the caller's area", .get, "organisations/CITY", as: "reader", 404, "not_found"),
        Refusal("not there", .get, "organisations/x", 404, "not_found"),
        Refusal(
            "without the right to write",
            .post,
            "organisations",
            as: "reader",
            json: #"{"code":"x","name":"x","kind":"street","area":"420302"}"#,
            403,
            "permission.missing"
        ),
        Refusal(
            "made outside the caller's area",
            .post,
            "organisations",
            as: "county",
            json: #"{"code":"x","name":"x","kind":"street","area":"420303"}"#,
            403,
            "registry.area_forbidden"
        ),
        Refusal(
            "several fields wrong",
            .post,
            "organisations",
            json: #"{"code":"城管","name":"","kind":"club","area":"4"}"#,
            400,
            "input.invalid",
            fields: ["code", "name", "kind", "area"]
        ),
        Refusal(
            "a code that is taken",
            .post,
            "organisations",
            json: #"{"code":"town","name":"x","kind":"street","area":"420302"}"#,
            409,
            "organisation.code_taken"
        ),
        Refusal(
            "an unknown parent",
            .post,
            "organisations",
            json: #"{"code":"x","name":"x","kind":"street","area":"420302","parent":"no"}"#,
            400,
            "organisation.parent_unknown",
            fields: ["parent"]
        ),
        Refusal("without a version", .patch, "organisations/TOWN", json: "{}", 428, "version.missing"),
        Refusal(
            "an old version",
            .patch,
            "organisations/TOWN",
            json: #"{"name":"x"}"#,
            ifMatch: "\"7\"",
            412,
            "version.stale"
        ),
        Refusal(
            "changed by somebody who may only see it",
            .patch,
            "organisations/TOWN",
            as: "county",
            json: #"{"area":"420303"}"#,
            ifMatch: "\"1\"",
            403,
            "registry.area_forbidden"
        ),
        Refusal(
            "changed by somebody who may not see it",
            .patch,
            "organisations/CITY",
            as: "county",
            json: #"{"name":"x"}"#,
            ifMatch: "\"1\"",
            404,
            "not_found"
        ),
        Refusal(
            "its own parent",
            .patch,
            "organisations/CITY",
            json: #"{"parent":"CITY"}"#,
            ifMatch: "\"1\"",
            400,
            "organisation.parent_loop",
            fields: ["parent"]
        ),
        Refusal(
            "below its own child",
            .patch,
            "organisations/CITY",
            json: #"{"parent":"TEAM"}"#,
            ifMatch: "\"1\"",
            400,
            "organisation.parent_loop",
            fields: ["parent"]
        ),
        Refusal(
            "closed with active children",
            .patch,
            "organisations/TOWN",
            json: #"{"state":"closed"}"#,
            ifMatch: "\"1\"",
            409,
            "organisation.in_use"
        ),
        Refusal("an unknown filter", .get, "organisations?colour=red", 400, "query.unknown", fields: ["colour"]),
    ])
    func aBadRequestIsRefused(_ refusal: Refusal) async throws {
        let world: OfficeWorld = try await OfficeWorld()
        let city: String = try await world.organisation("city", area: "420300")
        let town: String = try await world.organisation("town", under: city)
        let team: String = try await world.organisation("team", under: town)
        try await refusal.check(world.probe, replacing: ["CITY": city, "TOWN": town, "TEAM": team])
    }
}
