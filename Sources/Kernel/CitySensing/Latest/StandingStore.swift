import CityCore
import CitySQL

/// Every statement on `sensing_state`.
enum StandingStore {
    private static let columns: SQLQuery =
        "device_serial, applied, seen_at, last, received, repeated, disordered, late, unlocated"

    static func all(in db: any SQLConnection) throws -> [DeviceSerial: DeviceStanding] {
        var all: [DeviceSerial: DeviceStanding] = [:]
        try db.each("SELECT \(columns) FROM sensing_state") { row in
            all[try row.get("device_serial")] = try standing(row)
        }
        return all
    }

    static func of(_ devices: [DeviceSerial], in db: any SQLConnection) throws -> [DeviceSerial: DeviceStanding] {
        var found: [DeviceSerial: DeviceStanding] = [:]
        try db.each("SELECT \(columns) FROM sensing_state WHERE device_serial IN \(list: devices)") { row in
            found[try row.get("device_serial")] = try standing(row)
        }
        return found
    }

    static func put(_ standings: [(DeviceSerial, DeviceStanding)], in db: any SQLConnection) throws {
        for (device, standing) in standings {
            let positions: [Position] = [standing.lastPlace, standing.last].compactMap(\.self)
            let counts: DeviceStanding.Counts = standing.counts
            try db.send(
                """
                INSERT INTO sensing_state (\(columns))
                VALUES (\(device), \(standing.applied), \(standing.seenAt),
                    \(SQLValue.blob(TrackChunk.encode(positions))), \(counts.received), \(counts.repeated),
                    \(counts.disordered), \(counts.late), \(counts.unlocated))
                ON CONFLICT (device_serial) DO UPDATE SET applied = excluded.applied, seen_at = excluded.seen_at,
                    last = excluded.last, received = excluded.received, repeated = excluded.repeated,
                    disordered = excluded.disordered, late = excluded.late, unlocated = excluded.unlocated
                """
            )
        }
    }

    private static func standing(_ row: SQLRow) throws -> DeviceStanding {
        var standing: DeviceStanding = DeviceStanding()
        standing.applied = try row.get("applied")
        standing.seenAt = try row.get("seen_at")
        let positions: [Position] = try TrackChunk.decode(row.bytes("last"))
        standing.last = positions.last
        standing.lastPlace = positions.last { $0.isLocated }
        standing.counts = DeviceStanding.Counts(
            received: try row.get("received"),
            repeated: try row.get("repeated"),
            disordered: try row.get("disordered"),
            late: try row.get("late"),
            unlocated: try row.get("unlocated")
        )
        return standing
    }
}

extension SQLRow {
    func bytes(_ column: String) throws -> [UInt8] {
        guard case .blob(let bytes) = try get(column, as: SQLValue.self) else {
            throw CityError.fault("column \(column) holds no bytes")
        }
        return bytes
    }
}
