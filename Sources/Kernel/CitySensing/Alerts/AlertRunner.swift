import CityContracts
import CityCore
import CityEvents
import CityGeo
import CityRegistry
package import CitySQL

/// What alerts become elsewhere in the city.
package struct AlertPorts: Sendable {
    /// Makes a case of an alert and answers its number. Throws a refusal before it has written anything.
    package var report: @Sendable (_ alert: Alert, _ rule: AlertRule, any SQLConnection) throws -> String
    /// Told of each alert that has begun.
    package var began: @Sendable (_ alert: Alert, _ rule: AlertRule, Device, any SQLConnection) throws -> Void
    /// Tells a case that what it was made of is over.
    package var ended: @Sendable (_ alert: Alert, _ case: String, any SQLConnection) throws -> Void

    package init(
        report: @escaping @Sendable (_ alert: Alert, _ rule: AlertRule, any SQLConnection) throws -> String,
        began: @escaping @Sendable (_ alert: Alert, _ rule: AlertRule, Device, any SQLConnection) throws -> Void,
        ended: @escaping @Sendable (_ alert: Alert, _ case: String, any SQLConnection) throws -> Void
    ) {
        self.report = report
        self.began = began
        self.ended = ended
    }
}

/// Follows the journal with the rules in force. What it finds, and how far it has come, is one transaction: killed at
/// any moment it goes on where it was, and no alert is missed or told twice.
package actor AlertRunner {
    static let reader: String = "alerts"
    private static let positionsMax: Int = 40_000
    private static let tickEvery: TimeSpan = .seconds(10)

    private struct Memory {
        var book: AlertBook
        var version: Int
        var traces: [DeviceSerial: AlertTrace]
        var place: Int64
    }

    private let database: any SQLDatabase
    private let devices: DeviceService
    private let latest: LatestPositions
    private let registry: Registry
    private let outbox: Outbox
    private let ids: IDSource
    private let clock: CityClock
    private let rules: PositionRules
    private let ports: AlertPorts
    private var memory: Memory?
    private var tickedAt: Timestamp = Timestamp(milliseconds: 0)

    init(
        database: any SQLDatabase,
        devices: DeviceService,
        latest: LatestPositions,
        outbox: Outbox,
        ids: IDSource,
        clock: CityClock,
        rules: PositionRules,
        ports: AlertPorts
    ) {
        self.database = database
        self.devices = devices
        self.latest = latest
        registry = devices.registry
        self.outbox = outbox
        self.ids = ids
        self.clock = clock
        self.rules = rules
        self.ports = ports
    }

    /// Takes in what has come. Answers how many positions there were.
    @discardableResult
    package func step() async throws -> Int {
        var next: Memory = try await current()
        // One owner, so that nothing is copied when a trace changes; after an error all is read anew.
        memory = nil
        let place: Int64 = next.place
        let batches: [JournalBatch] = try await database.read { db in
            try Journal.batches(after: place, positionsMax: Self.positionsMax, in: db)
        }
        var found: Found = Found()
        let engine: AlertEngine = AlertEngine(next.book)
        for batch in batches { take(batch, engine, &next.traces, &found) }
        next.place = batches.last?.serial ?? next.place
        let now: Timestamp = clock.now()
        if now - tickedAt >= Self.tickEvery {
            tickedAt = now
            tick(engine, &next.traces, &found, at: now)
        }
        if !found.changed.isEmpty || !batches.isEmpty { try await keep(found, next, at: now) }
        memory = next
        return batches.reduce(0) { $0 + $1.sightings.count }
    }

    private func take(
        _ batch: JournalBatch,
        _ engine: AlertEngine,
        _ traces: inout [DeviceSerial: AlertTrace],
        _ found: inout Found
    ) {
        for sighting in batch.sightings {
            let position: Position = sighting.position
            if position.status.contains(.signOfLife) || rules.isLate(position, receivedAt: batch.receivedAt) {
                continue
            }
            guard let device = devices.devices.find(sighting.device) else { continue }
            let before: AlertTrace = traces[sighting.device] ?? AlertTrace()
            var trace: AlertTrace = before
            let outcomes: [AlertOutcome] = engine.take(position, of: device, &trace)
            traces[sighting.device] = trace
            found.add(outcomes, of: sighting.device, isChanged: !trace.isKept(like: before))
        }
    }

    /// What is in memory, unless rules or fences have changed or another process was at it.
    private func current() async throws -> Memory {
        let (version, place) = try await database.read { db in
            (try Self.version(in: db), try Journal.place(of: Self.reader, in: db))
        }
        if let memory, memory.version == version, memory.place == place { return memory }
        let (rules, fences, traces) = try await database.read { db in
            (try AlertRuleStore.all(in: db), try FenceStore.all(in: db), try TraceStore.all(in: db))
        }
        return Memory(
            book: try AlertBook(
                rules: rules.filter { $0.state == .live },
                fences: fences,
                calendar: registry.current.calendar
            ),
            version: version,
            traces: traces,
            place: place
        )
    }

    /// Grows with each change of a rule or a fence.
    private static func version(in db: any SQLConnection) throws -> Int {
        try db.value(
            """
            SELECT (SELECT COALESCE(SUM(version), 0) FROM sensing_fence)
                + (SELECT COALESCE(SUM(version), 0) FROM sensing_rule)
            """
        )
    }

    private func tick(
        _ engine: AlertEngine,
        _ traces: inout [DeviceSerial: AlertTrace],
        _ found: inout Found,
        at now: Timestamp
    ) {
        for (serial, standing) in latest.changes(after: 0).devices {
            guard let device = devices.devices.find(serial), device.state == .active else { continue }
            let before: AlertTrace = traces[serial] ?? AlertTrace()
            var trace: AlertTrace = before
            let outcomes: [AlertOutcome] = engine.tick(now, seenAt: standing.seenAt, of: device, &trace).map {
                // Who says nothing was last where the city last saw it.
                guard case .began(let rule, let at, nil) = $0 else { return $0 }
                return .began(rule, at: at, standing.lastPlace)
            }
            if trace.isKept(like: before) { continue }
            traces[serial] = trace
            found.add(outcomes, of: serial, isChanged: true)
        }
    }

    /// What has come about, what has begun to hold, and the place, together: what holds while nothing is told yet must
    /// not be forgotten either.
    private func keep(_ found: Found, _ next: Memory, at now: Timestamp) async throws {
        let place: Int64 = next.place
        let traces: [(DeviceSerial, AlertTrace)] = found.changed.map { ($0, next.traces[$0] ?? AlertTrace()) }
        let keeper: AlertKeeper = AlertKeeper(
            devices: devices.devices,
            rules: Dictionary(
                next.book.rules.map { ($0.rule.id.text, $0.rule) },
                uniquingKeysWith: { first, _ in first }
            ),
            outbox: outbox,
            ids: ids,
            ports: ports
        )
        let outcomes: [(DeviceSerial, [AlertOutcome])] = found.outcomes
        let write: @Sendable (any SQLConnection) throws -> Void = { db in
            for (device, outcomes) in outcomes { try keeper.keep(outcomes, of: device, at: now, in: db) }
            for (device, trace) in traces { try TraceStore.put(trace, of: device, in: db) }
            try Journal.move(Self.reader, to: place, in: db)
        }
        if outcomes.isEmpty {
            try await database.writeAside(Self.reader, write)
        } else {
            try await database.write(write)
        }
    }

    private struct Found {
        private(set) var outcomes: [(DeviceSerial, [AlertOutcome])] = []
        /// Whose trace is to be kept anew.
        private(set) var changed: Set<DeviceSerial> = []

        mutating func add(_ new: [AlertOutcome], of device: DeviceSerial, isChanged: Bool) {
            if isChanged { changed.insert(device) }
            if !new.isEmpty { outcomes.append((device, new)) }
        }
    }
}

/// Writes down what the engine has found.
struct AlertKeeper: Sendable {
    let devices: DeviceDirectory
    let rules: [String: AlertRule]
    let outbox: Outbox
    let ids: IDSource
    let ports: AlertPorts

    func keep(
        _ outcomes: [AlertOutcome],
        of serial: DeviceSerial,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        guard let device = devices.find(serial) else { return }
        for outcome in outcomes {
            switch outcome {
            case .entered: break
            case .left(let fence, let from, let to):
                try TraceStore.addVisit(fence, serial, from: from, to: to, in: db)
            case .began(let rule, let at, let position):
                if let rule = rules[rule.text] { try begin(rule, device, at, position, now, db) }
            case .again(let rule):
                guard var alert = try AlertStore.open(rule, serial, in: db) else { continue }
                alert.times += 1
                try AlertStore.update(alert, in: db)
            case .ended(let rule, let at, _):
                guard var alert = try AlertStore.open(rule, serial, in: db) else { continue }
                alert.endedAt = max(at, alert.beganAt)
                try AlertStore.update(alert, in: db)
                if let number = alert.caseNumber { try tellCase(number, of: alert, db) }
                try tell(alert, "ended", now, db)
            }
        }
    }

    private func begin(
        _ rule: AlertRule,
        _ device: Device,
        _ at: Timestamp,
        _ position: Position?,
        _ now: Timestamp,
        _ db: any SQLConnection
    ) throws {
        if try AlertStore.open(rule.id, device.serial, in: db) != nil { return }
        var alert: Alert = Alert(
            id: ids.next(at: now),
            rule: rule.id,
            ruleName: rule.name,
            severity: rule.severity,
            device: device.serial,
            deviceName: device.name,
            area: device.area,
            organisation: device.organisation,
            beganAt: at,
            toldAt: now,
            times: 1,
            lngE6: Int(position?.lngE6 ?? 0),
            latE6: Int(position?.latE6 ?? 0),
            version: 1
        )
        if rule.caseClass != nil {
            // The alert stands, and says why it is no case.
            do {
                alert.caseNumber = try ports.report(alert, rule, db)
            } catch let error as CityError where Self.isRefusal(error) {
                alert.note = error.wording.zh
            }
        }
        try AlertStore.insert(alert, in: db)
        try ports.began(alert, rule, device, db)
        try tell(alert, "began", now, db)
    }

    /// A case that takes no more words holds up no alert.
    private func tellCase(_ number: String, of alert: Alert, _ db: any SQLConnection) throws {
        do {
            try ports.ended(alert, number, db)
        } catch let error as CityError where Self.isRefusal(error) {}
    }

    /// No fault of the database: something that the city does not take.
    private static func isRefusal(_ error: CityError) -> Bool {
        ![.internal, .unavailable, .storageFull, .exhausted].contains(error.code)
    }

    private func tell(_ alert: Alert, _ what: String, _ now: Timestamp, _ db: any SQLConnection) throws {
        try outbox.publish(AlertChanged(alert, what), at: now, in: db)
    }
}
