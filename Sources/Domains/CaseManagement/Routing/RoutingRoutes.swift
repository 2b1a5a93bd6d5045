package import CityCore
package import CityHTTP
import CityRegistry
package import CitySQL
import CityWorkflow
import HTTPTypes

/// The addresses of routing rules.
package struct RoutingRoutes: Sendable {
    private let service: RoutingService
    private let database: any SQLDatabase
    private let clock: CityClock

    package init(service: RoutingService, database: any SQLDatabase, clock: CityClock) {
        self.service = service
        self.database = database
        self.clock = clock
    }

    package func register(in table: RouteTable) {
        registerReading(in: table)
        registerDrafts(in: table)
        table.act(
            .post,
            "routing/rule-sets/{id}/simulation",
            access: .permission(.routingWrite),
            Wording("用历史案件试算规则集", "Try a rule set on past cases"),
            body: SimulationRequestBody.self,
            answer: SimulationBody.self,
            use: simulate
        )
        table.write(
            .post,
            "routing/rule-sets/{id}/activation",
            access: .permission(.routingWrite),
            Wording("让草稿生效", "Put a draft in force"),
            body: RuleSetActivationBody.self,
            answer: RuleSetBody.self,
            use: activate
        )
    }

    private func registerReading(in table: RouteTable) {
        table.list(
            "routing/rule-sets",
            access: .permission(.routingRead),
            Wording("派遣规则集", "Sets of routing rules"),
            query: [
                QueryParameter("state", .choice(RuleSet.State.allCases.map(\.rawValue)), Wording("状态", "State"))
            ],
            item: RuleSetBody.self,
            use: list
        )
        table.get(
            "routing/rule-sets/{id}",
            access: .permission(.routingRead),
            Wording("一个规则集及其规则", "A rule set with its rules"),
            answer: RuleSetBody.self,
            use: read
        )
        table.get(
            "routing/decision",
            access: .permission(.routingRead),
            Wording("现行规则会把这样的案件派给谁，为什么", "Where the rules in force send such a case, and why"),
            query: [
                QueryParameter("class", .text, Wording("小类，例如 event/01/10", "Small class, such as event/01/10")),
                QueryParameter("area", .text, Wording("区域编码；缺省为部件所在区域", "Area code; that of the part without it")),
                QueryParameter(
                    "source",
                    .choice(CaseSource.allCases.map(\.rawValue)),
                    Wording("来源，缺省为监督员上报", "Source; a collector without it")
                ),
                QueryParameter("part", .text, Wording("部件编码", "Code of the part")),
                QueryParameter("at", .time, Wording("上报时间，缺省为现在", "When it is reported; now without it")),
            ],
            answer: RoutingDecisionBody.self,
            use: decide
        )
    }

    private func registerDrafts(in table: RouteTable) {
        table.write(
            .post,
            "routing/rule-sets",
            access: .permission(.routingWrite),
            Wording("新建草稿：空白，或复制现行、停用的规则集", "A new draft: empty, or a copy of a set that is or was in force"),
            body: RuleSetDraftBody.self,
            answer: RuleSetBody.self,
            use: create
        )
        table.write(
            .put,
            "routing/rule-sets/{id}/rules",
            access: .permission(.routingWrite),
            Wording("改写草稿的全部规则", "Write all rules of a draft"),
            body: RuleSetRulesBody.self,
            answer: RuleSetBody.self,
            use: edit
        )
        table.write(
            .delete,
            "routing/rule-sets/{id}",
            access: .permission(.routingWrite),
            Wording("删除草稿", "Delete a draft"),
            body: NoBody.self,
            answer: NoBody.self,
            use: discard
        )
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<RuleSetBody> {
        let state: RuleSet.State? = try call.choice("state", of: RuleSet.State.self)
        return try await database.read { db in
            let live: RuleSetID? = try RuleSetStore.live(in: db)?.id
            return try service.list(state, page, in: db).map { RuleSetBody($0, live: live) }
        }
    }

    private func read(_ call: Call) async throws -> Answer<RuleSetBody> {
        let id: RuleSetID = try call.id()
        return try await database.read { db in try body(try service.find(id, in: db), in: db) }
    }

    private func create(_ call: Call, _ body: RuleSetDraftBody, _ db: any SQLConnection) throws -> Answer<RuleSetBody> {
        let draft: RuleSet = try service.makeDraft(
            titled: body.title,
            from: body.origin,
            by: call.identity,
            at: clock.now(),
            in: db
        )
        var answer: Answer<RuleSetBody> = try self.body(draft, in: db)
        answer.status = 201
        answer.location = "\(RouteTable.prefix)routing/rule-sets/\(draft.id)"
        return answer
    }

    private func edit(_ call: Call, _ body: RuleSetRulesBody, _ db: any SQLConnection) throws -> Answer<RuleSetBody> {
        let draft: RuleSet = try service.edit(
            try call.id(),
            title: body.title,
            rules: body.rules.map(\.rule),
            expecting: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db
        )
        return try self.body(draft, in: db)
    }

    private func discard(_ call: Call, _ body: NoBody, _ db: any SQLConnection) throws -> Answer<NoBody> {
        let version: Int = try call.expectedVersion()
        try service.discard(try call.id(), expecting: version, by: call.identity, in: db)
        return Answer(NoBody())
    }

    private func simulate(_ call: Call, _ body: SimulationRequestBody) async throws -> Answer<SimulationBody> {
        let id: RuleSetID = try call.id()
        let to: Timestamp = body.to ?? clock.now()
        let simulation: RoutingSimulation = try await database.read { db in
            try service.simulate(
                id,
                from: body.from,
                to: to,
                limit: body.limit ?? RoutingSimulation.casesMax,
                by: call.identity,
                in: db
            )
        }
        try await database.write { db in try service.note(simulation, of: id, by: call.identity, in: db) }
        return Answer(SimulationBody(simulation, service.registry.current), version: simulation.trial.version)
    }

    private func activate(
        _ call: Call,
        _ body: RuleSetActivationBody,
        _ db: any SQLConnection
    ) throws -> Answer<RuleSetBody> {
        let set: RuleSet = try service.activate(
            try call.id(),
            isConfirmed: body.confirm ?? false,
            expecting: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db
        )
        return try self.body(set, in: db)
    }

    private func decide(_ call: Call) async throws -> Answer<RoutingDecisionBody> {
        let now: Timestamp = clock.now()
        let question: RoutingQuestion = RoutingQuestion(
            subject: try subject(call.text("class"), at: now),
            area: call.text("area"),
            source: try call.choice("source", of: CaseSource.self) ?? .collector,
            part: call.text("part"),
            at: try call.time("at") ?? now
        )
        let explanation: RoutingExplanation = try await database.read { db in
            try service.explain(question, by: call.identity, in: db)
        }
        return Answer(RoutingDecisionBody(explanation, service.registry.current))
    }

    /// `event/01/10` in the edition in force, or with an edition in front.
    private func subject(_ text: String?, at now: Timestamp) throws -> ClassKey? {
        guard let text else { return nil }
        let directory: RegistryDirectory = service.registry.current
        let edition: String? = directory.classes.currentEdition(on: directory.calendar.date(of: now))?.code
        let full: String = text.split(separator: "/").count == 3 ? "\(edition ?? "")/\(text)" : text
        guard let key = ClassKey(full) else {
            throw CityError.invalid(
                "class",
                "routing.class",
                Wording("小类须写成 event/01/10", "A small class is written event/01/10")
            )
        }
        return key
    }

    private func body(_ set: RuleSet, in db: any SQLConnection) throws -> Answer<RuleSetBody> {
        let live: RuleSetID? = try RuleSetStore.live(in: db)?.id
        let check: RuleSetCheck = RuleSetCheck(service.registry.current, at: clock.now())
        let rules: [RoutingRule] = try service.rules(of: set.id, in: db)
        return Answer(RuleSetBody(set, live: live, rules: rules, check), version: set.version)
    }
}
