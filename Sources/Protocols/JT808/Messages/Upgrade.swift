package import NIOCore

/// 0x8108, usually in many sub-packets.
package struct UpgradePackage: MessageBody {
    package static let id: MessageID = .upgradePackage

    /// 0 terminal, 12 card reader, 52 positioning module.
    package var kind: UInt8 = 0
    package var maker: String = ""
    package var version: String = ""
    package var data: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        try fields.text(&maker, width: 5)
        try fields.text(&version, length: UInt8.self)
        try fields.bytes(&data, length: UInt32.self)
    }
}

/// 0x0108.
package struct UpgradeResult: MessageBody {
    package static let id: MessageID = .upgradeResult

    package var kind: UInt8 = 0
    /// 0 done, 1 failed, 2 given up.
    package var result: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        try fields.number(&result)
    }
}
