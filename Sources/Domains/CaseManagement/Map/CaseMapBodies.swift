package import CityCore
import CityGeo
import CityRegistry
import CityWorkflow

/// Cases as points of a map.
package struct CasePointsBody: Codable, Sendable, Hashable {
    package struct Point: Codable, Sendable, Hashable {
        package var id: String
        package var number: String
        package var lng: Double
        package var lat: Double
        package var lamp: String?
        package var state: CaseState
        package var `class`: String?
        package var className: Wording?
        package var area: String
        package var grid: String?
        package var address: String
        package var urgent: Bool
        package var dueAt: Timestamp?
        package var stageDueAt: Timestamp?

        init(_ point: CasePoint, _ directory: RegistryDirectory) {
            id = point.id.text
            number = point.number
            lng = point.place.lng
            lat = point.place.lat
            lamp = point.lamp?.rawValue
            state = point.state
            self.class = point.subject.map { "\($0.kind.rawValue)/\($0.big)/\($0.small)" }
            className = point.subject.map { directory.className($0) }
            area = point.area
            grid = point.grid
            address = point.address
            urgent = point.isUrgent
            dueAt = point.dueAt
            stageDueAt = point.stageDueAt
        }
    }

    package var items: [Point]
    /// Whether there are more than are shown: the newest are.
    package var truncated: Bool
}

/// Open cases by place.
package struct PlaceFiguresBody: Codable, Sendable, Hashable {
    package struct Figures: Codable, Sendable, Hashable {
        package var code: String
        package var open: Int
        package var yellow: Int
        package var red: Int

        init(_ figures: PlaceFigures) {
            code = figures.code
            open = figures.open
            yellow = figures.yellow
            red = figures.red
        }
    }

    package var items: [Figures]
}
