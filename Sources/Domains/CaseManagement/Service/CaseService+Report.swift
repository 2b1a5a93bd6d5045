package import CityCore
import CityCrypto
import CityGeo
import CityRegistry
package import CitySQL
package import CityWorkflow

// How a case begins.
extension CaseService {
    /// Takes a report in: finds its grid, numbers it, starts the clock of acceptance.
    package func report(
        _ new: NewCase,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> (record: CaseRecord, clocks: ClockSet) {
        let place: CasePlace = try self.place(new.coordinate, address: new.address)
        guard identity.may(.caseReport, area: place.area) else {
            throw CityError(
                .forbidden,
                "case.outside_your_area",
                Wording("此位置不在您的管辖区域内", "This place lies outside your area")
            )
        }
        if let seenAt = new.seenAt, seenAt > now || now - seenAt > NewCase.seenBeforeMax { throw CaseTrouble.seenAt }
        let subject: CaseSubject? = try subject(of: new, in: db)
        try checkSubject(subject)
        try checkPhotos(new.photos, in: db)
        var record: CaseRecord = try blank(new, place, by: identity, at: now, in: db)
        record.subject = subject
        record.limit = limit(of: subject)
        var change: CaseChange = CaseChange(record, clocks: ClockSet())
        change.clocks = try change.clocks.applying([.start(.acceptance)], at: now, calendar: calendar) { kind in
            settings.limit(of: kind, handling: settings.handlingFallback)
        }
        change.settle(at: now, calendar: calendar, lamps: settings.lamps)
        let role: CaseRole? = new.source == .collector ? .collector : .acceptor
        var entry: HistoryEntry = historyEntry("report", change, new.description, identity, role, now)
        entry.from = nil
        if let seenAt = new.seenAt { entry.data = HistoryData.text(["seenAt": seenAt.iso8601]) }
        return (try insert(change, entry, new, by: identity, at: now, in: db), change.clocks)
    }

    private func insert(
        _ change: CaseChange,
        _ entry: HistoryEntry,
        _ new: NewCase,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CaseRecord {
        var record: CaseRecord = change.record
        let linked: HistoryEntry = CaseHistoryStore.link(entry, to: &record)
        let serial: Int = try CaseStore.insert(record, in: db)
        try CaseHistoryStore.insert(linked, of: record.id, in: db)
        try CaseClockStore.save(record.id, change.clocks, over: ClockSet(), in: db)
        try CaseReporterStore.add(new.reporter, of: record.id, source: new.source, at: now, in: db)
        try CasePhotoStore.add(new.photos, to: record.id, by: identity.account, at: now, in: db)
        try CaseSearchStore.add(serial: serial, record, in: db)
        var counters: CounterChanges = CounterChanges()
        counters.replace(nil, by: record)
        try CaseCounterStore.apply(counters, in: db)
        try publish(record, "report", from: nil, at: now, in: db)
        return record
    }

    /// Where a point is, in the words of the registry.
    func place(_ coordinate: Coordinate, address: String) throws -> CasePlace {
        guard let facts = registry.current.place(at: coordinate) else { throw CaseTrouble.outside }
        return CasePlace(
            coordinate: coordinate,
            address: address,
            area: facts.areaCode,
            grid: facts.gridCode,
            responsibilityGrid: facts.responsibilityGrid?.text
        )
    }

    /// The class that was given, or that of the part that the report names.
    private func subject(of new: NewCase, in db: any SQLConnection) throws -> CaseSubject? {
        guard let code = new.part else { return new.subject }
        guard let part = try PartStore.find(code, in: db) else { throw CaseTrouble.unknownPart }
        return new.subject ?? CaseSubject(key: part.caseClass)
    }

    private func blank(
        _ new: NewCase,
        _ place: CasePlace,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CaseRecord {
        let day: CivilDate = CivilDate(
            dayNumber: Int((now + settings.zoneOffset).milliseconds.floorDivided(by: 86_400_000))
        )
        return CaseRecord.begun(
            id: ids.next(at: now),
            number: try CaseStore.nextNumber(county: place.county, day: day, in: db),
            state: new.isSelfHandled ? .selfHandledReview : .reported,
            source: new.source,
            place: place,
            description: new.description,
            part: new.part,
            isUrgent: new.isUrgent,
            registrar: identity.account,
            at: now
        )
    }
}

extension CaseRecord {
    /// A case at its very beginning, before its clocks and its history.
    static func begun(
        id: CaseID,
        number: String,
        state: CaseState,
        source: CaseSource,
        place: CasePlace,
        description: String,
        part: String?,
        isUrgent: Bool,
        registrar: AccountID,
        at now: Timestamp
    ) -> CaseRecord {
        CaseRecord(
            id: id,
            number: number,
            version: 1,
            state: state,
            source: source,
            place: place,
            description: description,
            part: part,
            isUrgent: isUrgent,
            turn: .nobody,
            registrar: registrar,
            reportedAt: now,
            reworkCount: 0,
            returnCount: 0,
            extensionCount: 0,
            dispatchCount: 0,
            suspensionCount: 0,
            supervision: .none,
            appeal: .none,
            historyHash: HashChain.root,
            historyCount: 0,
            updatedAt: now
        )
    }
}
