import CityCore
import CityGeo
import CitySQL
import CitySensing

package enum UnitStatus: String, Codable, CaseIterable, Sendable {
    /// On duty and can take an order.
    case free
    /// On duty and has as many orders as it can have.
    case busy
    case offDuty = "off_duty"

    var title: Wording {
        switch self {
        case .free: Wording("空闲", "Free")
        case .busy: Wording("任务中", "Busy")
        case .offDuty: Wording("不在岗", "Off duty")
        }
    }
}

/// How a unit stands now.
struct UnitStanding: Sendable {
    var unit: CommandUnit
    var status: UnitStatus
    var openOrders: Int
    /// The duty that it is on by the roster.
    var duty: Duty?
    /// Where its devices were last; nil when none was ever heard.
    var place: Coordinate?
    var placedAt: Timestamp?
    /// When a device of it was last heard.
    var seenAt: Timestamp?

    /// A place that is older says little of where it is now.
    static let placeHolds: TimeSpan = .minutes(10)

    func isPlaceFresh(at now: Timestamp) -> Bool { placedAt.map { now - $0 < Self.placeHolds } ?? false }
}

/// Looks at all units at once: three statements, and memory for where they are.
struct UnitBoard: Sendable {
    let sensing: DeviceService
    let latest: LatestPositions
    let ports: CommandPorts

    func standings(of units: [CommandUnit], at now: Timestamp, in db: any SQLConnection) throws -> [UnitStanding] {
        let open: [CommandUnitID: Int] = try OrderStore.openCounts(in: db)
        let duties: [CommandUnitID: Duty] = try DutyStore.now(at: now, in: db)
        let members: Set<AccountID> = Set(units.flatMap(\.members))
        let onShift: Set<AccountID> = try ports.onShift(members.sorted { $0.text < $1.text }, db)
        return units.map { unit in
            let count: Int = open[unit.id] ?? 0
            let isOnDuty: Bool = duties[unit.id] != nil || unit.members.contains(where: onShift.contains)
            var standing: UnitStanding = UnitStanding(
                unit: unit,
                status: !isOnDuty || !unit.isActive ? .offDuty : count < unit.ordersMax ? .free : .busy,
                openOrders: count,
                duty: duties[unit.id]
            )
            locate(&standing)
            return standing
        }
    }

    private func locate(_ standing: inout UnitStanding) {
        for id in standing.unit.devices {
            guard let device = sensing.devices.find(id), let state = latest.find(device.serial) else { continue }
            standing.seenAt = max(standing.seenAt ?? state.seenAt, state.seenAt)
            guard let position = state.lastPlace, standing.placedAt.map({ $0 < position.at }) ?? true else { continue }
            standing.place = try? Coordinate(lng: Double(position.lngE6) / 1e6, lat: Double(position.latE6) / 1e6)
            standing.placedAt = position.at
        }
    }
}
