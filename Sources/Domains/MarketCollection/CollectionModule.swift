package import CityCore
package import CityHTTP
package import CityJobs
import CityModules
package import CityRegistry
package import CitySQL

/// Market collection as the composition root sees it.
package struct CollectionModule: CityModule {
    package let lots: LotService
    package let checks: CheckService
    package let statements: StatementService
    private let coverage: CoverageKeeper
    private let patrols: PatrolService
    private let database: any SQLDatabase
    private let clock: CityClock

    package init(
        database: any SQLDatabase,
        registry: Registry,
        clock: CityClock,
        ids: IDSource,
        ports: CollectionPorts
    ) {
        self.database = database
        self.clock = clock
        coverage = CoverageKeeper(registry: registry, ports: ports, database: database, clock: clock)
        lots = LotService(registry: registry, ids: ids)
        checks = CheckService(registry: registry, ports: ports, ids: ids)
        patrols = PatrolService(registry: registry, ports: ports, ids: ids)
        statements = StatementService(registry: registry, ports: ports, coverage: coverage, ids: ids)
    }

    package var migrations: [Migration] { CollectionMigrations.all }

    package var jobs: [PeriodicJob] {
        let coverage: CoverageKeeper = coverage
        return [PeriodicJob("collection.coverage", every: .seconds(600)) { try await coverage.step() }]
    }

    package func register(in table: RouteTable) {
        LotRoutes(lots: lots, statements: statements, database: database, clock: clock).register(in: table)
        EvidenceRoutes(checks: checks, patrols: patrols, database: database, clock: clock).register(in: table)
        StatementRoutes(statements: statements, database: database, clock: clock).register(in: table)
    }
}
