package import NIOCore

extension Fields {
    /// Text up to the end of the body.
    package mutating func text(_ value: inout String) throws(BodyTrouble) {
        if isReading {
            value = try taken(remaining).gbkText()
        } else {
            buffer.writeBytes(GBKText.encode(value))
        }
    }

    /// A length and so many bytes of text.
    package mutating func text<C: NumberCount>(_ value: inout String, length: C.Type) throws(BodyTrouble) {
        let encoded: [UInt8] = isReading ? [] : GBKText.encode(value)
        let total: Int = try count(encoded.count, length)
        if isReading {
            value = try taken(total).gbkText()
        } else {
            buffer.writeBytes(encoded)
        }
    }

    /// Text in a field of fixed width, filled with zeros.
    package mutating func text(_ value: inout String, width: Int) throws(BodyTrouble) {
        if isReading {
            value = try taken(width).gbkText()
            return
        }
        let encoded: [UInt8] = GBKText.encode(value)
        guard encoded.count <= width else { throw .doesNotFit(at: offset, max: width) }
        buffer.writeBytes(encoded)
        buffer.writeRepeatingByte(0, count: width - encoded.count)
    }

    /// Decimal digits, two to a byte. Nibbles above 9 come out as letters A–F.
    package mutating func digits(_ value: inout String, width: Int) throws(BodyTrouble) {
        if isReading {
            value = try taken(width).readableBytesView.reduce(into: "") { text, byte in
                text += String(byte >> 4, radix: 16, uppercase: true) + String(byte & 0xF, radix: 16, uppercase: true)
            }
            return
        }
        let nibbles: [UInt8] = value.compactMap { $0.hexDigitValue.map(UInt8.init) }
        guard nibbles.count <= width * 2, nibbles.count == value.count else {
            throw .doesNotFit(at: offset, max: width * 2)
        }
        let padded: [UInt8] = Array(repeating: 0, count: width * 2 - nibbles.count) + nibbles
        for place in 0..<width { buffer.writeInteger(padded[place * 2] << 4 | padded[place * 2 + 1]) }
    }

    /// Bytes up to the end of the body.
    package mutating func bytes(_ value: inout ByteBuffer) throws(BodyTrouble) {
        if isReading {
            value = try taken(remaining)
        } else {
            buffer.writeImmutableBuffer(value)
        }
    }

    /// A length and so many bytes.
    package mutating func bytes<C: NumberCount>(_ value: inout ByteBuffer, length: C.Type) throws(BodyTrouble) {
        let total: Int = try count(value.readableBytes, length)
        if isReading {
            value = try taken(total)
        } else {
            buffer.writeImmutableBuffer(value)
        }
    }

    /// Bytes in a field of fixed width, filled with zeros.
    package mutating func bytes(_ value: inout ByteBuffer, width: Int) throws(BodyTrouble) {
        if isReading {
            value = try taken(width)
            return
        }
        guard value.readableBytes <= width else { throw .doesNotFit(at: offset, max: width) }
        buffer.writeImmutableBuffer(value)
        buffer.writeRepeatingByte(0, count: width - value.readableBytes)
    }

    private mutating func taken(_ length: Int) throws(BodyTrouble) -> ByteBuffer {
        guard let slice = buffer.readSlice(length: length) else { throw .truncated(at: offset + remaining) }
        return slice
    }
}
