package import NIOCore

/// Where a vehicle is and how it is: 0x0200, and the part that other messages carry.
///
/// The numbers are those on the wire; what they mean is computed. Additional items stay one slice until asked for.
package struct Location: MessageBody {
    package static let id: MessageID = .location

    package var alarms: AlarmFlags = []
    package var status: StatusFlags = []
    /// Degrees times 1,000,000, without sign.
    package var latitudeE6: UInt32 = 0
    package var longitudeE6: UInt32 = 0
    package var altitudeM: UInt16 = 0
    /// Tenths of a kilometre per hour.
    package var speedE1: UInt16 = 0
    /// Degrees clockwise from north.
    package var direction: UInt16 = 0
    package var time: BCDTime = .zero
    package var items: AdditionalItems = AdditionalItems()

    package init() {}

    package var latitude: Double { Double(latitudeE6) / (status.contains(.south) ? -1e6 : 1e6) }
    package var longitude: Double { Double(longitudeE6) / (status.contains(.west) ? -1e6 : 1e6) }
    package var speedKPH: Double { Double(speedE1) / 10 }
    /// On the globe; says nothing about being right.
    package var isOnGlobe: Bool { latitudeE6 <= 90_000_000 && longitudeE6 <= 180_000_000 }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        guard fields.isWriting else {
            try fields.need(Location.basisLength)
            return try read(from: &fields.buffer)
        }
        writeBasis(into: &fields.buffer)
        fields.buffer.writeImmutableBuffer(items.bytes)
    }

    /// The body of 0x0200 directly, for the message that comes most.
    package init(body: ByteBuffer) throws(BodyTrouble) {
        var rest: ByteBuffer = body
        try read(from: &rest)
    }

    static let basisLength: Int = 28

    /// The hot path: one check of the length, then loads.
    private mutating func read(from buffer: inout ByteBuffer) throws(BodyTrouble) {
        try readBasis(from: &buffer)
        if let rest = buffer.readSlice(length: buffer.readableBytes) { items = AdditionalItems(bytes: rest) }
    }

    fileprivate mutating func readBasis(from buffer: inout ByteBuffer) throws(BodyTrouble) {
        guard buffer.readableBytes >= Location.basisLength else { throw .truncated(at: buffer.readableBytes) }
        buffer.withUnsafeReadableBytes { bytes in
            alarms = AlarmFlags(rawValue: bytes.u32(0))
            status = StatusFlags(rawValue: bytes.u32(4))
            latitudeE6 = bytes.u32(8)
            longitudeE6 = bytes.u32(12)
            altitudeM = bytes.u16(16)
            speedE1 = bytes.u16(18)
            direction = bytes.u16(20)
            time = BCDTime(bits: UInt64(bytes.u16(22)) << 32 | UInt64(bytes.u32(24)))
        }
        buffer.moveReaderIndex(forwardBy: Location.basisLength)
    }

    fileprivate func writeBasis(into buffer: inout ByteBuffer) {
        buffer.writeMultipleIntegers(
            alarms.rawValue,
            status.rawValue,
            latitudeE6,
            longitudeE6,
            altitudeM,
            speedE1,
            direction,
            UInt16(truncatingIfNeeded: time.bits >> 32),
            UInt32(truncatingIfNeeded: time.bits)
        )
    }
}

/// The 28 bytes of a location without items, as media messages carry them.
package struct LocationBasis: Layout {
    package var location: Location = Location()

    package init() {}

    package init(_ location: Location) {
        self.location = location
        self.location.items = AdditionalItems()
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        guard fields.isWriting else {
            try fields.need(Location.basisLength)
            return try location.readBasis(from: &fields.buffer)
        }
        location.writeBasis(into: &fields.buffer)
    }
}

/// 0x0201, the answer to 0x8201.
package struct LocationAnswer: MessageBody {
    package static let id: MessageID = .locationAnswer

    package var answered: UInt16 = 0
    package var location: Location = Location()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.record(&location)
    }
}

/// 0x0704: locations that were kept while there was no link, or that are sent together.
package struct LocationBatch: MessageBody {
    package static let id: MessageID = .locationBatch

    package enum Kind: UInt8, Sendable {
        case ordinary = 0
        /// 盲区补传
        case blindZone = 1
    }

    /// One location with its length before it.
    package struct Entry: Layout {
        package var location: Location = Location()

        package init() {}

        package init(_ location: Location) {
            self.location = location
        }

        package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
            var bytes: ByteBuffer = ByteBuffer()
            if fields.isWriting { bytes = try location.body(edition: fields.edition) }
            let at: Int = fields.offset
            try fields.bytes(&bytes, length: UInt16.self)
            guard fields.isReading else { return }
            guard bytes.readableBytes >= Location.basisLength else { throw .invalid(at: at) }
            location = try Location.read(bytes, edition: fields.edition).message
        }
    }

    package var kind: Kind = .ordinary
    package var entries: [Entry] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        let total: Int = try fields.count(entries.count, UInt16.self)
        try fields.code(&kind)
        if fields.isWriting {
            for var entry in entries { try fields.record(&entry) }
            return
        }
        entries = []
        for _ in 0..<total {
            var entry: Entry = Entry()
            try fields.record(&entry)
            entries.append(entry)
        }
    }
}

/// 0x0500, the answer to 0x8500.
package struct VehicleControlAnswer: MessageBody {
    package static let id: MessageID = .vehicleControlAnswer

    package var answered: UInt16 = 0
    package var location: Location = Location()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.record(&location)
    }
}
