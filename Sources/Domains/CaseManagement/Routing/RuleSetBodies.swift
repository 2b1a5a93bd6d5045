package import CityCore
package import CityRegistry

/// A routing rule on the wire: what is absent may be anything.
package struct RoutingRuleBody: Codable, Sendable, Hashable {
    package struct Target: Codable, Sendable, Hashable {
        package var choice: RoutingTarget.Choice
        /// Only with the choice `organisation`.
        package var organisation: String?

        package init(choice: RoutingTarget.Choice, organisation: String? = nil) {
            self.choice = choice
            self.organisation = organisation
        }
    }

    package var name: String
    package var edition: String?
    package var kind: ClassKind?
    package var big: String?
    package var small: String?
    package var area: String?
    package var source: CaseSource?
    package var partOwner: String?
    package var workTime: Bool?
    package var target: Target
    /// Dispatches at once; otherwise the rule only suggests.
    package var automatic: Bool?

    package init(_ rule: RoutingRule) {
        name = rule.name
        edition = rule.edition
        kind = rule.kind
        big = rule.big
        small = rule.small
        area = rule.area
        source = rule.source
        partOwner = rule.partOwner?.text
        workTime = rule.workTime
        target = Target(choice: rule.target.choice, organisation: rule.target.organisation?.text)
        automatic = rule.isAutomatic
    }

    package var rule: RoutingRule {
        RoutingRule(
            name: name,
            edition: edition,
            kind: kind,
            big: big,
            small: small,
            area: area,
            source: source,
            partOwner: partOwner.map { OrganisationID($0) },
            workTime: workTime,
            target: RoutingTarget(
                choice: target.choice,
                organisation: target.organisation.map { OrganisationID($0) }
            ),
            isAutomatic: automatic ?? false
        )
    }
}

/// A rule set; in lists without its rules and what is to be said of them.
package struct RuleSetBody: Codable, Sendable, Hashable {
    package var id: String
    package var number: Int
    package var title: String
    package var state: RuleSet.State
    package var stateName: Wording
    package var ruleCount: Int
    package var basedOn: String?
    package var createdBy: String
    package var createdAt: Timestamp
    package var wentLiveAt: Timestamp?
    package var wentLiveBy: String?
    /// Whether the draft was simulated as it is now, against the rules in force now.
    package var simulated: Bool
    package var version: Int
    package var rules: [RoutingRuleBody]?
    package var warnings: [RuleWarningBody]?
    /// What forbids going live, because the registry has changed since the rules were written.
    package var problems: [FieldError]?

    init(_ set: RuleSet, live: RuleSetID?) {
        id = set.id.text
        number = set.number
        title = set.title
        state = set.state
        stateName = set.state.title
        ruleCount = set.ruleCount
        basedOn = set.basedOn?.text
        createdBy = set.createdBy.text
        createdAt = set.createdAt
        wentLiveAt = set.wentLiveAt
        wentLiveBy = set.wentLiveBy?.text
        simulated = set.state == .draft && set.isTried(against: live)
        version = set.version
    }

    init(_ set: RuleSet, live: RuleSetID?, rules given: [RoutingRule], _ check: RuleSetCheck) {
        self.init(set, live: live)
        rules = given.map { RoutingRuleBody($0) }
        warnings = check.warnings(given).map(RuleWarningBody.init)
        problems = check.problems(given)
    }
}

package struct RuleWarningBody: Codable, Sendable, Hashable {
    package var rule: String
    package var reason: String
    package var message: Wording
    /// The other rule that it has to do with.
    package var other: String?

    init(_ warning: RuleWarning) {
        rule = warning.rule
        reason = warning.reason
        message = warning.wording
        other = warning.other
    }
}

/// A new draft: empty, or a copy of the set in force (`live`) or of one that was, by its id.
package struct RuleSetDraftBody: Codable, Sendable, Hashable {
    package var title: String
    package var copyOf: String?

    package init(title: String, copyOf: String? = nil) {
        self.title = title
        self.copyOf = copyOf
    }

    var origin: RoutingService.Origin {
        switch copyOf {
        case nil: .nothing
        case "live": .live
        case .some(let id): .copy(RuleSetID(id))
        }
    }
}

/// All rules of a draft, in their order; the title stays when it is absent.
package struct RuleSetRulesBody: Codable, Sendable, Hashable {
    package var title: String?
    package var rules: [RoutingRuleBody]

    package init(title: String? = nil, rules: [RoutingRuleBody]) {
        self.title = title
        self.rules = rules
    }
}

package struct RuleSetActivationBody: Codable, Sendable, Hashable {
    /// Go live although this version was not simulated.
    package var confirm: Bool?

    package init(confirm: Bool? = nil) {
        self.confirm = confirm
    }
}
