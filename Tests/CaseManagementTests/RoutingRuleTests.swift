import CityCore
import CityRegistry
import CityTestSupport
import Testing

@testable import CaseManagement

private struct Match: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rule: RoutingRule
    var facts: RoutingFacts
    var expected: Bool

    init(
        _ why: String,
        _ expected: Bool,
        _ facts: RoutingFacts = RoutingWorld.facts(),
        _ narrow: (inout RoutingRule) -> Void
    ) {
        testDescription = why
        self.expected = expected
        self.facts = facts
        rule = .rule("规则", narrow)
    }
}

private let night: RoutingFacts = RoutingWorld.facts(isWorkTime: false)
private let unclassified: RoutingFacts = RoutingWorld.facts(nil)
private let owned: RoutingFacts = RoutingWorld.facts(
    RoutingWorld.hatch,
    owners: PartOwners(authority: RoutingWorld.roads, owner: RoutingWorld.water, maintainer: RoutingWorld.city)
)

private let matches: [Match] = [
    Match("an open rule takes everything", true) { _ in },
    Match("an open rule takes a case without class", true, unclassified) { _ in },
    Match("the kind", true) { $0.kind = .event },
    Match("another kind", false) { $0.kind = .component },
    Match("a kind asked of a case without class", false, unclassified) { $0.kind = .event },
    Match("the big class", true) { rule in (rule.kind, rule.big) = (.event, "02") },
    Match("another big class", false) { rule in (rule.kind, rule.big) = (.event, "03") },
    Match("the small class", true) { $0.ofClass(RoutingWorld.ads) },
    Match("the same small code in another big class", false) { $0.ofClass(RoutingWorld.noise) },
    Match("the edition", true) { $0.edition = RoutingWorld.edition },
    Match("another edition", false) { $0.edition = "cjt214-2007" },
    Match("the county around the street", true) { $0.area = "420302" },
    Match("the city by its prefix", true) { $0.area = "4203" },
    Match("the street itself", true) { $0.area = "420302001" },
    Match("another county", false) { $0.area = "420303" },
    Match("an area inside the case's area", false) { $0.area = "420302001001" },
    Match("the source", true) { $0.source = .collector },
    Match("another source", false) { $0.source = .hotline12345 },
    Match("work time", true) { $0.workTime = true },
    Match("outside work time, asked in work time", false) { $0.workTime = false },
    Match("outside work time", true, night) { $0.workTime = false },
    Match("work time, asked at night", false, night) { $0.workTime = true },
    Match("the authority of the part", true, owned) { $0.partOwner = RoutingWorld.roads },
    Match("the owner of the part", true, owned) { $0.partOwner = RoutingWorld.water },
    Match("the maintainer of the part", true, owned) { $0.partOwner = RoutingWorld.city },
    Match("an organisation that has nothing to do with the part", false, owned) { $0.partOwner = RoutingWorld.street },
    Match("a part's organisation asked of a case without part", false) { $0.partOwner = RoutingWorld.water },
    Match("everything at once", true, owned) { rule in
        rule.ofClass(RoutingWorld.hatch)
        rule.area = "420302"
        rule.source = .collector
        rule.partOwner = RoutingWorld.water
        rule.workTime = true
    },
    Match("everything at once but one", false, owned) { rule in
        rule.ofClass(RoutingWorld.hatch)
        rule.area = "420302"
        rule.source = .police110
        rule.partOwner = RoutingWorld.water
        rule.workTime = true
    },
]

private struct Shadow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var earlier: RoutingRule
    var later: RoutingRule
    var expected: Bool

    init(
        _ why: String,
        _ expected: Bool,
        earlier: (inout RoutingRule) -> Void,
        later: (inout RoutingRule) -> Void
    ) {
        testDescription = why
        self.expected = expected
        self.earlier = .rule("先", earlier)
        self.later = .rule("后", later)
    }
}

private let shadows: [Shadow] = [
    Shadow("an open rule shadows all", true, earlier: { _ in }, later: { $0.ofClass(RoutingWorld.ads) }),
    Shadow("a narrow rule does not shadow an open one", false, earlier: { $0.kind = .event }, later: { _ in }),
    Shadow("the same conditions", true, earlier: { $0.area = "420302" }, later: { $0.area = "420302" }),
    Shadow("the county shadows its street", true, earlier: { $0.area = "420302" }, later: { $0.area = "420302001" }),
    Shadow("the street not its county", false, earlier: { $0.area = "420302001" }, later: { $0.area = "420302" }),
    Shadow(
        "the kind shadows its small class",
        true,
        earlier: { $0.kind = .event },
        later: { $0.ofClass(RoutingWorld.ads) }
    ),
    Shadow(
        "one condition more in the earlier rule",
        false,
        earlier: { rule in (rule.kind, rule.workTime) = (.event, true) },
        later: { $0.kind = .event }
    ),
    Shadow("other sources", false, earlier: { $0.source = .app }, later: { $0.source = .wechat }),
    Shadow(
        "an earlier rule that may not know its target shadows nothing fixed",
        false,
        earlier: { $0.target = RoutingTarget(choice: .partOwner) },
        later: { _ in }
    ),
    Shadow(
        "two rules that need the same owner",
        true,
        earlier: { $0.target = RoutingTarget(choice: .partOwner) },
        later: { rule in (rule.target, rule.kind) = (RoutingTarget(choice: .partOwner), .component) }
    ),
    Shadow(
        "two rules that need different owners",
        false,
        earlier: { $0.target = RoutingTarget(choice: .partOwner) },
        later: { $0.target = RoutingTarget(choice: .partMaintainer) }
    ),
    Shadow(
        "a fixed target shadows one that follows the part",
        true,
        earlier: { _ in },
        later: { $0.target = RoutingTarget(choice: .partAuthority) }
    ),
]

@Suite(.everyEngine) struct RoutingRuleTests {
    @Test(arguments: matches)
    private func aRuleMatchesWhatItNames(_ match: Match) {
        #expect(match.rule.matches(match.facts) == match.expected)
    }

    @Test(arguments: shadows)
    private func aRuleIsShadowedOnlyByOneThatTakesAllItsCases(_ shadow: Shadow) {
        #expect(shadow.earlier.shadows(shadow.later) == shadow.expected)
    }

    @Test func theFirstRuleThatMatchesDecides() {
        let rules: RoutingRules = RoutingRules(
            version: 1,
            rules: [
                .rule("不合", to: RoutingWorld.roads) { $0.source = .app },
                .rule("甲", to: RoutingWorld.street) { $0.area = "420302" },
                .rule("乙", to: RoutingWorld.city),
            ]
        )
        #expect(
            rules.decision(for: RoutingWorld.facts())
                == RoutingDecision(organisation: RoutingWorld.street, rule: "甲")
        )
        #expect(
            rules.decision(for: RoutingWorld.facts(area: "420303"))
                == RoutingDecision(organisation: RoutingWorld.city, rule: "乙")
        )
        #expect(RoutingRules.none.decision(for: RoutingWorld.facts()) == nil)
    }

    @Test(arguments: [
        (RoutingTarget.Choice.partAuthority, RoutingWorld.roads), (.partOwner, RoutingWorld.water),
        (.partMaintainer, RoutingWorld.city),
    ])
    func aRuleCanFollowThePart(_ choice: RoutingTarget.Choice, _ expected: OrganisationID) {
        let rules: RoutingRules = RoutingRules(
            version: 1,
            rules: [.rule("随部件") { $0.target = RoutingTarget(choice: choice) }, .rule("其余", to: RoutingWorld.street)]
        )
        #expect(rules.decision(for: owned) == RoutingDecision(organisation: expected, rule: "随部件"))
        #expect(
            rules.decision(for: RoutingWorld.facts())
                == RoutingDecision(organisation: RoutingWorld.street, rule: "其余")
        )
    }

    @Test func onlyMarkedRulesDispatchAtOnce() {
        let rules: RoutingRules = RoutingRules(
            version: 1,
            rules: [.rule("自动") { $0.isAutomatic = true }, .rule("建议")]
        )
        #expect([rules.isAutomatic("自动"), rules.isAutomatic("建议"), rules.isAutomatic("没有")] == [true, false, false])
    }

    @Test func rulesSurviveTheirStorage() throws {
        let rule: RoutingRule = RoutingRule(
            name: "全部",
            edition: RoutingWorld.edition,
            kind: .component,
            big: "01",
            small: "02",
            area: "4203",
            source: .hotline12345,
            partOwner: RoutingWorld.water,
            workTime: false,
            target: RoutingTarget(choice: .partMaintainer),
            isAutomatic: true
        )
        #expect(RoutingRuleBody(rule).rule == rule)
    }

    /// The shortlist must never answer differently from the plain list.
    @Test(arguments: 0..<40)
    func theShortlistAnswersAsTheRulesDo(_ seed: Int) {
        var dice: Dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        let rules: RoutingRules = RoutingRules(version: 1, rules: (0..<12).map { dice.rule("\($0)") })
        var shortlist: RoutingShortlist = RoutingShortlist(rules)
        for _ in 0..<60 {
            let facts: RoutingFacts = dice.facts()
            #expect(shortlist.decision(for: facts) == rules.decision(for: facts))
        }
    }
}

/// Rules and cases by chance, the same for the same seed.
private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % sides
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }

    mutating func rule(_ name: String) -> RoutingRule {
        var rule: RoutingRule = .rule(name, to: pick([RoutingWorld.city, RoutingWorld.water, RoutingWorld.roads]))
        if roll(2) == 0 { rule.ofClass(pick([RoutingWorld.ads, RoutingWorld.noise, RoutingWorld.hatch])) }
        if roll(2) == 0 { rule.area = pick(["4203", "420302", "420303", "420302001"]) }
        if roll(3) == 0 { rule.source = pick([.collector, .app]) }
        if roll(3) == 0 { rule.workTime = roll(2) == 0 }
        if roll(4) == 0 { rule.target = RoutingTarget(choice: .partOwner) }
        return rule
    }

    mutating func facts() -> RoutingFacts {
        RoutingWorld.facts(
            pick([RoutingWorld.ads, RoutingWorld.noise, RoutingWorld.hatch, nil]),
            area: pick(["420302001", "420303001", "420302"]),
            source: pick([.collector, .app, .wechat]),
            isWorkTime: roll(2) == 0,
            owners: PartOwners(owner: pick([RoutingWorld.street, nil]))
        )
    }
}
