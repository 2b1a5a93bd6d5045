import CityCore
import CityGeo
import CitySensing
import JT808

/// A fence as a terminal watches it by itself, also where it has no line (0x8600, 0x8604, 0x8606).
package struct TerminalArea: Sendable, Hashable, Codable {
    package enum Shape: String, Sendable, Hashable, Codable, CaseIterable {
        case circle
        case polygon
        case route
    }

    var shape: Shape
    /// The terminal's number for it.
    var number: UInt32
    var name: String
    /// Degrees times 1,000,000; one corner for a circle.
    var corners: [[Int32]]
    /// The radius of a circle, the whole width of a route.
    var metres: Int
    /// Who is told of entering and of leaving: the driver by the terminal, the platform by an alarm bit.
    var tellsEntry: Bool
    var tellsExit: Bool
    var maxKPH: Int?

    private static let cornersMax: Int = 200
    private static let overspeedSeconds: UInt8 = 10

    /// What a terminal can hold of a fence: no holes, one part, and routes no wider than 255 m.
    init(_ fence: Fence, tellsEntry: Bool, tellsExit: Bool, maxKPH: Int?) throws {
        let points: [Coordinate]
        switch fence.geometry {
        case .point(let centre): (shape, points, metres) = (.circle, [centre], Int(fence.reachM.rounded()))
        case .lineString(let way): (shape, points, metres) = (.route, way, Int((fence.reachM * 2).rounded()))
        case .polygon(let polygon) where polygon.holes.isEmpty:
            (shape, points, metres) = (.polygon, Array(polygon.outer.dropLast()), 0)
        default: throw Self.trouble("终端不支持有洞或多块的围栏", "A terminal holds no fence with holes or several parts")
        }
        guard points.count <= Self.cornersMax else {
            throw Self.trouble(
                "终端围栏最多 \(Self.cornersMax) 个顶点",
                "A terminal's fence has at most \(Self.cornersMax) corners"
            )
        }
        guard shape != .route || metres <= 255 else {
            throw Self.trouble("终端线路的半宽不能超过 127 米", "A terminal's route reaches at most 127 m to either side")
        }
        number = Self.number(of: fence.id)
        name = fence.name
        corners = points.map { [Int32(($0.lng * 1e6).rounded()), Int32(($0.lat * 1e6).rounded())] }
        (self.tellsEntry, self.tellsExit, self.maxKPH) = (tellsEntry, tellsExit, maxKPH)
    }

    private static func trouble(_ zh: String, _ en: String) -> CityError {
        .invalid("order.fence", "command.fence", Wording(zh, en))
    }

    /// The same fence has the same number in every terminal.
    static func number(of fence: FenceID) -> UInt32 {
        UInt32(fence.text.suffix(8), radix: 16).map { $0 & 0x7FFF_FFFF } ?? 0
    }

    // MARK: On the wire

    var message: any MessageBody {
        switch shape {
        case .circle:
            var area: CircleArea = CircleArea()
            (area.areaID, area.radiusM) = (number, UInt32(metres))
            area.centre = points.first ?? AreaPoint()
            area.limits = limits
            var message: SetCircles = SetCircles()
            (message.action, message.areas) = (.append, [area])
            return message
        case .polygon:
            var message: SetPolygon = SetPolygon()
            (message.area.areaID, message.area.corners, message.area.limits) = (number, points, limits)
            return message
        case .route:
            var message: SetRoute = SetRoute()
            (message.route.routeID, message.route.name, message.route.rules) = (number, name, routeRules)
            message.route.corners = points.enumerated().map(corner)
            return message
        }
    }

    private var points: [AreaPoint] {
        corners.map { AreaPoint(latitudeE6: $0[1].magnitude, longitudeE6: $0[0].magnitude) }
    }

    private var limits: AreaLimits {
        var limits: AreaLimits = AreaLimits()
        limits.name = name
        if tellsEntry { limits.rules.formUnion([.enterTellsDriver, .enterTellsPlatform]) }
        if tellsExit { limits.rules.formUnion([.leaveTellsDriver, .leaveTellsPlatform]) }
        if let first = corners.first {
            if first[1] < 0 { limits.rules.insert(.south) }
            if first[0] < 0 { limits.rules.insert(.west) }
        }
        if let maxKPH {
            limits.rules.insert(.hasSpeed)
            limits.speed = AreaSpeed(maxKPH: UInt16(maxKPH), seconds: Self.overspeedSeconds)
            limits.nightSpeed = NightSpeed(maxKPH: UInt16(maxKPH))
        }
        return limits
    }

    private var routeRules: RouteRules {
        var rules: RouteRules = []
        if tellsEntry { rules.formUnion([.enterTellsDriver, .enterTellsPlatform]) }
        if tellsExit { rules.formUnion([.leaveTellsDriver, .leaveTellsPlatform]) }
        return rules
    }

    private func corner(_ index: Int, _ point: AreaPoint) -> RouteCorner {
        var corner: RouteCorner = RouteCorner()
        (corner.cornerID, corner.segmentID) = (UInt32(index + 1), UInt32(index + 1))
        (corner.point, corner.widthM) = (point, UInt8(metres))
        if corners[index][1] < 0 { corner.rules.insert(.south) }
        if corners[index][0] < 0 { corner.rules.insert(.west) }
        if let maxKPH {
            corner.rules.insert(.hasSpeed)
            corner.speed = AreaSpeed(maxKPH: UInt16(maxKPH), seconds: Self.overspeedSeconds)
            corner.nightSpeed = NightSpeed(maxKPH: UInt16(maxKPH))
        }
        return corner
    }

    /// Takes one area of a shape away, or all of that shape where no number is given.
    static func removal(_ shape: Shape, _ number: UInt32?) -> any MessageBody {
        let numbers: [UInt32] = number.map { [$0] } ?? []
        switch shape {
        case .circle:
            var message: DeleteCircles = DeleteCircles()
            message.areaIDs = numbers
            return message
        case .polygon:
            var message: DeletePolygons = DeletePolygons()
            message.areaIDs = numbers
            return message
        case .route:
            var message: DeleteRoutes = DeleteRoutes()
            message.routeIDs = numbers
            return message
        }
    }
}

extension TerminalArea.Shape {
    var title: Wording {
        switch self {
        case .circle: Wording("圆形区域", "circles")
        case .polygon: Wording("多边形区域", "polygons")
        case .route: Wording("路线", "routes")
        }
    }

    /// In which shape a terminal holds a fence.
    init?(_ geometry: GeoJSONGeometry) {
        switch geometry {
        case .point: self = .circle
        case .lineString: self = .route
        case .polygon: self = .polygon
        default: return nil
        }
    }
}
