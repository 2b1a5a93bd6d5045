/// 0x9301 of JT/T 1078.
package struct TurnCamera: MessageBody {
    package static let id: MessageID = .turnCamera

    package var channel: UInt8 = 0
    /// 0 stop, 1 up, 2 down, 3 left, 4 right.
    package var direction: UInt8 = 0
    package var speed: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&direction)
        try fields.number(&speed)
    }
}

/// 0x9302 of JT/T 1078.
package struct FocusCamera: MessageBody {
    package static let id: MessageID = .focusCamera

    package var channel: UInt8 = 0
    package var command: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&command)
    }
}

/// 0x9303 of JT/T 1078.
package struct IrisCamera: MessageBody {
    package static let id: MessageID = .irisCamera

    package var channel: UInt8 = 0
    package var command: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&command)
    }
}

/// 0x9304 of JT/T 1078.
package struct WipeCamera: MessageBody {
    package static let id: MessageID = .wipeCamera

    package var channel: UInt8 = 0
    package var command: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&command)
    }
}

/// 0x9305 of JT/T 1078.
package struct InfraredCamera: MessageBody {
    package static let id: MessageID = .infraredCamera

    package var channel: UInt8 = 0
    package var command: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&command)
    }
}

/// 0x9306 of JT/T 1078.
package struct ZoomCamera: MessageBody {
    package static let id: MessageID = .zoomCamera

    package var channel: UInt8 = 0
    package var command: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&command)
    }
}
