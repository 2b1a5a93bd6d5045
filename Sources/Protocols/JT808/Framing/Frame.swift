package import NIOCore

/// The header of a frame.
package struct FrameHeader: Sendable, Hashable {
    /// A message that came in several frames: this is number `index` (from 1) of `total`.
    package struct Subpacket: Sendable, Hashable {
        package var total: UInt16
        package var index: UInt16

        package init(total: UInt16, index: UInt16) {
            self.total = total
            self.index = index
        }
    }

    package var id: MessageID
    /// Bits 10–12 of the attributes: 0 none, bit 10 RSA.
    package var encryption: UInt8
    /// The 2019 header: with a version byte and a phone of 20 digits.
    package var isVersioned: Bool
    package var protocolVersion: UInt8
    package var phone: TerminalPhone
    package var sequence: UInt16
    package var subpacket: Subpacket?

    /// 2011 looks like 2013 here.
    package var edition: Edition { isVersioned ? .v2019 : .v2013 }

    package init(
        id: MessageID,
        phone: TerminalPhone,
        sequence: UInt16,
        subpacket: Subpacket? = nil,
        encryption: UInt8 = 0,
        protocolVersion: UInt8 = 1
    ) {
        self.id = id
        self.encryption = encryption & 7
        isVersioned = phone.isLong
        self.protocolVersion = phone.isLong ? protocolVersion : 0
        self.phone = phone
        self.sequence = sequence
        self.subpacket = subpacket
    }
}

/// One checked frame: header and body, without marks, escapes and checksum.
///
/// The body is a slice of what was received; whoever keeps it longer than the next read copies it.
package struct Frame: Sendable, Hashable {
    package var header: FrameHeader
    package var body: ByteBuffer

    package init(header: FrameHeader, body: ByteBuffer) {
        self.header = header
        self.body = body
    }
}

enum FrameLimits {
    static let delimiter: UInt8 = 0x7E
    static let escape: UInt8 = 0x7D
    static let bodyMax: Int = 1023
    /// Header of 2019 with sub-packet numbers, body, checksum.
    static let plainMax: Int = 21 + bodyMax + 1
    /// Every byte escaped.
    static let escapedMax: Int = plainMax * 2
}
