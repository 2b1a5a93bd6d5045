package import CityCore
package import CitySQL
import Synchronization

/// Brings what stands in the journal into the tracks and the standings, in slices, so that no write is long. Stopped in
/// the middle it begins again where it was: a track takes no position twice, and a standing knows up to which batch it
/// counts.
package struct TrackKeeper: Sendable {
    /// Positions that are held in memory at a time.
    private static let positionsMax: Int = 400_000
    private static let slice: Int = 500
    /// The journal is kept this long after it was read, for processes that show what happens.
    private static let journalKeptFor: TimeSpan = .minutes(2)

    private let database: any SQLDatabase
    private let clock: CityClock
    private let rules: PositionRules

    package init(database: any SQLDatabase, clock: CityClock, rules: PositionRules) {
        self.database = database
        self.clock = clock
        self.rules = rules
    }

    /// Takes in what has come. Answers how many positions there were.
    @discardableResult
    package func step() async throws -> Int {
        let batches: [JournalBatch] = try await database.read { db in
            try Journal.batches(
                after: try Journal.place(of: Journal.keeper, in: db),
                positionsMax: Self.positionsMax,
                in: db
            )
        }
        if let last = batches.last {
            try await take(batches)
            try await database.writeAside(Journal.keeper) { db in
                try Journal.move(Journal.keeper, to: last.serial, in: db)
            }
        }
        let before: Timestamp = clock.now() - Self.journalKeptFor
        try await database.writeAside(Journal.keeper) { db in try Journal.clear(before: before, in: db) }
        return batches.reduce(0) { $0 + $1.sightings.count }
    }

    private func take(_ batches: [JournalBatch]) async throws {
        var places: [DeviceSerial: [(batch: Int, position: Position)]] = [:]
        for (index, batch) in batches.enumerated() {
            for sighting in batch.sightings { places[sighting.device, default: []].append((index, sighting.position)) }
        }
        let devices: [DeviceSerial] = places.keys.sorted()
        for start in stride(from: 0, to: devices.count, by: Self.slice) {
            let slice: [(DeviceSerial, [(batch: Int, position: Position)])] =
                devices[start..<min(start + Self.slice, devices.count)].map { ($0, places[$0] ?? []) }
            try await database.writeAside(Journal.keeper) { db in
                try take(slice, batches, in: db)
            }
        }
    }

    private func take(
        _ slice: [(DeviceSerial, [(batch: Int, position: Position)])],
        _ batches: [JournalBatch],
        in db: any SQLConnection
    ) throws {
        let known: [DeviceSerial: DeviceStanding] = try StandingStore.of(slice.map(\.0), in: db)
        var standings: [(DeviceSerial, DeviceStanding)] = []
        for (device, came) in slice {
            let positions: [Position] = came.map(\.position).filter { !$0.status.contains(.signOfLife) }
            try TrackStore.add(positions, of: device, in: db)
            var standing: DeviceStanding = known[device] ?? DeviceStanding()
            let applied: Int64 = standing.applied
            for (batch, position) in came where batches[batch].serial > applied {
                standing.take(position, of: batches[batch], rules)
            }
            standings.append((device, standing))
        }
        try StandingStore.put(standings, in: db)
    }
}
