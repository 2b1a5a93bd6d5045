import CityCore
import CitySQL

/// Looks after incidents that go on: whose turn it is, what is late, when a roll call is due.
struct IncidentClock: Sendable {
    let incidents: IncidentService
    let database: any SQLDatabase
    let clock: CityClock

    func step() async throws {
        let now: Timestamp = clock.now()
        let open: [Incident] = try await database.read { db in
            try IncidentStore.open(in: db).filter { try isDue($0, at: now, in: db) }
        }
        if open.isEmpty { return }
        try await database.write { db in
            for each in open {
                // As it stands now: somebody may have ended it meanwhile.
                guard let incident = try IncidentStore.find(each.id, in: db), incident.endedAt == nil else { continue }
                if try incidents.advance(incident, at: now, in: db) {
                    try incidents.publish(incident, "step", at: now, in: db)
                }
                try tellLate(incident, at: now, in: db)
                try tellRollCall(incident, at: now, in: db)
            }
        }
    }

    private func isDue(_ incident: Incident, at now: Timestamp, in db: any SQLConnection) throws -> Bool {
        if let due = incident.rollCallDue, due <= now { return true }
        let steps: [IncidentStep] = try StepStore.of(incident.id, in: db)
        return !IncidentFlow.ready(among: steps, began: incident.beganAt, at: now).isEmpty
            || !IncidentFlow.late(among: steps, at: now).isEmpty
    }

    private func tellLate(_ incident: Incident, at now: Timestamp, in db: any SQLConnection) throws {
        for step in IncidentFlow.late(among: try StepStore.of(incident.id, in: db), at: now) {
            var next: IncidentStep = step
            next.isLate = true
            next.version += 1
            guard try StepStore.update(next, from: step.version, in: db) else { continue }
            try incidents.log(.step, "步骤“\(step.content.title)”超时", in: incident, by: .system, at: now, db)
            try incidents.publish(incident, "step_late", at: now, in: db)
        }
    }

    /// Told once; the next time is after the next roll call.
    private func tellRollCall(_ incident: Incident, at now: Timestamp, in db: any SQLConnection) throws {
        guard let due = incident.rollCallDue, due <= now else { return }
        var next: Incident = incident
        next.rollCallDue = nil
        next.version += 1
        try IncidentStore.update(next, from: incident.version, in: db)
        try incidents.log(.rollCall, "应当点名", in: next, by: .system, at: now, db)
        try incidents.publish(next, "roll_call_due", at: now, in: db)
    }
}
