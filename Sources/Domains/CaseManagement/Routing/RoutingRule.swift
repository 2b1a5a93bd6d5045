package import CityCore
package import CityRegistry

/// One rule: whatever it names must hold, what it leaves open may be anything.
package struct RoutingRule: Sendable, Hashable, Codable {
    package static let nameMax: Int = 60

    /// A short name that histories show; unique within its rule set.
    package var name: String
    /// The edition of the class table that the codes are of; nil fits the same codes in any edition.
    package var edition: String?
    package var kind: ClassKind?
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

    package init(
        name: String,
        edition: String? = nil,
        kind: ClassKind? = nil,
        big: String? = nil,
        small: String? = nil,
        area: String? = nil,
        source: CaseSource? = nil,
        partOwner: OrganisationID? = nil,
        workTime: Bool? = nil,
        target: RoutingTarget,
        isAutomatic: Bool = false
    ) {
        self.name = name
        self.edition = edition
        self.kind = kind
        self.big = big
        self.small = small
        self.area = area
        self.source = source
        self.partOwner = partOwner
        self.workTime = workTime
        self.target = target
        self.isAutomatic = isAutomatic
    }

    func matches(_ facts: RoutingFacts) -> Bool {
        RoutingCondition.all.allSatisfy { $0.holds(self, facts) }
    }

    /// Whether every case that a later rule could decide is decided by this one first.
    func shadows(_ later: RoutingRule) -> Bool {
        guard target.choice == .organisation || target.choice == later.target.choice else { return false }
        return RoutingCondition.all.allSatisfy { $0.covers(self, later) }
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

        package var title: Wording {
            switch self {
            case .organisation: Wording("指定机构", "the organisation named")
            case .partAuthority: Wording("部件主管单位", "the authority of the part")
            case .partOwner: Wording("部件权属单位", "the owner of the part")
            case .partMaintainer: Wording("部件养护单位", "the maintainer of the part")
            }
        }
    }

    package var choice: Choice
    /// Only with the choice `organisation`.
    package var organisation: OrganisationID?

    package init(choice: Choice, organisation: OrganisationID? = nil) {
        self.choice = choice
        self.organisation = organisation
    }

    package static func organisation(_ id: OrganisationID) -> RoutingTarget {
        RoutingTarget(choice: .organisation, organisation: id)
    }

    /// The organisation, when the case's facts tell it.
    func organisation(for facts: RoutingFacts) -> OrganisationID? {
        switch choice {
        case .organisation: organisation
        case .partAuthority: facts.owners.authority
        case .partOwner: facts.owners.owner
        case .partMaintainer: facts.owners.maintainer
        }
    }
}
