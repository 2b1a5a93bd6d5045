/// What an area id in an item means.
package enum PlaceKind: UInt8, Sendable, Hashable {
    case none = 0
    case circle = 1
    case rectangle = 2
    case polygon = 3
    /// A route, or a segment of one.
    case route = 4
}

/// Item 0x11: where the speed was too high.
package struct OverspeedPlace: Layout {
    /// A `PlaceKind`, or a number that is none.
    package var kind: UInt8 = 0
    /// Nil when the limit belongs to no place.
    package var placeID: UInt32?

    package init() {}

    package init(kind: UInt8, placeID: UInt32?) {
        self.kind = kind
        self.placeID = placeID
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        guard fields.isReading ? fields.remaining > 0 : placeID != nil else { return }
        var id: UInt32 = placeID ?? 0
        try fields.number(&id)
        placeID = id
    }
}

/// Item 0x12: an area or route was entered or left.
package struct Crossing: Layout {
    package var kind: UInt8 = 0
    package var placeID: UInt32 = 0
    /// 0 in, 1 out.
    package var direction: UInt8 = 0

    package init() {}

    package init(kind: UInt8, placeID: UInt32, direction: UInt8) {
        self.kind = kind
        self.placeID = placeID
        self.direction = direction
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        try fields.number(&placeID)
        try fields.number(&direction)
    }
}

/// Item 0x13: a segment was driven too fast or too slowly.
package struct SegmentTime: Layout {
    package var segmentID: UInt32 = 0
    package var seconds: UInt16 = 0
    /// 0 too short, 1 too long.
    package var result: UInt8 = 0

    package init() {}

    package init(segmentID: UInt32, seconds: UInt16, result: UInt8) {
        self.segmentID = segmentID
        self.seconds = seconds
        self.result = result
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&segmentID)
        try fields.number(&seconds)
        try fields.number(&result)
    }
}

/// Item 0x14.
package struct VideoAlarms: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let signalLost: VideoAlarms = VideoAlarms(rawValue: 1 << 0)
    package static let covered: VideoAlarms = VideoAlarms(rawValue: 1 << 1)
    package static let storageFault: VideoAlarms = VideoAlarms(rawValue: 1 << 2)
    package static let otherFault: VideoAlarms = VideoAlarms(rawValue: 1 << 3)
    package static let overcrowded: VideoAlarms = VideoAlarms(rawValue: 1 << 4)
    package static let abnormalDriving: VideoAlarms = VideoAlarms(rawValue: 1 << 5)
    package static let recordStorageFull: VideoAlarms = VideoAlarms(rawValue: 1 << 6)
}

/// Item 0x18: two bytes of bits and, with most terminals, one of degree. Two readings of the standard exist, so the
/// length decides.
package struct AbnormalDriving: Layout {
    /// Bit 0 fatigue, 1 phone, 2 smoking.
    package var kinds: UInt16 = 0
    package var degree: UInt8?

    package init() {}

    package init(kinds: UInt16, degree: UInt8?) {
        self.kinds = kinds
        self.degree = degree
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kinds)
        guard fields.isReading ? fields.remaining > 0 : degree != nil else { return }
        var value: UInt8 = degree ?? 0
        try fields.number(&value)
        degree = value
    }
}

/// Item 0x25: lamps, brake, horn and the like. The names of the bits follow common practice.
package struct VehicleSignals: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let lowBeam: VehicleSignals = VehicleSignals(rawValue: 1 << 0)
    package static let highBeam: VehicleSignals = VehicleSignals(rawValue: 1 << 1)
    package static let rightTurn: VehicleSignals = VehicleSignals(rawValue: 1 << 2)
    package static let leftTurn: VehicleSignals = VehicleSignals(rawValue: 1 << 3)
    package static let brake: VehicleSignals = VehicleSignals(rawValue: 1 << 4)
    package static let reverse: VehicleSignals = VehicleSignals(rawValue: 1 << 5)
    package static let fogLamp: VehicleSignals = VehicleSignals(rawValue: 1 << 6)
    package static let outlineLamps: VehicleSignals = VehicleSignals(rawValue: 1 << 7)
    package static let horn: VehicleSignals = VehicleSignals(rawValue: 1 << 8)
    package static let airConditioner: VehicleSignals = VehicleSignals(rawValue: 1 << 9)
    package static let neutralGear: VehicleSignals = VehicleSignals(rawValue: 1 << 10)
    package static let retarder: VehicleSignals = VehicleSignals(rawValue: 1 << 11)
    package static let abs: VehicleSignals = VehicleSignals(rawValue: 1 << 12)
    package static let heater: VehicleSignals = VehicleSignals(rawValue: 1 << 13)
    package static let clutch: VehicleSignals = VehicleSignals(rawValue: 1 << 14)
}
