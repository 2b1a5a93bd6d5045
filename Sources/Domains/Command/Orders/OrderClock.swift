import CityCore
import CityGeo
import CityHTTP
import CitySQL
import CitySensing

/// Looks after orders that are under way: who is late is told of, once to the dispatchers and once more to the
/// supervisors; who has come to the place is on site.
struct OrderClock: Sendable {
    static let arrivedWithinM: Double = 100
    private static let batchMax: Int = 200

    let orders: OrderService
    let latest: LatestPositions
    let database: any SQLDatabase
    let clock: CityClock

    func step() async throws {
        let now: Timestamp = clock.now()
        let (due, travelling) = try await database.read { db in
            (try OrderStore.due(at: now, limit: Self.batchMax, in: db), try OrderStore.travelling(in: db))
        }
        let arrived: [(CommandOrder, Coordinate)] = try await arrivals(travelling, at: now)
        if due.isEmpty && arrived.isEmpty { return }
        try await database.write { db in
            for (order, place) in arrived { try arrive(order, place, at: now, in: db) }
            for order in due { try tell(order, at: now, in: db) }
        }
    }

    private func arrivals(_ travelling: [CommandOrder], at now: Timestamp) async throws -> [(CommandOrder, Coordinate)]
    {
        if travelling.isEmpty { return [] }
        let ids: [CommandUnitID] = Array(Set(travelling.map(\.unit)))
        let units: [CommandUnitID: CommandUnit] = try await database.read { db in try CommandUnitStore.find(ids, in: db)
        }
        return travelling.compactMap { order in
            guard let target = order.place, let left = order.leftAt else { return nil }
            for id in units[order.unit]?.devices ?? [] {
                guard let device = orders.units.sensing.devices.find(id),
                    let position = latest.find(device.serial)?.lastPlace, position.at >= left,
                    now - position.at < .minutes(2),
                    let place = try? Coordinate(lng: Double(position.lngE6) / 1e6, lat: Double(position.latE6) / 1e6)
                else { continue }
                if place.distanceM(to: target) <= Self.arrivedWithinM { return (order, place) }
            }
            return nil
        }
    }

    private func arrive(
        _ order: CommandOrder,
        _ place: Coordinate,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        var next: CommandOrder = order
        next.apply(.arrive, at: now, now: now)
        next.version += 1
        guard try OrderStore.update(next, from: order.version, in: db) else { return }
        try orders.note(
            OrderAct.arrive.rawValue,
            on: next,
            by: .system,
            at: now,
            words: "定位显示已到场",
            place,
            in: db
        )
        try orders.publish(next, OrderAct.arrive.rawValue, at: now, in: db)
    }

    /// Who comes here has let a deadline pass, or has been late for as long again.
    private func tell(_ order: CommandOrder, at now: Timestamp, in db: any SQLConnection) throws {
        guard let deadline = order.deadline else { return }
        var next: CommandOrder = order
        next.late = deadline.name
        next.escalation = min(CommandOrder.escalationMax, order.escalation + 1)
        let span: TimeSpan = max(.minutes(1), deadline.at - order.sentAt)
        next.dueAt = next.escalation < CommandOrder.escalationMax ? now + span : nil
        next.version += 1
        guard try OrderStore.update(next, from: order.version, in: db) else { return }
        let what: String = next.escalation == 1 ? "late" : "escalate"
        try orders.note(what, on: next, by: .system, at: now, words: deadline.name, in: db)
        try orders.publish(next, what, at: now, in: db)
    }
}
