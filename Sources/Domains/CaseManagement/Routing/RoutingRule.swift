package import CityCore
import CityRegistry

/// One rule: whatever it names must hold, what it leaves open may be anything.
package struct RoutingRule: Sendable, Hashable, Codable {
    /// A short name that histories show.
    package var name: String
    /// `component` or `event`.
    package var kind: String?
    package var big: String?
    package var small: String?
    /// The beginning of area codes.
    package var area: String?
    package var source: CaseSource?
    /// One of the three owners of the part that the case names.
    package var partOwner: OrganisationID?
    /// Only inside, or only outside, work time.
    package var workTime: Bool?
    package var target: RoutingTarget
    /// Dispatch at once instead of suggesting.
    package var isAutomatic: Bool

    func matches(_ facts: RoutingFacts) -> Bool {
        func holds<Value: Equatable>(_ wanted: Value?, _ actual: Value?) -> Bool { wanted == nil || wanted == actual }
        guard holds(kind, facts.kind), holds(big, facts.big), holds(small, facts.small) else { return false }
        guard holds(source, facts.source), holds(workTime, facts.isWorkTime) else { return false }
        if let area, !facts.area.hasPrefix(area) { return false }
        if let partOwner, !facts.partOwners.contains(partOwner) { return false }
        return true
    }
}

/// Where a rule sends a case.
package struct RoutingTarget: Sendable, Hashable, Codable {
    package enum Choice: String, Sendable, Codable, CaseIterable {
        case organisation
        /// 主管 of the part
        case partAuthority = "part_authority"
        /// 权属 of the part
        case partOwner = "part_owner"
        /// 养护 of the part
        case partMaintainer = "part_maintainer"
    }

    package var choice: Choice
    package var organisation: OrganisationID?

    package init(choice: Choice, organisation: OrganisationID? = nil) {
        self.choice = choice
        self.organisation = organisation
    }
}

/// What rules look at.
package struct RoutingFacts: Sendable, Hashable {
    var kind: String?
    var big: String?
    var small: String?
    var area: String
    var source: CaseSource
    var isWorkTime: Bool
    var authority: OrganisationID?
    var owner: OrganisationID?
    var maintainer: OrganisationID?

    var partOwners: Set<OrganisationID> { Set([authority, owner, maintainer].compactMap(\.self)) }

    init(_ record: CaseRecord, part: Part?, isWorkTime: Bool) {
        kind = record.subject?.key.kind.rawValue
        big = record.subject?.key.big
        small = record.subject?.key.small
        area = record.place.area
        source = record.source
        self.isWorkTime = isWorkTime
        authority = part?.authority
        owner = part?.owner
        maintainer = part?.maintainer
    }
}

/// What the rules say of a case, and which of them said it.
package struct RoutingDecision: Sendable, Hashable {
    package var organisation: OrganisationID
    package var rule: String
}

/// Rules in their order: the first that matches and knows its target decides.
package struct RoutingRules: Sendable, Hashable {
    package var version: Int
    package var rules: [RoutingRule]

    package static let none: RoutingRules = RoutingRules(version: 0, rules: [])

    package init(version: Int, rules: [RoutingRule]) {
        self.version = version
        self.rules = rules
    }

    package func decision(for facts: RoutingFacts) -> RoutingDecision? {
        for rule in rules where rule.matches(facts) {
            if let organisation = target(of: rule, facts) {
                return RoutingDecision(organisation: organisation, rule: rule.name)
            }
        }
        return nil
    }

    func isAutomatic(_ name: String) -> Bool {
        rules.first { $0.name == name }?.isAutomatic ?? false
    }

    private func target(of rule: RoutingRule, _ facts: RoutingFacts) -> OrganisationID? {
        switch rule.target.choice {
        case .organisation: rule.target.organisation
        case .partAuthority: facts.authority
        case .partOwner: facts.owner
        case .partMaintainer: facts.maintainer
        }
    }
}
