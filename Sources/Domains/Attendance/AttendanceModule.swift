package import CityCore
package import CityHTTP
package import CityJobs
import CityModules
package import CityRegistry
package import CitySQL

/// Attendance as the composition root sees it.
package struct AttendanceModule: CityModule {
    private let database: any SQLDatabase
    private let service: AttendanceService
    private let ports: AttendancePorts
    private let clock: CityClock

    package init(
        database: any SQLDatabase,
        registry: Registry,
        clock: CityClock,
        ids: IDSource,
        ports: AttendancePorts
    ) {
        self.database = database
        self.clock = clock
        self.ports = ports
        service = AttendanceService(registry: registry, ids: ids)
    }

    package var migrations: [Migration] { AttendanceStore.migrations }

    package var jobs: [PeriodicJob] {
        let (database, service, clock) = (database, service, clock)
        return [
            PeriodicJob("attendance.tidy", every: .seconds(600)) {
                let now: Timestamp = clock.now()
                try await database.write { db in
                    try service.endOverlong(at: now, in: db)
                    try AttendanceStore.forgetTracks(before: now - AttendanceService.tracksKeptFor, in: db)
                }
            }
        ]
    }

    package func register(in table: RouteTable) {
        AttendanceRoutes(service: service, ports: ports, database: database, clock: clock).register(in: table)
    }
}
