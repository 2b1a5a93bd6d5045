import CityHTTP
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct ClassRefusalTests {
    @Test(arguments: [
        Refusal("not signed in", .get, "classes", as: nil, 401, "session.missing"),
        Refusal("an unknown edition", .get, "classes?edition=x", 404, "not_found"),
        Refusal("an unknown class", .get, "classes/gbt30428-reference/event/01/98", 404, "not_found"),
        Refusal("an unknown kind", .get, "classes/gbt30428-reference/thing/01/01", 404, "not_found"),
        Refusal("no words", .get, "classes/suggestions", 400, "class.words", fields: ["words"]),
        Refusal("too many wanted", .get, "classes/suggestions?words=a&limit=51", 400, "page.limit", fields: ["limit"]),
        Refusal(
            "a draft by somebody without the right",
            .post,
            "classes/editions",
            as: "reader",
            json: #"{"edition":"x1","title":{"zh":"x","en":""}}"#,
            403,
            "permission.missing"
        ),
        Refusal(
            "a draft by somebody with the right in one county",
            .post,
            "classes/editions",
            as: "county",
            json: #"{"edition":"x1","title":{"zh":"x","en":""}}"#,
            403,
            "permission.city_wide"
        ),
        Refusal(
            "a draft with a bad code, title and day",
            .post,
            "classes/editions",
            json: #"{"edition":"X","title":{"zh":"","en":""},"validFrom":"soon"}"#,
            400,
            "input.invalid",
            fields: ["edition", "title.zh", "validFrom"]
        ),
        Refusal(
            "a code that is taken",
            .post,
            "classes/editions",
            json: #"{"edition":"cjt214-2007","title":{"zh":"x","en":""}}"#,
            409,
            "class.edition_taken"
        ),
        Refusal(
            "a copy of what is not there",
            .post,
            "classes/editions",
            json: #"{"edition":"x1","title":{"zh":"x","en":""},"copyOf":"y"}"#,
            400,
            "class.edition_unknown",
            fields: ["copyOf"]
        ),
        Refusal(
            "a published class changed",
            .put,
            "classes/gbt30428-reference/component/01/37",
            json: smartPole,
            ifMatch: "\"1\"",
            409,
            "class.published"
        ),
        Refusal(
            "a published class deleted",
            .delete,
            "classes/gbt30428-reference/component/01/37",
            ifMatch: "\"1\"",
            409,
            "class.published"
        ),
        Refusal(
            "a published edition discarded",
            .delete,
            "classes/editions/gbt30428-reference",
            ifMatch: "\"1\"",
            409,
            "class.published"
        ),
        Refusal(
            "a published edition described anew",
            .patch,
            "classes/editions/gbt30428-reference",
            json: #"{"title":{"zh":"x","en":""}}"#,
            ifMatch: "\"1\"",
            409,
            "class.published"
        ),
        Refusal(
            "published twice",
            .post,
            "classes/editions/gbt30428-reference/publish",
            json: #"{"validFrom":"2030-01-01"}"#,
            ifMatch: "\"1\"",
            409,
            "class.published"
        ),
        Refusal(
            "without a version",
            .put,
            "classes/shiyan-2026/component/01/37",
            json: smartPole,
            428,
            "version.missing"
        ),
        Refusal(
            "an old version",
            .put,
            "classes/shiyan-2026/component/01/37",
            json: smartPole,
            ifMatch: "\"5\"",
            412,
            "version.stale"
        ),
        Refusal(
            "limits and texts that cannot be read",
            .put,
            "classes/shiyan-2026/component/01/3a",
            json: """
                {"bigName": {"zh": "x", "en": ""}, "name": {"zh": "", "en": ""}, "conditions": [
                {"code": "1", "filing": {"zh": "", "en": ""}, "closing": {"zh": "x", "en": ""}, "limit": "soon",
                "gradeLimits": {"E": "1工作时", "A": "?"}}]}
                """,
            ifMatch: "\"1\"",
            400,
            "input.invalid",
            fields: [
                "small", "name.zh", "conditions.0.filing.zh", "conditions.0.limit", "conditions.0.gradeLimits.A",
                "conditions.0.gradeLimits.E",
            ]
        ),
        Refusal(
            "published into the past",
            .post,
            "classes/editions/shiyan-2026/publish",
            json: #"{"validFrom":"2026-03-01"}"#,
            ifMatch: "\"1\"",
            400,
            "class.past",
            fields: ["validFrom"]
        ),
        Refusal(
            "published without a day",
            .post,
            "classes/editions/shiyan-2026/publish",
            json: #"{"validFrom":""}"#,
            ifMatch: "\"1\"",
            400,
            "field.missing",
            fields: ["validFrom"]
        ),
        Refusal(
            "a class deleted that is not there",
            .delete,
            "classes/shiyan-2026/component/01/98",
            ifMatch: "\"1\"",
            404,
            "not_found"
        ),
    ])
    func aBadRequestIsRefused(_ refusal: Refusal) async throws {
        let world: OfficeWorld = try await OfficeWorld(classes: true)
        _ = try await world.copyEdition()
        try await refusal.check(world.probe)
    }
}
