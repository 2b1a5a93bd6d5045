package import CityGeo
import CitySQL

/// A coarse square grid over the globe, about 220 m to a side in latitude, that makes "near this point" an indexed
/// search on any engine: the point's cell and its eight neighbours.
package enum CaseCell {
    private static let cellsPerDegree: Double = 500
    private static let columns: Int = 180_000

    package static func cell(_ point: Coordinate) -> Int {
        row(point.lat) * columns + column(point.lng)
    }

    package static func neighbourhood(_ point: Coordinate) -> [Int] {
        var cells: [Int] = []
        for rowOffset in -1...1 {
            for columnOffset in -1...1 {
                cells.append((row(point.lat) + rowOffset) * columns + column(point.lng) + columnOffset)
            }
        }
        return cells
    }

    /// A box of more rows is searched by longitude and latitude alone.
    private static let rowsMax: Int = 64

    /// Condition on `cell`, `lng` and `lat` for what lies in the box.
    static func condition(_ box: BoundingBox) -> SQLQuery {
        let exact: SQLQuery = """
            lng BETWEEN \(box.west) AND \(box.east) AND lat BETWEEN \(box.south) AND \(box.north)
            """
        let rows: ClosedRange<Int> = row(box.south)...row(box.north)
        guard rows.count <= rowsMax else { return exact }
        let west: Int = column(box.west)
        let east: Int = column(box.east)
        let ranges: [SQLQuery] = rows.map { row in
            "cell BETWEEN \(row * columns + west) AND \(row * columns + east)"
        }
        return "(" + ranges.joined(separator: " OR ") + ") AND " + exact
    }

    private static func row(_ lat: Double) -> Int { Int(((lat + 90) * cellsPerDegree).rounded(.down)) }
    private static func column(_ lng: Double) -> Int { Int(((lng + 180) * cellsPerDegree).rounded(.down)) }
}
