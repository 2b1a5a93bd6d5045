import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import CitySensing

/// An incident with everything that belongs to it, read at one moment.
struct IncidentFile: Sendable {
    var incident: Incident
    var steps: [IncidentStep]
    var orders: [CommandOrder]
    var log: [IncidentLine]
    var answers: [RollCallAnswer]
    var reports: [SituationReport]

    init(_ incident: Incident, _ service: IncidentService, in db: any SQLConnection) throws {
        self.incident = incident
        steps = try StepStore.of(incident.id, in: db)
        orders = try service.ordersOf(incident, in: db)
        log = try IncidentRecords.log(of: incident.id, in: db)
        answers = try IncidentRecords.rollCalls(of: incident.id, in: db)
        reports = try IncidentRecords.reports(of: incident.id, in: db)
    }

    var figures: IncidentFigures { IncidentFigures(steps, orders) }

    func orders(of step: IncidentStep) -> [CommandOrder] {
        orders.filter { $0.aboutID == "\(incident.id.text)/\(step.id.text)" }
    }

    func body(_ directory: RegistryDirectory, mayLead: Bool) -> IncidentFileBody {
        IncidentFileBody(
            incident: IncidentBody(incident, directory),
            figures: figures,
            steps: steps.map { stepBody($0, directory, mayLead) },
            log: log.map {
                IncidentFileBody.Line(at: $0.at, kind: $0.kind, words: $0.words, byName: $0.byName)
            },
            rollCalls: rollCalls,
            reports: reports.map {
                IncidentFileBody.Report(
                    number: $0.number,
                    at: $0.at,
                    words: $0.words,
                    figures: $0.figures,
                    byName: $0.byName
                )
            },
            mayLead: mayLead
        )
    }

    private func stepBody(
        _ step: IncidentStep,
        _ directory: RegistryDirectory,
        _ mayLead: Bool
    ) -> IncidentFileBody.Step {
        IncidentFileBody.Step(
            id: step.id.text,
            content: step.content,
            state: step.state,
            stateName: step.state.title,
            turnAt: step.state == .waiting
                ? IncidentFlow.turn(of: step, among: steps, began: incident.beganAt) : nil,
            readyAt: step.readyAt,
            startedAt: step.startedAt,
            dueAt: step.dueAt,
            isLate: step.isLate,
            endedAt: step.endedAt,
            outcome: step.outcome,
            byName: step.byName,
            orders: orders(of: step).map { UnitOrderBody($0, directory) },
            acts: mayLead ? StepAct.allCases.filter { $0.from.contains(step.state) } : [],
            version: step.version
        )
    }

    private var rollCalls: [IncidentFileBody.RollCall] {
        Set(answers.map(\.call)).sorted().map { call in
            let mine: [RollCallAnswer] = answers.filter { $0.call == call }
            return IncidentFileBody.RollCall(
                number: call,
                begunAt: mine[0].begunAt,
                answers: mine.map {
                    IncidentFileBody.RollCall.Answer(
                        unit: $0.unit.text,
                        unitName: $0.unitName,
                        people: $0.people,
                        state: $0.state,
                        stateName: $0.state.title,
                        words: $0.words,
                        at: $0.at,
                        byName: $0.byName
                    )
                }
            )
        }
    }
}
