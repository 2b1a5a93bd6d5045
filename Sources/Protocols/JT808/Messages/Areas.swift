/// What an area or route does (区域属性).
package struct AreaRules: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let hasTimes: AreaRules = AreaRules(rawValue: 1 << 0)
    package static let hasSpeed: AreaRules = AreaRules(rawValue: 1 << 1)
    package static let enterTellsDriver: AreaRules = AreaRules(rawValue: 1 << 2)
    package static let enterTellsPlatform: AreaRules = AreaRules(rawValue: 1 << 3)
    package static let leaveTellsDriver: AreaRules = AreaRules(rawValue: 1 << 4)
    package static let leaveTellsPlatform: AreaRules = AreaRules(rawValue: 1 << 5)
    package static let south: AreaRules = AreaRules(rawValue: 1 << 6)
    package static let west: AreaRules = AreaRules(rawValue: 1 << 7)
    package static let doorsStayShut: AreaRules = AreaRules(rawValue: 1 << 8)
    package static let communicationOff: AreaRules = AreaRules(rawValue: 1 << 14)
    package static let detailedTrack: AreaRules = AreaRules(rawValue: 1 << 15)
}

/// When an area counts.
package struct AreaTimes: Layout {
    package var from: BCDTime = .zero
    package var to: BCDTime = .zero

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.time(&from)
        try fields.time(&to)
    }
}

/// The speed allowed, and how long above it is too long.
package struct AreaSpeed: Layout {
    package var maxKPH: UInt16 = 0
    package var seconds: UInt8 = 0

    package init() {}

    package init(maxKPH: UInt16, seconds: UInt8) {
        self.maxKPH = maxKPH
        self.seconds = seconds
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&maxKPH)
        try fields.number(&seconds)
    }
}

/// The speed allowed at night, of 2019.
package struct NightSpeed: Layout {
    package var maxKPH: UInt16 = 0

    package init() {}

    package init(maxKPH: UInt16) {
        self.maxKPH = maxKPH
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&maxKPH)
    }
}

/// A corner, degrees times 1,000,000 without sign.
package struct AreaPoint: Layout {
    package var latitudeE6: UInt32 = 0
    package var longitudeE6: UInt32 = 0

    package init() {}

    package init(latitudeE6: UInt32, longitudeE6: UInt32) {
        self.latitudeE6 = latitudeE6
        self.longitudeE6 = longitudeE6
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&latitudeE6)
        try fields.number(&longitudeE6)
    }
}

/// What all areas have: the parts stand by the rules' bits, so keep both in step.
package struct AreaLimits: Sendable, Equatable {
    package var rules: AreaRules = []
    package var times: AreaTimes?
    package var speed: AreaSpeed?
    package var nightSpeed: NightSpeed?
    /// 2019.
    package var name: String = ""

    package init() {}
}

/// A circle of 0x8600.
package struct CircleArea: Layout {
    package var areaID: UInt32 = 0
    package var centre: AreaPoint = AreaPoint()
    package var radiusM: UInt32 = 0
    package var limits: AreaLimits = AreaLimits()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&areaID)
        try fields.code(&limits.rules)
        try fields.record(&centre)
        try fields.number(&radiusM)
        try fields.limits(&limits)
    }
}

/// A rectangle of 0x8602.
package struct RectangleArea: Layout {
    package var areaID: UInt32 = 0
    package var leftTop: AreaPoint = AreaPoint()
    package var rightBottom: AreaPoint = AreaPoint()
    package var limits: AreaLimits = AreaLimits()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&areaID)
        try fields.code(&limits.rules)
        try fields.record(&leftTop)
        try fields.record(&rightBottom)
        try fields.limits(&limits)
    }
}

/// The polygon of 0x8604. Its night speed stands behind the corners.
package struct PolygonArea: Layout {
    package var areaID: UInt32 = 0
    package var corners: [AreaPoint] = []
    package var limits: AreaLimits = AreaLimits()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&areaID)
        try fields.code(&limits.rules)
        try fields.record(&limits.times, when: limits.rules.contains(.hasTimes))
        try fields.record(&limits.speed, when: limits.rules.contains(.hasSpeed))
        try fields.list(&corners, count: UInt16.self)
        try fields.nightAndName(&limits)
    }
}

extension Fields {
    fileprivate mutating func limits(_ limits: inout AreaLimits) throws(BodyTrouble) {
        try record(&limits.times, when: limits.rules.contains(.hasTimes))
        try record(&limits.speed, when: limits.rules.contains(.hasSpeed))
        try nightAndName(&limits)
    }

    fileprivate mutating func nightAndName(_ limits: inout AreaLimits) throws(BodyTrouble) {
        guard is2019 else { return }
        try record(&limits.nightSpeed, when: limits.rules.contains(.hasSpeed))
        try text(&limits.name, length: UInt16.self)
    }
}
