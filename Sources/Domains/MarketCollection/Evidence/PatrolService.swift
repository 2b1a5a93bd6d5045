import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityWorkflow

/// Patrols for problems that nobody reported. What is found becomes a case at once, so that it is also mended.
struct PatrolService: Sendable {
    let registry: Registry
    let ports: CollectionPorts
    let ids: IDSource

    func begin(
        _ input: PatrolInputBody,
        in lotID: LotID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Patrol {
        let lot: Lot = try identity.find(lotID, for: .collectionCheck, in: db)
        let month: CollectionMonth = try openMonth(of: lot, at: now, in: db)
        guard let grid = registry.current.grid(input.grid), grid.state == .active, lot.covers(grid.code) else {
            throw EvidenceTrouble.grid
        }
        var checks: FieldChecks = FieldChecks()
        let note: String = checks.text(input.note ?? "", "note", 0...500)
        try checks.finish()
        let patrol: Patrol = Patrol(
            id: ids.next(at: now),
            lot: lot.id,
            month: month,
            grid: grid.code,
            note: note,
            byName: identity.name,
            at: now
        )
        try PatrolStore.insert(patrol, by: identity, in: db)
        return patrol
    }

    func find(
        _ problem: PatrolProblem,
        on patrolID: PatrolID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Finding {
        guard let patrol = try PatrolStore.find(patrolID, in: db), let lot = try LotStore.find(patrol.lot, in: db),
            identity.may(.collectionCheck, for: lot)
        else { throw CityError.notFound(Patrol.thing) }
        let month: CollectionMonth = try openMonth(of: lot, at: now, in: db)
        guard let area = registry.current.place(at: problem.place)?.areaCode, lot.covers(area) else {
            throw EvidenceTrouble.place
        }
        guard (1...9).contains(problem.photos.count), Set(problem.photos).count == problem.photos.count,
            try ports.existingMedia(problem.photos, db) == Set(problem.photos)
        else { throw EvidenceTrouble.photos }
        let reported: (about: CaseReference, isNew: Bool) = try ports.report(problem, now, db)
        let finding: Finding = Finding(
            id: ids.next(at: now),
            patrol: patrol.id,
            lot: lot.id,
            month: month,
            day: registry.current.calendar.date(of: now).dayNumber,
            problem: problem,
            verdict: reported.isNew ? .missed : .known,
            about: reported.about,
            reason: "",
            at: now,
            version: 1
        )
        try PatrolStore.insert(finding, in: db)
        return finding
    }

    /// A finding that was a mistake. The case that it made goes its own way.
    func withdraw(
        _ id: FindingID,
        reason: String,
        expecting version: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> Finding {
        guard var finding = try PatrolStore.finding(id, in: db), let lot = try LotStore.find(finding.lot, in: db),
            identity.may(.collectionCheck, for: lot)
        else { throw CityError.notFound(Finding.thing) }
        guard finding.version == version else { throw CityError.stale(Finding.thing, current: finding.version) }
        try StatementStore.refuseIssued(lot.id, finding.month, in: db)
        guard finding.verdict != .withdrawn else { throw EvidenceTrouble.withdrawn }
        let reason: String = reason.trimmed()
        guard (4...500).contains(reason.count) else { throw EvidenceTrouble.reason }
        (finding.verdict, finding.reason) = (.withdrawn, reason)
        finding.version += 1
        try PatrolStore.update(finding, from: version, in: db)
        return finding
    }

    private func openMonth(of lot: Lot, at now: Timestamp, in db: any SQLConnection) throws -> CollectionMonth {
        let today: CivilDate = registry.current.calendar.date(of: now)
        guard lot.days.contains(today.dayNumber) else { throw EvidenceTrouble.contractEnded }
        let month: CollectionMonth = CollectionMonth(of: today)
        try StatementStore.refuseIssued(lot.id, month, in: db)
        return month
    }
}
