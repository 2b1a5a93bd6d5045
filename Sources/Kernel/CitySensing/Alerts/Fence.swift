package import CityCore
package import CityGeo
import CitySQL

package enum FenceTag {}
package typealias FenceID = EntityID<FenceTag>

/// What a place is to vehicles.
package enum FenceKind: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case site
    case dump
    case route
    case forbidden
    case yard
    case workArea = "work_area"
    case other

    package var title: Wording {
        switch self {
        case .site: Wording("工地", "Building site")
        case .dump: Wording("消纳场", "Disposal ground")
        case .route: Wording("规定线路", "Prescribed route")
        case .forbidden: Wording("禁行区", "Forbidden zone")
        case .yard: Wording("停车场", "Yard")
        case .workArea: Wording("作业区", "Work area")
        case .other: Wording("其他", "Other")
        }
    }
}

/// 电子围栏: an area with its holes, a circle, or a corridor along a way.
package struct Fence: Sendable, Hashable {
    static let thing: Wording = Wording("电子围栏", "fence")
    static let verticesMax: Int = 5_000

    package var id: FenceID
    package var name: String
    package var kind: FenceKind
    /// A polygon; a point, of which `reachM` is the radius; or a line, of which it is the reach to either side.
    package var geometry: GeoJSONGeometry
    package var reachM: Double
    package var area: String
    package var isActive: Bool
    package var version: Int

    /// The ground that it covers.
    package func ground() throws -> MultiPolygon {
        switch geometry {
        case .polygon, .multiPolygon: try geometry.area()
        default: try Geometry.buffer(geometry, metres: reachM)
        }
    }
}
