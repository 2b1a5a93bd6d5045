import CaseManagement
import CityContracts
import CityCore
import CityEvents
import CityRegistry
import CitySensing
import Synchronization

extension City {
    /// Reads anew what this process holds in memory, where another process has changed it.
    func renew(after events: [StoredEvent]) async throws {
        let foreign: [StoredEvent] = events.filter { $0.origin != outbox.origin }
        if try foreign.contains(where: Self.changesDirectory) { try await registry.reload() }
        if foreign.contains(where: { $0.topic == RoutingChanged.topic }) { try await cases.load() }
        let devices: [DeviceID] = try foreign.filter { $0.topic == DeviceChanged.topic }.map { event in
            DeviceID(try event.decoded(as: DeviceChanged.self).device)
        }
        if !devices.isEmpty { try await sensing.renew(Set(devices)) }
    }

    private static func changesDirectory(_ event: StoredEvent) throws -> Bool {
        guard event.topic == RegistryChanged.topic else { return false }
        return Registry.holds(kind: try event.decoded(as: RegistryChanged.self).kind)
    }
}

/// The outbox's place when the memory was filled: from there on this process follows what others change.
final class StartPlace: Sendable {
    private let place: Atomic<Int64> = Atomic(0)

    var value: Int64 {
        get { place.load(ordering: .relaxed) }
        set { place.store(newValue, ordering: .relaxed) }
    }
}
