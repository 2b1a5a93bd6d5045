import CityCore
import CityRegistry

/// What a rule set would have done with past cases, beside what the rules in force would have done and where the
/// cases really went. It is filled case by case and takes constant memory.
package struct RoutingSimulation: Sendable {
    package static let casesMax: Int = 100_000
    static let examplesMax: Int = 50

    /// A case that the two rule sets send to different places; nil is nowhere.
    struct Example: Sendable, Hashable {
        var id: CaseID
        var number: String
        var subject: ClassKey?
        var before: OrganisationID?
        var after: OrganisationID?
        /// The rule of the simulated set that decided.
        var rule: String?
    }

    /// Of the cases that really lie with an organisation, how many the rules would have sent there.
    struct Agreement: Sendable, Hashable {
        var dispatched: Int = 0
        var proposed: Int = 0
        var live: Int = 0
    }

    package let trial: RuleSetTrial
    package private(set) var cases: Int = 0
    package private(set) var changed: Int = 0
    /// Cases for which the simulated rules know no place …
    package private(set) var unmatched: Int = 0
    /// … and those of them for which the rules in force do.
    package private(set) var nowUnmatched: Int = 0
    package var same: Int { cases - changed }
    /// There were more cases than were asked for.
    package var isCut: Bool = false
    private(set) var agreement: Agreement = Agreement()
    private(set) var before: [OrganisationID: Int] = [:]
    private(set) var after: [OrganisationID: Int] = [:]
    private(set) var examples: [Example] = []
    private var hits: [String: Int] = [:]
    private var proposed: RoutingShortlist
    private var live: RoutingShortlist

    init(_ proposed: RoutingRules, against live: RoutingRules, trial: RuleSetTrial) {
        self.proposed = RoutingShortlist(proposed)
        self.live = RoutingShortlist(live)
        self.trial = trial
    }

    /// How often each rule of the simulated set decided, in their order; a rule that never did is among them.
    var hitsByRule: [(rule: String, hits: Int)] {
        proposed.rules.rules.map { ($0.name, hits[$0.name] ?? 0) }
    }

    /// Whether either rule set can ask whose a part is.
    var lookAtParts: Bool { proposed.rules.lookAtParts || live.rules.lookAtParts }

    /// - Parameter isShown: whether the case may stand among the examples; it counts in any case.
    mutating func add(_ sample: RoutingSample, isWorkTime: Bool, owners: PartOwners, isShown: Bool = true) {
        let facts: RoutingFacts = RoutingFacts(
            subject: sample.subject,
            area: sample.area,
            source: sample.source,
            isWorkTime: isWorkTime,
            owners: owners
        )
        let new: RoutingDecision? = proposed.decision(for: facts)
        let old: RoutingDecision? = live.decision(for: facts)
        cases += 1
        if let new {
            hits[new.rule, default: 0] += 1
            after[new.organisation, default: 0] += 1
        } else {
            unmatched += 1
            if old != nil { nowUnmatched += 1 }
        }
        if let old { before[old.organisation, default: 0] += 1 }
        if new?.organisation != old?.organisation {
            changed += 1
            if isShown { note(sample, old, new) }
        }
        guard let organisation = sample.organisation else { return }
        agreement.dispatched += 1
        if new?.organisation == organisation { agreement.proposed += 1 }
        if old?.organisation == organisation { agreement.live += 1 }
    }

    private mutating func note(_ sample: RoutingSample, _ old: RoutingDecision?, _ new: RoutingDecision?) {
        guard examples.count < RoutingSimulation.examplesMax else { return }
        examples.append(
            Example(
                id: sample.id,
                number: sample.number,
                subject: sample.subject,
                before: old?.organisation,
                after: new?.organisation,
                rule: new?.rule
            )
        )
    }
}
