/// 0x8107.
package struct QueryProperties: MessageBody {
    package static let id: MessageID = .queryProperties

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {}
}

/// 0x0107.
package struct TerminalProperties: MessageBody {
    package static let id: MessageID = .propertyAnswer

    /// Bit 0 passengers, 1 dangerous goods, 2 freight, 3 taxi, 6 hard-disk recorder, 7 separate parts.
    package var kinds: UInt16 = 0
    package var maker: String = ""
    package var model: String = ""
    package var terminalID: String = ""
    /// Twenty digits.
    package var iccid: String = ""
    package var hardwareVersion: String = ""
    package var firmwareVersion: String = ""
    /// Bit 0 GPS, 1 Beidou, 2 GLONASS, 3 Galileo.
    package var positioning: UInt8 = 0
    /// Bit 0 GPRS, 1 CDMA, 2 TD-SCDMA, 3 WCDMA, 4 CDMA2000, 5 TD-LTE, 7 others.
    package var communication: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kinds)
        try fields.text(&maker, width: 5)
        try fields.text(&model, width: fields.is2019 ? 30 : 20)
        try fields.text(&terminalID, width: fields.is2019 ? 30 : 7)
        try fields.digits(&iccid, width: 10)
        try fields.text(&hardwareVersion, length: UInt8.self)
        try fields.text(&firmwareVersion, length: UInt8.self)
        try fields.number(&positioning)
        try fields.number(&communication)
    }
}
