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
    package let routing: RoutingService
    private let database: any SQLDatabase
    private let routes: CaseRoutes
    private let routingRoutes: RoutingRoutes

    package init(
        database: any SQLDatabase,
        registry: Registry,
        outbox: Outbox,
        audit: AuditLog,
        clock: CityClock,
        ids: IDSource,
        settings: CaseSettings,
        ports: CasePorts
    ) {
        let book: RoutingBook = RoutingBook()
        self.database = database
        routing = RoutingService(registry: registry, book: book, outbox: outbox, ids: ids)
        routingRoutes = RoutingRoutes(service: routing, database: database, clock: clock)
        service = CaseService(
            registry: registry,
            routing: book,
            outbox: outbox,
            ids: ids,
            settings: settings,
            ports: ports
        )
        timers = CaseTimers(service: service, database: database, clock: clock)
        routes = CaseRoutes(service: service, database: database, clock: clock, audit: audit)
    }

    package var migrations: [Migration] { CaseMigrations.all + RoutingMigrations.all }

    package var jobs: [PeriodicJob] {
        let timers: CaseTimers = timers
        return [PeriodicJob("case.timers", every: .seconds(1)) { try await timers.run() }]
    }

    package func register(in table: RouteTable) {
        routes.register(in: table)
        routingRoutes.register(in: table)
    }

    /// Reads what is kept in memory: the routing rules in force. It stands in the queue of writes, so that rules which
    /// this process puts in force meanwhile are not replaced by older ones.
    package func load() async throws {
        let routing: RoutingService = routing
        try await database.write { db in try routing.load(in: db) }
    }
}

extension CaseModule {
    /// All cases as a file, for the command line; the format is that of the name's ending.
    package func export(named file: String, language: Language) throws -> FileAnswer {
        let ending: String = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard let format = CaseExport.Format(rawValue: ending) else {
            throw CityError.invalid(
                "file",
                "export.format",
                Wording("文件须以 .csv 或 .xlsx 结尾", "The file must end in .csv or .xlsx")
            )
        }
        return CaseExport(
            database: database,
            directory: service.registry.current,
            filter: CaseFilter(),
            visibleIn: [[]],
            language: language
        ).answer(format)
    }
}
