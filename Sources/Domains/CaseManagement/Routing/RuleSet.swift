package import CityCore
import CitySQL

package enum RuleSetTag {}
package typealias RuleSetID = EntityID<RuleSetTag>

/// A list of routing rules with a life of its own: written as a draft, tried out on past cases, put in force whole,
/// and kept when another takes its place. The rules themselves are read separately, because lists do not show them.
package struct RuleSet: Sendable, Hashable {
    package enum State: String, Sendable, Codable, CaseIterable, SQLEncodable, SQLDecodable {
        case draft
        case live
        case retired

        package var title: Wording {
            switch self {
            case .draft: Wording("草稿", "draft")
            case .live: Wording("生效", "in force")
            case .retired: Wording("停用", "retired")
            }
        }
    }

    package static let titleMax: Int = 80
    package static let rulesMax: Int = 500

    package var id: RuleSetID
    /// 1, 2, 3 … in the order of their making; never given twice.
    package var number: Int
    package var title: String
    package var state: State
    package var ruleCount: Int
    /// The set that it began as a copy of.
    package var basedOn: RuleSetID?
    package var createdBy: AccountID
    package var createdAt: Timestamp
    package var wentLiveAt: Timestamp?
    package var wentLiveBy: AccountID?
    package var trial: RuleSetTrial?
    package var version: Int

    /// Whether the draft was simulated as it is now, against the rules that are in force now.
    package func isTried(against live: RuleSetID?) -> Bool {
        trial == RuleSetTrial(version: version, against: live)
    }
}

/// What was last simulated: a version of the draft, and the rules in force that it was compared with.
package struct RuleSetTrial: Sendable, Hashable {
    package var version: Int
    package var against: RuleSetID?

    package init(version: Int, against: RuleSetID?) {
        self.version = version
        self.against = against
    }
}
