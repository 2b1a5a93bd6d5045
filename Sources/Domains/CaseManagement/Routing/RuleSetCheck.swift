package import CityCore
import CityRegistry
import CityWorkflow

/// Something about a rule that is allowed but probably not meant.
package struct RuleWarning: Sendable, Hashable {
    package var rule: String
    package var reason: String
    package var wording: Wording
    /// The other rule that it has to do with.
    package var other: String?
}

/// Holds rules against the registry as it stands: what they name must exist.
struct RuleSetCheck {
    let directory: RegistryDirectory
    /// The edition in force, which rules without one of their own mean.
    private let edition: String?
    private let areas: Set<String>

    init(_ directory: RegistryDirectory, at now: Timestamp) {
        self.directory = directory
        edition = directory.classes.currentEdition(on: directory.calendar.date(of: now))?.code
        areas = Set(directory.areas.values.map(\.scopePrefix))
    }

    /// The rules with texts trimmed, empty texts left out, and area codes as prefixes: `420300` is the city and not a
    /// prefix of its counties.
    static func tidied(_ rules: [RoutingRule]) -> [RoutingRule] {
        func text(_ value: String?) -> String? {
            value.map { $0.trimmed() }.flatMap { $0.isEmpty ? nil : $0 }
        }
        return rules.map { rule in
            var tidy: RoutingRule = rule
            tidy.name = rule.name.trimmed()
            tidy.edition = text(rule.edition)
            tidy.big = text(rule.big)
            tidy.small = text(rule.small)
            tidy.area = text(rule.area).map(AreaCode.scopePrefix)
            return tidy
        }
    }

    /// Everything that forbids these rules, by the paths of their fields: `rules.3.target.organisation`.
    func problems(_ rules: [RoutingRule]) -> [FieldError] {
        if rules.count > RuleSet.rulesMax {
            return [
                FieldError(
                    "rules",
                    "routing.rules_max",
                    Wording("一个规则集最多 \(RuleSet.rulesMax) 条规则", "A rule set has at most \(RuleSet.rulesMax) rules")
                )
            ]
        }
        var found: [FieldError] = []
        var names: [String: Int] = [:]
        for (position, rule) in rules.enumerated() {
            var problems: [FieldError] = nameProblems(rule.name)
            if let earlier = names[rule.name], !rule.name.isEmpty {
                problems.append(RuleSetCheck.duplicate(rule.name, earlier))
            }
            names[rule.name] = names[rule.name] ?? position
            problems += classProblems(rule) + placeProblems(rule) + targetProblems(rule.target)
            found += problems.map { FieldError("rules.\(position).\($0.field)", $0.reason, $0.wording) }
        }
        return found
    }

    func warnings(_ rules: [RoutingRule]) -> [RuleWarning] {
        let shadowed: [RuleWarning] = RoutingRules(version: 0, rules: rules).unreachable.map { rule, because in
            RuleWarning(
                rule: rule.name,
                reason: "routing.unreachable",
                wording: Wording(
                    "规则“\(rule.name)”永远轮不到：前面的“\(because.name)”已包括它的全部案件",
                    "The rule “\(rule.name)” is never reached: “\(because.name)” before it takes all its cases"
                ),
                other: because.name
            )
        }
        return shadowed + rules.compactMap(unknownSmallClass) + rules.compactMap(closedPartOwner)
    }

    private func nameProblems(_ name: String) -> [FieldError] {
        let isFit: Bool = (1...RoutingRule.nameMax).contains(name.count)
        let isPlain: Bool = !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        if isFit, isPlain { return [] }
        let wording: Wording = Wording(
            "规则名称须为 1–\(RoutingRule.nameMax) 个字，不含控制字符",
            "A rule's name has 1–\(RoutingRule.nameMax) characters and no control characters"
        )
        return [FieldError("name", "routing.rule_name", wording)]
    }

    private static func duplicate(_ name: String, _ earlier: Int) -> FieldError {
        FieldError(
            "name",
            "routing.rule_duplicate",
            Wording("名称“\(name)”与第 \(earlier + 1) 条规则相同", "Rule number \(earlier + 1) is called “\(name)” too")
        )
    }

    private func classProblems(_ rule: RoutingRule) -> [FieldError] {
        if let own = rule.edition, directory.classes.edition(own) == nil {
            let wording: Wording = Wording(
                "没有分类版本 \(own.prefix(40))",
                "There is no class edition \(own.prefix(40))"
            )
            return [FieldError("edition", "routing.edition", wording)]
        }
        if (rule.small != nil && rule.big == nil) || (rule.big != nil && rule.kind == nil) {
            let wording: Wording = Wording(
                "写小类须同时写大类，写大类须同时写 kind：代码单独没有含义",
                "A small class needs its big class, and that its kind: the codes mean nothing alone"
            )
            return [FieldError(rule.big == nil ? "big" : "kind", "routing.class_incomplete", wording)]
        }
        guard let kind = rule.kind, let big = rule.big, let named = rule.edition ?? edition else { return [] }
        if directory.classes.bigs(of: named, kind: kind).contains(where: { $0.code == big }) { return [] }
        let wording: Wording = Wording(
            "分类版本 \(named) 的\(kind.title.zh)中没有大类 \(big.prefix(20))",
            "The edition \(named) has no big class \(big.prefix(20)) of the kind \(kind.title.en)"
        )
        return [FieldError("big", "routing.big_class", wording)]
    }

    private func placeProblems(_ rule: RoutingRule) -> [FieldError] {
        var found: [FieldError] = []
        if let area = rule.area, !areas.contains(area) {
            let wording: Wording = Wording("没有区域 \(area.prefix(20))", "There is no area \(area.prefix(20))")
            found.append(FieldError("area", "routing.area", wording))
        }
        if let owner = rule.partOwner, directory.organisations.find(owner) == nil {
            let wording: Wording = Wording("没有这个机构", "There is no such organisation")
            found.append(FieldError("partOwner", "routing.organisation", wording))
        }
        return found
    }

    private func targetProblems(_ target: RoutingTarget) -> [FieldError] {
        var wording: Wording?
        switch (target.choice, target.organisation) {
        case (.organisation, nil):
            wording = Wording("请选择派往的机构", "Choose the organisation to send cases to")
        case (.organisation, let id?) where directory.organisations.find(id)?.state != .active:
            wording = Wording("机构不存在或已停用", "This organisation does not exist or is closed")
        case (.organisation, _), (_, nil):
            break
        case (_, .some):
            wording = Wording("按部件派遣的规则不能再指定机构", "A rule that follows the part names no organisation")
        }
        return wording.map { [FieldError("target.organisation", "routing.target", $0)] } ?? []
    }

    private func unknownSmallClass(_ rule: RoutingRule) -> RuleWarning? {
        guard let kind = rule.kind, let big = rule.big, let small = rule.small, let named = rule.edition ?? edition
        else { return nil }
        let key: ClassKey = ClassKey(edition: named, kind: kind, big: big, small: small)
        if directory.classes.small(key) != nil { return nil }
        return RuleWarning(
            rule: rule.name,
            reason: "routing.small_class",
            wording: Wording(
                "规则“\(rule.name)”的小类 \(big)/\(small) 不在分类版本 \(named) 中",
                "The small class \(big)/\(small) of the rule “\(rule.name)” is not in the edition \(named)"
            )
        )
    }

    private func closedPartOwner(_ rule: RoutingRule) -> RuleWarning? {
        guard let id = rule.partOwner, let owner = directory.organisations.find(id), owner.state == .closed else {
            return nil
        }
        return RuleWarning(
            rule: rule.name,
            reason: "routing.owner_closed",
            wording: Wording(
                "规则“\(rule.name)”所看的机构“\(owner.name)”已停用",
                "The organisation “\(owner.title.en)” that the rule “\(rule.name)” looks for is closed"
            )
        )
    }
}
