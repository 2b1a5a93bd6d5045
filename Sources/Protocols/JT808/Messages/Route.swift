/// What a route does (路线属性).
package struct RouteRules: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let hasTimes: RouteRules = RouteRules(rawValue: 1 << 0)
    package static let enterTellsDriver: RouteRules = RouteRules(rawValue: 1 << 2)
    package static let enterTellsPlatform: RouteRules = RouteRules(rawValue: 1 << 3)
    package static let leaveTellsDriver: RouteRules = RouteRules(rawValue: 1 << 4)
    package static let leaveTellsPlatform: RouteRules = RouteRules(rawValue: 1 << 5)
}

/// What a segment asks for (路段属性). South and west could not be verified.
package struct SegmentRules: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let hasTravelTime: SegmentRules = SegmentRules(rawValue: 1 << 0)
    package static let hasSpeed: SegmentRules = SegmentRules(rawValue: 1 << 1)
    package static let south: SegmentRules = SegmentRules(rawValue: 1 << 2)
    package static let west: SegmentRules = SegmentRules(rawValue: 1 << 3)
}

/// The travel times of a segment that are too long and too short.
package struct TravelTime: Layout {
    package var tooLongSeconds: UInt16 = 0
    package var tooShortSeconds: UInt16 = 0

    package init() {}

    package init(tooLongSeconds: UInt16, tooShortSeconds: UInt16) {
        self.tooLongSeconds = tooLongSeconds
        self.tooShortSeconds = tooShortSeconds
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&tooLongSeconds)
        try fields.number(&tooShortSeconds)
    }
}

/// A corner of a route, and the segment that begins there.
package struct RouteCorner: Layout {
    package var cornerID: UInt32 = 0
    package var segmentID: UInt32 = 0
    package var point: AreaPoint = AreaPoint()
    package var widthM: UInt8 = 0
    package var rules: SegmentRules = []
    package var travelTime: TravelTime?
    package var speed: AreaSpeed?
    package var nightSpeed: NightSpeed?

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&cornerID)
        try fields.number(&segmentID)
        try fields.record(&point)
        try fields.number(&widthM)
        try fields.code(&rules)
        try fields.record(&travelTime, when: rules.contains(.hasTravelTime))
        try fields.record(&speed, when: rules.contains(.hasSpeed))
        try fields.record(&nightSpeed, when: fields.is2019 && rules.contains(.hasSpeed))
    }
}

/// The route of 0x8606.
package struct Route: Layout {
    package var routeID: UInt32 = 0
    package var rules: RouteRules = []
    package var times: AreaTimes?
    package var corners: [RouteCorner] = []
    /// 2019.
    package var name: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&routeID)
        try fields.code(&rules)
        try fields.record(&times, when: rules.contains(.hasTimes))
        try fields.list(&corners, count: UInt16.self)
        if fields.is2019 { try fields.text(&name, length: UInt16.self) }
    }
}
