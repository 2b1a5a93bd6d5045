package import NIOCore

/// A record whose layout is written down once, for reading and for writing.
package protocol Layout: Sendable, Equatable {
    init()
    /// Names each field in the order of the wire; `Fields` reads into it or writes it.
    mutating func visit(_ fields: inout Fields) throws(BodyTrouble)
}

/// The cursor over a body: every call takes a field by reference and, by its mode, fills or writes it. So what is
/// encoded is decoded by the same lines.
package struct Fields {
    package let isReading: Bool
    package let edition: Edition
    package let dialect: Dialect
    package var buffer: ByteBuffer

    package init(reading body: ByteBuffer, edition: Edition, dialect: Dialect = .standard) {
        isReading = true
        buffer = body
        self.edition = dialect.bodyEdition ?? edition
        self.dialect = dialect
    }

    package init(writingFor edition: Edition, dialect: Dialect = .standard) {
        isReading = false
        buffer = ByteBuffer()
        self.edition = dialect.bodyEdition ?? edition
        self.dialect = dialect
    }

    package var is2019: Bool { edition == .v2019 }
    package var isWriting: Bool { !isReading }
    /// When reading: the bytes that are left.
    package var remaining: Int { buffer.readableBytes }
    /// Where in the body the cursor stands.
    package var offset: Int { isReading ? buffer.readerIndex : buffer.writerIndex }

    package mutating func number<T: FixedWidthInteger>(_ value: inout T) throws(BodyTrouble) {
        guard isReading else {
            buffer.writeInteger(value)
            return
        }
        guard let read: T = buffer.readInteger() else { throw .truncated(at: offset + remaining) }
        value = read
    }

    /// A coded value.
    package mutating func code<C: RawRepresentable>(_ value: inout C) throws(BodyTrouble)
    where C.RawValue: FixedWidthInteger {
        var raw: C.RawValue = value.rawValue
        let at: Int = offset
        try number(&raw)
        guard let read = C(rawValue: raw) else { throw .invalid(at: at) }
        value = read
    }

    package mutating func time(_ value: inout BCDTime) throws(BodyTrouble) {
        var high: UInt16 = UInt16(truncatingIfNeeded: value.bits >> 32)
        var low: UInt32 = UInt32(truncatingIfNeeded: value.bits)
        if isReading { try need(6) }
        try number(&high)
        try number(&low)
        value = BCDTime(bits: UInt64(high) << 32 | UInt64(low))
    }

    package mutating func record<L: Layout>(_ value: inout L) throws(BodyTrouble) {
        try value.visit(&self)
    }

    /// Throws when fewer bytes are left to read.
    func need(_ count: Int) throws(BodyTrouble) {
        guard remaining >= count else { throw .truncated(at: offset + remaining) }
    }

    /// A record at the end that older or lazier terminals leave out.
    package mutating func trailing<L: Layout>(_ value: inout L?) throws(BodyTrouble) {
        if isReading {
            guard remaining > 0 else { return value = nil }
            var read: L = L()
            try read.visit(&self)
            value = read
        } else if var written = value {
            try written.visit(&self)
        }
    }

    /// A record that stands there when another field says so; a missing one is written as zeros.
    package mutating func record<L: Layout>(_ value: inout L?, when stands: Bool) throws(BodyTrouble) {
        guard stands else {
            if isReading { value = nil }
            return
        }
        var present: L = value ?? L()
        try present.visit(&self)
        value = present
    }
}

/// A list's element of one number.
package protocol NumberCount: FixedWidthInteger, UnsignedInteger, Sendable {}
extension UInt8: NumberCount {}
extension UInt16: NumberCount {}
extension UInt32: NumberCount {}

extension Fields {
    /// A count and so many records.
    package mutating func list<L: Layout, C: NumberCount>(
        _ values: inout [L],
        count: C.Type
    ) throws(BodyTrouble) {
        let total: Int = try self.count(values.count, count)
        if isWriting {
            for var value in values { try value.visit(&self) }
            return
        }
        values = []
        for _ in 0..<total { try append(&values) }
    }

    /// Records up to the end of the body.
    package mutating func list<L: Layout>(untilEnd values: inout [L]) throws(BodyTrouble) {
        if isWriting {
            for var value in values { try value.visit(&self) }
            return
        }
        values = []
        while remaining > 0 { try append(&values) }
    }

    /// A count and so many numbers.
    package mutating func numbers<T: FixedWidthInteger, C: NumberCount>(
        _ values: inout [T],
        count: C.Type
    ) throws(BodyTrouble) {
        let total: Int = try self.count(values.count, count)
        if isWriting {
            for value in values { buffer.writeInteger(value) }
            return
        }
        guard total <= remaining / (T.bitWidth / 8) else { throw .truncated(at: offset + remaining) }
        values = []
        values.reserveCapacity(total)
        for _ in 0..<total {
            var value: T = 0
            try number(&value)
            values.append(value)
        }
    }

    /// The count before a list or text: written as given, or read.
    mutating func count<C: NumberCount>(_ count: Int, _ type: C.Type) throws(BodyTrouble) -> Int {
        guard isReading || count <= Int(C.max) else { throw .doesNotFit(at: offset, max: Int(C.max)) }
        var value: C = isReading ? 0 : C(count)
        try number(&value)
        return Int(value)
    }

    private mutating func append<L: Layout>(_ values: inout [L]) throws(BodyTrouble) {
        let before: Int = remaining
        guard before > 0 else { throw .truncated(at: offset) }
        var value: L = L()
        try value.visit(&self)
        values.append(value)
    }
}
