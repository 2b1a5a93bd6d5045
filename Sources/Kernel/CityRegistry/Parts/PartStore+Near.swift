import CityCore
package import CityGeo
package import CitySQL

extension PartStore {
    /// Components of some classes within so many metres of a place, the nearest first.
    package static func near(
        _ place: Coordinate,
        withinM reach: Double,
        of classes: [ClassKey],
        limit: Int,
        in db: any SQLConnection
    ) throws -> [(part: Part, distanceM: Double)] {
        guard let box = BoundingBox(around: [place])?.grown(byM: reach), !classes.isEmpty else { return [] }
        let wanted: [SQLQuery] = classes.map {
            "(edition = \($0.edition) AND big = \($0.big) AND small = \($0.small))"
        }
        let inside: SQLQuery = PartCell.condition(box)
        let found: [Part] = try db.rows(
            """
            SELECT \(columns) FROM registry_part
            WHERE \(inside) AND state <> 'abandoned' AND (\(wanted.joined(separator: " OR "))) LIMIT 1000
            """
        ).map(part)
        return found.map { (part: $0, distanceM: $0.place.distanceM(to: place)) }
            .filter { $0.distanceM <= reach }
            .sorted { $0.distanceM < $1.distanceM }
            .prefix(limit).map { $0 }
    }
}
