import CityCore
import CityGeo
import CitySQL

extension PartStore {
    /// Below this zoom components are too many to tell apart, and a tile holds how many lie together.
    private static let singleZoomMin: Int = 14
    /// Below this one not even counts are worth drawing.
    private static let zoomMin: Int = 9

    /// The components in a tile: one by one, or as counts of what lies together. Abandoned ones are left out.
    static func tile(_ address: TileAddress, _ filter: Filter, in db: any SQLConnection) throws -> VectorTile {
        var filter: Filter = filter
        filter.box = address.box
        var layer: TileLayer = TileLayer("parts", of: address)
        let conditions: [SQLQuery] = self.conditions(filter) + ["state <> \(PartState.abandoned)"]
        if address.zoom >= singleZoomMin {
            try addEach(conditions, to: &layer, in: db)
        } else if address.zoom >= zoomMin {
            try addCounts(conditions, cells: 1 << (singleZoomMin - address.zoom), to: &layer, in: db)
        }
        var tile: VectorTile = VectorTile(address)
        tile.add(layer)
        return tile
    }

    private static func addEach(
        _ conditions: [SQLQuery],
        to layer: inout TileLayer,
        in db: any SQLConnection
    ) throws {
        try db.each("SELECT code, big, small, state, lng, lat FROM registry_part\(conditions.whereClause)") { row in
            let big: String = try row.get("big")
            let small: String = try row.get("small")
            layer.point(
                try Coordinate(lng: row.get("lng"), lat: row.get("lat")),
                [
                    ("code", .text(try row.get("code"))), ("class", .text(big + small)),
                    ("state", .text(try row.get("state"))),
                ]
            )
        }
    }

    private static func addCounts(
        _ conditions: [SQLQuery],
        cells: Int,
        to layer: inout TileLayer,
        in db: any SQLConnection
    ) throws {
        let width: Int = cells
        let query: SQLQuery = """
            SELECT COUNT(*) AS n, AVG(lng) AS lng, AVG(lat) AS lat FROM registry_part\(conditions.whereClause)
            GROUP BY cell / \(PartCell.columnsMax) / \(width), cell % \(PartCell.columnsMax) / \(width)
            """
        try db.each(query) { row in
            layer.point(
                try Coordinate(lng: row.get("lng"), lat: row.get("lat")),
                [("n", .number(try row.get("n")))]
            )
        }
    }
}
