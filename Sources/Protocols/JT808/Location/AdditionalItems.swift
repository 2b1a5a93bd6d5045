package import NIOCore

/// One additional item of a location: an id and its bytes.
package struct AdditionalItem: Sendable, Hashable {
    package var id: UInt8
    package var value: ByteBuffer

    package init(id: UInt8, value: ByteBuffer) {
        self.id = id
        self.value = value
    }
}

/// The additional items of a location, kept as they came and cut only when somebody looks.
package struct AdditionalItems: Sendable, Hashable {
    package var bytes: ByteBuffer

    package init(bytes: ByteBuffer = ByteBuffer()) {
        self.bytes = bytes
    }

    /// An item of more than 255 bytes does not exist on the wire.
    package init(_ items: [AdditionalItem]) throws(BodyTrouble) {
        bytes = ByteBuffer()
        for item in items {
            guard item.value.readableBytes <= 255 else { throw .doesNotFit(at: bytes.writerIndex, max: 255) }
            bytes.writeInteger(item.id)
            bytes.writeInteger(UInt8(item.value.readableBytes))
            bytes.writeImmutableBuffer(item.value)
        }
    }

    /// Bytes at the end that make no whole item: a lonely id, or a length beyond the end. Zero when all is well.
    package var brokenBytes: Int {
        bytes.withUnsafeReadableBytes { all in
            var at: Int = 0
            while at + 2 <= all.count, at + 2 + Int(all[at + 1]) <= all.count { at += 2 + Int(all[at + 1]) }
            return all.count - at
        }
    }

    /// Whether one of the items has an id of this range, in one pass over the bytes.
    package func hold(_ ids: ClosedRange<UInt8>) -> Bool {
        bytes.withUnsafeReadableBytes { all in
            var at: Int = 0
            while at + 2 <= all.count {
                if ids.contains(all[at]) { return true }
                at += 2 + Int(all[at + 1])
            }
            return false
        }
    }

    /// The first item with this id.
    package subscript(id: UInt8) -> ByteBuffer? {
        let found: Range<Int>? = bytes.withUnsafeReadableBytes { all in
            var at: Int = 0
            while at + 2 <= all.count {
                let end: Int = at + 2 + Int(all[at + 1])
                guard end <= all.count else { return nil }
                if all[at] == id { return at + 2..<end }
                at = end
            }
            return nil
        }
        return found.flatMap { bytes.getSlice(at: bytes.readerIndex + $0.lowerBound, length: $0.count) }
    }
}

extension AdditionalItems: Sequence {
    package struct Iterator: IteratorProtocol {
        fileprivate var rest: ByteBuffer

        package mutating func next() -> AdditionalItem? {
            guard let head: UInt16 = rest.readInteger(), let value = rest.readSlice(length: Int(head & 0xFF)) else {
                return nil
            }
            return AdditionalItem(id: UInt8(head >> 8), value: value)
        }
    }

    package func makeIterator() -> Iterator {
        Iterator(rest: bytes)
    }
}

extension Location {
    /// Item 0x01, tenths of a kilometre.
    package var mileageE1: UInt32? { items[0x01]?.wholeInteger() }
    /// Item 0x02, tenths of a litre.
    package var fuelE1: UInt16? { items[0x02]?.wholeInteger() }
    /// Item 0x30.
    package var signalStrength: UInt8? { items[0x30]?.wholeInteger() }
    /// Item 0x31.
    package var satellites: UInt8? { items[0x31]?.wholeInteger() }
}

extension ByteBuffer {
    /// The number that fills the whole buffer; nil when it has another length.
    func wholeInteger<T: FixedWidthInteger>(as type: T.Type = T.self) -> T? {
        readableBytes == T.bitWidth / 8 ? getInteger(at: readerIndex) : nil
    }
}
