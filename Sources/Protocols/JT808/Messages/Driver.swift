/// 0x0702: the driver put a card in or took it out.
package struct DriverIdentity: MessageBody {
    package static let id: MessageID = .driverIdentity

    /// 1 card in, on duty; 2 card out.
    package var state: UInt8 = 1
    package var time: BCDTime = .zero
    /// Missing when the card was taken out, or by the header of 2011, which has no state and time.
    package var card: DriverCard?

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        if fields.edition != .v2011 {
            try fields.number(&state)
            try fields.time(&time)
        }
        try fields.trailing(&card)
    }
}

/// What a reader got from a driver's card.
package struct DriverCard: Layout {
    /// 0 read, 1 wrong key, 2 locked, 3 taken out, 4 wrong check; nothing follows unless 0.
    package var result: UInt8 = 0
    package var details: DriverDetails?

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        if fields.edition != .v2011 { try fields.number(&result) }
        try fields.trailing(&details)
    }
}

/// Who the driver is.
package struct DriverDetails: Layout {
    package var name: String = ""
    /// 从业资格证编码
    package var licence: String = ""
    package var authority: String = ""
    /// Eight digits YYYYMMDD.
    package var expiry: String = ""
    /// 2019, and 2011.
    package var idCard: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.text(&name, length: UInt8.self)
        // The fields of 2011 could not be verified: reached by a dialect only.
        if fields.edition == .v2011 { try fields.text(&idCard, width: 20) }
        try fields.text(&licence, width: fields.edition == .v2011 ? 40 : 20)
        try fields.text(&authority, length: UInt8.self)
        if fields.edition != .v2011 { try fields.digits(&expiry, width: 4) }
        if fields.is2019 { try fields.text(&idCard, width: 20) }
    }
}

/// 0x8702.
package struct QueryDriver: MessageBody {
    package static let id: MessageID = .queryDriver

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {}
}
