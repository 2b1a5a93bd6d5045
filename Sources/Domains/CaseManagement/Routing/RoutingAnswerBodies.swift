package import CityCore
import CityRegistry

/// Which past cases to simulate on: by the time they were reported, the newest first, at most so many.
package struct SimulationRequestBody: Codable, Sendable, Hashable {
    package var from: Timestamp?
    /// Not included; now when it is absent.
    package var to: Timestamp?
    package var limit: Int?

    package init(from: Timestamp? = nil, to: Timestamp? = nil, limit: Int? = nil) {
        self.from = from
        self.to = to
        self.limit = limit
    }
}

/// What a rule set would have done. “Before” is what the rules in force would have done.
package struct SimulationBody: Codable, Sendable, Hashable {
    package struct Organisation: Codable, Sendable, Hashable {
        package var organisation: String
        package var name: Wording
        package var before: Int
        package var after: Int
    }

    package struct Rule: Codable, Sendable, Hashable {
        package var rule: String
        package var hits: Int
    }

    package struct Example: Codable, Sendable, Hashable {
        package var id: String
        package var number: String
        package var smallClass: NamedBody?
        package var before: NamedBody?
        package var after: NamedBody?
        package var rule: String?
    }

    /// Beside where the cases really lie: the accuracy of dispatching to expect.
    package struct Agreement: Codable, Sendable, Hashable {
        package var dispatched: Int
        package var agreeing: Int
        package var agreeingBefore: Int
        /// 0 to 1; absent when no case was dispatched.
        package var share: Double?
        package var shareBefore: Double?
    }

    package var cases: Int
    package var same: Int
    package var changed: Int
    package var unmatched: Int
    package var nowUnmatched: Int
    /// There were more cases in the period than were simulated.
    package var cut: Bool
    package var agreement: Agreement
    package var perOrganisation: [Organisation]
    package var perRule: [Rule]
    package var examples: [Example]

    init(_ simulation: RoutingSimulation, _ directory: RegistryDirectory) {
        cases = simulation.cases
        same = simulation.same
        changed = simulation.changed
        unmatched = simulation.unmatched
        nowUnmatched = simulation.nowUnmatched
        cut = simulation.isCut
        agreement = Agreement(simulation.agreement)
        let ids: Set<OrganisationID> = Set(simulation.before.keys).union(simulation.after.keys)
        perOrganisation = ids.map { id in
            Organisation(
                organisation: id.text,
                name: directory.organisationName(id) ?? Wording("", ""),
                before: simulation.before[id] ?? 0,
                after: simulation.after[id] ?? 0
            )
        }.sorted { ($0.after, $0.before, $1.organisation) > ($1.after, $1.before, $0.organisation) }
        perRule = simulation.hitsByRule.map { Rule(rule: $0.rule, hits: $0.hits) }
        examples = simulation.examples.map { example in
            Example(
                id: example.id.text,
                number: example.number,
                smallClass: example.subject.map { NamedBody($0.text, directory.className($0)) },
                before: directory.organisationBody(example.before),
                after: directory.organisationBody(example.after),
                rule: example.rule
            )
        }
    }
}

extension SimulationBody.Agreement {
    fileprivate init(_ agreement: RoutingSimulation.Agreement) {
        dispatched = agreement.dispatched
        agreeing = agreement.proposed
        agreeingBefore = agreement.live
        guard agreement.dispatched > 0 else { return }
        let all: Double = Double(agreement.dispatched)
        share = Double(agreement.proposed) / all
        shareBefore = Double(agreement.live) / all
    }
}

/// What the rules in force say of a case, and why.
package struct RoutingDecisionBody: Codable, Sendable, Hashable {
    /// A condition of a rule that the case does not meet.
    package struct Failure: Codable, Sendable, Hashable {
        package var condition: String
        package var name: Wording
        package var wanted: Wording
        package var actual: Wording
    }

    package struct Step: Codable, Sendable, Hashable {
        package var rule: String
        package var decides: Bool
        package var reason: Wording
        package var failed: [Failure]
    }

    /// The number of the rule set in force; 0 when there is none.
    package var ruleSet: Int
    package var organisation: NamedBody?
    package var rule: String?
    package var automatic: Bool
    package var workTime: Bool
    package var summary: Wording
    /// The rules in their order, up to the one that decides.
    package var steps: [Step]

    init(_ explanation: RoutingExplanation, _ directory: RegistryDirectory) {
        let deciding: RoutingExplanation.Step? = explanation.deciding
        ruleSet = explanation.version
        organisation = directory.organisationBody(deciding?.organisation)
        rule = deciding?.rule.name
        automatic = deciding?.rule.isAutomatic ?? false
        workTime = explanation.facts.isWorkTime
        steps = explanation.steps.map { Step($0, explanation.facts, directory) }
        summary = RoutingDecisionBody.summary(organisation, rule, passed: steps.count - 1, isAutomatic: automatic)
    }

    private static func summary(
        _ organisation: NamedBody?,
        _ rule: String?,
        passed: Int,
        isAutomatic: Bool
    ) -> Wording {
        guard let organisation, let rule else {
            return Wording(
                "没有规则适用，由派遣员选择部门",
                "No rule fits; the dispatcher chooses the department"
            )
        }
        let act: Wording = isAutomatic ? Wording("自动派遣给", "dispatches it to") : Wording("建议派遣给", "suggests")
        return Wording(
            "规则“\(rule)”\(act.zh)\(organisation.name.zh)；之前有 \(passed) 条规则不适用",
            "The rule “\(rule)” \(act.en) \(organisation.name.en); \(passed) rules before it do not fit"
        )
    }
}

extension RoutingDecisionBody.Step {
    fileprivate init(_ step: RoutingExplanation.Step, _ facts: RoutingFacts, _ directory: RegistryDirectory) {
        rule = step.rule.name
        decides = step.organisation != nil
        failed = step.failed.map { condition in
            RoutingDecisionBody.Failure(
                condition: condition.rawValue,
                name: condition.title,
                wanted: condition.wanted(by: step.rule, facts, directory) ?? Wording("", ""),
                actual: condition.found(in: facts, directory)
            )
        }
        reason = Self.reason(step, failed, directory)
    }

    private static func reason(
        _ step: RoutingExplanation.Step,
        _ failed: [RoutingDecisionBody.Failure],
        _ directory: RegistryDirectory
    ) -> Wording {
        if !failed.isEmpty {
            return Wording(
                failed.map { "\($0.name.zh)须为“\($0.wanted.zh)”，而案件是“\($0.actual.zh)”" }.joined(separator: "；"),
                failed.map { "\($0.name.en) must be “\($0.wanted.en)”, the case has “\($0.actual.en)”" }
                    .joined(separator: "; ")
            )
        }
        let target: Wording = step.rule.target.choice.title
        guard let name = directory.organisationName(step.organisation) else {
            return Wording(
                "条件都符合，但没有登记\(target.zh)，继续看后面的规则",
                "Everything fits, but \(target.en) is not registered; later rules are tried"
            )
        }
        return Wording("条件都符合：\(target.zh)是\(name.zh)", "Everything fits: \(target.en) is \(name.en)")
    }
}

extension RegistryDirectory {
    fileprivate func organisationBody(_ id: OrganisationID?) -> NamedBody? {
        id.map { NamedBody($0.text, organisationName($0) ?? Wording("", "")) }
    }
}
