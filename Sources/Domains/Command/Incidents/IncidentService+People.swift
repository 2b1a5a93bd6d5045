import CityContracts
package import CityCore
import CityEvents
import CityHTTP
import CityRegistry
package import CitySQL
import CitySensing

// What is said and asked: the log, roll calls, situation reports.
extension IncidentService {
    package func note(
        _ words: String,
        in id: IncidentID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Incident {
        let incident: Incident = try openIncident(id, by: identity, in: db)
        var checks: FieldChecks = FieldChecks()
        let text: String = checks.text(words, "note", 1...1_000)
        try checks.finish()
        try log(.note, text, in: incident, by: identity, at: now, db)
        try publish(incident, "log", at: now, in: db)
        return incident
    }

    /// 点名: asks all units that are engaged whether their people are safe.
    package func callRoll(
        in id: IncidentID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Incident {
        var incident: Incident = try openIncident(id, by: identity, in: db)
        let engaged: [CommandUnitID] = try ordersOf(incident, in: db).filter { !$0.state.hasEnded }
            .map(\.unit.text).unique.map { CommandUnitID($0) }
        guard !engaged.isEmpty else { throw Self.nobody }
        let units: [CommandUnitID: CommandUnit] = try CommandUnitStore.find(engaged, in: db)
        let call: Int = (try IncidentRecords.rollCalls(of: id, in: db).map(\.call).max() ?? 0) + 1
        for unit in engaged.compactMap({ units[$0] }) {
            let answer: RollCallAnswer = RollCallAnswer(
                call: call,
                unit: unit.id,
                unitName: unit.name,
                people: unit.members.count,
                state: .unknown,
                words: "",
                begunAt: now
            )
            try IncidentRecords.put(answer, of: id, in: db)
            try outbox.publish(
                TaskChanged(
                    order: "",
                    unit: unit.id.text,
                    what: "roll_call",
                    area: unit.area,
                    organisation: unit.organisation
                ),
                at: now,
                in: db
            )
        }
        let version: Int = incident.version
        incident.rollCallDue = incident.rollCallMinutes == 0 ? nil : now + .minutes(incident.rollCallMinutes)
        incident.version += 1
        try IncidentStore.update(incident, from: version, in: db)
        try log(.rollCall, "第 \(call) 次点名：\(engaged.count) 个力量", in: incident, by: identity, at: now, db)
        try publish(incident, "roll_call", at: now, in: db)
        return incident
    }

    private static let nobody: CityError = CityError(
        .conflict,
        "incident.nobody",
        Wording("现在没有力量在执行此事件的任务", "No unit has an open order of this incident")
    )

    /// By the unit's own people, or by whoever leads and heard them by radio.
    package func answerRoll(
        _ input: RollCallInputBody,
        call: Int,
        in id: IncidentID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Incident {
        guard let incident = try IncidentStore.find(id, in: db) else { throw CityError.notFound(Incident.thing) }
        let unit: CommandUnitID = CommandUnitID(input.unit)
        let isOwn: Bool =
            try CommandUnitStore.find(unit, in: db)?.members.contains(identity.account) ?? false
        if !isOwn { try sensing.demand(.commandDispatch, incident, identity) }
        guard incident.endedAt == nil else { throw IncidentTrouble.ended }
        guard
            var answer = try IncidentRecords.rollCalls(of: id, in: db)
                .first(where: { $0.call == call && $0.unit == unit })
        else { throw CityError.notFound(Wording("点名", "roll call")) }
        var checks: FieldChecks = FieldChecks()
        answer.words = checks.text(input.words ?? "", "words", (input.state == .trouble ? 1 : 0)...200)
        if !(0...1_000).contains(input.people) {
            checks.note("people", "roll_call.people", Wording("人数须为 0 到 1000", "It is 0 to 1,000 people"))
        }
        try checks.finish()
        // What was said without a network does not take the place of what was said after it.
        let moment: Timestamp = min(now, max(input.at ?? now, answer.begunAt))
        if let before = answer.at, before > moment { return incident }
        (answer.people, answer.state, answer.at, answer.byName) = (input.people, input.state, moment, identity.name)
        try IncidentRecords.put(answer, of: id, in: db)
        let tail: String = answer.words.isEmpty ? "" : "：\(answer.words)"
        let words: String = "点名应答：\(answer.unitName) \(answer.people) 人，\(answer.state.title.zh)\(tail)"
        try log(.rollCall, words, in: incident, by: identity, at: now, db)
        try publish(incident, "roll_call", at: now, in: db)
        return incident
    }

    package func report(
        _ words: String,
        on id: IncidentID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Incident {
        let incident: Incident = try openIncident(id, by: identity, in: db)
        var checks: FieldChecks = FieldChecks()
        let text: String = checks.text(words, "words", 1...4_000)
        try checks.finish()
        let number: Int = (try IncidentRecords.reports(of: id, in: db).last?.number ?? 0) + 1
        let figures: IncidentFigures = IncidentFigures(
            try StepStore.of(id, in: db),
            try ordersOf(incident, in: db)
        )
        let report: SituationReport = SituationReport(
            number: number,
            at: now,
            words: text,
            figures: figures,
            byName: identity.name
        )
        try IncidentRecords.add(report, to: id, in: db)
        try log(.report, "第 \(number) 号情况报告：\(text)", in: incident, by: identity, at: now, db)
        try publish(incident, "report", at: now, in: db)
        return incident
    }
}
