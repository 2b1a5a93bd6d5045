package import CityCore
package import CityGeo
package import CitySQL

/// Ways, for those who ask where an organisation's people were.
package enum AttendanceTracks {
    /// The positions of an organisation's people on duty in a period that are exact to `Shift.accuracyMaxM`.
    package static func positions(
        of organisation: OrganisationID,
        from: Timestamp,
        to: Timestamp,
        in db: any SQLConnection
    ) throws -> [Coordinate] {
        let shifts: [ShiftID] = try db.rows(
            """
            SELECT id FROM attendance_shift
            WHERE started_at >= \(from - Shift.lengthMax - Shift.waitedMax) AND started_at < \(to)
                AND organisation = \(organisation) AND last_fix_at >= \(from)
            """
        ).map { try $0.get("id") }
        return try AttendanceStore.tracks(of: shifts, in: db).filter { fix in
            fix.at >= from && fix.at < to && fix.accuracyM ?? 0 <= Shift.accuracyMaxM
        }.map(\.place)
    }
}
