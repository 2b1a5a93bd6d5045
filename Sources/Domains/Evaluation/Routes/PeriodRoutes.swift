import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import HTTPTypes

/// The addresses of closed periods, their objections, and the rules.
struct PeriodRoutes: Sendable {
    let periods: PeriodService
    let objections: ObjectionService
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        registerPeriods(in: table)
        registerObjections(in: table)
    }

    private func registerPeriods(in table: RouteTable) {
        table.list(
            "evaluation/periods",
            access: .permission(.evaluationRead),
            Wording("已公示的周期", "Periods whose figures were taken down"),
            item: PeriodBody.self
        ) { _, page in
            try await database.read { db in
                let found: Page<Period> = try PeriodStore.page(page, in: db)
                let bodies: [PeriodBody] = try bodies(found.items, in: db)
                return Page(items: bodies, next: found.next)
            }
        }
        table.write(
            .post,
            "evaluation/periods",
            access: .permission(.evaluationReview),
            Wording("公示一个周期，开始受理申诉", "Open a period to objections"),
            body: NewPeriodBody.self,
            answer: PeriodBody.self
        ) { call, new, db in
            let period: Period = try periods.open(
                try Span(new.period),
                objectionsUntil: new.objectionsUntil,
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return .created(try body(period, in: db), version: period.version)
        }
        table.get(
            "evaluation/periods/{id}",
            access: .permission(.evaluationRead),
            Wording("一个周期与它的各版结果", "A period with its editions"),
            answer: PeriodBody.self
        ) { call in
            let id: PeriodID = try call.id()
            return try await database.read { db in
                guard let period = try PeriodStore.find(id, in: db) else {
                    throw CityError.notFound(PeriodStore.thing)
                }
                return Answer(try body(period, in: db), version: period.version)
            }
        }
        step("freeze", .evaluationReview, Wording("冻结（申诉均已决定）", "Freeze: every objection is decided"), in: table) {
            try periods.freeze($0, expecting: $1, by: $2, at: clock.now(), in: $3)
        }
        step("publish", .evaluationDecide, Wording("发布", "Publish"), in: table) {
            try periods.publish($0, expecting: $1, by: $2, at: clock.now(), in: $3)
        }
        table.write(
            .post,
            "evaluation/periods/{id}/correct",
            access: .permission(.evaluationDecide),
            Wording("发布后更正：生成新的一版，须说明理由", "Correct what was published: a new edition, with its reason"),
            body: CorrectionBody.self,
            answer: PeriodBody.self
        ) { call, correction, db in
            let period: Period = try periods.correct(
                try call.id(),
                reason: correction.reason,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(try body(period, in: db), version: period.version)
        }
    }

    private func step(
        _ name: String,
        _ permission: Permission,
        _ summary: Wording,
        in table: RouteTable,
        _ take: @escaping @Sendable (PeriodID, Int, Identity, any SQLConnection) throws -> Period
    ) {
        table.write(
            .post,
            "evaluation/periods/{id}/\(name)",
            access: .permission(permission),
            summary,
            body: NoBody.self,
            answer: PeriodBody.self
        ) { call, _, db in
            let period: Period = try take(try call.id(), try call.expectedVersion(), call.identity, db)
            return Answer(try body(period, in: db), version: period.version)
        }
    }

    private func body(_ period: Period, in db: any SQLConnection) throws -> PeriodBody {
        try bodies([period], in: db)[0]
    }

    private func bodies(_ periods: [Period], in db: any SQLConnection) throws -> [PeriodBody] {
        if periods.isEmpty { return [] }
        let ids: [PeriodID] = periods.map(\.id)
        let editions: [PeriodID: [Edition]] = try PeriodStore.editions(of: ids, in: db)
        let undecided: [PeriodID: Int] = try ObjectionStore.undecided(of: ids, in: db)
        return periods.map { PeriodBody($0, editions: editions[$0.id] ?? [], undecided: undecided[$0.id] ?? 0) }
    }

    private func registerObjections(in table: RouteTable) {
        table.list(
            "evaluation/periods/{id}/objections",
            access: .permission(.evaluationRead),
            Wording("一个周期的申诉；部门只看自己的", "The objections of a period; departments see their own"),
            item: ObjectionBody.self,
            use: list
        )
        table.write(
            .post,
            "evaluation/periods/{id}/objections",
            access: .permission(.evaluationObject),
            Wording("对一个案件提出申诉", "Object to a case"),
            body: NewObjectionBody.self,
            answer: ObjectionBody.self
        ) { call, new, db in
            let objection: Objection = try objections.raise(
                against: new.case,
                in: try call.id(),
                reason: new.reason,
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return .created(body(objection), version: objection.version)
        }
        judge("review", .evaluationReview, Wording("申诉初审", "First review of an objection"), in: table) {
            try objections.review($0, $1, expecting: $2, by: $3, at: clock.now(), in: $4)
        }
        let deciding: Wording =
            Wording("申诉复审；支持后案件不计入统计", "Decide an objection; upheld, its case leaves the statistics")
        judge("decide", .evaluationDecide, deciding, in: table) {
            try objections.decide($0, $1, expecting: $2, by: $3, at: clock.now(), in: $4)
        }
    }

    private func judge(
        _ name: String,
        _ permission: Permission,
        _ summary: Wording,
        in table: RouteTable,
        _ take:
            @escaping @Sendable (ObjectionID, Judgement, Int, Identity, any SQLConnection) throws -> Objection
    ) {
        table.write(
            .post,
            "evaluation/objections/{id}/\(name)",
            access: .permission(permission),
            summary,
            body: VerdictInputBody.self,
            answer: ObjectionBody.self
        ) { call, verdict, db in
            let judgement: Judgement = Judgement(upheld: verdict.upheld, opinion: verdict.opinion)
            let objection: Objection =
                try take(try call.id(), judgement, try call.expectedVersion(), call.identity, db)
            return Answer(body(objection), version: objection.version)
        }
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<ObjectionBody> {
        let id: PeriodID = try call.id()
        let seen: [OrganisationID]? = periods.evaluation.objectors(call.identity)
        return try await database.read { db in
            guard try PeriodStore.find(id, in: db) != nil else { throw CityError.notFound(PeriodStore.thing) }
            return try ObjectionStore.page(of: id, organisations: seen, page, in: db).map(body)
        }
    }

    private func body(_ objection: Objection) -> ObjectionBody {
        ObjectionBody(
            objection,
            organisationName: objection.organisation.flatMap {
                periods.evaluation.registry.current.organisations.find($0)?.title
            }
        )
    }
}
