import NIOCore

/// A stream's coding in parameter 0x0075.
package struct StreamCoding: Layout {
    /// 0 constant bit rate, 1 variable, 2 average.
    package var rateControl: UInt8 = 0
    /// 0 QCIF, 1 CIF, 2 WCIF, 3 D1, 4 WD1, 5 720P, 6 1080P.
    package var resolution: UInt8 = 0
    package var keyFrameInterval: UInt16 = 0
    package var frameRate: UInt8 = 0
    package var kilobitsPerSecond: UInt32 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&rateControl)
        try fields.number(&resolution)
        try fields.number(&keyFrameInterval)
        try fields.number(&frameRate)
        try fields.number(&kilobitsPerSecond)
    }
}

/// Parameter 0x0075.
package struct VideoParameters: Layout {
    package var live: StreamCoding = StreamCoding()
    package var stored: StreamCoding = StreamCoding()
    /// A bit for each text laid over the picture.
    package var overlays: UInt16 = 0
    package var hasAudio: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.record(&live)
        try fields.record(&stored)
        try fields.number(&overlays)
        try fields.number(&hasAudio)
    }
}

/// Parameter 0x0079.
package struct AlarmRecording: Layout {
    package var storagePercent: UInt8 = 0
    package var minutes: UInt8 = 0
    package var minutesBefore: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&storagePercent)
        try fields.number(&minutes)
        try fields.number(&minutesBefore)
    }
}

/// Parameter 0x007B.
package struct ImageAnalysis: Layout {
    package var passengersAllowed: UInt8 = 0
    package var fatigueThreshold: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&passengersAllowed)
        try fields.number(&fatigueThreshold)
    }
}

/// Parameter 0x007C.
package struct WakeUp: Layout {
    /// Four digits hhmm each.
    package struct Period: Layout {
        package var wake: String = "0000"
        package var sleep: String = "0000"

        package init() {}

        package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
            try fields.digits(&wake, width: 2)
            try fields.digits(&sleep, width: 2)
        }
    }

    /// Bit 0 by condition, 1 by time, 2 by hand.
    package var modes: UInt8 = 0
    /// Bit 0 emergency, 1 collision or rollover, 2 door.
    package var conditions: UInt8 = 0
    /// Bit 0 Monday to bit 6 Sunday.
    package var weekdays: UInt8 = 0
    /// A bit for each period that counts.
    package var periodsOn: UInt8 = 0
    package var first: Period = Period()
    package var second: Period = Period()
    package var third: Period = Period()
    package var fourth: Period = Period()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&modes)
        try fields.number(&conditions)
        try fields.number(&weekdays)
        try fields.number(&periodsOn)
        try fields.record(&first)
        try fields.record(&second)
        try fields.record(&third)
        try fields.record(&fourth)
    }
}

extension Parameter {
    /// The value as a record that it fills to the last byte; nil when it does not.
    package func record<L: Layout>(_ type: L.Type) -> L? {
        var fields: Fields = Fields(reading: value.slice(), edition: .v2019)
        var record: L = L()
        do throws(BodyTrouble) { try record.visit(&fields) } catch { return nil }
        return fields.remaining == 0 ? record : nil
    }

    package init<L: Layout>(id: UInt32, record: L) throws(BodyTrouble) {
        var fields: Fields = Fields(writingFor: .v2019)
        var copy: L = record
        try copy.visit(&fields)
        self.init(id: id, value: fields.buffer)
    }
}
