package import CitySQL

/// What the tracks hold in all.
package enum TrackFigures {
    package static func stored(in db: any SQLConnection) throws -> (positions: Int, bytes: Int) {
        (
            try db.value("SELECT COALESCE(SUM(positions), 0) FROM sensing_track"),
            try db.value("SELECT COALESCE(SUM(LENGTH(data)), 0) FROM sensing_track")
        )
    }
}
