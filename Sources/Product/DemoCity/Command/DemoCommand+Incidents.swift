import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityServer
import Command

/// Plans, an exercise that is over, and an incident that goes on.
extension DemoCommand {
    func makePlans(_ county: Area, at now: Timestamp) async throws -> [Plan] {
        let plans: PlanService = city.command.plans
        var made: [Plan] = []
        for input in DemoPlans.all(county.code) {
            made.append(
                try await city.database.write { db in try plans.create(input, by: .system, at: now - .days(30), in: db)
                }
            )
        }
        return made
    }

    /// Begun, led and ended, so that there is a report to look at.
    func makeExercise(
        _ plans: [Plan],
        _ crews: [Crew],
        _ spots: [Coordinate],
        _ county: Area,
        by dispatcher: Identity,
        at start: Timestamp
    ) async throws {
        let input: IncidentInputBody = IncidentInputBody(
            title: "\(county.name)冬季扫雪除冰演练",
            kind: .snow,
            level: 4,
            area: county.code,
            place: spots[spots.count / 2],
            address: "北京中路（重点路段）",
            words: "按年度计划组织的桌面与实操演练。",
            plan: plans[0].id.text,
            holders: ["lead": "张主任", "field": "李队长", "supply": "王科长"],
            isDrill: true
        )
        let incidents: IncidentService = city.command.incidents
        try await city.database.write { db in
            let incident: Incident = try incidents.begin(input, by: dispatcher, at: start, in: db)
            try rehearse(incident, crews, by: dispatcher, from: start, in: db)
        }
    }

    /// Step after step, a quarter of an hour each, with those who were sent, a roll call and a report.
    private func rehearse(
        _ incident: Incident,
        _ crews: [Crew],
        by dispatcher: Identity,
        from start: Timestamp,
        in db: any SQLConnection
    ) throws {
        let (incidents, orders) = (city.command.incidents, city.command.orders)
        var at: Timestamp = start
        for place in try incidents.steps(of: incident.id, in: db).indices {
            at = at + .minutes(12)
            let step: IncidentStep = try incidents.steps(of: incident.id, in: db)[place]
            if step.state != .running {
                let sent: [String] = step.content.units > 0 ? [crews[crews.count - 1].unit.id.text] : []
                _ = try incidents.perform(
                    .start,
                    on: step.id,
                    of: incident.id,
                    StepActBody(units: sent),
                    expecting: step.version,
                    by: dispatcher,
                    at: at,
                    in: db
                )
            }
            if step.content.key == "salt" {
                for order in try incidents.ordersOf(incident, in: db) where !order.state.hasEnded {
                    let member: Identity = crews.first { $0.unit.id == order.unit }?.member ?? dispatcher
                    for (act, after) in [(OrderAct.read, 1), (.leave, 2), (.arrive, 9)] {
                        let body: OrderActBody = OrderActBody()
                        _ = try orders.perform(act, on: order.id, body, by: member, at: at + .minutes(after), in: db)
                    }
                }
                try callRoll(incident, by: dispatcher, at: at + .minutes(10), in: db)
            }
            let now: IncidentStep = try incidents.steps(of: incident.id, in: db)[place]
            _ = try incidents.perform(
                .finish,
                on: now.id,
                of: incident.id,
                StepActBody(words: "按预案完成"),
                expecting: now.version,
                by: dispatcher,
                at: at + .minutes(15),
                in: db
            )
            at = at + .minutes(15)
        }
        try finish(incident, by: dispatcher, at: at, in: db)
    }

    private func callRoll(
        _ incident: Incident,
        by dispatcher: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let incidents: IncidentService = city.command.incidents
        _ = try incidents.callRoll(in: incident.id, by: dispatcher, at: now, in: db)
        for order in try incidents.ordersOf(incident, in: db) where !order.state.hasEnded {
            let answer: RollCallInputBody = RollCallInputBody(unit: order.unit.text, people: 4, state: .safe)
            _ = try incidents.answerRoll(
                answer,
                call: 1,
                in: incident.id,
                by: dispatcher,
                at: now + .minutes(1),
                in: db
            )
        }
        let words: String = "重点桥梁、坡道已撒布融雪剂，人员平安，未发现险情。"
        _ = try incidents.report(words, on: incident.id, by: dispatcher, at: now + .minutes(3), in: db)
    }

    private func finish(
        _ incident: Incident,
        by dispatcher: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let (incidents, orders) = (city.command.incidents, city.command.orders)
        for order in try incidents.ordersOf(incident, in: db) where !order.state.hasEnded {
            let body: OrderActBody = OrderActBody(words: "演练任务完成")
            _ = try orders.perform(.finish, on: order.id, body, by: dispatcher, at: now, in: db)
        }
        let end: IncidentEndBody = IncidentEndBody(summary: "演练达到目的。需改进：融雪剂装车偏慢，应提前备料。")
        let version: Int = try incidents.version(of: incident.id, in: db)
        _ = try incidents.end(incident.id, end, expecting: version, by: dispatcher, at: now + .minutes(5), in: db)
    }

    func makeIncident(
        _ plans: [Plan],
        _ spots: [Coordinate],
        _ county: Area,
        by dispatcher: Identity,
        at start: Timestamp
    ) async throws {
        let input: IncidentInputBody = IncidentInputBody(
            title: "\(county.name)短时强降雨道路积水",
            kind: .flood,
            level: 3,
            area: county.code,
            place: spots[spots.count / 3],
            address: "东岳路下穿通道",
            words: "下穿通道积水约 30 厘米，已影响通行。",
            plan: plans[1].id.text,
            holders: ["lead": "刘主任", "field": "陈队长"]
        )
        let incidents: IncidentService = city.command.incidents
        try await city.database.write { db in _ = try incidents.begin(input, by: dispatcher, at: start, in: db) }
    }
}
