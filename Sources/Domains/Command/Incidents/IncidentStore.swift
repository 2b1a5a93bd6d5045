import CityCore
import CityGeo
import CityHTTP
import CitySQL

/// Every statement on `command_incident` and what belongs to one.
enum IncidentStore {
    private static let columns: SQLQuery = """
        id, number, title, kind, level, area, organisation, lng, lat, address, words, plan_id, plan_name, plan_version,
        roles, resources, drill, began_at, ended_at, roll_call_minutes, roll_call_due, summary, by_name, version
        """

    static func find(_ id: IncidentID, in db: any SQLConnection) throws -> Incident? {
        try db.first("SELECT \(columns) FROM command_incident WHERE id = \(id)").map(incident)
    }

    static func open(in db: any SQLConnection) throws -> [Incident] {
        try db.rows("SELECT \(columns) FROM command_incident WHERE ended_at IS NULL ORDER BY began_at").map(incident)
    }

    static func list(
        _ conditions: [SQLQuery],
        after: (Timestamp, IncidentID)?,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [Incident] {
        var all: [SQLQuery] = conditions
        if let after { all.append("(began_at < \(after.0) OR (began_at = \(after.0) AND id < \(after.1)))") }
        return try db.rows(
            "SELECT \(columns) FROM command_incident\(all.whereClause) ORDER BY began_at DESC, id DESC LIMIT \(limit)"
        ).map(incident)
    }

    static func insert(_ incident: Incident, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_incident (\(columns))
            VALUES (\(incident.id), \(incident.number), \(incident.title), \(incident.kind), \(incident.level),
                \(incident.area), \(incident.organisation), \(incident.place?.lng), \(incident.place?.lat),
                \(incident.address), \(incident.words), \(incident.plan), \(incident.planName),
                \(incident.planVersion), \(SQLJSON(incident.roles)), \(SQLJSON(incident.resources)),
                \(incident.isDrill), \(incident.beganAt), \(incident.endedAt), \(incident.rollCallMinutes),
                \(incident.rollCallDue), \(incident.summary), \(incident.byName), \(incident.version))
            """
        )
    }

    static func update(_ incident: Incident, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE command_incident SET title = \(incident.title), level = \(incident.level),
                lng = \(incident.place?.lng), lat = \(incident.place?.lat), address = \(incident.address),
                words = \(incident.words), roles = \(SQLJSON(incident.roles)),
                resources = \(SQLJSON(incident.resources)), ended_at = \(incident.endedAt),
                roll_call_minutes = \(incident.rollCallMinutes), roll_call_due = \(incident.rollCallDue),
                summary = \(incident.summary), version = \(incident.version)
            WHERE id = \(incident.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(Incident.thing, current: incident.version) }
    }

    private static func incident(_ row: SQLRow) throws -> Incident {
        Incident(
            id: try row.get("id"),
            number: try row.get("number"),
            title: try row.get("title"),
            kind: try row.get("kind"),
            level: try row.get("level"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            place: try row.place(),
            address: try row.get("address"),
            words: try row.get("words"),
            plan: try row.getIfPresent("plan_id"),
            planName: try row.get("plan_name"),
            planVersion: try row.get("plan_version"),
            roles: try row.get("roles", as: SQLJSON<[IncidentRole]>.self).value,
            resources: try row.get("resources", as: SQLJSON<[PlanResource]>.self).value,
            isDrill: try row.get("drill"),
            beganAt: try row.get("began_at"),
            endedAt: try row.getIfPresent("ended_at"),
            rollCallMinutes: try row.get("roll_call_minutes"),
            rollCallDue: try row.getIfPresent("roll_call_due"),
            summary: try row.get("summary"),
            byName: try row.get("by_name"),
            version: try row.get("version")
        )
    }
}

/// Every statement on `command_step`.
enum StepStore {
    private static let columns: SQLQuery = """
        id, incident_id, place, content, state, ready_at, started_at, due_at, late, ended_at, outcome, by_name, version
        """

    static func of(_ incident: IncidentID, in db: any SQLConnection) throws -> [IncidentStep] {
        try db.rows("SELECT \(columns) FROM command_step WHERE incident_id = \(incident) ORDER BY place").map(step)
    }

    static func insert(_ step: IncidentStep, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_step (\(columns), key)
            VALUES (\(step.id), \(step.incident), \(step.place), \(SQLJSON(step.content)), \(step.state),
                \(step.readyAt), \(step.startedAt), \(step.dueAt), \(step.isLate), \(step.endedAt),
                \(step.outcome), \(step.byName), \(step.version), \(step.content.key))
            """
        )
    }

    /// Answers false when somebody else was first.
    static func update(_ step: IncidentStep, from version: Int, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            UPDATE command_step SET state = \(step.state), ready_at = \(step.readyAt),
                started_at = \(step.startedAt), due_at = \(step.dueAt), late = \(step.isLate),
                ended_at = \(step.endedAt), outcome = \(step.outcome), by_name = \(step.byName),
                version = \(step.version)
            WHERE id = \(step.id) AND version = \(version)
            """
        ) == 1
    }

    private static func step(_ row: SQLRow) throws -> IncidentStep {
        IncidentStep(
            id: try row.get("id"),
            incident: try row.get("incident_id"),
            place: try row.get("place"),
            content: try row.get("content", as: SQLJSON<PlanStep>.self).value,
            state: try row.get("state"),
            readyAt: try row.getIfPresent("ready_at"),
            startedAt: try row.getIfPresent("started_at"),
            dueAt: try row.getIfPresent("due_at"),
            isLate: try row.get("late"),
            endedAt: try row.getIfPresent("ended_at"),
            outcome: try row.get("outcome"),
            byName: try row.getIfPresent("by_name"),
            version: try row.get("version")
        )
    }
}

/// Every statement on `command_log`, `command_roll_call` and `command_report`.
enum IncidentRecords {
    static func add(_ line: IncidentLine, to incident: IncidentID, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_log (incident_id, line, at, kind, words, by_name)
            SELECT \(incident), COALESCE(MAX(line), 0) + 1, \(line.at), \(line.kind), \(line.words), \(line.byName)
            FROM command_log WHERE incident_id = \(incident)
            """
        )
    }

    /// In their order.
    static func log(of incident: IncidentID, in db: any SQLConnection) throws -> [IncidentLine] {
        try db.rows("SELECT at, kind, words, by_name FROM command_log WHERE incident_id = \(incident) ORDER BY line")
            .map {
                IncidentLine(
                    at: try $0.get("at"),
                    kind: try $0.get("kind"),
                    words: try $0.get("words"),
                    byName: try $0.get("by_name")
                )
            }
    }

    static func put(_ answer: RollCallAnswer, of incident: IncidentID, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_roll_call
                (incident_id, call, unit_id, unit_name, people, state, words, begun_at, at, by_name)
            VALUES (\(incident), \(answer.call), \(answer.unit), \(answer.unitName), \(answer.people),
                \(answer.state), \(answer.words), \(answer.begunAt), \(answer.at), \(answer.byName))
            ON CONFLICT (incident_id, call, unit_id) DO UPDATE SET people = excluded.people, state = excluded.state,
                words = excluded.words, at = excluded.at, by_name = excluded.by_name
            """
        )
    }

    static func rollCalls(of incident: IncidentID, in db: any SQLConnection) throws -> [RollCallAnswer] {
        try db.rows(
            """
            SELECT call, unit_id, unit_name, people, state, words, begun_at, at, by_name FROM command_roll_call
            WHERE incident_id = \(incident) ORDER BY call, unit_name, unit_id
            """
        ).map { row in
            RollCallAnswer(
                call: try row.get("call"),
                unit: try row.get("unit_id"),
                unitName: try row.get("unit_name"),
                people: try row.get("people"),
                state: try row.get("state"),
                words: try row.get("words"),
                begunAt: try row.get("begun_at"),
                at: try row.getIfPresent("at"),
                byName: try row.getIfPresent("by_name")
            )
        }
    }

    static func add(_ report: SituationReport, to incident: IncidentID, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_report (incident_id, number, at, words, figures, by_name)
            VALUES (\(incident), \(report.number), \(report.at), \(report.words), \(SQLJSON(report.figures)),
                \(report.byName))
            """
        )
    }

    static func reports(of incident: IncidentID, in db: any SQLConnection) throws -> [SituationReport] {
        try db.rows(
            "SELECT number, at, words, figures, by_name FROM command_report WHERE incident_id = \(incident) ORDER BY number"
        ).map { row in
            SituationReport(
                number: try row.get("number"),
                at: try row.get("at"),
                words: try row.get("words"),
                figures: try row.get("figures", as: SQLJSON<IncidentFigures>.self).value,
                byName: try row.get("by_name")
            )
        }
    }
}
