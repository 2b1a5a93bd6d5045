package import CityCore
package import CitySQL

/// A position and whose it is.
package struct Sighting: Sendable, Hashable {
    package var device: DeviceSerial
    package var position: Position

    package init(_ device: DeviceSerial, _ position: Position) {
        self.device = device
        self.position = position
    }
}

/// Sightings that were taken in by one transaction.
package struct JournalBatch: Sendable {
    package var serial: Int64
    package var receivedAt: Timestamp
    package var sightings: [Sighting]
}

/// Every statement on `sensing_journal`: what has come, in the order in which it came, a row for each transaction.
/// Whoever wants to know what happens reads it from where they stopped; the keeper clears it once the tracks have it.
package enum Journal {
    /// The turn in which processes of a city append, so that no lower serial appears after a higher one.
    static let turn: String = "sensing.journal"

    package static func append(_ sightings: [Sighting], at now: Timestamp, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO sensing_journal (at, positions, data)
            VALUES (\(now), \(sightings.count), \(SQLValue.blob(encode(sightings))))
            """
        )
    }

    /// Batches after a place, the oldest first, until so many positions are together.
    package static func batches(
        after serial: Int64,
        positionsMax: Int,
        in db: any SQLConnection
    ) throws -> [JournalBatch] {
        var batches: [JournalBatch] = []
        var (count, last): (Int, Int64) = (0, serial)
        while count < positionsMax {
            let rows: [SQLRow] = try db.rows(
                "SELECT serial, at, data FROM sensing_journal WHERE serial > \(last) ORDER BY serial LIMIT 64"
            )
            for row in rows {
                let batch: JournalBatch = JournalBatch(
                    serial: try row.get("serial"),
                    receivedAt: try row.get("at"),
                    sightings: try decode(row.bytes("data"))
                )
                batches.append(batch)
                count += batch.sightings.count
                last = batch.serial
            }
            if rows.count < 64 { break }
        }
        return batches
    }

    package static func lastSerial(in db: any SQLConnection) throws -> Int64 {
        let last: Int64 = try db.value("SELECT COALESCE(MAX(serial), 0) FROM sensing_journal")
        return max(last, try place(of: keeper, in: db))
    }

    static let keeper: String = "tracks"

    package static func place(of reader: String, in db: any SQLConnection) throws -> Int64 {
        try db.valueIfPresent("SELECT serial FROM sensing_place WHERE reader = \(reader)") ?? 0
    }

    package static func move(_ reader: String, to serial: Int64, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO sensing_place (reader, serial) VALUES (\(reader), \(serial))
            ON CONFLICT (reader) DO UPDATE SET serial = excluded.serial
            """
        )
    }

    /// Forgets what every reader has read and what came before a time.
    static func clear(before time: Timestamp, in db: any SQLConnection) throws {
        try db.run(
            """
            DELETE FROM sensing_journal
            WHERE serial <= (SELECT COALESCE(MIN(serial), 0) FROM sensing_place) AND at < \(time)
            """
        )
    }

    static func encode(_ sightings: [Sighting]) -> [UInt8] {
        var devices: ByteColumnWriter = ByteColumnWriter()
        var last: Int64 = 0
        for sighting in sightings {
            devices.write(signed: Int64(sighting.device) - last)
            last = Int64(sighting.device)
        }
        devices.endZeros()
        var bytes: ByteColumnWriter = ByteColumnWriter()
        bytes.writeRaw(UInt64(devices.bytes.count))
        return bytes.bytes + devices.bytes + TrackChunk.encode(sightings.map(\.position))
    }

    static func decode(_ bytes: [UInt8]) throws -> [Sighting] {
        do {
            var reader: ByteColumnReader = ByteColumnReader(bytes[...])
            let length: UInt64 = try reader.readRaw()
            let column: ArraySlice<UInt8> = try reader.take(length)
            var devices: ByteColumnReader = ByteColumnReader(column)
            let positions: [Position] = try TrackChunk.decode(bytes[column.endIndex...])
            var last: Int64 = 0
            var sightings: [Sighting] = []
            sightings.reserveCapacity(positions.count)
            for position in positions {
                last = last &+ (try devices.readSigned())
                sightings.append(Sighting(DeviceSerial(last), position))
            }
            guard devices.isAtEnd else { throw BrokenColumn() }
            return sightings
        } catch {
            throw CityError.fault("a batch of the journal is broken", cause: error)
        }
    }
}
