package import CityCore
package import CityHTTP
import CityModules
package import CitySQL

/// Photos and other files: what the composition root sees of them.
package struct MediaModule: CityModule {
    package let service: MediaService
    private let clock: CityClock

    /// - Parameter root: the folder of the files; it is made when it is not there.
    package init(
        database: any SQLDatabase,
        root: String,
        limits: MediaLimits = .standard,
        clock: CityClock,
        zoneOffsetMinutes: Int = 480
    ) throws {
        service = MediaService(
            database: database,
            store: try MediaStore(root: root),
            limits: limits,
            zoneOffsetMinutes: zoneOffsetMinutes
        )
        self.clock = clock
    }

    package var migrations: [Migration] { MediaMigrations.all }

    package func register(in table: RouteTable) {
        MediaRoutes(service: service, clock: clock).register(in: table)
    }

    /// Hashes all files and tells which are missing or changed.
    package func verify() async throws -> MediaVerification {
        try await service.verify()
    }

    /// The files that no row speaks of, except those of the last hour, which may be arriving.
    package func orphans() async throws -> [MediaOrphan] {
        try await service.store.orphans(in: service.database, untouchedSince: clock.now() - .hours(1))
    }
}
