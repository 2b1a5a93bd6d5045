import CityCore
package import CityGeo
package import CitySQL
import Synchronization

/// How every device stands now, in the memory of each process, from what is kept and what has come since. Whoever asks
/// for changes is given those since they last asked.
package final class LatestPositions: Sendable {
    private struct State {
        var standings: [DeviceSerial: DeviceStanding] = [:]
        /// Who has changed in each of the last moments, the newest last.
        var recent: [(moment: Int64, devices: Set<DeviceSerial>)] = []
        /// Up to which batch a device's standing counted when it was read.
        var counted: [DeviceSerial: Int64] = [:]
        var cells: CellIndex = CellIndex()
        var place: Int64 = 0
        var moment: Int64 = 1
        var isLoaded: Bool = false
    }

    private static let positionsMax: Int = 100_000
    /// Half a minute, since the journal is followed twice a second.
    private static let momentsMax: Int = 64

    private let database: any SQLDatabase
    private let rules: PositionRules
    private let state: Mutex<State> = Mutex(State())

    package init(database: any SQLDatabase, rules: PositionRules) {
        self.database = database
        self.rules = rules
    }

    /// Follows the journal. The first time what is kept is read, and of the journal what it does not count yet.
    package func follow() async throws {
        try await loadIfNeeded()
        while true {
            let place: Int64 = state.withLock { $0.place }
            let batches: [JournalBatch] = try await database.read { db in
                try Journal.batches(after: place, positionsMax: Self.positionsMax, in: db)
            }
            if batches.isEmpty { return }
            take(batches)
        }
    }

    private func loadIfNeeded() async throws {
        if state.withLock({ $0.isLoaded }) { return }
        let (standings, place) = try await database.read { db in
            // The standings may count more than the place says, never less: what counts is not taken again.
            let place: Int64 = try Journal.place(of: Journal.keeper, in: db)
            return (try StandingStore.all(in: db), place)
        }
        state.withLock { state in
            state.standings = standings
            for (device, standing) in standings {
                if let position = standing.lastPlace { state.cells.put(device, position) }
            }
            state.counted = standings.mapValues(\.applied).filter { $0.value > place }
            state.place = place
            state.isLoaded = true
        }
    }

    private func take(_ batches: [JournalBatch]) {
        state.withLock { state in
            state.moment += 1
            var changed: Set<DeviceSerial> = []
            for batch in batches {
                for sighting in batch.sightings {
                    if let counted = state.counted[sighting.device] {
                        if counted >= batch.serial { continue }
                        state.counted[sighting.device] = nil
                    }
                    var standing: DeviceStanding = state.standings[sighting.device] ?? DeviceStanding()
                    standing.take(sighting.position, of: batch, rules)
                    state.standings[sighting.device] = standing
                    if let position = standing.lastPlace { state.cells.put(sighting.device, position) }
                    changed.insert(sighting.device)
                }
                state.place = batch.serial
            }
            state.recent.append((state.moment, changed))
            if state.recent.count > Self.momentsMax { state.recent.removeFirst() }
        }
    }

    package func find(_ device: DeviceSerial) -> DeviceStanding? { state.withLock { $0.standings[device] } }

    /// Those nearest to a place that are wanted, the nearest first.
    package func nearest(
        to place: Coordinate,
        limit: Int,
        where isWanted: (DeviceSerial, DeviceStanding) -> Bool
    ) -> [(device: DeviceSerial, distanceM: Double)] {
        let found: [(device: DeviceSerial, distanceM: Double)] = state.withLock { state in
            state.cells.nearest(to: place, limit: limit) { device in
                state.standings[device].map { isWanted(device, $0) } ?? false
            }
        }
        return found
    }

    /// Whose standing has changed after a moment, and the moment up to which that holds; 0 asks for all.
    package func changes(after moment: Int64) -> (devices: [DeviceSerial: DeviceStanding], moment: Int64) {
        state.withLock { state in
            // Who asks so late is told all.
            guard moment > 0, let first = state.recent.first, first.moment <= moment + 1 else {
                return (moment == state.moment && moment > 0 ? [:] : state.standings, state.moment)
            }
            var found: [DeviceSerial: DeviceStanding] = [:]
            for each in state.recent where each.moment > moment {
                for device in each.devices { found[device] = state.standings[device] }
            }
            return (found, state.moment)
        }
    }
}
