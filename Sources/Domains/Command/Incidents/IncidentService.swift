import CityContracts
package import CityCore
import CityEvents
import CityGeo
import CityHTTP
import CityRegistry
package import CitySQL
import CitySensing
import CityWorkflow

/// Incidents: begun, led step by step, and ended. Everything that is done is a line of the log.
package struct IncidentService: Sendable {
    let orders: OrderService
    let plans: PlanService
    let board: UnitBoard
    let roads: RoadBook
    let registry: Registry
    let outbox: Outbox
    let ids: IDSource

    var sensing: DeviceService { plans.sensing }

    package func begin(
        _ input: IncidentInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Incident {
        let plan: Plan? = try input.plan.flatMap { $0.isEmpty ? nil : PlanID($0) }
            .map { try plans.find($0, by: identity, in: db) }
        if let plan, plan.state != .active { throw IncidentTrouble.plan(plan) }
        var incident: Incident = try checked(input, plan, by: identity, at: now)
        guard sensing.may(.commandDispatch, incident, identity) else { throw UnitTrouble.outside }
        incident.number = try CommandSerial.next("T", on: registry.current.calendar.date(of: now), in: db)
        try IncidentStore.insert(incident, in: db)
        let drill: String = incident.isDrill ? "【演练】" : ""
        let by: String = plan.map { "，启动预案“\($0.name)”（第 \($0.version) 版）" } ?? ""
        try log(.incident, "\(drill)事件开始：\(incident.title)\(by)", in: incident, by: identity, at: now, db)
        for (place, content) in (plan?.content.steps ?? []).enumerated() {
            try StepStore.insert(step(content, of: incident, place: place, at: now), in: db)
        }
        try advance(incident, at: now, in: db)
        try publish(incident, "began", at: now, in: db)
        return incident
    }

    func change(
        _ id: IncidentID,
        _ input: IncidentChangeBody,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Incident {
        let old: Incident = try openIncident(id, by: identity, in: db)
        guard old.version == version else { throw CityError.stale(Incident.thing, current: old.version) }
        var checks: FieldChecks = FieldChecks()
        var next: Incident = old
        next.title = checks.text(input.title, "title", 1...60)
        next.words = checks.text(input.words ?? "", "words", 0...2_000)
        next.address = checks.text(input.address ?? "", "address", 0...120)
        next.place = input.place
        next.level = input.level
        if !Incident.levels.contains(next.level) { checks.note("level", "incident.level", Self.levelWording) }
        next.rollCallMinutes = input.rollCallMinutes ?? old.rollCallMinutes
        if !(0...1_440).contains(next.rollCallMinutes) {
            checks.note("rollCallMinutes", "plan.minutes", Wording("须为 0 到 1440 分钟", "It is 0 to 1,440 minutes"))
        }
        for (index, role) in next.roles.enumerated() {
            guard let holder = input.holders?[role.key] else { continue }
            next.roles[index].holder = checks.text(holder, "holders.\(role.key)", 0...60)
        }
        try checks.finish()
        if next.rollCallMinutes != old.rollCallMinutes {
            next.rollCallDue = next.rollCallMinutes == 0 ? nil : now + .minutes(next.rollCallMinutes)
        }
        next.version += 1
        try IncidentStore.update(next, from: version, in: db)
        for words in Self.differences(old, next) { try log(.incident, words, in: next, by: identity, at: now, db) }
        try publish(next, "changed", at: now, in: db)
        return next
    }

    package func end(
        _ id: IncidentID,
        _ input: IncidentEndBody,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Incident {
        var incident: Incident = try openIncident(id, by: identity, in: db)
        guard incident.version == version else { throw CityError.stale(Incident.thing, current: incident.version) }
        var checks: FieldChecks = FieldChecks()
        incident.summary = checks.text(input.summary, "summary", 1...4_000)
        try checks.finish()
        let open: [CommandOrder] = try ordersOf(incident, in: db).filter { !$0.state.hasEnded }
        guard open.isEmpty || input.cancelOrders ?? false else { throw IncidentTrouble.openOrders(open.count) }
        for order in open {
            _ = try orders.perform(
                .cancel,
                on: order.id,
                OrderActBody(words: "事件已结束（\(identity.name)）"),
                // Whoever leads the incident ends what was ordered for it, whosever unit it is.
                by: .system,
                at: now,
                in: db
            )
        }
        for var step in try StepStore.of(id, in: db) where !step.state.hasEnded {
            let before: Int = step.version
            (step.state, step.endedAt, step.outcome) = (.skipped, now, "事件已结束")
            step.version += 1
            _ = try StepStore.update(step, from: before, in: db)
        }
        (incident.endedAt, incident.rollCallDue) = (now, nil)
        incident.version += 1
        try IncidentStore.update(incident, from: version, in: db)
        try log(.incident, "事件结束：\(incident.summary)", in: incident, by: identity, at: now, db)
        try publish(incident, "ended", at: now, in: db)
        return incident
    }

    // MARK: What others of this folder use

    func find(_ id: IncidentID, by identity: Identity, in db: any SQLConnection) throws -> Incident {
        guard let incident = try IncidentStore.find(id, in: db), sensing.may(.commandRead, incident, identity) else {
            throw CityError.notFound(Incident.thing)
        }
        return incident
    }

    /// One that goes on, for whoever leads it.
    func openIncident(_ id: IncidentID, by identity: Identity, in db: any SQLConnection) throws -> Incident {
        let incident: Incident = try find(id, by: identity, in: db)
        try sensing.demand(.commandDispatch, incident, identity)
        guard incident.endedAt == nil else { throw IncidentTrouble.ended }
        return incident
    }

    package func ordersOf(_ incident: Incident, in db: any SQLConnection) throws -> [CommandOrder] {
        let prefix: String = incident.id.text + "/"
        return try OrderStore.list(
            ["about_id >= \(prefix)", "about_id < \(prefix + "~")"],
            limit: 2_000,
            in: db
        ).reversed()
    }

    func log(
        _ kind: IncidentLine.Kind,
        _ words: String,
        in incident: Incident,
        by identity: Identity,
        at now: Timestamp,
        _ db: any SQLConnection
    ) throws {
        let line: IncidentLine = IncidentLine(at: now, kind: kind, words: words, byName: identity.name)
        try IncidentRecords.add(line, to: incident.id, in: db)
    }

    func publish(_ incident: Incident, _ what: String, at now: Timestamp, in db: any SQLConnection) throws {
        try outbox.publish(
            IncidentChanged(
                incident: incident.id.text,
                number: incident.number,
                title: incident.title,
                what: what,
                area: incident.area,
                organisation: incident.organisation
            ),
            at: now,
            in: db
        )
    }

    func step(_ content: PlanStep, of incident: Incident, place: Int, at now: Timestamp) -> IncidentStep {
        IncidentStep(
            id: ids.next(at: now),
            incident: incident.id,
            place: place,
            content: content,
            state: .waiting,
            isLate: false,
            outcome: "",
            version: 1
        )
    }

    // MARK: Input

    private static let levelWording: Wording = Wording("级别须为 1 到 4", "A level is 1 to 4")

    private func checked(
        _ input: IncidentInputBody,
        _ plan: Plan?,
        by identity: Identity,
        at now: Timestamp
    ) throws -> Incident {
        var checks: FieldChecks = FieldChecks()
        let title: String = checks.text(input.title, "title", 1...60)
        let words: String = checks.text(input.words ?? "", "words", 0...2_000)
        let address: String = checks.text(input.address ?? "", "address", 0...120)
        let area: String = checks.areaScope(input.area, "area")
        if registry.current.areaName(scope: area) == nil {
            checks.note("area", "unit.area", Wording("没有这个区域", "There is no such area"))
        }
        if !Incident.levels.contains(input.level) { checks.note("level", "incident.level", Self.levelWording) }
        let roles: [IncidentRole] = (plan?.content.roles ?? []).map { role in
            let holder: String = checks.text(input.holders?[role.key] ?? "", "holders.\(role.key)", 0...60)
            return IncidentRole(key: role.key, title: role.title, words: role.words, holder: holder)
        }
        try checks.finish()
        let minutes: Int = plan?.content.rollCallMinutes ?? 0
        return Incident(
            id: ids.next(at: now),
            number: "",
            title: title,
            kind: input.kind,
            level: input.level,
            area: area,
            place: input.place,
            address: address,
            words: words,
            plan: plan?.id,
            planName: plan?.name ?? "",
            planVersion: plan?.version ?? 0,
            roles: roles,
            resources: plan?.content.resources ?? [],
            isDrill: input.isDrill ?? false,
            beganAt: now,
            rollCallMinutes: minutes,
            rollCallDue: minutes == 0 ? nil : now + .minutes(minutes),
            summary: "",
            byName: identity.name,
            version: 1
        )
    }

    private static func differences(_ old: Incident, _ new: Incident) -> [String] {
        var lines: [String] = []
        if old.level != new.level { lines.append("级别改为\(Incident.levelName(new.level).zh)") }
        if old.title != new.title { lines.append("名称改为“\(new.title)”") }
        if old.place != new.place || old.address != new.address {
            lines.append("地点改为\(new.address.isEmpty ? "地图上的新位置" : new.address)")
        }
        if old.words != new.words { lines.append("情况说明：\(new.words)") }
        for (before, after) in zip(old.roles, new.roles) where before.holder != after.holder {
            lines.append("\(after.title)：\(after.holder.isEmpty ? "空缺" : after.holder)")
        }
        return lines
    }
}

enum IncidentTrouble {
    static let ended: CityError = CityError(
        .conflict,
        "incident.ended",
        Wording("事件已结束", "The incident has ended")
    )

    static func plan(_ plan: Plan) -> CityError {
        .invalid(
            "plan",
            "incident.plan",
            Wording("预案“\(plan.name)”不是可启动状态", "The plan “\(plan.name)” is not ready for use")
        )
    }

    static func openOrders(_ count: Int) -> CityError {
        CityError(
            .conflict,
            "incident.open_orders",
            Wording(
                "还有 \(count) 个任务未结束：请先完成，或选择一并取消",
                "\(count) orders have not ended: finish them first, or have them cancelled with it"
            )
        )
    }

    static func step(_ step: IncidentStep, _ act: StepAct) -> CityError {
        CityError(
            .conflict,
            "incident.step_state",
            Wording(
                "步骤\(step.state.title.zh)，不能“\(act.title.zh)”",
                "The step is “\(step.state.title.en)”: “\(act.title.en)” is not possible"
            )
        )
    }
}
