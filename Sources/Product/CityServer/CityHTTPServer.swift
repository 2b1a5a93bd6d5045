import CityCore
import CityEvents
package import CityHTTP
import CityJobs
import CityModules
import CityNATS
import CitySQL
import CitySensing
import Command
import FoundationEssentials
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle
import Terminals
import UnixSignals

/// Serves a city: routes, documents, events, jobs, in one group that stops in order.
package struct CityHTTPServer: Sendable {
    private let city: City
    private let logger: Logger
    private let drain: Drain
    private let nats: NATSConnection?

    package init(_ city: City, logger: Logger) throws {
        self.city = city
        self.logger = logger
        nats = try city.settings.nats.map { try NATSConnection($0, logger: logger) }
        drain = Drain(moment: .seconds(city.settings.drainSeconds), logger: logger)
    }

    package func router() throws -> Router<AppContext> {
        let router: Router<AppContext> = Router(context: AppContext.self)
        router.addMiddleware {
            TrafficMiddleware(metrics: city.metrics)
            SafetyHeadersMiddleware()
            DrainMiddleware(drain: drain)
            ProblemMiddleware()
            FrontDoorMiddleware(proxies: city.settings.guards.proxies, limiter: city.limiter)
        }
        let table: RouteTable = city.routeTable()
        table.mount(on: router)
        try DocumentPages(table).mount(on: router)
        HealthPages(database: city.database, drain: drain, remark: remark).mount(on: router)
        MetricsPage(city: city).mount(on: router)
        PhoneDoorPages(door: city.sensing.door, clock: city.clock).mount(on: router)
        try WebPages(webFiles(), base: city.settings.baseMap).mount(on: router)
        return router
    }

    private var remark: @Sendable () -> String? {
        let nats: NATSConnection? = nats
        return {
            guard let nats, !nats.isConnected else { return nil }
            return "NATS is not there: events wait in the outbox, and other processes learn of them within a second"
        }
    }

    private func webFiles() throws -> WebFiles? {
        let folder: String = city.settings.webFolder
        guard FileManager.default.fileExists(atPath: "\(folder)/index.html") else {
            logger.warning("the pages' files are missing: set web.folder", metadata: ["folder": "\(folder)"])
            return nil
        }
        return try WebFiles(folder: folder)
    }

    /// Runs until a signal comes. `onReady` is told the port that was bound.
    package func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        let guards: GuardSettings = city.settings.guards
        let application = Application(
            responder: OwnTaskResponder(try router().buildResponder()),
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    additionalChannelHandlers: [SlowRequestHandler(guards.bodyPace)],
                    idleTimeout: .seconds(Int64(guards.idleSeconds))
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(city.settings.host, port: city.settings.port),
                serverName: "streetwise",
                availableConnectionsDelegate: MaximumAvailableConnections(guards.connectionsMax)
            ),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        let dispatcher: EventDispatcher = EventDispatcher(
            database: city.database,
            subscriptions: city.modules.flatMap(\.subscriptions),
            clock: city.clock,
            logger: logger,
            wakes: city.wakes.dispatcher
        )
        let feed: LiveFeed = LiveFeed(
            database: city.database,
            hub: city.live,
            wakes: city.wakes.feed,
            start: city.start.value,
            renew: city.renew,
            logger: logger
        )
        let jobs: JobRunner = JobRunner(
            jobs: (city.modules.flatMap(\.jobs) + housekeeping).map(alone) + [beat, look, follow, reread],
            logger: logger,
            ended: { [metrics = city.metrics] job, took, failed in
                metrics.count(.jobRuns, "job=\"\(job)\",result=\"\(failed ? "failed" : "done")\"")
                metrics.observe(.jobSeconds, "job=\"\(job)\"", took)
            }
        )
        let services: [any Service] =
            try carriers + [city.sensing.intake, city.terminals.gateway, dispatcher, jobs, application, feed, drain]
        var configuration: ServiceGroupConfiguration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(city.settings.drainSeconds + 15)
        configuration.maximumCancellationDuration = .seconds(60)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            let address: String = "\(city.settings.host):\(city.settings.port)"
            throw CityError(
                .unavailable,
                "http.address",
                Wording(
                    "无法监听 \(address)，端口可能已被占用，请换一个 --port",
                    "Cannot listen at \(address); the port may be taken, try another --port"
                ),
                cause: error
            )
        }
    }

    /// What goes on by NATS: the relay of the outbox, and word to the other processes that there is something in it.
    private var carriers: [any Service] {
        get throws {
            guard let nats else { return [] }
            return [
                NATSWakes(nats: nats, wakes: city.wakes),
                try EventRelay(database: city.database, nats: nats, wakes: city.wakes.relay, logger: logger),
            ]
                + (try deviceMessages(nats))
        }
    }

    /// Devices that speak MQTT to the NATS servers, where that is wanted.
    private func deviceMessages(_ nats: NATSConnection) throws -> [any Service] {
        guard let subject = nats.settings.deviceSubject else { return [] }
        let stream: SubjectStream = try SubjectStream(nats, stream: nats.settings.deviceStream, subject: subject)
        return [DeviceMessages(stream: stream, door: city.sensing.messages, logger: logger)]
    }

    /// The beat of this process's own open pages; every other job is the whole city's.
    private var beat: PeriodicJob {
        let live: LiveHub = city.live
        return PeriodicJob("live.beat", every: .seconds(15)) { live.beat() }
    }

    /// What another process has published is seen at the latest by this, should nobody tell.
    private var look: PeriodicJob {
        let wakes: EventWakes = city.wakes
        return PeriodicJob("events.look", every: .milliseconds(500)) { wakes.look() }
    }

    /// Each process has in memory how devices stand.
    private var follow: PeriodicJob {
        let latest: LatestPositions = city.sensing.latest
        return PeriodicJob("sensing.follow", every: .milliseconds(500)) { try await latest.follow() }
    }

    /// What changes seldom and is held in memory, where another process has changed it.
    private var reread: PeriodicJob {
        let city: City = city
        return PeriodicJob("city.reread", every: .seconds(10)) {
            try await city.database.read { db in
                try city.sensing.messages.load(in: db)
                try city.command.roads.load(in: db)
            }
        }
    }

    /// The same job, left out while another process of the city is at it.
    private func alone(_ job: PeriodicJob) -> PeriodicJob {
        let database: any SQLDatabase = city.database
        return PeriodicJob(job.name, every: job.every) {
            _ = try await database.withLock("job.\(job.name)", waitingFor: .zero) { try await job.run() }
        }
    }

    private var housekeeping: [PeriodicJob] {
        let city: City = city
        return [
            PeriodicJob("http.idempotency", every: .seconds(3600)) {
                let before: Timestamp = city.clock.now() - Idempotency.keptFor
                try await city.database.write { db in try Idempotency.forget(before: before, in: db) }
            },
            PeriodicJob("events.prune", every: .seconds(3600)) {
                let before: Timestamp = city.clock.now() - .days(30)
                let isRelayed: Bool = city.settings.nats != nil
                try await city.database.write { db in
                    if !isRelayed { try Outbox.forget(EventRelay.reader, in: db) }
                    try Outbox.prune(before: before, in: db)
                }
            },
            PeriodicJob("database.optimize", every: .seconds(3600)) { try await city.database.optimize() },
        ]
    }
}
