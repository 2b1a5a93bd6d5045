package import NIOCore

/// The body of one message.
package protocol MessageBody: Layout {
    static var id: MessageID { get }
}

extension MessageBody {
    /// Reads a body, and says how many bytes at its end are more than the layout knows.
    package static func read(
        _ body: ByteBuffer,
        edition: Edition,
        dialect: Dialect = .standard
    ) throws(BodyTrouble) -> (message: Self, excess: Int) {
        // A slice of its own, so that offsets in errors count from the body's first byte.
        var fields: Fields = Fields(reading: body.slice(), edition: edition, dialect: dialect)
        var message: Self = Self()
        try message.visit(&fields)
        return (message, fields.remaining)
    }

    package func body(edition: Edition, dialect: Dialect = .standard) throws(BodyTrouble) -> ByteBuffer {
        var fields: Fields = Fields(writingFor: edition, dialect: dialect)
        var copy: Self = self
        try copy.visit(&fields)
        return fields.buffer
    }

    /// The message as a frame; long ones are `split` by the caller, who knows how many sequence numbers that takes.
    package func frame(
        phone: TerminalPhone,
        sequence: UInt16,
        dialect: Dialect = .standard
    ) throws(BodyTrouble) -> Frame {
        let header: FrameHeader = FrameHeader(id: Self.id, phone: phone, sequence: sequence)
        return Frame(header: header, body: try body(edition: header.edition, dialect: dialect))
    }
}

/// A body that was read.
package struct ReadMessage: Sendable {
    package let message: any MessageBody
    /// Bytes at the end that the layout does not know; vendors append.
    package let excess: Int
}

extension Frame {
    /// Reads the body as the message that is expected.
    package func message<M: MessageBody>(
        _ type: M.Type,
        dialect: Dialect = .standard
    ) throws(BodyTrouble) -> M {
        guard header.id == M.id else { throw .otherMessage(header.id.rawValue) }
        try checkReadable()
        return try M.read(body, edition: header.edition, dialect: dialect).message
    }

    /// The location of a 0x0200, without the way through `Fields`.
    package func location() throws(BodyTrouble) -> Location {
        guard header.id == .location else { throw .otherMessage(header.id.rawValue) }
        try checkReadable()
        return try Location(body: body)
    }

    /// Reads the body by its id; nil for an id that no standard has.
    package func message(dialect: Dialect = .standard) throws(BodyTrouble) -> ReadMessage? {
        guard let type = messageTypes[header.id] else { return nil }
        try checkReadable()
        return try read(type, dialect)
    }

    private func checkReadable() throws(BodyTrouble) {
        guard header.encryption == 0 else { throw .encrypted(bits: header.encryption) }
        guard header.subpacket == nil else { throw .partOfMessage }
    }

    private func read<M: MessageBody>(_ type: M.Type, _ dialect: Dialect) throws(BodyTrouble) -> ReadMessage {
        let (message, excess): (M, Int) = try M.read(body, edition: header.edition, dialect: dialect)
        return ReadMessage(message: message, excess: excess)
    }
}
