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
    /// Tells a case that what it was made of is over.
    package var ended: @Sendable (_ alert: Alert, _ case: String, any SQLConnection) throws -> Void

    package init(
        report: @escaping @Sendable (_ alert: Alert, _ rule: AlertRule, any SQLConnection) throws -> String,
        ended: @escaping @Sendable (_ alert: Alert, _ case: String, any SQLConnection) throws -> Void
    ) {
        self.report = report
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
        var memory: Memory = try await current()
        let place: Int64 = memory.place
        let batches: [JournalBatch] = try await database.read { db in
            try Journal.batches(after: place, positionsMax: Self.positionsMax, in: db)
        }
        var found: [(DeviceSerial, [AlertOutcome])] = []
        let engine: AlertEngine = AlertEngine(memory.book)
        for batch in batches {
            for sighting in batch.sightings {
                let position: Position = sighting.position
                if position.status.contains(.signOfLife) || rules.isLate(position, receivedAt: batch.receivedAt) {
                    continue
                }
                guard let device = devices.devices.find(sighting.device) else { continue }
                let outcomes: [AlertOutcome] =
                    engine.take(position, of: device, &memory.traces[sighting.device, default: AlertTrace()])
                if !outcomes.isEmpty { found.append((sighting.device, outcomes)) }
            }
        }
        memory.place = batches.last?.serial ?? memory.place
        let now: Timestamp = clock.now()
        if now - tickedAt >= Self.tickEvery {
            tickedAt = now
            found += tick(engine, &memory.traces, at: now)
        }
        if found.isEmpty, batches.isEmpty { return 0 }
        try await keep(found, memory, at: now)
        return batches.reduce(0) { $0 + $1.sightings.count }
    }

    /// What is in memory, unless rules or fences have changed or another process was at it.
    private func current() async throws -> Memory {
        let version: Int = try await database.read { db in try Self.version(in: db) }
        let place: Int64 = try await database.read { db in try Journal.place(of: Self.reader, in: db) }
        if let memory, memory.version == version, memory.place == place { return memory }
        let (rules, fences, traces) = try await database.read { db in
            (try AlertRuleStore.all(in: db), try FenceStore.all(in: db), try TraceStore.all(in: db))
        }
        let loaded: Memory = Memory(
            book: try AlertBook(
                rules: rules.filter { $0.state == .live },
                fences: fences,
                calendar: registry.current.calendar
            ),
            version: version,
            traces: traces,
            place: place
        )
        memory = loaded
        return loaded
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
        at now: Timestamp
    ) -> [(DeviceSerial, [AlertOutcome])] {
        var found: [(DeviceSerial, [AlertOutcome])] = []
        for (serial, standing) in latest.changes(after: 0).devices {
            guard let device = devices.devices.find(serial), device.state == .active else { continue }
            var trace: AlertTrace = traces[serial] ?? AlertTrace()
            let outcomes: [AlertOutcome] = engine.tick(now, seenAt: standing.seenAt, of: device, &trace).map {
                // Who says nothing was last where the city last saw it.
                guard case .began(let rule, let at, nil) = $0 else { return $0 }
                return .began(rule, at: at, standing.lastPlace)
            }
            if outcomes.isEmpty { continue }
            traces[serial] = trace
            found.append((serial, outcomes))
        }
        return found
    }

    private func keep(
        _ found: [(DeviceSerial, [AlertOutcome])],
        _ next: Memory,
        at now: Timestamp
    ) async throws {
        memory = nil
        let (place, traces) = (next.place, next.traces)
        let rules: [String: AlertRule] = Dictionary(
            next.book.rules.map { ($0.rule.id.text, $0.rule) },
            uniquingKeysWith: { first, _ in first }
        )
        let keeper: AlertKeeper = AlertKeeper(
            devices: devices.devices,
            rules: rules,
            outbox: outbox,
            ids: ids,
            ports: ports
        )
        if found.isEmpty {
            try await database.writeAside(Self.reader) { db in try Journal.move(Self.reader, to: place, in: db) }
        } else {
            try await database.write { db in
                for (device, outcomes) in found { try keeper.keep(outcomes, of: device, at: now, in: db) }
                for device in Set(found.map(\.0)) {
                    try TraceStore.put(traces[device] ?? AlertTrace(), of: device, in: db)
                }
                try Journal.move(Self.reader, to: place, in: db)
            }
        }
        memory = next
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
                if let number = alert.caseNumber { try ports.ended(alert, number, db) }
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
            do {
                alert.caseNumber = try ports.report(alert, rule, db)
            } catch let error as CityError where error.code != .internal && error.code != .unavailable {
                // The alert stands, and says why it is no case.
                alert.note = error.wording.zh
            }
        }
        try AlertStore.insert(alert, in: db)
        try tell(alert, "began", now, db)
    }

    private func tell(_ alert: Alert, _ what: String, _ now: Timestamp, _ db: any SQLConnection) throws {
        try outbox.publish(
            AlertChanged(alert, what),
            at: now,
            in: db
        )
    }
}
