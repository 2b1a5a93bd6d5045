import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import HTTPTypes

/// The addresses of the rules: every version that was ever in force, readable by whoever sees a score.
struct RulesRoutes: Sendable {
    let service: EvaluationService
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        table.get(
            "evaluation/rules",
            access: .permission(.evaluationRead),
            Wording("评价办法的各个版本", "The versions of the rules"),
            answer: RuleVersionsBody.self
        ) { _ in
            let today: CivilDate = service.today(clock.now())
            return try await database.read { db in
                let current: Int? = try? service.definitions.inForce(on: today, in: db).number
                return Answer(
                    RuleVersionsBody(
                        items: try service.definitions.versions(in: db).map {
                            RuleVersionBody($0, inForce: $0.number == current)
                        }
                    )
                )
            }
        }
        table.get(
            "evaluation/rules/{number}",
            access: .permission(.evaluationRead),
            Wording("一个版本的全部指标、公式与权重", "All figures, formulas and weights of a version"),
            answer: RulesBody.self,
            use: one
        )
        table.write(
            .post,
            "evaluation/rules",
            access: .permission(.evaluationRules),
            Wording("发布新版评价办法，自某日起的周期适用", "Put new rules in force for periods from a day on"),
            body: NewRulesBody.self,
            answer: RuleVersionBody.self,
            use: add
        )
    }

    private func one(_ call: Call) async throws -> Answer<RulesBody> {
        guard let number = Int(try call.parameter("number")) else { throw CityError.notFound(DefinitionStore.thing) }
        let today: CivilDate = service.today(clock.now())
        return try await database.read { db in
            let versions: [RuleVersion] = try service.definitions.versions(in: db)
            guard let version = versions.first(where: { $0.number == number }) else {
                throw CityError.notFound(DefinitionStore.thing)
            }
            let definition: Definition = try service.definitions.definition(number, in: db)
            let current: Int? = try? service.definitions.inForce(on: today, in: db).number
            return Answer(
                RulesBody(
                    version: RuleVersionBody(version, inForce: number == current),
                    content: definition.file,
                    figures: definition.figures.map { FigureBody($0, value: 0) }
                )
            )
        }
    }

    private func add(_ call: Call, _ new: NewRulesBody, _ db: any SQLConnection) throws -> Answer<RuleVersionBody> {
        try call.identity.demandCityWide(.evaluationRules)
        let reason: String = new.reason.trimmed()
        guard (4...500).contains(reason.count) else { throw DefinitionTrouble.reason }
        let now: Timestamp = clock.now()
        let today: CivilDate = service.today(now)
        let number: Int = try service.definitions.add(
            new.content,
            from: new.firstDay,
            reason: reason,
            by: call.identity,
            on: today,
            at: now,
            in: db
        )
        guard let version = try service.definitions.versions(in: db).first(where: { $0.number == number }) else {
            throw CityError.fault("rules \(number) are gone")
        }
        return .created(RuleVersionBody(version, inForce: new.firstDay == today))
    }
}
