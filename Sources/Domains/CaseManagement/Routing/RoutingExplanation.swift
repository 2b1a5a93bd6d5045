import CityCore
import CityRegistry

/// Why the rules say what they say of a case: each rule up to the one that decides, and what of it did not hold.
struct RoutingExplanation: Sendable {
    struct Step: Sendable {
        var rule: RoutingRule
        var failed: [RoutingCondition]
        /// Nil when everything holds and yet the part has no such organisation, or when something failed.
        var organisation: OrganisationID?
    }

    let version: Int
    let facts: RoutingFacts
    let steps: [Step]

    init(_ rules: RoutingRules, _ facts: RoutingFacts) {
        version = rules.version
        self.facts = facts
        var steps: [Step] = []
        for rule in rules.rules {
            let failed: [RoutingCondition] = RoutingCondition.all.filter { !$0.holds(rule, facts) }
            let target: OrganisationID? = failed.isEmpty ? rule.target.organisation(for: facts) : nil
            steps.append(Step(rule: rule, failed: failed, organisation: target))
            if target != nil { break }
        }
        self.steps = steps
    }

    var deciding: Step? { steps.last.flatMap { $0.organisation == nil ? nil : $0 } }
}

/// What somebody asks the rules about: a case that need not exist.
struct RoutingQuestion: Sendable {
    var subject: ClassKey?
    var area: String?
    var source: CaseSource
    var part: String?
    var at: Timestamp
}

// The words with which conditions are told.
extension RoutingCondition {
    var title: Wording {
        switch self {
        case .edition: Wording("分类版本", "class edition")
        case .kind: Wording("部件或事件", "component or event")
        case .big: Wording("大类", "big class")
        case .small: Wording("小类", "small class")
        case .area: Wording("区域", "area")
        case .source: Wording("来源", "source")
        case .partOwner: Wording("部件的三个单位之一", "one of the part's three organisations")
        case .workTime: Wording("上报时间", "time")
        }
    }

    /// What the rule asks; nil when it leaves this open. Names of classes are those of the case's edition.
    func wanted(by rule: RoutingRule, _ facts: RoutingFacts, _ directory: RegistryDirectory) -> Wording? {
        let edition: String = rule.edition ?? facts.subject?.edition ?? ""
        switch self {
        case .edition: return rule.edition.map { Wording($0, $0) }
        case .kind: return rule.kind?.title
        case .big:
            return rule.big.map { directory.bigClassName(edition, rule.kind, $0) }
        case .small:
            return rule.small.map { small in
                guard let kind = rule.kind, let big = rule.big else { return Wording(small, small) }
                return directory.className(ClassKey(edition: edition, kind: kind, big: big, small: small))
            }
        case .area: return rule.area.map(directory.scopeName)
        case .source: return rule.source?.title
        case .partOwner: return directory.organisationName(rule.partOwner)
        case .workTime: return rule.workTime.map(RoutingCondition.workTimeName)
        }
    }

    /// What the case has.
    func found(in facts: RoutingFacts, _ directory: RegistryDirectory) -> Wording {
        let subject: ClassKey? = facts.subject
        var words: Wording?
        switch self {
        case .edition: words = subject.map { Wording($0.edition, $0.edition) }
        case .kind: words = subject?.kind.title
        case .big: words = subject.map { directory.bigClassName($0.edition, $0.kind, $0.big) }
        case .small: words = subject.map(directory.className)
        case .area: words = directory.areaPathName(facts.area)
        case .source: words = facts.source.title
        case .partOwner: words = RoutingCondition.names(of: facts.owners, directory)
        case .workTime: words = RoutingCondition.workTimeName(facts.isWorkTime)
        }
        return words ?? Wording("无", "none")
    }

    private static func workTimeName(_ isWorkTime: Bool) -> Wording {
        isWorkTime ? Wording("工作时间内", "within work time") : Wording("工作时间外", "outside work time")
    }

    private static func names(of owners: PartOwners, _ directory: RegistryDirectory) -> Wording? {
        let names: [Wording] = [owners.authority, owners.owner, owners.maintainer].compactMap(
            directory.organisationName
        )
        if names.isEmpty { return nil }
        return Wording(names.map(\.zh).joined(separator: "、"), names.map(\.en).joined(separator: ", "))
    }
}

extension RegistryDirectory {
    fileprivate func bigClassName(_ edition: String, _ kind: ClassKind?, _ code: String) -> Wording {
        classes.bigs(of: edition, kind: kind).first { $0.code == code }?.name ?? Wording(code, code)
    }

    /// The area whose scope is this prefix of codes.
    fileprivate func scopeName(_ prefix: String) -> Wording {
        if area(prefix) != nil { return areaPathName(prefix) }
        let named: Area? = areas.values.first { $0.scopePrefix == prefix }
        return named.map { Wording($0.name, $0.englishName ?? $0.name) } ?? Wording(prefix, prefix)
    }
}
