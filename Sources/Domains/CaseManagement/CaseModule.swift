package import CityAccess
package import CityCore
package import CityEvents
package import CityHTTP
package import CityJobs
import CityModules
package import CityRegistry
package import CitySQL

/// Case management as the composition root sees it.
package struct CaseModule: CityModule {
    package let service: CaseService
    package let timers: CaseTimers
    package let routing: RoutingBook
    private let routes: CaseRoutes

    package init(
        database: any SQLDatabase,
        registry: Registry,
        outbox: Outbox,
        audit: AuditLog,
        clock: CityClock,
        ids: IDSource,
        settings: CaseSettings,
        existingMedia: @escaping @Sendable ([String], any SQLConnection) throws -> Set<String>
    ) {
        routing = RoutingBook()
        service = CaseService(
            registry: registry,
            routing: routing,
            outbox: outbox,
            ids: ids,
            settings: settings,
            existingMedia: existingMedia
        )
        timers = CaseTimers(service: service, database: database, clock: clock)
        routes = CaseRoutes(service: service, database: database, clock: clock, audit: audit)
    }

    package var migrations: [Migration] { CaseMigrations.all }

    package var jobs: [PeriodicJob] {
        let timers: CaseTimers = timers
        return [PeriodicJob("case.timers", every: .seconds(1)) { try await timers.run() }]
    }

    package func register(in table: RouteTable) {
        routes.register(in: table)
    }
}
