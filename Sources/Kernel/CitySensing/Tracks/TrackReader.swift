package import CityCore
package import CitySQL

/// A device's positions of a period, from its tracks and from what has only just come.
package enum TrackReader {
    package static func positions(
        of device: DeviceSerial,
        from: Timestamp,
        to: Timestamp,
        in db: any SQLConnection
    ) throws -> [Position] {
        let kept: [Position] = try TrackStore.read(device, from: from, to: to, in: db)
        let place: Int64 = try Journal.place(of: Journal.keeper, in: db)
        var fresh: [Position] = []
        for batch in try Journal.batches(after: place, positionsMax: .max, in: db) {
            for sighting in batch.sightings where sighting.device == device {
                let at: Timestamp = sighting.position.at
                if at >= from, at < to, !sighting.position.status.contains(.signOfLife) {
                    fresh.append(sighting.position)
                }
            }
        }
        return TrackStore.merged(kept, fresh)
    }
}
