import CityCore
import CityGeo
import CitySQL

/// Every statement on the tables of attendance.
enum AttendanceStore {
    static let migrations: [Migration] = [
        Migration(
            "attendance.0001.shift",
            both: [
                """
                CREATE TABLE attendance_shift (
                    id TEXT PRIMARY KEY, account_id TEXT NOT NULL, name TEXT NOT NULL, area TEXT NOT NULL,
                    organisation TEXT, started_at BIGINT NOT NULL, start_lng DOUBLE PRECISION,
                    start_lat DOUBLE PRECISION, ended_at BIGINT, end_lng DOUBLE PRECISION, end_lat DOUBLE PRECISION,
                    ended_by_system BIGINT NOT NULL, fixes BIGINT NOT NULL, distance_m DOUBLE PRECISION NOT NULL,
                    last_fix_at BIGINT, last_lng DOUBLE PRECISION, last_lat DOUBLE PRECISION, last_accuracy_m BIGINT
                )
                """,
                "CREATE UNIQUE INDEX attendance_shift_open ON attendance_shift (account_id) WHERE ended_at IS NULL",
                "CREATE INDEX attendance_shift_account ON attendance_shift (account_id, started_at)",
                "CREATE INDEX attendance_shift_day ON attendance_shift (started_at, id)",
                """
                CREATE TABLE attendance_track (
                    shift_id TEXT NOT NULL REFERENCES attendance_shift (id), first_at BIGINT NOT NULL,
                    fixes TEXT NOT NULL, PRIMARY KEY (shift_id, first_at)
                )
                """,
                "CREATE INDEX attendance_track_age ON attendance_track (first_at)",
                """
                CREATE TABLE attendance_consent (
                    account_id TEXT NOT NULL, at BIGINT NOT NULL, version TEXT NOT NULL, agreed BIGINT NOT NULL,
                    PRIMARY KEY (account_id, at)
                )
                """,
            ]
        )
    ]

    private static let columns: SQLQuery = """
        id, account_id, name, area, organisation, started_at, start_lng, start_lat, ended_at, end_lng, end_lat,
        ended_by_system, fixes, distance_m, last_fix_at, last_lng, last_lat, last_accuracy_m
        """

    static func open(of account: AccountID, in db: any SQLConnection) throws -> Shift? {
        try db.first(
            "SELECT \(columns) FROM attendance_shift WHERE account_id = \(account) AND ended_at IS NULL"
        ).map(shift)
    }

    static func find(_ id: ShiftID, in db: any SQLConnection) throws -> Shift? {
        try db.first("SELECT \(columns) FROM attendance_shift WHERE id = \(id)").map(shift)
    }

    static func of(_ account: AccountID, from: Timestamp, to: Timestamp, in db: any SQLConnection) throws -> [Shift] {
        try db.rows(
            """
            SELECT \(columns) FROM attendance_shift
            WHERE account_id = \(account) AND started_at >= \(from) AND started_at < \(to) ORDER BY started_at
            """
        ).map(shift)
    }

    /// Shifts that began in a period, the newest first.
    static func page(
        from: Timestamp,
        to: Timestamp,
        narrowedTo conditions: [SQLQuery],
        _ request: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<Shift> {
        var conditions: [SQLQuery] = ["started_at >= \(from) AND started_at < \(to)"] + conditions
        if let after = request.after {
            let (time, id): (Timestamp, EntityID<Any>) = try after.moment(of: "shifts")
            conditions.append("(started_at, id) < (\(time), \(id.text))")
        }
        let rows: [SQLRow] = try db.rows(
            """
            SELECT \(columns) FROM attendance_shift\(conditions.whereClause)
            ORDER BY started_at DESC, id DESC LIMIT \(request.limit + 1)
            """
        )
        return Page(overfetched: try rows.map(shift), limit: request.limit) {
            Cursor(list: "shifts", $0.startedAt, $0.id)
        }
    }

    static func overlong(before start: Timestamp, limit: Int, in db: any SQLConnection) throws -> [Shift] {
        try db.rows(
            """
            SELECT \(columns) FROM attendance_shift WHERE ended_at IS NULL AND started_at < \(start)
            ORDER BY started_at LIMIT \(limit)
            """
        ).map(shift)
    }

    static func insert(_ shift: Shift, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO attendance_shift (\(columns))
            VALUES (\(shift.id), \(shift.account), \(shift.name), \(shift.area), \(shift.organisation),
                \(shift.startedAt), \(shift.startPlace?.lng), \(shift.startPlace?.lat), \(shift.endedAt),
                \(shift.endPlace?.lng), \(shift.endPlace?.lat), \(shift.endedBySystem), \(shift.fixes),
                \(shift.distanceM), \(shift.lastFix?.at), \(shift.lastFix?.place.lng), \(shift.lastFix?.place.lat),
                \(shift.lastFix?.accuracyM))
            """
        )
    }

    static func update(_ shift: Shift, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE attendance_shift SET ended_at = \(shift.endedAt), end_lng = \(shift.endPlace?.lng),
                end_lat = \(shift.endPlace?.lat), ended_by_system = \(shift.endedBySystem), fixes = \(shift.fixes),
                distance_m = \(shift.distanceM), last_fix_at = \(shift.lastFix?.at),
                last_lng = \(shift.lastFix?.place.lng), last_lat = \(shift.lastFix?.place.lat),
                last_accuracy_m = \(shift.lastFix?.accuracyM)
            WHERE id = \(shift.id)
            """
        )
    }

    private static func shift(_ row: SQLRow) throws -> Shift {
        var lastFix: Fix?
        if let at = try row.getIfPresent("last_fix_at", as: Timestamp.self), let place = try place(row, "last") {
            lastFix = Fix(at: at, place: place, accuracyM: try row.getIfPresent("last_accuracy_m"))
        }
        return Shift(
            id: try row.get("id"),
            account: try row.get("account_id"),
            name: try row.get("name"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            startedAt: try row.get("started_at"),
            startPlace: try place(row, "start"),
            endedAt: try row.getIfPresent("ended_at"),
            endPlace: try place(row, "end"),
            endedBySystem: try row.get("ended_by_system"),
            fixes: try row.get("fixes"),
            distanceM: try row.get("distance_m"),
            lastFix: lastFix
        )
    }

    private static func place(_ row: SQLRow, _ which: String) throws -> Coordinate? {
        guard let lng = try row.getIfPresent("\(which)_lng", as: Double.self),
            let lat = try row.getIfPresent("\(which)_lat", as: Double.self)
        else { return nil }
        return try Coordinate(lng: lng, lat: lat)
    }
}

// Ways and consents.
extension AttendanceStore {
    /// As `[milliseconds, longitude and latitude in millionths, metres or -1]`, one row for each batch.
    static func append(_ fixes: [Fix], to shift: ShiftID, in db: any SQLConnection) throws {
        guard let first = fixes.first else { return }
        let numbers: [[Int64]] = fixes.map { fix in
            [
                fix.at.milliseconds, Int64((fix.place.lng * 1e6).rounded()), Int64((fix.place.lat * 1e6).rounded()),
                Int64(fix.accuracyM ?? -1),
            ]
        }
        try db.run(
            "INSERT INTO attendance_track (shift_id, first_at, fixes) VALUES (\(shift), \(first.at), \(SQLJSON(numbers)))"
        )
    }

    static func track(of shift: ShiftID, in db: any SQLConnection) throws -> [Fix] {
        try tracks(of: [shift], in: db)
    }

    /// The fixes of some shifts, those of one shift in their order.
    static func tracks(of shifts: [ShiftID], in db: any SQLConnection) throws -> [Fix] {
        if shifts.isEmpty { return [] }
        let rows: [SQLRow] = try db.rows(
            "SELECT fixes FROM attendance_track WHERE shift_id IN \(list: shifts) ORDER BY shift_id, first_at"
        )
        return try rows.flatMap { row in
            try row.get("fixes", as: SQLJSON<[[Int64]]>.self).value.compactMap { numbers -> Fix? in
                guard numbers.count == 4 else { return nil }
                return Fix(
                    at: Timestamp(milliseconds: numbers[0]),
                    place: try Coordinate(lng: Double(numbers[1]) / 1e6, lat: Double(numbers[2]) / 1e6),
                    accuracyM: numbers[3] < 0 ? nil : Int(numbers[3])
                )
            }
        }
    }

    static func forgetTracks(before time: Timestamp, in db: any SQLConnection) throws {
        try db.run("DELETE FROM attendance_track WHERE first_at < \(time)")
    }

    static func consent(of account: AccountID, in db: any SQLConnection) throws -> TrackConsent? {
        try db.first(
            """
            SELECT version, agreed, at FROM attendance_consent WHERE account_id = \(account)
            ORDER BY at DESC LIMIT 1
            """
        ).map { row in
            TrackConsent(version: try row.get("version"), agreed: try row.get("agreed"), at: try row.get("at"))
        }
    }

    static func add(_ consent: TrackConsent, of account: AccountID, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO attendance_consent (account_id, at, version, agreed)
            VALUES (\(account), \(consent.at), \(consent.version), \(consent.agreed))
            ON CONFLICT (account_id, at) DO UPDATE SET version = excluded.version, agreed = excluded.agreed
            """
        )
    }
}
