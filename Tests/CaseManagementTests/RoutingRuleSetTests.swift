import CityCore
import CityRegistry
import CitySQL
import CityTestSupport
import Testing

@testable import CaseManagement

private struct Trouble: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rules: [RoutingRule]
    var expected: [String]

    init(_ why: String, _ expected: [String], _ rules: [RoutingRule]) {
        testDescription = why
        self.rules = rules
        self.expected = expected
    }

    init(_ why: String, _ expected: [String], _ narrow: (inout RoutingRule) -> Void) {
        self.init(why, expected, [.rule("规则", narrow)])
    }
}

private let troubles: [Trouble] = [
    Trouble("a rule that asks nothing", []) { _ in },
    Trouble("a rule that asks everything", []) { rule in
        rule.ofClass(RoutingWorld.hatch)
        rule.area = "420302"
        rule.source = .app
        rule.partOwner = RoutingWorld.water
        rule.workTime = true
    },
    Trouble("no name", ["rules.0.name routing.rule_name"]) { $0.name = "" },
    Trouble("a long name", ["rules.0.name routing.rule_name"]) { $0.name = String(repeating: "长", count: 61) },
    Trouble("a name of 60 characters", []) { $0.name = String(repeating: "长", count: 60) },
    Trouble("a name with a line break", ["rules.0.name routing.rule_name"]) { $0.name = "甲\n乙" },
    Trouble("two rules of one name", ["rules.1.name routing.rule_duplicate"], [.rule("甲"), .rule("甲")]),
    Trouble("a small class alone", ["rules.0.big routing.class_incomplete"]) { $0.small = "01" },
    Trouble("a big class without kind", ["rules.0.kind routing.class_incomplete"]) { $0.big = "01" },
    Trouble("a big class that there is not", ["rules.0.big routing.big_class"]) { rule in
        (rule.kind, rule.big) = (.event, "77")
    },
    Trouble("a small class that there is not is only a warning", []) { rule in
        (rule.kind, rule.big, rule.small) = (.event, "01", "77")
    },
    Trouble("an edition that there is not", ["rules.0.edition routing.edition"]) { $0.edition = "nowhere" },
    Trouble("a big class of the named edition", []) { rule in
        (rule.edition, rule.kind, rule.big) = ("cjt214-2007", .component, "06")
    },
    Trouble("the same big class in the edition in force", ["rules.0.big routing.big_class"]) { rule in
        (rule.kind, rule.big) = (.component, "06")
    },
    Trouble("the city's own code", []) { $0.area = "420300" },
    Trouble("an area that there is not", ["rules.0.area routing.area"]) { $0.area = "110101" },
    Trouble("the beginning of a code that is no area", ["rules.0.area routing.area"]) { $0.area = "42030" },
    Trouble("no target", ["rules.0.target.organisation routing.target"]) { rule in
        rule.target = RoutingTarget(choice: .organisation)
    },
    Trouble("an unknown target", ["rules.0.target.organisation routing.target"]) { rule in
        rule.target = .organisation(OrganisationID("nobody"))
    },
    Trouble("a closed target", ["rules.0.target.organisation routing.target"]) { rule in
        rule.target = .organisation(RoutingWorld.closed)
    },
    Trouble("a target that follows the part", []) { $0.target = RoutingTarget(choice: .partOwner) },
    Trouble("a target that follows the part and names another", ["rules.0.target.organisation routing.target"]) {
        rule in
        rule.target = RoutingTarget(choice: .partOwner, organisation: RoutingWorld.city)
    },
    Trouble("an unknown owner", ["rules.0.partOwner routing.organisation"]) { $0.partOwner = OrganisationID("nobody") },
    Trouble("a closed owner is only a warning", []) { $0.partOwner = RoutingWorld.closed },
    Trouble(
        "all that is wrong at once",
        [
            "rules.0.area routing.area", "rules.0.target.organisation routing.target",
            "rules.1.name routing.rule_duplicate", "rules.1.big routing.big_class",
        ],
        [
            .rule("甲", to: RoutingWorld.closed) { $0.area = "1" },
            .rule("甲") { rule in (rule.kind, rule.big) = (.event, "77") },
        ]
    ),
    Trouble("500 rules", [], (0..<500).map { .rule("规则 \($0)") }),
    Trouble("501 rules", ["rules routing.rules_max"], (0..<501).map { .rule("规则 \($0)") }),
]

@Suite(.everyEngine) struct RoutingRuleSetTests {
    @Test func rulesMustFitTheRegistry() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let check: RuleSetCheck = RuleSetCheck(world.registry.current, at: world.clock.now)
        for trouble in troubles {
            let found: [String] = check.problems(RuleSetCheck.tidied(trouble.rules)).map { "\($0.field) \($0.reason)" }
            #expect(found == trouble.expected, "\(trouble.testDescription)")
        }
    }

    @Test func doubtfulRulesAreWarnedOf() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let check: RuleSetCheck = RuleSetCheck(world.registry.current, at: world.clock.now)
        let warnings: [RuleWarning] = check.warnings([
            .rule("东区") { $0.area = "420302" },
            .rule("中心街道") { $0.area = "420302001" },
            .rule("小类") { rule in (rule.kind, rule.big, rule.small) = (.event, "01", "77") },
            .rule("旧单位") { $0.partOwner = RoutingWorld.closed },
        ])
        #expect(warnings.map(\.reason) == ["routing.unreachable", "routing.small_class", "routing.owner_closed"])
        let shadowed: RuleWarning = try #require(warnings.first)
        #expect([shadowed.rule, shadowed.other] == ["中心街道", "东区"])
        #expect(shadowed.wording.zh.contains("“东区”") && shadowed.wording.en.contains("“中心街道”"))
    }

    @Test func textsAreTidiedBeforeTheyAreKept() throws {
        let tidy: [RoutingRule] = RuleSetCheck.tidied([
            .rule(" 市区 ") { rule in
                rule.area = " 420300 "
                rule.edition = ""
            }
        ])
        #expect(tidy == [.rule("市区") { $0.area = "4203" }])
    }

    @Test func aDraftIsWrittenChangedAndDeleted() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let draft: RuleSet = try await world.draft([.rule("甲")])
        let service: RoutingService = world.service
        let kept: [RoutingRule] = try await world.database.read { db in try service.rules(of: draft.id, in: db) }
        #expect(kept == [.rule("甲")])
        #expect([draft.number, draft.version, draft.ruleCount] == [1, 2, 1])
        try await world.database.write { db in
            try service.discard(draft.id, expecting: 2, by: RoutingWorld.chief, in: db)
        }
        let next: RuleSet = try await world.draft([])
        #expect(next.number == 2, "the number of a deleted draft does not come again")
    }

    @Test func theRulesInForceAreCopied() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let live: RuleSet = try await world.goLive(
            try await world.draft([.rule("甲"), .rule("乙") { $0.kind = .event }])
        )
        let service: RoutingService = world.service
        let now: Timestamp = world.clock.now
        let (copy, rules): (RuleSet, [RoutingRule]) = try await world.database.write { db in
            let copy: RuleSet = try service.makeDraft(
                titled: "副本",
                from: .live,
                by: RoutingWorld.chief,
                at: now,
                in: db
            )
            return (copy, try service.rules(of: copy.id, in: db))
        }
        #expect(rules == [.rule("甲"), .rule("乙") { $0.kind = .event }])
        #expect(copy.basedOn == live.id)
        #expect(copy.state == .draft)
    }
}
