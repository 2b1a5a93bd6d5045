/// What happens to the areas that the terminal has.
package enum AreaAction: UInt8, Sendable {
    case replace = 0
    case append = 1
    case change = 2
}

/// 0x8600.
package struct SetCircles: MessageBody {
    package static let id: MessageID = .setCircles

    package var action: AreaAction = .replace
    package var areas: [CircleArea] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.code(&action)
        try fields.list(&areas, count: UInt8.self)
    }
}

/// 0x8602.
package struct SetRectangles: MessageBody {
    package static let id: MessageID = .setRectangles

    package var action: AreaAction = .replace
    package var areas: [RectangleArea] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.code(&action)
        try fields.list(&areas, count: UInt8.self)
    }
}

/// 0x8604: one polygon at a time.
package struct SetPolygon: MessageBody {
    package static let id: MessageID = .setPolygon

    package var area: PolygonArea = PolygonArea()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.record(&area)
    }
}

/// 0x8606: one route at a time.
package struct SetRoute: MessageBody {
    package static let id: MessageID = .setRoute

    package var route: Route = Route()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.record(&route)
    }
}

/// 0x8601. An empty list deletes all.
package struct DeleteCircles: MessageBody {
    package static let id: MessageID = .deleteCircles

    package var areaIDs: [UInt32] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.numbers(&areaIDs, count: UInt8.self)
    }
}

/// 0x8603. An empty list deletes all.
package struct DeleteRectangles: MessageBody {
    package static let id: MessageID = .deleteRectangles

    package var areaIDs: [UInt32] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.numbers(&areaIDs, count: UInt8.self)
    }
}

/// 0x8605. An empty list deletes all.
package struct DeletePolygons: MessageBody {
    package static let id: MessageID = .deletePolygons

    package var areaIDs: [UInt32] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.numbers(&areaIDs, count: UInt8.self)
    }
}

/// 0x8607. An empty list deletes all.
package struct DeleteRoutes: MessageBody {
    package static let id: MessageID = .deleteRoutes

    package var routeIDs: [UInt32] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.numbers(&routeIDs, count: UInt8.self)
    }
}

/// 0x8608 of 2019.
package struct QueryAreas: MessageBody {
    package static let id: MessageID = .queryAreas

    /// 1 circles, 2 rectangles, 3 polygons, 4 routes.
    package var kind: UInt8 = 0
    /// Empty for all.
    package var areaIDs: [UInt32] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        try fields.numbers(&areaIDs, count: UInt32.self)
    }
}

/// 0x0608 of 2019. The layout could not be verified; it follows 0x8600–0x8606.
package struct AreaAnswer: MessageBody {
    package static let id: MessageID = .areaAnswer

    /// 1 circles, 2 rectangles, 3 polygons, 4 routes: the list of that kind is filled.
    package var kind: UInt8 = 1
    package var circles: [CircleArea] = []
    package var rectangles: [RectangleArea] = []
    package var polygons: [PolygonArea] = []
    package var routes: [Route] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        let at: Int = fields.offset
        try fields.number(&kind)
        switch kind {
        case 1: try fields.list(&circles, count: UInt32.self)
        case 2: try fields.list(&rectangles, count: UInt32.self)
        case 3: try fields.list(&polygons, count: UInt32.self)
        case 4: try fields.list(&routes, count: UInt32.self)
        default: throw .invalid(at: at)
        }
    }
}
