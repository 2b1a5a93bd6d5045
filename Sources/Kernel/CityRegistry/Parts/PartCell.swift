import CityGeo
import CitySQL

/// A raster of about 250 m that makes a search in a box a few ranges of one index, on any engine.
///
/// A cell's number is its row times 200,000 plus its column, so the cells of one row that lie side by side are one
/// range of numbers.
enum PartCell {
    private static let rowDegrees: Double = 0.00225
    private static let columnDegrees: Double = 0.0027
    static let columnsMax: Int = 200_000
    /// A box of more rows is searched by the columns of longitude and latitude alone.
    private static let rowsMax: Int = 64

    static func number(_ place: Coordinate) -> Int { row(place.lat) * columnsMax + column(place.lng) }

    /// Condition on `cell`, `lng` and `lat` for what lies in the box.
    static func condition(_ box: BoundingBox) -> SQLQuery {
        let exact: SQLQuery = """
            lng >= \(box.west) AND lng <= \(box.east) AND lat >= \(box.south) AND lat <= \(box.north)
            """
        let rows: ClosedRange<Int> = row(box.south)...row(box.north)
        guard rows.count <= rowsMax else { return exact }
        let west: Int = column(box.west)
        let east: Int = column(box.east)
        let ranges: [SQLQuery] = rows.map { row in
            "cell BETWEEN \(row * columnsMax + west) AND \(row * columnsMax + east)"
        }
        return "(" + ranges.joined(separator: " OR ") + ") AND " + exact
    }

    private static func row(_ lat: Double) -> Int { Int(((lat + 90) / rowDegrees).rounded(.down)) }

    private static func column(_ lng: Double) -> Int { Int(((lng + 180) / columnDegrees).rounded(.down)) }
}
