package import NIOCore

/// 0x9208: the platform wants the attachments of an alarm on another connection.
package struct UploadAttachments: MessageBody {
    package static let id: MessageID = .uploadAttachments

    package var address: String = ""
    package var tcpPort: UInt16 = 0
    package var udpPort: UInt16 = 0
    package var mark: AlarmMark = AlarmMark()
    /// The platform's own name for the alarm; the terminal gives it back with each file.
    package var alarmNumber: String = ""
    package var reserved: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.text(&address, length: UInt8.self)
        try fields.number(&tcpPort)
        try fields.number(&udpPort)
        try fields.mark(&mark) { $0 == 48 }
        try fields.text(&alarmNumber, width: 32)
        try fields.bytes(&reserved, width: 16)
    }
}

/// A file that belongs to an alarm.
package struct AttachmentFile: Layout {
    /// `kind_channel_alarm_sequence_alarmNumber.ext`
    package var name: String = ""
    package var size: UInt32 = 0

    package init() {}

    package init(name: String, size: UInt32) {
        self.name = name
        self.size = size
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.text(&name, length: UInt8.self)
        try fields.number(&size)
    }
}

/// 0x1210, the first message on the connection for attachments.
package struct AttachmentList: MessageBody {
    package static let id: MessageID = .attachmentList

    /// In the width of the mark's own terminal id. Heilongjiang leaves it out: then nil.
    package var terminalID: String? = ""
    package var mark: AlarmMark = AlarmMark()
    package var alarmNumber: String = ""
    /// 0 ordinary, 1 sent again.
    package var kind: UInt8 = 0
    package var files: [AttachmentFile] = []

    package init() {}

    /// Nothing in the message tells the mark's layout but that only the right one ends where the body ends.
    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        guard fields.isReading else { return try visit(&fields, mark.layout, hasTerminalID: terminalID != nil) }
        var layouts: [AlarmMarkLayout] = AlarmMarkLayout.known
        if let own = fields.dialect.alarmMark { layouts.insert(own, at: 0) }
        var trouble: BodyTrouble = .truncated(at: fields.remaining)
        for layout in layouts {
            var attempt: Fields = fields
            do throws(BodyTrouble) {
                try visit(&attempt, layout, hasTerminalID: layout != .heilongjiang)
                if attempt.remaining == 0 { return fields = attempt }
            } catch {
                trouble = error
            }
        }
        throw trouble
    }

    private mutating func visit(
        _ fields: inout Fields,
        _ layout: AlarmMarkLayout,
        hasTerminalID: Bool
    ) throws(BodyTrouble) {
        var own: String = terminalID ?? ""
        if hasTerminalID { try fields.text(&own, width: layout.terminalIDBytes) }
        terminalID = hasTerminalID ? own : nil
        try fields.mark(&mark, in: layout)
        try fields.text(&alarmNumber, width: 32)
        try fields.number(&kind)
        try fields.list(&files, count: UInt8.self)
    }
}

/// 0x1211, before a file's data.
package struct AttachmentBegin: MessageBody {
    package static let id: MessageID = .attachmentBegin

    package var name: String = ""
    /// 0 picture, 1 sound, 2 video, 3 text.
    package var kind: UInt8 = 0
    package var size: UInt32 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.text(&name, length: UInt8.self)
        try fields.number(&kind)
        try fields.number(&size)
    }
}

/// 0x1212, after a file's data.
package struct AttachmentEnd: MessageBody {
    package static let id: MessageID = .attachmentEnd

    package var name: String = ""
    package var kind: UInt8 = 0
    package var size: UInt32 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.text(&name, length: UInt8.self)
        try fields.number(&kind)
        try fields.number(&size)
    }
}

/// A piece of a file.
package struct FileRange: Layout, Hashable {
    package var offset: UInt32 = 0
    package var length: UInt32 = 0

    package init() {}

    package init(offset: UInt32, length: UInt32) {
        self.offset = offset
        self.length = length
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&offset)
        try fields.number(&length)
    }
}

/// 0x9212, the answer to 0x1212.
package struct AttachmentAnswer: MessageBody {
    package static let id: MessageID = .attachmentAnswer

    package var name: String = ""
    package var kind: UInt8 = 0
    /// 0 complete, 1 send the missing pieces.
    package var result: UInt8 = 0
    package var missing: [FileRange] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.text(&name, length: UInt8.self)
        try fields.number(&kind)
        try fields.number(&result)
        try fields.list(&missing, count: UInt8.self)
    }
}
