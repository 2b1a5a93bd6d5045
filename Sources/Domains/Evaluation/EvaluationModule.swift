import CityContracts
package import CityCore
package import CityEvents
package import CityHTTP
package import CityJobs
import CityModules
import CityPrint
package import CityRegistry
package import CitySQL

/// Evaluation as the composition root sees it.
package struct EvaluationModule: CityModule {
    package let service: EvaluationService
    package let filling: FactFilling
    package let keeper: FactKeeper
    package let objections: ObjectionService
    package let periods: PeriodService
    /// Facts are worked out beside the city's other writes; the first write of theirs, the revision, is where those who
    /// write facts or take figures down wait for each other.
    static let turn: String = "evaluation"
    private let database: any SQLDatabase
    let ports: EvaluationPorts
    private let printer: PagePrinter = PagePrinter()
    private let clock: CityClock

    package init(
        database: any SQLDatabase,
        registry: Registry,
        clock: CityClock,
        ids: IDSource,
        ports: EvaluationPorts
    ) {
        self.database = database
        self.ports = ports
        self.clock = clock
        keeper = FactKeeper(registry: registry)
        filling = FactFilling(keeper: keeper, ports: ports, database: database)
        service = EvaluationService(registry: registry, definitions: DefinitionStore(), ports: ports)
        periods = PeriodService(evaluation: service, ids: ids)
        objections = ObjectionService(evaluation: service, keeper: keeper, ids: ids)
    }

    package var migrations: [Migration] { EvaluationMigrations.all }

    package var subscriptions: [Subscription] {
        let (keeper, ports) = (keeper, ports)
        return [
            Subscription(Self.turn, topics: [CaseChanged.topic, CasesImported.topic], isAside: true) { events, db in
                try keeper.renew(try ports.traces(try Self.cases(of: events), db), in: db)
            }
        ]
    }

    /// The cases that events tell of, each once. A lamp that changed its colour changes no fact.
    private static func cases(of events: [StoredEvent]) throws -> [String] {
        var ids: Set<String> = []
        for event in events {
            switch event.topic {
            case CaseChanged.topic:
                let changed: CaseChanged = try event.decoded(as: CaseChanged.self)
                if changed.action != "lamp" { ids.insert(changed.caseID) }
            default:
                ids.formUnion(try event.decoded(as: CasesImported.self).cases ?? [])
            }
        }
        return ids.sorted()
    }

    package var jobs: [PeriodicJob] {
        let filling: FactFilling = filling
        return [PeriodicJob("evaluation.fill", every: .seconds(1)) { while try await filling.step() {} }]
    }

    package func register(in table: RouteTable) {
        EvaluationRoutes(service: service, filling: filling, printer: printer, database: database, clock: clock)
            .register(in: table)
        PeriodRoutes(periods: periods, objections: objections, database: database, clock: clock).register(in: table)
        RulesRoutes(service: service, database: database, clock: clock).register(in: table)
    }

    /// Puts the shipped rules in force in a city that has none.
    package func load() async throws {
        let (service, now) = (service, clock.now())
        try await database.write { db in try service.definitions.seed(at: now, in: db) }
    }
}
