package import CityCore
import CityGeo
import CityHTTP
import CityRegistry
package import CitySQL
import CitySensing

// Steps: whose turn it is, who is sent, what came of it.
extension IncidentService {
    /// One that no plan foresaw.
    func addStep(
        to id: IncidentID,
        _ input: StepInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Incident {
        let incident: Incident = try openIncident(id, by: identity, in: db)
        let steps: [IncidentStep] = try StepStore.of(id, in: db)
        guard steps.count < PlanContent.stepsMax else {
            throw CityError.invalid("title", "plan.size", Self.stepsWording)
        }
        var checks: FieldChecks = FieldChecks()
        let content: PlanStep = PlanStep(
            key: "added\(steps.count + 1)",
            title: input.title,
            words: input.words ?? "",
            role: input.role ?? "",
            dueMinutes: input.dueMinutes ?? 0,
            skills: input.skills ?? []
        ).checked("step", roles: Set(incident.roles.map(\.key)), above: [], &checks)
        try checks.finish()
        try StepStore.insert(step(content, of: incident, place: steps.count, at: now), in: db)
        try log(.step, "增加步骤“\(content.title)”", in: incident, by: identity, at: now, db)
        try advance(incident, at: now, in: db)
        try publish(incident, "step", at: now, in: db)
        return incident
    }

    private static let stepsWording: Wording = Wording(
        "至多 \(PlanContent.stepsMax) 个步骤",
        "At most \(PlanContent.stepsMax) steps"
    )

    package func version(of id: IncidentID, in db: any SQLConnection) throws -> Int {
        guard let incident = try IncidentStore.find(id, in: db) else { throw CityError.notFound(Incident.thing) }
        return incident.version
    }

    package func steps(of id: IncidentID, in db: any SQLConnection) throws -> [IncidentStep] {
        try StepStore.of(id, in: db)
    }

    package func perform(
        _ act: StepAct,
        on stepID: IncidentStepID,
        of id: IncidentID,
        _ input: StepActBody,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Incident {
        let incident: Incident = try openIncident(id, by: identity, in: db)
        guard let step = try StepStore.of(id, in: db).first(where: { $0.id == stepID }) else {
            throw CityError.notFound(IncidentStep.thing)
        }
        guard step.version == version else { throw CityError.stale(IncidentStep.thing, current: step.version) }
        guard act.from.contains(step.state) else { throw IncidentTrouble.step(step, act) }
        var checks: FieldChecks = FieldChecks()
        let words: String = checks.text(input.words ?? "", "words", (act == .skip || act == .reopen ? 1 : 0)...1_000)
        try checks.finish()
        try keep(step.after(act, words, by: identity, at: now), from: version, in: db)
        let tail: String = words.isEmpty ? "" : "：\(words)"
        try log(.step, "\(act.title.zh)步骤“\(step.content.title)”\(tail)", in: incident, by: identity, at: now, db)
        if act == .start, let units = input.units, !units.isEmpty {
            try send(units, for: step, of: incident, by: identity, at: now, in: db)
        }
        try advance(incident, at: now, in: db)
        try publish(incident, "step", at: now, in: db)
        return incident
    }

    /// Gives the turn to steps whose time has come. Answers whether there were any.
    @discardableResult
    func advance(_ incident: Incident, at now: Timestamp, in db: any SQLConnection) throws -> Bool {
        var isChanged: Bool = false
        for step in IncidentFlow.ready(among: try StepStore.of(incident.id, in: db), began: incident.beganAt, at: now) {
            var next: IncidentStep = step
            (next.state, next.readyAt) = (.ready, now)
            if step.content.dueMinutes > 0 { next.dueAt = now + .minutes(step.content.dueMinutes) }
            next.version += 1
            guard try StepStore.update(next, from: step.version, in: db) else { continue }
            isChanged = true
            try log(.step, "轮到步骤“\(step.content.title)”", in: incident, by: .system, at: now, db)
            if step.content.isAutomatic { try sendFittest(for: next, of: incident, at: now, in: db) }
        }
        return isChanged
    }

    private func sendFittest(
        for step: IncidentStep,
        of incident: Incident,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let units: [CommandUnit] = try CommandUnitStore.all(in: db).filter { unit in
            unit.isActive && (unit.area.hasPrefix(incident.area) || incident.area.hasPrefix(unit.area))
        }
        let standings: [UnitStanding] = try board.standings(of: units, at: now, in: db)
        let fit: [CommandUnitID] = rank(standings, step, incident, at: now).prefix(step.content.units).map { $0 }
        if fit.count < step.content.units {
            let words: String = "步骤“\(step.content.title)”需要 \(step.content.units) 个力量，只有 \(fit.count) 个可派"
            try log(.step, words, in: incident, by: .system, at: now, db)
        }
        if fit.isEmpty { return }
        try send(fit.map(\.text), for: step, of: incident, by: .system, at: now, in: db)
        try keep(step.after(.start, "", by: .system, at: now), from: step.version, in: db)
    }

    private func rank(
        _ standings: [UnitStanding],
        _ step: IncidentStep,
        _ incident: Incident,
        at now: Timestamp
    ) -> [CommandUnitID] {
        guard let place = incident.place else {
            return standings.filter { standing in
                standing.status == .free && step.content.skills.allSatisfy(standing.unit.skills.contains)
            }.map(\.unit.id)
        }
        return CandidateRanking(roads: roads.current?.graph)
            .rank(standings, for: place, skills: step.content.skills, at: now)
            .filter { $0.standing.status == .free && $0.missing.isEmpty }.map(\.standing.unit.id)
    }

    private func send(
        _ units: [String],
        for step: IncidentStep,
        of incident: Incident,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let input: OrderInputBody = OrderInputBody(
            units: units,
            title: String((incident.isDrill ? "【演练】" : "") + step.content.title.prefix(56)),
            words: String(step.content.words.prefix(1_000)),
            priority: incident.level <= 2 ? .urgent : .normal,
            place: incident.place,
            address: incident.address,
            about: OrderSubjectBody(kind: .step, id: "\(incident.id.text)/\(step.id.text)", name: incident.title)
        )
        _ = try orders.send(input, by: identity, at: now, in: db)
    }

    private func keep(_ step: IncidentStep, from version: Int, in db: any SQLConnection) throws {
        guard try StepStore.update(step, from: version, in: db) else {
            throw CityError.stale(IncidentStep.thing, current: version + 1)
        }
    }
}

extension IncidentStep {
    func after(_ act: StepAct, _ words: String, by identity: Identity, at now: Timestamp) -> IncidentStep {
        var next: IncidentStep = self
        next.byName = identity.name
        next.version += 1
        if act == .finish, let dueAt, dueAt < now { next.isLate = true }
        switch act {
        case .start:
            (next.state, next.startedAt, next.readyAt) = (.running, now, readyAt ?? now)
            if readyAt == nil, content.dueMinutes > 0 { next.dueAt = now + .minutes(content.dueMinutes) }
        case .finish:
            (next.state, next.startedAt, next.endedAt) = (.done, startedAt ?? now, now)
            next.outcome = words
        case .skip: (next.state, next.endedAt, next.outcome) = (.skipped, now, words)
        case .reopen: (next.state, next.endedAt, next.outcome) = (.running, nil, "")
        }
        return next
    }
}
