import Attendance
package import CaseManagement
package import CityAccess
package import CityCore
import CityCrypto
package import CityEvents
package import CityHTTP
import CityJobs
package import CityMedia
package import CityModules
package import CityRegistry
package import CitySQL
package import CitySensing
package import Command
package import Evaluation
import FoundationEssentials
package import MarketCollection
package import Terminals

/// The composition root: every part of the city, wired. One list names the parts.
package struct City: Sendable {
    package let settings: CitySettings
    package let database: any SQLDatabase
    package let metrics: Metrics
    package let clock: CityClock
    package let ids: IDSource
    package let registry: Registry
    package let outbox: Outbox
    package let access: AccessModule
    package let media: MediaModule
    package let cases: CaseModule
    package let evaluation: EvaluationModule
    package let collection: CollectionModule
    package let sensing: SensingModule
    package let terminals: TerminalsModule
    package let command: CommandModule
    package let wakes: EventWakes
    let start: StartPlace
    package let live: LiveHub
    package let modules: [any CityModule]
    let limiter: RequestLimiter

    /// Opens the database and wires the parts; `prepare` brings the schema up to date.
    package init(
        _ settings: CitySettings,
        clock: CityClock = .system,
        ids: IDSource = .uuid7,
        database given: (any SQLDatabase)? = nil
    ) throws {
        try City.makeFolder(settings.dataFolder)
        self.settings = settings
        self.clock = clock
        self.ids = ids
        metrics = Metrics()
        database = try given ?? TimedDatabase(settings.openDatabase(), metrics: metrics, slow: settings.slowQuery)
        registry = try Registry(database: database)
        limiter = RequestLimiter(settings.guards.limits, clock: clock)
        wakes = EventWakes()
        start = StartPlace()
        outbox = Outbox(ids: ids, wake: wakes.published)
        access = try AccessModule(
            database: database,
            settings: City.accessSettings(settings),
            roles: CityRoles.catalogue(),
            ports: City.accessPorts(registry),
            clock: clock,
            ids: ids
        )
        let media: MediaModule = try MediaModule(database: database, root: settings.mediaFolder, clock: clock)
        self.media = media
        cases = CaseModule(
            database: database,
            registry: registry,
            outbox: outbox,
            audit: access.audit,
            clock: clock,
            ids: ids,
            settings: CaseSettings(),
            ports: CasePorts(
                existingMedia: { ids, db in try media.service.exists(ids, in: db) },
                accountName: { id, db in try AccessModule.name(of: id, in: db) }
            )
        )
        evaluation = EvaluationModule(
            database: database,
            registry: registry,
            clock: clock,
            ids: ids,
            ports: City.evaluationPorts(cases.service)
        )
        collection = CollectionModule(
            database: database,
            registry: registry,
            clock: clock,
            ids: ids,
            ports: City.collectionPorts(cases.service, media.service)
        )
        let help: HelpDesk = HelpDesk(registry: registry, outbox: outbox, ids: ids)
        let desk: TerminalDesk = TerminalDesk(ids: ids)
        sensing = SensingModule(
            database: database,
            registry: registry,
            outbox: outbox,
            clock: clock,
            ids: ids,
            tracksKeptFor: .days(settings.tracksKeptDays),
            fieldTracksKeptFor: AttendanceService.tracksKeptFor,
            ports: City.alertPorts(cases.service, registry, clock, help, desk)
        )
        terminals = TerminalsModule(
            settings.terminals,
            sensing: sensing,
            database: database,
            outbox: outbox,
            clock: clock,
            ids: ids,
            ports: City.terminalPorts(media.service, sensing.alerts, cases.service, clock)
        )
        command = CommandModule(
            database: database,
            registry: registry,
            sensing: sensing,
            help: help,
            outbox: outbox,
            clock: clock,
            ids: ids,
            ports: City.commandPorts(registry, desk, media.service)
        )
        let registry: Registry = registry
        live = LiveHub(permissions: [
            CityTopics.cases: .caseRead, CityTopics.registry: .registryRead, CityTopics.alerts: .sensingRead,
            CityTopics.safetyAlarms: .sensingRead, CityTopics.orders: .commandRead, CityTopics.tasks: .commandServe,
            CityTopics.dutyAlarms: .commandRead,
            CityTopics.help: .commandRead, CityTopics.incidents: .commandRead,
        ]) {
            granted,
            other in
            let organisations: OrganisationDirectory = registry.current.organisations
            return granted == other || organisations.ancestors(of: other).contains { $0.id == granted }
        }
        modules = [
            access,
            RegistryModule(registry: registry, outbox: outbox, clock: clock, ids: ids),
            media,
            cases,
            AttendanceModule(
                database: database,
                registry: registry,
                clock: clock,
                ids: ids,
                ports: City.attendancePorts(sensing, clock)
            ),
            evaluation,
            collection,
            sensing,
            terminals,
            command,
        ]
    }

    /// Brings the schema up to date, seeds what is shipped, and loads the registry. Answers the migrations applied.
    @discardableResult
    package func prepare() async throws -> [String] {
        let migrations: [Migration] = City.migrations(of: modules)
        try await CityMover.refuseUnfinished(database)
        let applied: [String] = try await Migrator(migrations).migrate(database, at: clock.now())
        try await database.write { db in
            try ClassStore.seedShipped(in: db)
            try CalendarStore.seedShipped(in: db)
        }
        start.value = try await database.read { db in try Outbox.lastSequence(in: db) }
        try await registry.reload()
        try await cases.load()
        try await evaluation.load()
        try await sensing.load()
        try await command.load()
        return applied
    }

    package static func migrations(of modules: [any CityModule]) -> [Migration] {
        Idempotency.migrations + Outbox.migrations + modules.flatMap(\.migrations)
    }

    /// The migrations of a city that is not open.
    package static func allMigrations() throws -> [Migration] {
        let folder: String = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var settings: CitySettings = CitySettings()
        settings.dataFolder = folder
        return migrations(of: try City(settings).modules)
    }

    /// All routes of all parts.
    package func routeTable() -> RouteTable {
        let table: RouteTable = RouteTable(
            database: database,
            clock: clock,
            authenticator: limiter.limiting(access.authenticator),
            timeLimit: .seconds(settings.guards.handlerSeconds)
        )
        for module in modules { module.register(in: table) }
        CityRoutes(registry: registry, settings: settings).register(in: table)
        SearchRoutes(registry: registry, cases: cases.service).register(in: table)
        let database: any SQLDatabase = database
        LiveRoutes(hub: live) { after, limit in
            try await database.read { db in try Outbox.events(after: after, limit: limit, in: db).map(LiveEvent.init) }
        }.register(in: table)
        return table
    }

    private static func evaluationPorts(_ cases: CaseService) -> EvaluationPorts {
        EvaluationPorts(
            traces: { ids, db in try CaseTraces.of(ids, in: db) },
            nextTraces: { serial, limit, db in try CaseTraces.next(after: serial, limit: limit, in: db) },
            lastSerial: { db in try CaseTraces.lastSerial(in: db) },
            outlines: { ids, identity, db in
                try cases.visible(ids, to: identity, in: db).mapValues { outline($0, cases.registry) }
            },
            find: { id, identity, db in
                outline(try cases.find(CaseID(id), by: identity, in: db), cases.registry)
            },
            accountNames: { ids, db in try AccessModule.names(of: ids, in: db) }
        )
    }

    private static func outline(_ record: CaseRecord, _ registry: Registry) -> CaseOutlineBody {
        let directory: RegistryDirectory = registry.current
        return CaseOutlineBody(
            id: record.id.text,
            number: record.number,
            state: record.state.rawValue,
            className: record.subject.map { directory.className($0.key) },
            address: record.place.address,
            organisation: directory.organisationName(record.organisation)
        )
    }

    private static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw CityError(
                .unavailable,
                "data.folder",
                Wording("无法建立数据目录 \(path)", "The data folder \(path) cannot be made"),
                cause: error
            )
        }
    }

    private static func accessSettings(_ settings: CitySettings) -> AccessSettings {
        var access: AccessSettings = AccessSettings()
        access.cookieSecure = settings.secureCookies
        access.passwordCost = settings.lightPasswords ? .light : .standard
        access.idleLimit = .minutes(settings.idleMinutes)
        return access
    }

    private static func accessPorts(_ registry: Registry) -> AccessPorts {
        var ports: AccessPorts = AccessPorts()
        ports.areaIsKnown = { area, _ in
            let directory: RegistryDirectory = registry.current
            return directory.area(area) != nil || directory.areas.keys.contains { $0.hasPrefix(area) }
        }
        ports.organisationIsKnown = { id, _ in registry.current.organisations.find(id) != nil }
        return ports
    }
}
