package import CityCore
package import CityEvents
package import CityHTTP
import CityModules
package import CitySQL
package import CitySensing
import Logging

/// Terminals of vehicles as the composition root sees them.
package struct TerminalsModule: CityModule {
    /// Serves until the process is told to stop.
    package let gateway: TerminalGateway
    package let commands: CommandService
    private let hall: TerminalHall
    private let devices: DeviceService
    private let fences: AlertService
    private let database: any SQLDatabase
    private let clock: CityClock

    package init(
        _ settings: TerminalSettings,
        sensing: SensingModule,
        database: any SQLDatabase,
        outbox: Outbox,
        clock: CityClock,
        ids: IDSource,
        ports: TerminalPorts
    ) {
        self.database = database
        self.clock = clock
        devices = sensing.devices
        fences = sensing.alerts
        commands = CommandService(devices: sensing.devices, database: database, ids: ids)
        hall = TerminalHall(
            settings,
            sensing: sensing,
            commands: commands,
            safety: SafetyDesk(
                devices: sensing.devices,
                database: database,
                outbox: outbox,
                ids: ids,
                clock: clock,
                ports: ports
            ),
            database: database,
            clock: clock,
            ids: ids,
            ports: ports
        )
        gateway = TerminalGateway(hall, logger: Logger(label: "terminals"))
    }

    package var migrations: [Migration] { TerminalMigrations.all }

    package var counters: TerminalCounters { hall.counters }

    package var safety: SafetyDesk { hall.safety }

    /// Terminals that have a line to this process.
    package var connected: Int { hall.connected }

    package func register(in table: RouteTable) {
        TerminalRoutes(
            hall: hall,
            commands: commands,
            devices: devices,
            fences: fences,
            database: database,
            clock: clock
        ).register(in: table)
        SafetyRoutes(desk: hall.safety, database: database, clock: clock).register(in: table)
    }
}
