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
