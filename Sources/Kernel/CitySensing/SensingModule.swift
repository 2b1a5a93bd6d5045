package import CityCore
package import CityEvents
package import CityHTTP
package import CityJobs
import CityModules
package import CityRegistry
package import CitySQL
import Logging

/// Sensing as the composition root sees it: devices, what they say, where they were.
package struct SensingModule: CityModule {
    package let devices: DeviceService
    package let latest: LatestPositions
    package let rules: PositionRules
    package let intake: PositionIntake
    package let door: PositionDoor
    package let messages: MessageDoor
    private let ids: IDSource
    package let alerts: AlertService
    package let runner: AlertRunner
    private let keeper: TrackKeeper
    private let database: any SQLDatabase
    private let clock: CityClock
    private let tracksKeptFor: TimeSpan
    private let fieldTracksKeptFor: TimeSpan

    package init(
        database: any SQLDatabase,
        registry: Registry,
        outbox: Outbox,
        clock: CityClock,
        ids: IDSource,
        tracksKeptFor: TimeSpan,
        fieldTracksKeptFor: TimeSpan,
        ports: AlertPorts
    ) {
        self.database = database
        self.clock = clock
        self.tracksKeptFor = tracksKeptFor
        self.fieldTracksKeptFor = fieldTracksKeptFor
        rules = PositionRules()
        devices = DeviceService(devices: DeviceDirectory(), registry: registry, outbox: outbox, ids: ids)
        latest = LatestPositions(database: database, rules: rules)
        intake = PositionIntake(database: database, clock: clock, logger: Logger(label: "sensing"))
        self.ids = ids
        messages = MessageDoor(devices: devices, intake: intake, rules: rules, clock: clock)
        door = PositionDoor(devices: devices, intake: intake, rules: rules, clock: clock)
        alerts = AlertService(devices: devices, ids: ids)
        runner = AlertRunner(
            database: database,
            devices: devices,
            latest: latest,
            outbox: outbox,
            ids: ids,
            clock: clock,
            rules: rules,
            ports: ports
        )
        keeper = TrackKeeper(database: database, clock: clock, rules: rules)
    }

    package var migrations: [Migration] { SensingMigrations.all }

    package var jobs: [PeriodicJob] {
        let (database, clock, keeper, keptFor, runner) = (database, clock, keeper, tracksKeptFor, runner)
        let fieldKeptFor: TimeSpan = fieldTracksKeptFor
        return [
            PeriodicJob("sensing.alerts", every: .milliseconds(500)) { while try await runner.step() >= 10_000 {} },
            PeriodicJob("sensing.tracks", every: .seconds(5)) {
                let start: ContinuousClock.Instant = .now
                try await keeper.step()
                // A tenth of the time at most: what comes meanwhile is one larger step.
                try await Task.sleep(for: min(.seconds(60), (ContinuousClock.now - start) * 9))
            },
            PeriodicJob("sensing.tidy", every: .seconds(3600)) {
                let now: Timestamp = clock.now()
                try await database.write { db in
                    try TrackStore.forget(before: now - keptFor, ofField: now - fieldKeptFor, in: db)
                }
            },
        ]
    }

    package func register(in table: RouteTable) {
        DeviceRoutes(service: devices, latest: latest, database: database, clock: clock).register(in: table)
        TrackRoutes(service: devices, database: database, clock: clock).register(in: table)
        JointTracks(service: devices, latest: latest, database: database, clock: clock).register(in: table)
        door.register(in: table)
        MessageRoutes(devices: devices, door: messages, ids: ids, database: database, clock: clock).register(in: table)
        AlertRoutes(
            service: alerts,
            simulator: AlertSimulator(devices: devices, database: database, clock: clock),
            database: database,
            clock: clock
        ).register(in: table)
        NearestRoutes(service: devices, latest: latest, clock: clock).register(in: table)
        PositionFeed(service: devices, latest: latest).register(in: table)
    }

    /// Brings what has come into the tracks at once.
    @discardableResult
    package func keepTracks() async throws -> Int { try await keeper.step() }

    package func load() async throws {
        let (devices, messages): (DeviceDirectory, MessageDoor) = (devices.devices, messages)
        try await database.read { db in
            try devices.load(in: db)
            try messages.load(in: db)
        }
        try await latest.follow()
    }

    /// Reads the devices anew that another process has changed.
    package func renew(_ ids: Set<DeviceID>) async throws {
        let devices: DeviceDirectory = devices.devices
        try await database.read { db in try devices.renew(ids, in: db) }
    }
}
