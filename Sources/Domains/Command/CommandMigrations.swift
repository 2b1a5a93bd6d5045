import CitySQL

/// The tables of command, in the order of their making.
enum CommandMigrations {
    static let all: [Migration] = [
        Migration("command.0001.units", both: units),
        Migration(
            "command.0002.roads",
            sqlite: [roads.replacing("BYTES", with: "BLOB")],
            postgres: [roads.replacing("BYTES", with: "BYTEA")]
        ),
        Migration("command.0003.orders", both: orders),
        Migration("command.0004.duties", both: duties),
        Migration("command.0005.help", both: help),
        Migration("command.0006.incidents", both: incidents),
    ]

    private static let units: [String] = [
        """
        CREATE TABLE command_unit (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT, devices TEXT NOT NULL,
            members TEXT NOT NULL, skills TEXT NOT NULL, orders_max BIGINT NOT NULL, active BIGINT NOT NULL,
            version BIGINT NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX command_unit_name ON command_unit (name)",
        """
        CREATE TABLE command_member (
            account_id TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES command_unit (id),
            PRIMARY KEY (account_id, unit_id)
        )
        """,
        "CREATE TABLE command_serial (day TEXT PRIMARY KEY, last BIGINT NOT NULL)",
    ]

    private static let roads: String = """
        CREATE TABLE command_roads (
            id BIGINT PRIMARY KEY, name TEXT NOT NULL, nodes BIGINT NOT NULL, edges BIGINT NOT NULL,
            graph BYTES NOT NULL, at BIGINT NOT NULL
        )
        """

    private static let orders: [String] = [
        """
        CREATE TABLE command_order (
            id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, batch TEXT NOT NULL, unit_id TEXT NOT NULL,
            unit_name TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT, title TEXT NOT NULL, words TEXT NOT NULL,
            priority TEXT NOT NULL, lng DOUBLE PRECISION, lat DOUBLE PRECISION, address TEXT NOT NULL,
            about TEXT NOT NULL, about_id TEXT NOT NULL, about_name TEXT NOT NULL, state TEXT NOT NULL,
            sent_at BIGINT NOT NULL, read_at BIGINT, left_at BIGINT, arrived_at BIGINT, ended_at BIGINT,
            read_by BIGINT NOT NULL, arrive_by BIGINT NOT NULL, done_by BIGINT NOT NULL, due_at BIGINT,
            late TEXT, escalation BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL,
            result TEXT NOT NULL, photos TEXT NOT NULL, version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX command_order_time ON command_order (sent_at, id)",
        "CREATE INDEX command_order_unit ON command_order (unit_id, sent_at)",
        "CREATE INDEX command_order_about ON command_order (about_id)",
        "CREATE INDEX command_order_open_due ON command_order (due_at) WHERE ended_at IS NULL",
        "CREATE INDEX command_order_open_unit ON command_order (unit_id, state) WHERE ended_at IS NULL",
        """
        CREATE TABLE command_order_entry (
            order_id TEXT NOT NULL REFERENCES command_order (id), step BIGINT NOT NULL, at BIGINT NOT NULL,
            told_at BIGINT NOT NULL, act TEXT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL,
            words TEXT NOT NULL, lng DOUBLE PRECISION, lat DOUBLE PRECISION, PRIMARY KEY (order_id, step)
        )
        """,
    ]

    private static let duties: [String] = [
        """
        CREATE TABLE command_duty (
            id TEXT PRIMARY KEY, unit_id TEXT NOT NULL REFERENCES command_unit (id), area TEXT NOT NULL,
            organisation TEXT, begins_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, place TEXT NOT NULL,
            note TEXT NOT NULL, outside_since BIGINT, version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX command_duty_unit ON command_duty (unit_id, begins_at)",
        "CREATE INDEX command_duty_time ON command_duty (ends_at, begins_at)",
        """
        CREATE TABLE command_absence (
            id TEXT PRIMARY KEY, duty_id TEXT NOT NULL, unit_id TEXT NOT NULL, unit_name TEXT NOT NULL,
            area TEXT NOT NULL, organisation TEXT, kind TEXT NOT NULL, began_at BIGINT NOT NULL, ended_at BIGINT,
            lng DOUBLE PRECISION, lat DOUBLE PRECISION, note TEXT NOT NULL, noted_by TEXT, noted_at BIGINT,
            version BIGINT NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX command_absence_open ON command_absence (duty_id, kind) WHERE ended_at IS NULL",
        "CREATE INDEX command_absence_time ON command_absence (began_at, id)",
    ]

    private static let help: [String] = [
        """
        CREATE TABLE command_help (
            id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, source TEXT NOT NULL, account TEXT, device TEXT,
            name TEXT NOT NULL, unit_id TEXT, area TEXT NOT NULL, organisation TEXT, lng DOUBLE PRECISION,
            lat DOUBLE PRECISION, placed_at BIGINT, words TEXT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL,
            told_at BIGINT NOT NULL, answered_by TEXT, answered_at BIGINT, closed_by TEXT, closed_at BIGINT,
            outcome TEXT NOT NULL, version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX command_help_time ON command_help (at, id)",
    ]

    private static let incidents: [String] = [
        """
        CREATE TABLE command_plan (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, area TEXT NOT NULL, state TEXT NOT NULL,
            content TEXT NOT NULL, version BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE command_incident (
            id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, title TEXT NOT NULL, kind TEXT NOT NULL,
            level BIGINT NOT NULL, area TEXT NOT NULL, organisation TEXT, lng DOUBLE PRECISION, lat DOUBLE PRECISION,
            address TEXT NOT NULL, words TEXT NOT NULL, plan_id TEXT, plan_name TEXT NOT NULL,
            plan_version BIGINT NOT NULL, roles TEXT NOT NULL, resources TEXT NOT NULL, drill BIGINT NOT NULL,
            began_at BIGINT NOT NULL, ended_at BIGINT, roll_call_minutes BIGINT NOT NULL, roll_call_due BIGINT,
            summary TEXT NOT NULL, by_name TEXT NOT NULL, version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX command_incident_time ON command_incident (began_at, id)",
        """
        CREATE TABLE command_step (
            id TEXT PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES command_incident (id), place BIGINT NOT NULL,
            key TEXT NOT NULL, content TEXT NOT NULL, state TEXT NOT NULL, ready_at BIGINT, started_at BIGINT,
            due_at BIGINT, late BIGINT NOT NULL, ended_at BIGINT, outcome TEXT NOT NULL, by_name TEXT,
            version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX command_step_incident ON command_step (incident_id, place)",
        """
        CREATE TABLE command_log (
            incident_id TEXT NOT NULL REFERENCES command_incident (id), line BIGINT NOT NULL, at BIGINT NOT NULL,
            kind TEXT NOT NULL, words TEXT NOT NULL, by_name TEXT NOT NULL, PRIMARY KEY (incident_id, line)
        )
        """,
        """
        CREATE TABLE command_roll_call (
            incident_id TEXT NOT NULL REFERENCES command_incident (id), call BIGINT NOT NULL, unit_id TEXT NOT NULL,
            unit_name TEXT NOT NULL, people BIGINT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL,
            begun_at BIGINT NOT NULL, at BIGINT, by_name TEXT, PRIMARY KEY (incident_id, call, unit_id)
        )
        """,
        """
        CREATE TABLE command_report (
            incident_id TEXT NOT NULL REFERENCES command_incident (id), number BIGINT NOT NULL, at BIGINT NOT NULL,
            words TEXT NOT NULL, figures TEXT NOT NULL, by_name TEXT NOT NULL, PRIMARY KEY (incident_id, number)
        )
        """,
    ]
}
