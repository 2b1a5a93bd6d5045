import CityContracts
package import CityCore
package import CityEvents
import CityGeo
import CityHTTP
package import CityRegistry
package import CitySQL
import CityWorkflow

/// What a city does with its cases. Each method is one transaction's work: it checks, changes, appends to the history,
/// moves the counters and publishes one event.
package struct CaseService: Sendable {
    package let registry: Registry
    let routing: RoutingBook
    let outbox: Outbox
    let ids: IDSource
    package let settings: CaseSettings
    let ports: CasePorts

    package init(
        registry: Registry,
        routing: RoutingBook,
        outbox: Outbox,
        ids: IDSource,
        settings: CaseSettings,
        ports: CasePorts
    ) {
        self.registry = registry
        self.routing = routing
        self.outbox = outbox
        self.ids = ids
        self.settings = settings
        self.ports = ports
    }

    var authority: CaseAuthority { CaseAuthority(organisations: registry.current.organisations) }
    var calendar: WorkCalendar { registry.current.calendar }

    /// The case, for somebody who may see it; otherwise as if it were not there.
    package func find(_ id: CaseID, by identity: Identity, in db: any SQLConnection) throws -> CaseRecord {
        let record: CaseRecord? = try CaseStore.find(id, in: db) ?? CaseStore.find(number: id.text, in: db)
        guard let record, try maySee(record, identity, in: db) else { throw CityError.notFound(CaseWords.aCase) }
        return record
    }

    /// Whoever reads the cases of an organisation may also read those that its own people reported, wherever they lie
    /// now: a contractor answers for its collectors' reports.
    private func maySee(_ record: CaseRecord, _ identity: Identity, in db: any SQLConnection) throws -> Bool {
        if authority.maySee(record, identity) { return true }
        let scopes: [AccessScope] = identity.scopes(for: .caseRead).filter { $0.organisation != nil }
        guard !scopes.isEmpty, let reporters = try CaseHistoryStore.reporters(of: record.id, in: db) else {
            return false
        }
        return authority.covers(scopes, area: record.place.area, organisation: reporters)
    }

    /// Those of some cases that somebody may see, by id.
    package func visible(
        _ ids: [String],
        to identity: Identity,
        in db: any SQLConnection
    ) throws -> [String: CaseRecord] {
        if ids.isEmpty { return [:] }
        let authority: CaseAuthority = authority
        var found: [String: CaseRecord] = [:]
        for record in try CaseStore.list(Set(ids), in: db) where authority.maySee(record, identity) {
            found[record.id.text] = record
        }
        return found
    }

    /// What somebody may do with a case now, in the order of the workflow's table.
    package func actions(on record: CaseRecord, by identity: Identity) -> [CaseAction] {
        let roles: Set<CaseRole> = authority.roles(of: identity, on: record)
        let guards: CaseGuards = CaseGuards(settings: settings)
        return CaseWorkflow.table.actions(from: record.state, by: roles).filter { action in
            guard let row = CaseWorkflow.table.transition(action, from: record.state) else { return false }
            let role: CaseRole? = identity.isSystem ? nil : row.roles.first(where: roles.contains)
            return guards.allows(action, on: record, by: identity, as: role)
        }
    }

    /// Does one action of the workflow's table.
    package func perform(
        _ action: CaseAction,
        on id: CaseID,
        _ input: ActionInput,
        expecting version: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CaseRecord {
        let record: CaseRecord = try find(id, by: identity, in: db)
        if let version, version != record.version {
            throw CityError.stale(CaseWords.aCase, current: record.version)
        }
        let roles: Set<CaseRole> = authority.roles(of: identity, on: record)
        let row = try CaseWorkflow.table.permitted(action, from: record.state, by: roles)
        let role: CaseRole? = identity.isSystem ? nil : row.roles.first(where: roles.contains)
        let missing: [FieldError] = row.missing(given: input.given(with: record))
        if !missing.isEmpty { throw CityError.invalid(missing) }
        try CaseGuards(settings: settings).check(action, on: record, input, by: identity, as: role, at: now)

        var change: CaseChange = CaseChange(record, clocks: try CaseClockStore.load(record.id, in: db))
        change.record.state = row.target(from: record.state, previous: nil) ?? record.state
        try fill(&change, from: input, in: db)
        try checkReferences(action, change.record, input, in: db)
        if action == .file { try route(&change, in: db) }
        try change.apply(action, input, at: now, calendar: calendar)
        try moveClocks(&change, row.clocks, at: now)
        try assign(action, &change, input, in: db)
        let entry: HistoryEntry = historyEntry(action.rawValue, change, input.opinion, identity, role, now)
        let saved: CaseRecord = try save(&change, entry, input, by: identity, at: now, in: db)
        return try follow(action, saved, input, by: identity, at: now, in: db)
    }

    /// Moves the clocks as the table says. The handling limit is that of the filing condition.
    private func moveClocks(_ change: inout CaseChange, _ changes: [ClockChange], at now: Timestamp) throws {
        let handling: TimeLimit = change.record.limit ?? settings.handlingFallback
        change.clocks = try change.clocks.applying(changes, at: now, calendar: calendar) { kind in
            settings.limit(of: kind, handling: handling)
        }
    }

    /// Finds who is to verify or check: whoever is named, or the collector of the responsibility grid.
    private func assign(
        _ action: CaseAction,
        _ change: inout CaseChange,
        _ input: ActionInput,
        in db: any SQLConnection
    ) throws {
        guard CaseWorkflow.turn(in: change.record.state) == .collector else { return }
        change.assignee = try input.assignee ?? collector(of: change.record.place, in: db)
        if action == .requestCheck || action == .requestVerification { return }
        change.assignee = change.earlier.turn.account
    }

    private func collector(of place: CasePlace, in db: any SQLConnection) throws -> AccountID? {
        guard let grid = place.responsibilityGrid,
            let responsible = registry.current.responsibilityGrid(ResponsibilityGridID(grid))
        else { return nil }
        for staff in responsible.collectors {
            if let account = try StaffStore.find(staff, in: db)?.account { return account }
        }
        return nil
    }

    func historyEntry(
        _ action: String,
        _ change: CaseChange,
        _ opinion: String?,
        _ identity: Identity,
        _ role: CaseRole?,
        _ now: Timestamp
    ) -> HistoryEntry {
        var settled: CaseChange = change
        settled.settle(at: now, calendar: calendar, lamps: settings.lamps)
        return HistoryEntry(
            position: 0,
            at: now,
            action: action,
            from: change.earlier.state,
            to: change.record.state,
            actor: identity.account,
            actorName: identity.name,
            actorRole: role,
            actorOrganisation: identity.organisation,
            receiver: settled.record.turn,
            opinion: opinion ?? "",
            data: HistoryData.text(change.details),
            previousHash: "",
            hash: ""
        )
    }

    /// Writes the next version: history, record, clocks, photos, counters, search words, event.
    func save(
        _ change: inout CaseChange,
        _ entry: HistoryEntry,
        _ input: ActionInput,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CaseRecord {
        change.settle(at: now, calendar: calendar, lamps: settings.lamps)
        change.record.version += 1
        change.record.updatedAt = now
        let linked: HistoryEntry = CaseHistoryStore.link(entry, to: &change.record)
        try CaseHistoryStore.insert(linked, of: change.record.id, in: db)
        try CaseStore.update(change.record, from: change.earlier.version, in: db)
        try CaseClockStore.save(change.record.id, change.clocks, over: change.earlierClocks, in: db)
        try CasePhotoStore.add(input.photos, to: change.record.id, by: identity.account, at: now, in: db)
        var counters: CounterChanges = CounterChanges()
        counters.replace(change.earlier, by: change.record)
        try CaseCounterStore.apply(counters, in: db)
        try CaseSearchStore.replace(change.earlier, by: change.record, in: db)
        try publish(change.record, entry.action, from: change.earlier.state, at: now, in: db)
        return change.record
    }

    func publish(
        _ record: CaseRecord,
        _ action: String,
        from state: CaseState?,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let event: CaseChanged = CaseChanged(
            caseID: record.id.text,
            number: record.number,
            version: record.version,
            action: action,
            from: state?.rawValue,
            to: record.state.rawValue,
            area: record.place.area,
            organisation: record.organisation,
            lamp: record.lamp?.rawValue,
            stageDueAt: record.stageDueAt,
            lng: record.place.coordinate?.lng,
            lat: record.place.coordinate?.lat
        )
        try outbox.publish(event, at: now, in: db)
    }
}

/// The details of a history entry as JSON with sorted keys, so that its hash is stable.
enum HistoryData {
    static func text(_ details: [String: String]) -> String {
        guard !details.isEmpty, case .text(let json) = SQLJSON(details).sqlValue else { return "{}" }
        return json
    }

    static func details(_ text: String) -> [String: String] {
        (try? SQLJSON<[String: String]>(sqlValue: .text(text)).value) ?? [:]
    }
}
