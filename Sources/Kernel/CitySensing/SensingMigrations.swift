import CitySQL

/// The tables of sensing, in the order of their making.
enum SensingMigrations {
    static let all: [Migration] = [
        Migration("sensing.0001.device", both: devices),
        Migration(
            "sensing.0002.position",
            sqlite: positions(serial: "INTEGER PRIMARY KEY AUTOINCREMENT", bytes: "BLOB"),
            postgres: positions(serial: "BIGSERIAL PRIMARY KEY", bytes: "BYTEA")
        ),
        Migration("sensing.0003.alert", both: alerts),
        Migration("sensing.0004.mapping", both: mappings),
    ]

    private static let mappings: [String] = [
        """
        CREATE TABLE sensing_mapping (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, topic TEXT NOT NULL, fields TEXT NOT NULL,
            active BIGINT NOT NULL, version BIGINT NOT NULL
        )
        """
    ]

    private static let alerts: [String] = [
        """
        CREATE TABLE sensing_fence (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, geometry TEXT NOT NULL,
            reach_m DOUBLE PRECISION NOT NULL, area TEXT NOT NULL, active BIGINT NOT NULL, version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX sensing_fence_name ON sensing_fence (name, id)",
        """
        CREATE TABLE sensing_rule (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, severity TEXT NOT NULL, uses TEXT NOT NULL,
            area TEXT NOT NULL, organisation TEXT, conditions TEXT NOT NULL, for_seconds BIGINT NOT NULL,
            rejoin_seconds BIGINT NOT NULL, hours TEXT, case_class TEXT, case_condition TEXT, version BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE sensing_alert (
            id TEXT PRIMARY KEY, rule_id TEXT NOT NULL, rule_name TEXT NOT NULL, severity TEXT NOT NULL,
            device_serial BIGINT NOT NULL, device_name TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT,
            began_at BIGINT NOT NULL, told_at BIGINT NOT NULL, ended_at BIGINT, times BIGINT NOT NULL,
            lng_e6 BIGINT NOT NULL, lat_e6 BIGINT NOT NULL, handled_by TEXT, handled_at BIGINT, note TEXT,
            case_number TEXT, version BIGINT NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX sensing_alert_open ON sensing_alert (device_serial, rule_id) WHERE ended_at IS NULL",
        "CREATE INDEX sensing_alert_time ON sensing_alert (began_at, id)",
        "CREATE INDEX sensing_alert_device ON sensing_alert (device_serial, began_at, id)",
        // Nothing is cleared from the journal that has not been looked at.
        "INSERT INTO sensing_place (reader, serial) VALUES ('alerts', 0)",
        "CREATE TABLE sensing_trace (device_serial BIGINT PRIMARY KEY, trace TEXT NOT NULL)",
        """
        CREATE TABLE sensing_visit (
            fence_id TEXT NOT NULL, device_serial BIGINT NOT NULL, entered_at BIGINT NOT NULL, left_at BIGINT NOT NULL,
            PRIMARY KEY (device_serial, entered_at, fence_id)
        )
        """,
    ]

    private static let devices: [String] = [
        """
        CREATE TABLE sensing_device (
            id TEXT PRIMARY KEY, serial BIGINT NOT NULL UNIQUE, door TEXT NOT NULL, ident TEXT NOT NULL,
            name TEXT NOT NULL, device_use TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT, maker TEXT NOT NULL,
            model TEXT NOT NULL, state TEXT NOT NULL, auth_digest TEXT, version BIGINT NOT NULL,
            UNIQUE (door, ident)
        )
        """
    ]

    private static func positions(serial: String, bytes: String) -> [String] {
        [
            """
            CREATE TABLE sensing_journal (
                serial \(serial), at BIGINT NOT NULL, positions BIGINT NOT NULL, data \(bytes) NOT NULL
            )
            """,
            """
            CREATE TABLE sensing_track (
                device_serial BIGINT NOT NULL, slot BIGINT NOT NULL, positions BIGINT NOT NULL, data \(bytes) NOT NULL,
                PRIMARY KEY (device_serial, slot)
            )
            """,
            "CREATE INDEX sensing_track_age ON sensing_track (slot)",
            """
            CREATE TABLE sensing_state (
                device_serial BIGINT PRIMARY KEY, applied BIGINT NOT NULL, seen_at BIGINT NOT NULL,
                last \(bytes) NOT NULL, received BIGINT NOT NULL, repeated BIGINT NOT NULL, disordered BIGINT NOT NULL,
                late BIGINT NOT NULL, unlocated BIGINT NOT NULL
            )
            """,
            "CREATE TABLE sensing_place (reader TEXT PRIMARY KEY, serial BIGINT NOT NULL)",
        ]
    }
}
