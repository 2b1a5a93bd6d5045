/// What a general answer says.
package struct AnswerResult: RawRepresentable, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let done: AnswerResult = AnswerResult(rawValue: 0)
    package static let failed: AnswerResult = AnswerResult(rawValue: 1)
    package static let badMessage: AnswerResult = AnswerResult(rawValue: 2)
    package static let notSupported: AnswerResult = AnswerResult(rawValue: 3)
    /// The platform only.
    package static let alarmConfirmed: AnswerResult = AnswerResult(rawValue: 4)
}

/// 0x0001, the terminal answers a message that has no answer of its own.
package struct TerminalAnswer: MessageBody {
    package static let id: MessageID = .terminalAnswer

    package var answered: UInt16 = 0
    package var answeredID: UInt16 = 0
    package var result: AnswerResult = .done

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.number(&answeredID)
        try fields.code(&result)
    }
}

/// 0x8001, the platform answers a message that has no answer of its own.
package struct PlatformAnswer: MessageBody {
    package static let id: MessageID = .platformAnswer

    package var answered: UInt16 = 0
    package var answeredID: UInt16 = 0
    package var result: AnswerResult = .done

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.number(&answeredID)
        try fields.code(&result)
    }
}

/// 0x8003, the platform asks for sub-packets that did not come. Numbers count from 1; 2013 names at most 255 of them.
package struct ResendRequest: MessageBody {
    package static let id: MessageID = .resendRequest

    /// The sequence number of the message's first sub-packet.
    package var firstSequence: UInt16 = 0
    package var missing: [UInt16] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&firstSequence)
        if fields.is2019 {
            try fields.numbers(&missing, count: UInt16.self)
        } else {
            try fields.numbers(&missing, count: UInt8.self)
        }
    }
}

/// 0x0005 of 2019, the terminal asks for sub-packets that did not come.
package struct TerminalResendRequest: MessageBody {
    package static let id: MessageID = .terminalResendRequest

    /// The sequence number of the message's first sub-packet.
    package var firstSequence: UInt16 = 0
    package var missing: [UInt16] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&firstSequence)
        try fields.numbers(&missing, count: UInt16.self)
    }
}
