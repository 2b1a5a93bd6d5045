import CityCore
import CitySQL
import CitySensing

/// Every statement on `terminal_safety_alarm` and `terminal_safety_file`.
enum SafetyStore {
    static let migration: Migration = Migration(
        "terminals.0002.safety",
        both: [
            """
            CREATE TABLE terminal_safety_alarm (
                id TEXT PRIMARY KEY, device_serial BIGINT NOT NULL, area TEXT NOT NULL, organisation TEXT,
                family TEXT NOT NULL, number BIGINT NOT NULL, kind BIGINT NOT NULL, level BIGINT NOT NULL,
                at BIGINT NOT NULL, lng_e6 BIGINT NOT NULL, lat_e6 BIGINT NOT NULL, speed_kph BIGINT NOT NULL,
                mark_text TEXT NOT NULL, mark TEXT NOT NULL, ended_at BIGINT,
                UNIQUE (device_serial, family, mark_text)
            )
            """,
            "CREATE INDEX terminal_safety_alarm_device ON terminal_safety_alarm (device_serial, at, id)",
            "CREATE INDEX terminal_safety_alarm_at ON terminal_safety_alarm (at, id)",
            """
            CREATE TABLE terminal_safety_file (
                alarm TEXT NOT NULL, name TEXT NOT NULL, bytes BIGINT NOT NULL, media TEXT, at BIGINT NOT NULL,
                PRIMARY KEY (alarm, name)
            )
            """,
        ]
    )

    private static let columns: SQLQuery = """
        id, device_serial, area, organisation, family, number, kind, level, at, lng_e6, lat_e6, speed_kph, mark_text,
        mark, ended_at
        """

    /// False for one that is there already: the terminal told it again.
    static func insert(_ alarm: SafetyAlarm, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            INSERT INTO terminal_safety_alarm (\(columns))
            VALUES (\(alarm.id), \(alarm.device), \(alarm.area), \(alarm.organisation), \(alarm.family),
                \(alarm.number), \(alarm.kind), \(alarm.level), \(alarm.at), \(Int(alarm.lngE6)), \(Int(alarm.latE6)),
                \(alarm.speedKPH), \(alarm.mark.text), \(SQLJSON(alarm.mark)), \(alarm.endedAt))
            ON CONFLICT (device_serial, family, mark_text) DO NOTHING
            """
        ) == 1
    }

    /// Ends the latest alarm of this number that began before, and answers it; nil where there is none.
    static func end(
        _ number: Int,
        _ family: SafetyFamily,
        of device: DeviceSerial,
        at ended: Timestamp,
        in db: any SQLConnection
    ) throws -> SafetyAlarm? {
        let begun: SafetyAlarm? = try db.first(
            """
            SELECT \(columns) FROM terminal_safety_alarm
            WHERE device_serial = \(device) AND at <= \(ended) AND at > \(ended - .hours(24)) AND family = \(family)
                AND number = \(number) AND ended_at IS NULL
            ORDER BY at DESC, id DESC LIMIT 1
            """
        ).map(alarm)
        guard let begun else { return nil }
        try db.run("UPDATE terminal_safety_alarm SET ended_at = \(ended) WHERE id = \(begun.id)")
        return begun
    }

    static func find(_ id: SafetyAlarmID, in db: any SQLConnection) throws -> SafetyAlarm? {
        try db.first("SELECT \(columns) FROM terminal_safety_alarm WHERE id = \(id)").map(alarm)
    }

    /// The latest first, after a place in that order.
    static func list(
        _ conditions: [SQLQuery],
        after: (Timestamp, SafetyAlarmID)?,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [SafetyAlarm] {
        var all: [SQLQuery] = conditions
        if let after { all.append("(at < \(after.0) OR (at = \(after.0) AND id < \(after.1)))") }
        return try db.rows(
            "SELECT \(columns) FROM terminal_safety_alarm\(all.whereClause) ORDER BY at DESC, id DESC LIMIT \(limit)"
        ).map(alarm)
    }

    /// A file that came again replaces the one that could not be kept.
    static func keep(_ file: SafetyFile, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO terminal_safety_file (alarm, name, bytes, media, at)
            VALUES (\(file.alarm), \(file.name), \(file.bytes), \(file.media), \(file.at))
            ON CONFLICT (alarm, name) DO UPDATE SET bytes = excluded.bytes, media = excluded.media, at = excluded.at
            """
        )
    }

    static func files(
        of alarms: [SafetyAlarmID],
        in db: any SQLConnection
    ) throws -> [SafetyAlarmID: [SafetyFile]] {
        if alarms.isEmpty { return [:] }
        let files: [SafetyFile] = try db.rows(
            """
            SELECT alarm, name, bytes, media, at FROM terminal_safety_file
            WHERE alarm IN \(list: alarms.map(\.text)) ORDER BY alarm, name
            """
        ).map { row in
            SafetyFile(
                alarm: try row.get("alarm"),
                name: try row.get("name"),
                bytes: try row.get("bytes"),
                media: try row.getIfPresent("media"),
                at: try row.get("at")
            )
        }
        return Dictionary(grouping: files, by: \.alarm)
    }

    private static func alarm(_ row: SQLRow) throws -> SafetyAlarm {
        SafetyAlarm(
            id: try row.get("id"),
            device: try row.get("device_serial"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            family: try row.get("family"),
            number: try row.get("number"),
            kind: try row.get("kind"),
            level: try row.get("level"),
            at: try row.get("at"),
            lngE6: Int32(truncatingIfNeeded: try row.get("lng_e6", as: Int.self)),
            latE6: Int32(truncatingIfNeeded: try row.get("lat_e6", as: Int.self)),
            speedKPH: try row.get("speed_kph"),
            mark: try row.get("mark", as: SQLJSON<SafetyMark>.self).value,
            endedAt: try row.getIfPresent("ended_at")
        )
    }
}
