import CityCore
import CityHTTP
import CityTestSupport
import HTTPTypes
import Testing

@testable import CaseManagement

private struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var status: Int
    var code: String
    var method: HTTPRequest.Method
    var path: String
    var token: String?
    var version: String?
    var json: String?

    init(
        _ why: String,
        _ status: Int,
        _ code: String,
        _ method: HTTPRequest.Method,
        _ path: String,
        as token: String? = "chief",
        version: String? = nil,
        json: String? = nil
    ) {
        testDescription = why
        self.status = status
        self.code = code
        self.method = method
        self.path = path
        self.token = token
        self.version = version
        self.json = json
    }
}

private let sets: String = "routing/rule-sets"
private let noRules: String = #"{"rules": []}"#
private let oneTitle: String = #"{"title": "新规则"}"#

/// `DRAFT` and `LIVE` stand for the ids of the world's two sets; the draft is at version 2.
private let refusals: [Refusal] = [
    Refusal("a list without session", 401, "session.missing", .get, sets, as: nil),
    Refusal("a list without permission", 403, "permission.missing", .get, sets, as: "stranger"),
    Refusal("a decision without session", 401, "session.missing", .get, "routing/decision", as: nil),
    Refusal("a draft without session", 401, "session.missing", .post, sets, as: nil, json: oneTitle),
    Refusal("a draft by a reader", 403, "permission.missing", .post, sets, as: "reader", json: oneTitle),
    Refusal("a draft by a county", 403, "routing.city_wide", .post, sets, as: "county", json: oneTitle),
    Refusal("a draft without title", 400, "routing.title", .post, sets, json: #"{"title": " "}"#),
    Refusal("a copy of nothing", 400, "routing.copy_of", .post, sets, json: #"{"title": "新", "copyOf": "x"}"#),
    Refusal("a copy of a draft", 400, "routing.copy_of", .post, sets, json: #"{"title": "新", "copyOf": "DRAFT"}"#),
    Refusal("a set that there is not", 404, "not_found", .get, "\(sets)/x"),
    Refusal("rules of no set", 404, "not_found", .put, "\(sets)/x/rules", version: "1", json: noRules),
    Refusal("rules without version", 428, "version.missing", .put, "\(sets)/DRAFT/rules", json: noRules),
    Refusal(
        "rules over an old version",
        412,
        "version.stale",
        .put,
        "\(sets)/DRAFT/rules",
        version: "1",
        json: noRules
    ),
    Refusal("rules in force", 409, "routing.not_draft", .put, "\(sets)/LIVE/rules", version: "3", json: noRules),
    Refusal(
        "rules by a county",
        403,
        "routing.city_wide",
        .put,
        "\(sets)/DRAFT/rules",
        as: "county",
        version: "2",
        json: noRules
    ),
    Refusal(
        "a rule without a target that is known",
        400,
        "routing.target",
        .put,
        "\(sets)/DRAFT/rules",
        version: "2",
        json: #"{"rules": [{"name": "甲", "target": {"choice": "organisation", "organisation": "nobody"}}]}"#
    ),
    Refusal(
        "a kind of target that there is not",
        400,
        "field.value",
        .put,
        "\(sets)/DRAFT/rules",
        version: "2",
        json: #"{"rules": [{"name": "甲", "target": {"choice": "moon"}}]}"#
    ),
    Refusal("a deletion without version", 428, "version.missing", .delete, "\(sets)/DRAFT"),
    Refusal("a deletion of an old version", 412, "version.stale", .delete, "\(sets)/DRAFT", version: "1"),
    Refusal("a deletion of rules in force", 409, "routing.not_draft", .delete, "\(sets)/LIVE", version: "3"),
    Refusal("a deletion by a reader", 403, "permission.missing", .delete, "\(sets)/DRAFT", as: "reader", version: "2"),
    Refusal("going live without version", 428, "version.missing", .post, "\(sets)/DRAFT/activation", json: "{}"),
    Refusal(
        "going live with an old version",
        412,
        "version.stale",
        .post,
        "\(sets)/DRAFT/activation",
        version: "1",
        json: #"{"confirm": true}"#
    ),
    Refusal(
        "going live without simulation",
        409,
        "routing.not_simulated",
        .post,
        "\(sets)/DRAFT/activation",
        version: "2",
        json: "{}"
    ),
    Refusal(
        "going live twice",
        409,
        "routing.not_draft",
        .post,
        "\(sets)/LIVE/activation",
        version: "3",
        json: #"{"confirm": true}"#
    ),
    Refusal("a simulation by a reader", 403, "permission.missing", .post, "\(sets)/DRAFT/simulation", as: "reader"),
    Refusal(
        "a simulation by a county",
        403,
        "routing.city_wide",
        .post,
        "\(sets)/DRAFT/simulation",
        as: "county",
        json: "{}"
    ),
    Refusal("a simulation of no set", 404, "not_found", .post, "\(sets)/x/simulation", json: "{}"),
    Refusal(
        "a period that ends before it begins",
        400,
        "routing.period",
        .post,
        "\(sets)/DRAFT/simulation",
        json: #"{"from": "2026-02-02T00:00:00Z", "to": "2026-02-01T00:00:00Z"}"#
    ),
    Refusal("a decision without place", 400, "routing.area", .get, "routing/decision"),
    Refusal("a decision for no area", 400, "routing.area", .get, "routing/decision?area=999999"),
    Refusal("a decision for no class", 400, "routing.class", .get, "routing/decision?area=420302&class=x"),
    Refusal("a class not in the table", 400, "case.class", .get, "routing/decision?area=420302&class=event/09/09"),
    Refusal("a part that there is not", 400, "case.part", .get, "routing/decision?part=9"),
    Refusal(
        "a part outside the reader's area",
        400,
        "case.part",
        .get,
        "routing/decision?part=\(RoutingWorld.hatchCode)",
        as: "reader"
    ),
]

@Suite(.everyEngine) struct RoutingRoutesTests {
    @Test func whatMustNotBeDoneIsRefused() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let live: RuleSet = try await world.goLive(try await world.draft([.rule("甲")]))
        let draft: RuleSet = try await world.draft([.rule("乙")])
        let probe: HTTPProbe = world.probe
        func filled(_ text: String) -> String {
            text.replacing("DRAFT", with: draft.id.text).replacing("LIVE", with: live.id.text)
        }
        for refusal in refusals {
            let reply: HTTPProbe.Reply = try await probe.send(
                refusal.method,
                filled(refusal.path),
                token: refusal.token,
                json: refusal.json.map(filled),
                headers: refusal.version.map { ["If-Match": "\"\($0)\""] } ?? [:]
            )
            #expect(
                "\(reply.status) \(reply.problemCode ?? "-")" == "\(refusal.status) \(refusal.code)",
                "\(refusal.testDescription)"
            )
        }
        #expect(world.book.current.version == live.number)
    }

    @Test func aDraftIsWrittenTriedAndPutInForce() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        try await world.pastCase("1", RoutingWorld.ads, organisation: RoutingWorld.street)
        let probe: HTTPProbe = world.probe
        let made: HTTPProbe.Reply = try await probe.send(.post, sets, token: "chief", json: oneTitle)
        let draft: RuleSetBody = try made.decoded()
        #expect(made.status == 201)
        #expect(made.headers["location"] == "/api/v1/routing/rule-sets/\(draft.id)")
        let rules: RuleSetRulesBody = RuleSetRulesBody(
            title: "街道优先",
            rules: [RoutingRuleBody(.rule("街道", to: RoutingWorld.street) { $0.area = "420302001" })]
        )
        let written: HTTPProbe.Reply = try await probe.send(
            .put,
            "\(sets)/\(draft.id)/rules",
            token: "chief",
            body: rules,
            headers: ["If-Match": made.etag ?? ""]
        )
        let kept: RuleSetBody = try written.decoded()
        #expect(kept.rules == [RoutingRuleBody(.rule("街道", to: RoutingWorld.street) { $0.area = "420302001" })])
        #expect([kept.title, kept.state.rawValue] == ["街道优先", "draft"])
        #expect(!kept.simulated)
        let tried: HTTPProbe.Reply = try await probe.send(
            .post,
            "\(sets)/\(draft.id)/simulation",
            token: "chief",
            json: #"{"from": "2026-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z"}"#
        )
        let simulation: SimulationBody = try tried.decoded()
        #expect(simulation.agreement.share == 1 && simulation.agreement.shareBefore == 0)
        #expect(simulation.examples.map(\.after?.name.zh) == ["中心街道办"])
        let active: HTTPProbe.Reply = try await probe.send(
            .post,
            "\(sets)/\(draft.id)/activation",
            token: "chief",
            json: "{}",
            headers: ["If-Match": tried.etag ?? ""]
        )
        let live: RuleSetBody = try active.decoded()
        #expect(live.state == .live)
        #expect(world.book.current.rules.map(\.name) == ["街道"])
    }

    @Test func aDraftIsDeleted() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let draft: RuleSet = try await world.draft([])
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .delete,
            "\(sets)/\(draft.id)",
            token: "chief",
            headers: ["If-Match": "\"\(draft.version)\""]
        )
        #expect(reply.status == 204)
        #expect(try await world.probe.send(.get, "\(sets)/\(draft.id)", token: "chief").status == 404)
    }

    @Test func setsAreListedNewestFirst() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        for _ in 0..<3 { _ = try await world.draft([.rule("甲")]) }
        try await world.goLive(try await world.draft([]))
        let first: ListBody<RuleSetBody> = try await world.probe.send(.get, "\(sets)?limit=3", token: "reader")
            .decoded()
        #expect(first.items.map(\.number) == [4, 3, 2])
        #expect(first.items.allSatisfy { $0.rules == nil })
        let next: String = try #require(first.next)
        let second: ListBody<RuleSetBody> = try await world.probe
            .send(.get, "\(sets)?limit=3&cursor=\(next)", token: "reader").decoded()
        #expect(second.items.map(\.number) == [1])
        #expect(second.next == nil)
        let live: ListBody<RuleSetBody> = try await world.probe
            .send(.get, "\(sets)?state=live", token: "reader").decoded()
        #expect(live.items.map(\.number) == [4])
    }

    @Test func aDecisionIsExplained() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        try await world.goLive(
            try await world.draft([
                .rule("西区夜间", to: RoutingWorld.street) { rule in (rule.area, rule.workTime) = ("420303", false) },
                .rule("随部件") { $0.target = RoutingTarget(choice: .partMaintainer) },
                .rule("井盖", to: RoutingWorld.water) { $0.ofClass(RoutingWorld.hatch) },
                .rule("其余", to: RoutingWorld.city),
            ])
        )
        let body: RoutingDecisionBody = try await world.probe.send(
            .get,
            "routing/decision?part=\(RoutingWorld.hatchCode)&at=2026-03-02T01:00:00Z",
            token: "chief"
        ).decoded()
        #expect(body.organisation == NamedBody("org-water", Wording("水务公司", "水务公司")))
        #expect([body.rule, "\(body.ruleSet)", "\(body.automatic)"] == ["井盖", "1", "false"])
        #expect(body.workTime)
        #expect(
            body.steps.map(\.reason.zh) == [
                "区域须为“西区”，而案件是“东区中心街道”；上报时间须为“工作时间外”，而案件是“工作时间内”",
                "条件都符合，但没有登记部件养护单位，继续看后面的规则",
                "条件都符合：指定机构是水务公司",
            ]
        )
        #expect(body.summary.zh == "规则“井盖”建议派遣给水务公司；之前有 2 条规则不适用")
        #expect(body.steps.map(\.decides) == [false, false, true])
    }

    @Test func aDecisionWithoutRulesSaysSo() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let body: RoutingDecisionBody = try await world.probe
            .send(.get, "routing/decision?class=event/02/01&area=420302&source=app", token: "reader").decoded()
        #expect(body.organisation == nil)
        #expect(body.steps.isEmpty)
        #expect(body.summary.zh.hasPrefix("没有规则适用"))
    }

    @Test func theRoutesAreDescribed() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let document: OpenAPI = try OpenAPI(world.table.routes, title: Wording("试", "Test"), version: "1")
        for name in ["RoutingRuleBody", "SimulationBody", "RoutingDecisionBody", "part_maintainer"] {
            #expect(document.json.contains(name))
        }
    }
}
