package import CityCore
import CityHTTP
import CityRegistry
package import CitySQL
import CitySensing
import HTTPTypes

package struct PlanInputBody: Codable, Sendable, Hashable {
    package var name: String
    package var kind: IncidentKind
    /// An area code.
    package var area: String
    package var state: PlanState
    package var content: PlanContent

    package init(name: String, kind: IncidentKind, area: String, state: PlanState, content: PlanContent) {
        self.name = name
        self.kind = kind
        self.area = area
        self.state = state
        self.content = content
    }
}

struct PlanBody: Codable, Sendable, Hashable {
    var id: String
    var name: String
    var kind: IncidentKind
    var kindName: Wording
    var area: String
    var areaName: Wording
    var state: PlanState
    var stateName: Wording
    var content: PlanContent
    /// Whether whoever asks may change it.
    var isMine: Bool
    var version: Int
}

/// Which plans the city has. An incident keeps the plan as it was when it began.
package struct PlanService: Sendable {
    let sensing: DeviceService
    let registry: Registry
    let ids: IDSource

    package func create(
        _ input: PlanInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Plan {
        let plan: Plan = try checked(input, id: ids.next(at: now), version: 1)
        try demandPlace(plan, identity)
        try PlanStore.insert(plan, in: db)
        return plan
    }

    func change(
        _ id: PlanID,
        _ input: PlanInputBody,
        expecting version: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> Plan {
        guard let old = try PlanStore.find(id, in: db) else { throw CityError.notFound(Plan.thing) }
        try sensing.demand(.commandManage, old, identity)
        guard old.version == version else { throw CityError.stale(Plan.thing, current: old.version) }
        let plan: Plan = try checked(input, id: id, version: version + 1)
        try demandPlace(plan, identity)
        try PlanStore.update(plan, from: version, in: db)
        return plan
    }

    func find(_ id: PlanID, by identity: Identity, in db: any SQLConnection) throws -> Plan {
        guard let plan = try PlanStore.find(id, in: db), sensing.may(.commandRead, plan, identity) else {
            throw CityError.notFound(Plan.thing)
        }
        return plan
    }

    func body(_ plan: Plan, for identity: Identity) -> PlanBody {
        PlanBody(
            id: plan.id.text,
            name: plan.name,
            kind: plan.kind,
            kindName: plan.kind.title,
            area: plan.area,
            areaName: registry.current.areaName(scope: plan.area) ?? Wording(plan.area, plan.area),
            state: plan.state,
            stateName: plan.state.title,
            content: plan.content,
            isMine: sensing.may(.commandManage, plan, identity),
            version: plan.version
        )
    }

    private func demandPlace(_ plan: Plan, _ identity: Identity) throws {
        guard sensing.may(.commandManage, plan, identity) else { throw UnitTrouble.outside }
    }

    private func checked(_ input: PlanInputBody, id: PlanID, version: Int) throws -> Plan {
        var checks: FieldChecks = FieldChecks()
        let name: String = checks.text(input.name, "name", 1...60)
        let area: String = checks.areaScope(input.area, "area")
        if registry.current.areaName(scope: area) == nil {
            checks.note("area", "unit.area", Wording("没有这个区域", "There is no such area"))
        }
        let content: PlanContent = input.content.check(&checks)
        try checks.finish()
        return Plan(
            id: id,
            name: name,
            kind: input.kind,
            area: area,
            state: input.state,
            content: content,
            version: version
        )
    }
}

/// The addresses of plans.
struct PlanRoutes: Sendable {
    let service: PlanService
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        table.list(
            "command/plans",
            access: .permission(.commandRead),
            Wording("预案", "Plans"),
            query: [
                QueryParameter("state", .choice(PlanState.allCases.map(\.rawValue)), Wording("状态", "State")),
                QueryParameter("kind", .choice(IncidentKind.allCases.map(\.rawValue)), Wording("类型", "Kind")),
            ],
            item: PlanBody.self,
            use: list
        )
        table.get(
            "command/plans/{id}",
            access: .permission(.commandRead),
            Wording("一个预案", "A plan"),
            answer: PlanBody.self
        ) { call in
            let id: PlanID = try call.id()
            let plan: Plan = try await database.read { db in try service.find(id, by: call.identity, in: db) }
            return Answer(service.body(plan, for: call.identity), version: plan.version)
        }
        table.write(
            .post,
            "command/plans",
            access: .permission(.commandManage),
            Wording("新建预案", "Add a plan"),
            body: PlanInputBody.self,
            answer: PlanBody.self
        ) { call, input, db in
            let plan: Plan = try service.create(input, by: call.identity, at: clock.now(), in: db)
            return .created(service.body(plan, for: call.identity), version: plan.version)
        }
        table.write(
            .put,
            "command/plans/{id}",
            access: .permission(.commandManage),
            Wording("修改预案", "Change a plan"),
            body: PlanInputBody.self,
            answer: PlanBody.self
        ) { call, input, db in
            let plan: Plan = try service.change(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                in: db
            )
            return Answer(service.body(plan, for: call.identity), version: plan.version)
        }
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<PlanBody> {
        let state: PlanState? = try call.choice("state", of: PlanState.self)
        let kind: IncidentKind? = try call.choice("kind", of: IncidentKind.self)
        let after: [String]? = try page.after?.key(of: "command.plans", count: 2)
        let found: [Plan] = try await database.read { db in
            try PlanStore.all(in: db).filter { plan in
                if let state, plan.state != state { return false }
                if let kind, plan.kind != kind { return false }
                if let after, (plan.name, plan.id.text) <= (after[0], after[1]) { return false }
                return service.sensing.may(.commandRead, plan, call.identity)
            }
        }
        return Page(overfetched: found, limit: page.limit) {
            Cursor(list: "command.plans", key: [$0.name, $0.id.text])
        }
        .map { service.body($0, for: call.identity) }
    }
}
