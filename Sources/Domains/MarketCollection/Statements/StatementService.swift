package import CityCore
import CityHTTP
import CityRegistry
package import CitySQL
import CityWorkflow

/// What a month comes to: worked out while it runs, taken down, objected to, decided, approved.
package struct StatementService: Sendable {
    let registry: Registry
    let ports: CollectionPorts
    let coverage: CoverageKeeper
    let ids: IDSource

    /// A month of a lot as it stands: taken down, or worked out from what is there now.
    struct View: Sendable {
        var lot: Lot
        var month: CollectionMonth
        var statement: Statement?
        var basis: PayBasis
        var items: [PayItem]
        var objections: [CollectionObjection]
        /// Reports that were drawn and that nobody has judged.
        var pendingChecks: Int

        var state: Statement.State { statement?.state ?? .running }

        func stateName(at now: Timestamp) -> Wording {
            guard let statement, statement.state == .issued, now > statement.objectionsUntil else { return state.title }
            return Wording("待核准", "Awaiting approval")
        }
    }

    /// What a contractor's collectors reported in a month, in all of its lots.
    func reports(
        of organisation: OrganisationID,
        in month: CollectionMonth,
        in db: any SQLConnection
    ) throws -> [CollectedReport] {
        let calendar = registry.current.calendar
        let from: Timestamp = calendar.startOfDay(CivilDate(dayNumber: month.days.lowerBound))
        let to: Timestamp = calendar.startOfDay(CivilDate(dayNumber: month.days.upperBound + 1))
        return try ports.reports(organisation, from, to, db)
    }

    /// - Parameter reports: those of the lot's contractor in this month, where they are there already
    func view(
        _ lot: Lot,
        _ month: CollectionMonth,
        reports: [CollectedReport]? = nil,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> View {
        guard let days = lot.days(in: month) else { throw StatementTrouble.outside(month) }
        if let statement = try StatementStore.find(lot.id, month, in: db) {
            return View(
                lot: lot,
                month: month,
                statement: statement,
                basis: statement.basis,
                items: try StatementStore.items(of: statement.id, in: db),
                objections: try CollectionObjectionStore.of(statement.id, in: db),
                pendingChecks: 0
            )
        }
        let reports: [CollectedReport] = try reports ?? self.reports(of: lot.organisation, in: month, in: db)
        let items: [PayItem] = try self.items(of: lot, month, days, reports, at: now, in: db)
        return View(
            lot: lot,
            month: month,
            basis: PayBasis(lot.terms, contractDays: days.count, monthDays: month.days.count, items),
            items: items,
            objections: [],
            pendingChecks: try CheckStore.pendingCount(of: lot.id, month, in: db)
        )
    }

    private func items(
        of lot: Lot,
        _ month: CollectionMonth,
        _ days: ClosedRange<Int>,
        _ reports: [CollectedReport],
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> [PayItem] {
        let calendar = registry.current.calendar
        var items: [PayItem] = reports.compactMap { report in
            let day: Int = calendar.date(of: report.at).dayNumber
            guard report.isValid, lot.covers(report.area), days.contains(day) else { return nil }
            return PayItem(.report, ref: report.id, label: report.number, day: day)
        }
        for check in try CheckStore.judged(of: lot.id, month, in: db) {
            let (ref, label) = (check.report.id, check.report.number)
            let isRight: Bool = check.verdict == .right
            items.append(PayItem(.quality, ref: ref, label: label, day: check.day, part: isRight ? 1 : 0))
            if check.verdict == .false { items.append(PayItem(.falseReport, ref: ref, label: label, day: check.day)) }
        }
        for finding in try PatrolStore.missed(of: lot.id, month, in: db) {
            items.append(PayItem(.missed, ref: finding.id.text, label: finding.about.number, day: finding.day))
        }
        let today: Int = calendar.date(of: now).dayNumber
        for walked in try CoverageStore.of(lot.id, days, in: db) where walked.day < today && walked.grids > 0 {
            let date: CivilDate = CivilDate(dayNumber: walked.day)
            if lot.terms.coverageOnWorkDays, !calendar.isWorkDay(date) { continue }
            items.append(
                PayItem(
                    .coverage,
                    ref: date.description,
                    label: date.description,
                    day: walked.day,
                    part: walked.walked.count,
                    whole: walked.grids
                )
            )
        }
        return items
    }

    /// Takes a month that is over down. Every report that was drawn must have been judged.
    package func issue(
        _ lotID: LotID,
        _ month: CollectionMonth,
        objectionsUntil: Timestamp,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Statement {
        let lot: Lot = try identity.find(lotID, for: .collectionManage, in: db)
        guard let days = lot.days(in: month) else { throw StatementTrouble.outside(month) }
        let today: CivilDate = registry.current.calendar.date(of: now)
        guard days.upperBound < today.dayNumber else { throw StatementTrouble.running(month) }
        guard objectionsUntil > now, objectionsUntil < now + .days(92) else { throw StatementTrouble.until }
        try StatementStore.refuseIssued(lot.id, month, in: db)
        let pending: Int = try CheckStore.pendingCount(of: lot.id, month, in: db)
        guard pending == 0 else { throw StatementTrouble.pending(pending) }
        let kept: Set<Int> = Set(try CoverageStore.of(lot.id, days, in: db).map(\.day))
        for day in days where !kept.contains(day) && day >= today.dayNumber - CoverageKeeper.daysBack {
            let positions: [String: Int] = try coverage.positions(of: lot.organisation, on: day, in: db)
            let found: DayCoverage = DayCoverage(of: lot, day: day, positions: positions, in: registry.current)
            try CoverageStore.save(found, of: lot.id, in: db)
        }
        let reports: [CollectedReport] = try reports(of: lot.organisation, in: month, in: db)
        let items: [PayItem] = try self.items(of: lot, month, days, reports, at: now, in: db)
        var statement: Statement = Statement(
            id: ids.next(at: now),
            lot: lot.id,
            month: month,
            state: .issued,
            version: 1,
            terms: lot.terms,
            contractDays: days.count,
            basis: PayBasis(lot.terms, contractDays: days.count, monthDays: month.days.count, items),
            digest: "",
            objectionsUntil: objectionsUntil,
            issued: Statement.Signature(by: identity.account, name: identity.name, at: now)
        )
        statement.settle(items)
        try StatementStore.insert(statement, items, in: db)
        return statement
    }

    func approve(
        _ id: StatementID,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Statement {
        var statement: Statement = try find(id, .collectionDecide, identity, in: db)
        guard statement.version == version else {
            throw CityError.stale(Statement.thing, current: statement.version)
        }
        guard statement.state == .issued else { throw StatementTrouble.approved }
        guard statement.issued.by != identity.account else { throw StatementTrouble.samePerson }
        guard now > statement.objectionsUntil else { throw StatementTrouble.early }
        let open: Int = try CollectionObjectionStore.of(id, in: db).count { $0.state == .raised }
        guard open == 0 else { throw StatementTrouble.undecided(open) }
        statement.state = .approved
        statement.approved = Statement.Signature(by: identity.account, name: identity.name, at: now)
        return try save(statement, in: db)
    }

    package func object(
        to id: StatementID,
        _ input: CollectionObjectionInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CollectionObjection {
        let statement: Statement = try find(id, .collectionObject, identity, in: db)
        guard statement.state == .issued, now <= statement.objectionsUntil else { throw StatementTrouble.closed }
        let reason: String = input.reason.trimmed()
        guard (4...500).contains(reason.count) else { throw EvidenceTrouble.reason }
        let items: [PayItem] = try StatementStore.items(of: id, line: input.line, in: db)
        guard input.line != .report, let item = items.first(where: { $0.ref == input.ref }), !item.isExcluded else {
            throw StatementTrouble.item
        }
        let before: [CollectionObjection] = try CollectionObjectionStore.of(id, in: db)
        guard !before.contains(where: { $0.line == item.line && $0.ref == item.ref }) else {
            throw StatementTrouble.twice
        }
        let objection: CollectionObjection = CollectionObjection(
            id: ids.next(at: now),
            statement: id,
            line: item.line,
            ref: item.ref,
            label: item.label,
            reason: reason,
            state: .raised,
            version: 1,
            raised: Statement.Signature(by: identity.account, name: identity.name, at: now)
        )
        try CollectionObjectionStore.insert(objection, in: db)
        return objection
    }

    /// Upheld, its item counts no more and the sums are worked out anew.
    package func decide(
        _ id: CollectionObjectionID,
        _ input: CollectionDecisionBody,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CollectionObjection {
        guard var objection = try CollectionObjectionStore.find(id, in: db) else {
            throw CityError.notFound(CollectionObjection.thing)
        }
        var statement: Statement = try find(objection.statement, .collectionDecide, identity, in: db)
        guard objection.version == version else {
            throw CityError.stale(CollectionObjection.thing, current: objection.version)
        }
        guard objection.state == .raised else { throw StatementTrouble.decided }
        guard identity.account != objection.raised.by, identity.account != statement.issued.by else {
            throw StatementTrouble.samePerson
        }
        let opinion: String = input.opinion.trimmed()
        guard (2...500).contains(opinion.count) else { throw StatementTrouble.opinion }
        objection.state = input.upheld ? .upheld : .rejected
        objection.decision = opinion
        objection.decided = Statement.Signature(by: identity.account, name: identity.name, at: now)
        objection.version += 1
        try CollectionObjectionStore.update(objection, from: version, in: db)
        if input.upheld {
            try StatementStore.exclude(objection.line, objection.ref, of: statement.id, in: db)
            statement.settle(try StatementStore.items(of: statement.id, in: db))
            _ = try save(statement, in: db)
        }
        return objection
    }

    private func find(
        _ id: StatementID,
        _ permission: Permission,
        _ identity: Identity,
        in db: any SQLConnection
    ) throws -> Statement {
        guard let statement = try StatementStore.find(id, in: db), let lot = try LotStore.find(statement.lot, in: db),
            identity.may(permission, for: lot)
        else { throw CityError.notFound(Statement.thing) }
        return statement
    }

    private func save(_ changed: Statement, in db: any SQLConnection) throws -> Statement {
        var statement: Statement = changed
        statement.version += 1
        try StatementStore.update(statement, from: changed.version, in: db)
        return statement
    }
}
