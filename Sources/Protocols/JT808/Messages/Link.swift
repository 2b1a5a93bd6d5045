/// 0x0002.
package struct Heartbeat: MessageBody {
    package static let id: MessageID = .heartbeat

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {}
}

/// 0x0003.
package struct Unregister: MessageBody {
    package static let id: MessageID = .unregister

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {}
}

/// 0x0004 of 2019.
package struct ServerTimeQuery: MessageBody {
    package static let id: MessageID = .serverTimeQuery

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {}
}

/// 0x8004 of 2019. This time is UTC, unlike all others.
package struct ServerTime: MessageBody {
    package static let id: MessageID = .serverTime

    package var time: BCDTime = .zero

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.time(&time)
    }
}

/// 0x8204 of 2019.
package struct LinkCheck: MessageBody {
    package static let id: MessageID = .linkCheck

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {}
}
