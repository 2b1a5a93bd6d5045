package import CityCore
import CityRegistry
package import CitySQL
import CityWorkflow

// What rules would say, without doing it.
extension RoutingService {
    private static let pageMax: Int = 1000

    /// Runs a rule set over the most recent past cases of where the caller may write rules; the examples are those
    /// that the caller may see. Class, area and source are the
    /// case's own, work time goes by when it was reported, and whose a part is by the registry of today.
    package func simulate(
        _ id: RuleSetID,
        from: Timestamp?,
        to: Timestamp,
        limit: Int = RoutingSimulation.casesMax,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> RoutingSimulation {
        try demandWrite(identity)
        guard (1...RoutingSimulation.casesMax).contains(limit) else {
            throw RoutingTrouble.sampleSize(RoutingSimulation.casesMax)
        }
        if let from, from >= to { throw RoutingTrouble.period }
        var simulation: RoutingSimulation = try begin(id, in: db)
        let reader: SampleReader = SampleReader(
            from: from,
            to: to,
            alternatives: CaseAuthority(organisations: registry.current.organisations).alternatives(
                identity,
                for: .routingWrite
            )
        )
        let calendar: WorkCalendar = registry.current.calendar
        let lookAtParts: Bool = simulation.lookAtParts
        var last: RoutingSample?
        while simulation.cases < limit {
            let size: Int = min(Self.pageMax, limit - simulation.cases)
            let page: [RoutingSample] = try reader.page(before: last, size, in: db)
            let parts: [String: Part] = lookAtParts ? try PartStore.find(Self.parts(of: page), in: db) : [:]
            for sample in page {
                let owners: PartOwners? = sample.part.flatMap { parts[$0] }.map(PartOwners.init)
                let isWorkTime: Bool = calendar.isWorkTime(sample.reportedAt)
                let isShown: Bool = identity.may(.caseRead, area: sample.area, organisation: sample.organisation)
                simulation.add(sample, isWorkTime: isWorkTime, owners: owners ?? PartOwners(), isShown: isShown)
            }
            last = page.last
            if page.count < size { return simulation }
        }
        simulation.isCut = try !reader.page(before: last, 1, in: db).isEmpty
        return simulation
    }

    /// Notes that a draft was simulated, so that it may go live.
    package func note(
        _ simulation: RoutingSimulation,
        of id: RuleSetID,
        by identity: Identity,
        in db: any SQLConnection
    ) throws {
        try demandWrite(identity)
        try RuleSetStore.note(simulation.trial, of: id, in: db)
    }

    /// What the rules in force say of a case that need not exist, and why.
    func explain(
        _ question: RoutingQuestion,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> RoutingExplanation {
        let part: Part? = try question.part.flatMap { try PartStore.find($0, in: db) }
        if question.part != nil {
            guard let part, identity.may(.routingRead, area: part.area) else { throw CaseTrouble.unknownPart }
        }
        let directory: RegistryDirectory = registry.current
        guard let area = question.area ?? part?.area, directory.area(area) != nil else {
            throw CityError.invalid(
                "area",
                "routing.area",
                Wording("请填写已有的区域编码，例如 420302001", "Give the code of a known area, such as 420302001")
            )
        }
        let subject: ClassKey? = question.subject ?? part?.caseClass
        if let subject, directory.classes.small(subject) == nil { throw CaseTrouble.unknownClass }
        let facts: RoutingFacts = RoutingFacts(
            subject: subject,
            area: area,
            source: question.source,
            isWorkTime: directory.calendar.isWorkTime(question.at),
            owners: part.map(PartOwners.init) ?? PartOwners()
        )
        return RoutingExplanation(book.current, facts)
    }

    private func begin(_ id: RuleSetID, in db: any SQLConnection) throws -> RoutingSimulation {
        let set: RuleSet = try find(id, in: db)
        let live: RuleSet? = try RuleSetStore.live(in: db)
        let liveRules: [RoutingRule] = try live.map { try RuleSetStore.rules(of: $0.id, in: db) } ?? []
        return RoutingSimulation(
            RoutingRules(version: set.number, rules: try RuleSetStore.rules(of: id, in: db)),
            against: RoutingRules(version: live?.number ?? 0, rules: liveRules),
            trial: RuleSetTrial(version: set.version, against: live?.id)
        )
    }

    private static func parts(of page: [RoutingSample]) -> [String] {
        Array(Set(page.compactMap(\.part)))
    }
}

/// One reading of past cases, page after page.
private struct SampleReader {
    let from: Timestamp?
    let to: Timestamp
    let alternatives: [[SQLQuery]]

    func page(before last: RoutingSample?, _ limit: Int, in db: any SQLConnection) throws -> [RoutingSample] {
        try RoutingSampleStore.page(
            from: from,
            to: to,
            visibleIn: alternatives,
            before: last,
            limit: limit,
            in: db
        )
    }
}
