package import CityCore
import CityHTTP
package import CitySQL

/// Objections on their way: raised by a department, reviewed, decided. One that is upheld takes its case out of the
/// statistics; what happened stays.
package struct ObjectionService: Sendable {
    let evaluation: EvaluationService
    let keeper: FactKeeper
    let ids: IDSource

    package init(evaluation: EvaluationService, keeper: FactKeeper, ids: IDSource) {
        self.evaluation = evaluation
        self.keeper = keeper
        self.ids = ids
    }

    package func raise(
        against caseID: String,
        in periodID: PeriodID,
        reason: String,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Objection {
        guard let period = try PeriodStore.find(periodID, in: db) else { throw CityError.notFound(PeriodStore.thing) }
        guard period.state == .objections, period.objectionsUntil.map({ now <= $0 }) ?? true else {
            throw ObjectionTrouble.closed
        }
        let reason: String = reason.trimmed()
        guard (4...500).contains(reason.count) else { throw ObjectionTrouble.text }
        let outline: CaseOutlineBody = try evaluation.ports.find(caseID, identity, db)
        let counted: [StoredFact] = try FactStore.current(of: [outline.id], in: db).filter { fact in
            period.span.days.contains(fact.day) && mayObject(fact.fact.organisation, fact.place.area, identity)
        }
        guard let organisation = counted.compactMap(\.fact.organisation).min() else { throw ObjectionTrouble.outside }
        if try ObjectionStore.hasOpen(outline.id, of: periodID, in: db) { throw ObjectionTrouble.twice }
        let objection: Objection = Objection(
            id: ids.next(at: now),
            period: periodID,
            caseID: outline.id,
            caseNumber: outline.number,
            organisation: organisation,
            reason: reason,
            state: .raised,
            version: 1,
            raised: Objection.Verdict(by: identity.account, name: identity.name, opinion: reason, at: now)
        )
        try ObjectionStore.insert(objection, in: db)
        return objection
    }

    private func mayObject(_ organisation: OrganisationID?, _ area: String, _ identity: Identity) -> Bool {
        guard let organisation else { return false }
        return evaluation.covers(identity, .evaluationObject, area: area, organisation: organisation)
    }

    package func review(
        _ id: ObjectionID,
        _ judgement: Judgement,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Objection {
        var objection: Objection = try find(id, version, .raised, .evaluationReview, identity, in: db)
        guard identity.account != objection.raised.by else { throw ObjectionTrouble.samePerson }
        objection.review = try verdict(judgement.opinion, identity, now)
        objection.state = judgement.upheld ? .reviewed : .rejected
        return try save(objection, in: db)
    }

    package func decide(
        _ id: ObjectionID,
        _ judgement: Judgement,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Objection {
        var objection: Objection = try find(id, version, .reviewed, .evaluationDecide, identity, in: db)
        guard identity.account != objection.raised.by, identity.account != objection.review?.by else {
            throw ObjectionTrouble.samePerson
        }
        objection.decision = try verdict(judgement.opinion, identity, now)
        objection.state = judgement.upheld ? .upheld : .rejected
        let saved: Objection = try save(objection, in: db)
        guard judgement.upheld else { return saved }
        try ExemptionStore.add(
            objection.caseID,
            reason: objection.reason,
            objection: id.text,
            by: identity,
            at: now,
            in: db
        )
        try keeper.renew(try evaluation.ports.traces([objection.caseID], db), in: db)
        return saved
    }

    private func find(
        _ id: ObjectionID,
        _ version: Int,
        _ state: Objection.State,
        _ permission: Permission,
        _ identity: Identity,
        in db: any SQLConnection
    ) throws -> Objection {
        guard let objection = try ObjectionStore.find(id, in: db) else {
            throw CityError.notFound(ObjectionStore.thing)
        }
        try evaluation.demand(permission, of: identity, for: objection)
        guard objection.version == version else {
            throw CityError.stale(ObjectionStore.thing, current: objection.version)
        }
        guard objection.state == state else { throw ObjectionTrouble.state(objection.state) }
        let period: Period? = try PeriodStore.find(objection.period, in: db)
        guard period?.state == .objections else { throw ObjectionTrouble.closed }
        return objection
    }

    private func verdict(_ opinion: String, _ identity: Identity, _ now: Timestamp) throws -> Objection.Verdict {
        let opinion: String = opinion.trimmed()
        guard (2...500).contains(opinion.count) else { throw ObjectionTrouble.opinion }
        return Objection.Verdict(by: identity.account, name: identity.name, opinion: opinion, at: now)
    }

    private func save(_ changed: Objection, in db: any SQLConnection) throws -> Objection {
        var objection: Objection = changed
        objection.version += 1
        try ObjectionStore.update(objection, from: changed.version, in: db)
        return objection
    }
}
