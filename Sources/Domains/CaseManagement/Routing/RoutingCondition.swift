import CityCore
import CityRegistry

/// One of the things that a rule may ask of a case, in the order in which people read them.
enum RoutingCondition: String, CaseIterable, Sendable {
    case edition
    case kind
    case big
    case small
    case area
    case source
    case partOwner = "part_owner"
    case workTime = "work_time"

    /// Kept, because `allCases` makes a new array each time and this is asked for every rule and case.
    static let all: [RoutingCondition] = allCases
    /// Those that look at nothing but the class.
    static let ofClass: [RoutingCondition] = [.edition, .kind, .big, .small]

    func holds(_ rule: RoutingRule, _ facts: RoutingFacts) -> Bool {
        switch self {
        case .edition: agrees(rule.edition, facts.subject?.edition)
        case .kind: agrees(rule.kind, facts.subject?.kind)
        case .big: agrees(rule.big, facts.subject?.big)
        case .small: agrees(rule.small, facts.subject?.small)
        case .area: rule.area.map { facts.area.hasPrefix($0) } ?? true
        case .source: agrees(rule.source, facts.source)
        case .partOwner: rule.partOwner.map { facts.owners.include($0) } ?? true
        case .workTime: agrees(rule.workTime, facts.isWorkTime)
        }
    }

    /// Whether every case that meets what the narrow rule asks here meets what the broad one asks.
    func covers(_ broad: RoutingRule, _ narrow: RoutingRule) -> Bool {
        switch self {
        case .edition: agrees(broad.edition, narrow.edition)
        case .kind: agrees(broad.kind, narrow.kind)
        case .big: agrees(broad.big, narrow.big)
        case .small: agrees(broad.small, narrow.small)
        case .area: broad.area.map { narrow.area?.hasPrefix($0) ?? false } ?? true
        case .source: agrees(broad.source, narrow.source)
        case .partOwner: agrees(broad.partOwner, narrow.partOwner)
        case .workTime: agrees(broad.workTime, narrow.workTime)
        }
    }

    private func agrees<Value: Equatable>(_ wanted: Value?, _ actual: Value?) -> Bool {
        wanted == nil || wanted == actual
    }
}
