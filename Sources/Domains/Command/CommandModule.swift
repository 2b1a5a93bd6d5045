package import CityCore
package import CityEvents
package import CityHTTP
package import CityJobs
import CityModules
import CityPrint
package import CityRegistry
package import CitySQL
package import CitySensing

/// Command as the composition root sees it: units, orders, duties, calls for help, incidents.
package struct CommandModule: CityModule {
    package let units: UnitService
    package let orders: OrderService
    package let duties: DutyService
    package let help: HelpService
    package let plans: PlanService
    package let incidents: IncidentService
    package let roads: RoadBook
    private let printer: PagePrinter = PagePrinter()
    private let board: UnitBoard
    private let orderClock: OrderClock
    private let dutyWatch: DutyWatch
    private let incidentClock: IncidentClock
    private let latest: LatestPositions
    private let ports: CommandPorts
    private let database: any SQLDatabase
    private let clock: CityClock

    package init(
        database: any SQLDatabase,
        registry: Registry,
        sensing: SensingModule,
        help desk: HelpDesk,
        outbox: Outbox,
        clock: CityClock,
        ids: IDSource,
        ports: CommandPorts
    ) {
        self.database = database
        self.clock = clock
        self.ports = ports
        latest = sensing.latest
        roads = RoadBook()
        units = UnitService(sensing: sensing.devices, registry: registry, ports: ports, ids: ids)
        board = UnitBoard(sensing: sensing.devices, latest: sensing.latest, ports: ports)
        orders = OrderService(units: units, registry: registry, outbox: outbox, ports: ports, ids: ids)
        duties = DutyService(units: units, registry: registry, outbox: outbox, ids: ids)
        help = HelpService(desk: desk, sensing: sensing.devices)
        plans = PlanService(sensing: sensing.devices, registry: registry, ids: ids)
        incidents = IncidentService(
            orders: orders,
            plans: plans,
            board: board,
            roads: roads,
            registry: registry,
            outbox: outbox,
            ids: ids
        )
        incidentClock = IncidentClock(incidents: incidents, database: database, clock: clock)
        orderClock = OrderClock(orders: orders, latest: sensing.latest, database: database, clock: clock)
        dutyWatch = DutyWatch(
            board: board,
            registry: registry,
            outbox: outbox,
            ports: ports,
            database: database,
            ids: ids,
            clock: clock
        )
    }

    package var migrations: [Migration] { CommandMigrations.all }

    package var jobs: [PeriodicJob] {
        let (orderClock, dutyWatch) = (orderClock, dutyWatch)
        let incidentClock: IncidentClock = incidentClock
        return [
            PeriodicJob("command.orders", every: .seconds(5)) { try await orderClock.step() },
            PeriodicJob("command.duties", every: .seconds(30)) { try await dutyWatch.step() },
            PeriodicJob("command.incidents", every: .seconds(5)) { try await incidentClock.step() },
        ]
    }

    package func register(in table: RouteTable) {
        UnitRoutes(service: units, board: board, roads: roads, database: database, clock: clock).register(in: table)
        OrderRoutes(service: orders, database: database, clock: clock).register(in: table)
        DutyRoutes(service: duties, database: database, clock: clock).register(in: table)
        HelpRoutes(service: help, latest: latest, ports: ports, database: database, clock: clock).register(in: table)
        PlanRoutes(service: plans, database: database, clock: clock).register(in: table)
        IncidentRoutes(service: incidents, printer: printer, database: database, clock: clock).register(in: table)
        FiguresRoute(units: units, board: board, database: database, clock: clock).register(in: table)
    }

    package func load() async throws {
        let roads: RoadBook = roads
        try await database.read { db in try roads.load(in: db) }
    }

    /// Looks once at deadlines, arrivals, duties and incidents.
    package func step() async throws {
        try await orderClock.step()
        try await dutyWatch.step()
        try await incidentClock.step()
    }
}
