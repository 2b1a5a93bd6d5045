package import CityCore
import CityRegistry

/// What the rules say of a case, and which of them said it.
package struct RoutingDecision: Sendable, Hashable {
    package var organisation: OrganisationID
    package var rule: String

    package init(organisation: OrganisationID, rule: String) {
        self.organisation = organisation
        self.rule = rule
    }
}

/// Rules in their order: the first that matches and knows its target decides.
package struct RoutingRules: Sendable, Hashable {
    /// The number of the rule set; 0 when there is none.
    package var version: Int
    package var rules: [RoutingRule]

    package static let none: RoutingRules = RoutingRules(version: 0, rules: [])

    package init(version: Int, rules: [RoutingRule]) {
        self.version = version
        self.rules = rules
    }

    package func decision(for facts: RoutingFacts) -> RoutingDecision? {
        for rule in rules where rule.matches(facts) {
            if let organisation = rule.target.organisation(for: facts) {
                return RoutingDecision(organisation: organisation, rule: rule.name)
            }
        }
        return nil
    }

    func isAutomatic(_ name: String) -> Bool {
        rules.first { $0.name == name }?.isAutomatic ?? false
    }

    /// Whether the answer can depend on whose a part is.
    var lookAtParts: Bool {
        rules.contains { $0.partOwner != nil || $0.target.choice != .organisation }
    }

    /// Rules that no case can ever reach, each with the first of the earlier rules that takes all of its cases.
    var unreachable: [(rule: RoutingRule, because: RoutingRule)] {
        var found: [(rule: RoutingRule, because: RoutingRule)] = []
        for (position, rule) in rules.enumerated() {
            if let earlier = rules[..<position].first(where: { $0.shadows(rule) }) { found.append((rule, earlier)) }
        }
        return found
    }
}

/// The same answers as `RoutingRules`, faster over many cases: for each class it keeps the few rules that can match.
struct RoutingShortlist {
    let rules: RoutingRules
    private var byClass: [ClassKey?: RoutingRules] = [:]

    init(_ rules: RoutingRules) {
        self.rules = rules
    }

    mutating func decision(for facts: RoutingFacts) -> RoutingDecision? {
        if let known = byClass[facts.subject] { return known.decision(for: facts) }
        let fitting: [RoutingRule] = rules.rules.filter { rule in
            RoutingCondition.ofClass.allSatisfy { $0.holds(rule, facts) }
        }
        let shortlist: RoutingRules = RoutingRules(version: rules.version, rules: fitting)
        byClass[facts.subject] = shortlist
        return shortlist.decision(for: facts)
    }
}
