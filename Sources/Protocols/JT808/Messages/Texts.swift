/// 0x8300. The second byte came with 2019.
package struct TextMessage: MessageBody {
    package static let id: MessageID = .text

    /// Bit 0 urgent, 2 on the display, 3 spoken, 4 on the advertising screen, 5 CAN fault code instead of navigation.
    package var flags: UInt8 = 0
    /// 2019: 1 notice, 2 service.
    package var kind: UInt8 = 0
    package var content: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&flags)
        if fields.is2019 { try fields.number(&kind) }
        try fields.text(&content)
    }
}

/// A number with its text, as events and answers have it.
package struct TextEntry: Layout {
    package var number: UInt8 = 0
    package var content: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&number)
        try fields.text(&content, length: UInt8.self)
    }
}

/// A number with its text of up to 65,535 bytes.
package struct LongTextEntry: Layout {
    package var number: UInt8 = 0
    package var content: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&number)
        try fields.text(&content, length: UInt16.self)
    }
}

/// 0x8301, dropped in 2019.
package struct SetEvents: MessageBody {
    package static let id: MessageID = .setEvents

    /// 0 delete all, 1 replace, 2 append, 3 change, 4 delete these.
    package var action: UInt8 = 0
    package var events: [TextEntry] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&action)
        try fields.list(&events, count: UInt8.self)
    }
}

/// 0x0301, dropped in 2019.
package struct EventReport: MessageBody {
    package static let id: MessageID = .eventReport

    package var number: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&number)
    }
}

/// 0x8302, dropped in 2019.
package struct Question: MessageBody {
    package static let id: MessageID = .question

    package var flags: UInt8 = 0
    package var content: String = ""
    package var answers: [LongTextEntry] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&flags)
        try fields.text(&content, length: UInt8.self)
        try fields.list(untilEnd: &answers)
    }
}

/// 0x0302, dropped in 2019.
package struct QuestionAnswer: MessageBody {
    package static let id: MessageID = .questionAnswer

    package var answered: UInt16 = 0
    package var number: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.number(&number)
    }
}

/// 0x8303, dropped in 2019.
package struct SetMenu: MessageBody {
    package static let id: MessageID = .setMenu

    package var action: UInt8 = 0
    package var items: [LongTextEntry] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&action)
        try fields.list(&items, count: UInt8.self)
    }
}

/// 0x0303, dropped in 2019.
package struct MenuRequest: MessageBody {
    package static let id: MessageID = .menuRequest

    package var number: UInt8 = 0
    /// 0 cancel, 1 subscribe.
    package var action: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&number)
        try fields.number(&action)
    }
}

/// 0x8304, dropped in 2019.
package struct Information: MessageBody {
    package static let id: MessageID = .information

    package var number: UInt8 = 0
    package var content: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&number)
        try fields.text(&content, length: UInt16.self)
    }
}

/// 0x8400.
package struct CallBack: MessageBody {
    package static let id: MessageID = .callBack

    /// 0 talk, 1 listen in.
    package var kind: UInt8 = 0
    package var phone: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        try fields.text(&phone, width: 20)
    }
}

/// A person whom the driver may call.
package struct PhoneBookEntry: Layout {
    /// 1 may call in, 2 may be called, 3 both.
    package var direction: UInt8 = 0
    package var phone: String = ""
    package var name: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&direction)
        try fields.text(&phone, length: UInt8.self)
        try fields.text(&name, length: UInt8.self)
    }
}

/// 0x8401.
package struct PhoneBook: MessageBody {
    package static let id: MessageID = .phoneBook

    /// 0 delete all, 1 replace, 2 append, 3 change.
    package var action: UInt8 = 0
    package var entries: [PhoneBookEntry] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&action)
        try fields.list(&entries, count: UInt8.self)
    }
}
