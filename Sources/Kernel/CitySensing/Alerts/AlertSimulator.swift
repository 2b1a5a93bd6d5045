import CityCore
import CityRegistry
import CitySQL
import CityWorkflow

/// Tries a rule on the ways of the past, device by device, before it comes into force.
struct AlertSimulator: Sendable {
    private static let lengthMax: TimeSpan = .days(7)
    private static let foundMax: Int = 200

    let devices: DeviceService
    let database: any SQLDatabase
    let clock: CityClock

    func run(
        _ id: AlertRuleID,
        _ input: AlertTrialInputBody,
        for identity: Identity
    ) async throws -> AlertTrialBody {
        let calendar = devices.registry.current.calendar
        let today: Timestamp = calendar.startOfDay(calendar.date(of: clock.now()))
        let (from, to) = (input.from ?? today - .days(1), input.to ?? today)
        guard from < to, to - from <= Self.lengthMax else {
            throw CityError.invalid("to", "simulation.period", Wording("时段须为 7 天以内", "A period of at most 7 days"))
        }
        let (rule, fences) = try await database.read { db in
            (try AlertRuleStore.find(id, in: db), try FenceStore.all(in: db))
        }
        guard let rule else { throw CityError.notFound(AlertRule.thing) }
        guard rule.conditions.silentSeconds == nil else {
            throw CityError.invalid(
                "rule",
                "simulation.silence",
                Wording("“无信号”规则不能用轨迹试算", "A rule about silence cannot be tried on tracks")
            )
        }
        let engine: AlertEngine = AlertEngine(try AlertBook(rules: [rule], fences: fences, calendar: calendar))
        var body: AlertTrialBody =
            AlertTrialBody(from: from, to: to, devices: 0, positions: 0, alerts: 0, found: [])
        for device in devices.devices.all where rule.covers(device) && devices.maySee(device, identity) {
            try Task.checkCancellation()
            let positions: [Position] = try await database.read { db in
                try TrackReader.positions(of: device.serial, from: from, to: to, in: db)
            }
            if positions.isEmpty { continue }
            body.devices += 1
            body.positions += positions.count
            let found: [AlertTrialBody.Found] = Self.try(engine, positions, device)
            body.alerts += found.count
            body.found += found.prefix(max(0, Self.foundMax - body.found.count))
        }
        return body
    }

    private static func `try`(
        _ engine: AlertEngine,
        _ positions: [Position],
        _ device: Device
    ) -> [AlertTrialBody.Found] {
        var trace: AlertTrace = AlertTrace()
        var found: [AlertTrialBody.Found] = []
        for position in positions {
            for outcome in engine.take(position, of: device, &trace) {
                switch outcome {
                case .began(_, let at, let place):
                    found.append(
                        AlertTrialBody.Found(
                            device: device.id.text,
                            deviceName: device.name,
                            beganAt: at,
                            times: 1,
                            lng: place.map { Double($0.lngE6) / 1e6 },
                            lat: place.map { Double($0.latE6) / 1e6 }
                        )
                    )
                case .again: found[found.count - 1].times += 1
                case .ended(_, let at, _): found[found.count - 1].endedAt = at
                case .entered, .left: break
                }
            }
        }
        return found
    }
}
