import CityCore

/// Positions of one device as bytes: a column for each number, each as the difference to the one before. Some nine
/// bytes a position of a driving vehicle, two of a parked one.
///
/// Form 1: the form, the count, then the columns of `Column` in their order, each behind its length. Times are in
/// seconds where all of them are whole, which the second byte says, else in milliseconds.
package enum TrackChunk {
    private static let form: UInt8 = 1
    /// What no chunk of ours comes near; a count beyond it is no count.
    private static let countMax: UInt64 = 1_000_000

    package static func encode(_ positions: [Position]) -> [UInt8] {
        let isWhole: Bool = positions.allSatisfy { $0.at.milliseconds % 1000 == 0 }
        var chunk: ByteColumnWriter = ByteColumnWriter()
        chunk.writeRaw(UInt64(positions.count))
        for column in columns(positions, unitMS: isWhole ? 1000 : 1) {
            chunk.writeRaw(UInt64(column.count))
            chunk.append(column)
        }
        return [form, isWhole ? 1 : 0] + chunk.bytes
    }

    private static func columns(_ positions: [Position], unitMS: Int64) -> [[UInt8]] {
        var times: ByteColumnWriter = ByteColumnWriter()
        var (last, step): (Int64, Int64) = (0, 0)
        for position in positions {
            let time: Int64 = position.at.milliseconds / unitMS
            times.write(signed: time &- last &- step)
            (last, step) = (time, time &- last)
        }
        times.endZeros()
        return [times.bytes] + Column.all.map { $0.encode(positions) }
    }

    package static func decode(_ bytes: [UInt8]) throws -> [Position] {
        do {
            return try decode(bytes[...])
        } catch {
            throw CityError.fault("a track's bytes are broken", cause: error)
        }
    }

    static func decode(_ bytes: ArraySlice<UInt8>) throws(BrokenColumn) -> [Position] {
        guard bytes.count > 2, bytes[bytes.startIndex] == form else { throw BrokenColumn() }
        let unitMS: Int64 = bytes[bytes.startIndex + 1] == 1 ? 1000 : 1
        var reader: ByteColumnReader = ByteColumnReader(bytes.dropFirst(2))
        let count: UInt64 = try reader.readRaw()
        guard count <= countMax else { throw BrokenColumn() }
        var positions: [Position] = try times(try column(&reader), count, unitMS)
        for each in Column.all { try each.decode(ByteColumnReader(try column(&reader)), into: &positions) }
        guard reader.isAtEnd else { throw BrokenColumn() }
        return positions
    }

    private static func column(_ reader: inout ByteColumnReader) throws(BrokenColumn) -> ArraySlice<UInt8> {
        let length: UInt64 = try reader.readRaw()
        return try reader.take(length)
    }

    private static func times(
        _ bytes: ArraySlice<UInt8>,
        _ count: UInt64,
        _ unitMS: Int64
    ) throws(BrokenColumn) -> [Position] {
        var reader: ByteColumnReader = ByteColumnReader(bytes)
        var positions: [Position] = []
        // A run of zeros can announce more than it costs; what is there is what memory is taken for.
        positions.reserveCapacity(min(Int(count), 4096))
        var (last, step): (Int64, Int64) = (0, 0)
        for _ in 0..<count {
            let time: Int64 = last &+ step &+ (try reader.readSigned())
            (last, step) = (time, time &- last)
            let (ms, overflows) = time.multipliedReportingOverflow(by: unitMS)
            if overflows { throw BrokenColumn() }
            positions.append(Position(at: Timestamp(milliseconds: ms), lngE6: 0, latE6: 0))
        }
        guard reader.isAtEnd else { throw BrokenColumn() }
        return positions
    }
}

/// One number of a position, as a column of differences.
private struct Column {
    let value: @Sendable (Position) -> Int64
    let set: @Sendable (inout Position, Int64) -> Void

    static let all: [Column] = [
        Column(value: { Int64($0.lngE6) }, set: { $0.lngE6 = Int32(truncatingIfNeeded: $1) }),
        Column(value: { Int64($0.latE6) }, set: { $0.latE6 = Int32(truncatingIfNeeded: $1) }),
        Column(value: { Int64($0.altitudeM) }, set: { $0.altitudeM = Int16(truncatingIfNeeded: $1) }),
        Column(value: { Int64($0.speedE1) }, set: { $0.speedE1 = UInt16(truncatingIfNeeded: $1) }),
        Column(value: { Int64($0.direction) }, set: { $0.direction = UInt16(truncatingIfNeeded: $1) }),
        Column(value: { Int64($0.accuracyM) }, set: { $0.accuracyM = UInt16(truncatingIfNeeded: $1) }),
        Column(
            value: { Int64($0.status.rawValue) },
            set: { $0.status = PositionStatus(rawValue: UInt32(truncatingIfNeeded: $1)) }
        ),
        Column(value: { Int64($0.alarms) }, set: { $0.alarms = UInt32(truncatingIfNeeded: $1) }),
        Column(value: { Int64($0.mileageE1) }, set: { $0.mileageE1 = UInt32(truncatingIfNeeded: $1) }),
        Column(
            value: { Int64($0.signals.bits) },
            set: { $0.signals = VehicleSignals(bits: UInt16(truncatingIfNeeded: $1)) }
        ),
    ]

    func encode(_ positions: [Position]) -> [UInt8] {
        var writer: ByteColumnWriter = ByteColumnWriter()
        var last: Int64 = 0
        for position in positions {
            let number: Int64 = value(position)
            writer.write(signed: number - last)
            last = number
        }
        writer.endZeros()
        return writer.bytes
    }

    func decode(_ column: ByteColumnReader, into positions: inout [Position]) throws(BrokenColumn) {
        var reader: ByteColumnReader = column
        var last: Int64 = 0
        for index in positions.indices {
            last = last &+ (try reader.readSigned())
            set(&positions[index], last)
        }
        guard reader.isAtEnd else { throw BrokenColumn() }
    }
}
