import CityCore
package import CityGeo
import CityWorkflow
import Foundation

// For measuring: stars of a hundred corners all over a city, and a rule that asks for each twentieth of them.
extension AlertBook {
    package init(fences count: Int) throws {
        let side: Int = Int(Double(count).squareRoot().rounded(.up))
        let step: Double = 0.4 / Double(side)
        let fences: [Fence] = try (0..<count).map { number in
            let centre: (lng: Double, lat: Double) =
                (110.6 + (Double(number % side) + 0.5) * step, 32.4 + (Double(number / side) + 0.5) * step)
            return Fence(
                id: FenceID("\(number)"),
                name: "\(number)",
                kind: number.isMultiple(of: 20) ? .forbidden : .site,
                geometry: .polygon(try Fence.star(at: centre, reach: step)),
                reachM: 0,
                area: "",
                isActive: true,
                version: 1
            )
        }
        var conditions: AlertConditions = AlertConditions()
        conditions.inside = FenceChoice(kind: .forbidden)
        let rule: AlertRule = AlertRule(
            id: AlertRuleID("bench"),
            name: "bench",
            state: .live,
            severity: .notice,
            uses: [],
            area: "",
            organisation: nil,
            conditions: conditions,
            forSeconds: 0,
            rejoinSeconds: 0,
            window: nil,
            caseClass: nil,
            caseCondition: nil,
            version: 1
        )
        try self.init(rules: [rule], fences: fences, calendar: try WorkCalendar(hours: .standard))
    }
}

extension Fence {
    package static func star(at centre: (lng: Double, lat: Double), reach: Double) throws -> Polygon {
        var ring: [Coordinate] = try (0..<100).map { corner in
            let angle: Double = Double(corner) / 100 * 2 * .pi
            let radius: Double = reach * (corner.isMultiple(of: 2) ? 0.45 : 0.3)
            return try Coordinate(lng: centre.lng + cos(angle) * radius, lat: centre.lat + sin(angle) * radius)
        }
        ring.append(ring[0])
        return try Polygon(outer: ring)
    }
}

extension Device {
    package static let bench: Device = Device(
        id: DeviceID("bench"),
        serial: 1,
        door: .jt808,
        ident: "1",
        name: "bench",
        use: .other,
        area: "",
        organisation: nil
    )
}
