import CityContracts
import CityCore
package import CitySQL

/// Works every fact out anew from the histories, recounts every tally from the facts, and every closed period from the
/// facts that held when it was closed.
package struct EvaluationVerification: Sendable, Codable {
    package var cases: Int = 0
    package var facts: Int = 0
    package var tallies: Int = 0
    package var editions: Int = 0
    /// What is wrong, at most `troublesMax` of them in words.
    package var troubles: [String] = []
    package var troubleCount: Int = 0

    private static let troublesMax: Int = 100
    private static let batch: Int = 500

    package var isSound: Bool { troubleCount == 0 }

    package init(of module: EvaluationModule, in db: any SQLConnection) throws {
        try checkFacts(module, in: db)
        try recount(in: db)
        try checkEditions(in: db)
    }

    private mutating func note(_ trouble: String) {
        troubleCount += 1
        if troubles.count < Self.troublesMax { troubles.append(trouble) }
    }

    private mutating func checkFacts(_ module: EvaluationModule, in db: any SQLConnection) throws {
        var serial: Int = 0
        while let page = try module.ports.nextTraces(serial, Self.batch, db) {
            let ids: [String] = page.traces.map(\.id)
            let exempt: Set<String> = try ExemptionStore.exempt(of: ids, in: db)
            let kept: Set<StoredFact> = try FactStore.current(of: ids, in: db)
            let derived: Set<StoredFact> = Set(
                page.traces.flatMap { module.keeper.facts(of: $0, isExempt: exempt.contains($0.id)) }
            )
            for fact in kept.symmetricDifference(derived) {
                let trouble: String = kept.contains(fact) ? "kept, but does not follow" : "follows, but is not kept"
                note("fact \(fact.fact.kind.rawValue) \(fact.fact.ordinal) of case \(fact.caseID): \(trouble)")
            }
            cases += page.traces.count
            facts += kept.count
            serial = page.last
        }
        let all: Int = try db.value("SELECT COUNT(*) FROM evaluation_fact WHERE removed IS NULL")
        if all != facts { note("\(all - facts) facts are of no case") }
    }

    private mutating func recount(in db: any SQLConnection) throws {
        for number in try TallyStore.months(in: db) {
            let month: Month = Month(number: number)
            for kind in JudgedKind.allCases {
                let kept: [String: Tally] = try TallyReader(dimension: kind).readKept(of: number, in: db)
                let facts: [String: Tally] =
                    try TallyReader(dimension: kind).readFacts(month.firstDay...month.lastDay, in: db)
                tallies += kept.count
                for subject in Set(kept.keys).union(facts.keys) where kept[subject] != facts[subject] {
                    note(
                        "tally of \(kind.rawValue) \(subject) in \(month.firstDay): "
                            + "kept \(kept[subject]?.text ?? "none"), counted \(facts[subject]?.text ?? "none")"
                    )
                }
            }
        }
    }

    private mutating func checkEditions(in db: any SQLConnection) throws {
        var page: PageRequest? = PageRequest.first
        while let request = page {
            let periods: Page<Period> = try PeriodStore.page(request, in: db)
            for period in periods.items {
                for edition in try PeriodStore.editions(of: period.id, in: db) {
                    try check(edition, of: period, in: db)
                }
            }
            page = try periods.next.map { try PageRequest(after: $0) }
        }
    }

    private mutating func check(_ edition: Edition, of period: Period, in db: any SQLConnection) throws {
        editions += 1
        for kind in JudgedKind.allCases {
            let kept = try PeriodStore.results(of: period.id, edition: edition.number, kind, in: db)
            let held = try TallyReader(dimension: kind).read(period.span.days, at: edition.revision, in: db)
            for subject in Set(kept.keys).union(held.keys) where kept[subject] != held[subject] {
                note("period \(period.span.code) edition \(edition.number): \(kind.rawValue) \(subject)")
            }
        }
    }
}
