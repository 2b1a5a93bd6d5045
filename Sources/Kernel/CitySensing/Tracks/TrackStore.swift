import CityCore
import CitySQL

/// Every statement on `sensing_track`: a row for each device and hour in which it said something.
enum TrackStore {
    static let slotMS: Int64 = 3_600_000

    static func slot(of time: Timestamp) -> Int64 { time.milliseconds.floorDivided(by: slotMS) }

    /// Adds positions to a device's tracks. The very same position is there once, however often it comes, so that
    /// adding again does no harm. Answers how many are new.
    @discardableResult
    static func add(_ positions: [Position], of device: DeviceSerial, in db: any SQLConnection) throws -> Int {
        var added: Int = 0
        for (slot, new) in Dictionary(grouping: positions, by: { slot(of: $0.at) }).sorted(by: { $0.key < $1.key }) {
            let row: SQLRow? = try db.first(
                "SELECT data FROM sensing_track WHERE device_serial = \(device) AND slot = \(slot)"
            )
            let old: [Position] = try row.map { try TrackChunk.decode($0.bytes("data")) } ?? []
            let all: [Position] = merged(old, new)
            if all.count == old.count { continue }
            added += all.count - old.count
            try db.send(
                """
                INSERT INTO sensing_track (device_serial, slot, positions, data)
                VALUES (\(device), \(slot), \(all.count), \(SQLValue.blob(TrackChunk.encode(all))))
                ON CONFLICT (device_serial, slot)
                DO UPDATE SET positions = excluded.positions, data = excluded.data
                """
            )
        }
        return added
    }

    /// In the order of their times, those of one moment in the order in which they came.
    static func merged(_ old: [Position], _ new: [Position]) -> [Position] {
        var seen: Set<Position> = Set(old)
        let fresh: [Position] = new.filter { seen.insert($0).inserted }
        if fresh.isEmpty { return old }
        let all: [Position] = old + fresh
        if zip(all, all.dropFirst()).allSatisfy({ $0.at <= $1.at }) { return all }
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    static func read(
        _ device: DeviceSerial,
        from: Timestamp,
        to: Timestamp,
        in db: any SQLConnection
    ) throws -> [Position] {
        var positions: [Position] = []
        try db.each(
            """
            SELECT data FROM sensing_track
            WHERE device_serial = \(device) AND slot >= \(slot(of: from)) AND slot <= \(slot(of: to)) ORDER BY slot
            """
        ) { row in
            positions += try TrackChunk.decode(row.bytes("data"))
        }
        return positions.filter { $0.at >= from && $0.at < to }
    }

    static func read(
        _ devices: [DeviceSerial],
        from: Timestamp,
        to: Timestamp,
        in db: any SQLConnection
    ) throws -> [DeviceSerial: [Position]] {
        var found: [DeviceSerial: [Position]] = [:]
        try db.each(
            """
            SELECT device_serial, data FROM sensing_track
            WHERE device_serial IN \(list: devices) AND slot >= \(slot(of: from)) AND slot <= \(slot(of: to))
            ORDER BY device_serial, slot
            """
        ) { row in
            found[try row.get("device_serial"), default: []] += try TrackChunk.decode(row.bytes("data"))
        }
        return found.mapValues { $0.filter { $0.at >= from && $0.at < to } }
    }

    /// - Parameter fieldTime: what the field app told is forgotten that was before this, as people were promised.
    static func forget(before time: Timestamp, ofField fieldTime: Timestamp, in db: any SQLConnection) throws {
        try db.run("DELETE FROM sensing_track WHERE slot < \(slot(of: time))")
        try db.run(
            """
            DELETE FROM sensing_track WHERE slot < \(slot(of: fieldTime))
                AND device_serial IN (SELECT serial FROM sensing_device WHERE door = \(DeviceDoor.field))
            """
        )
    }
}
