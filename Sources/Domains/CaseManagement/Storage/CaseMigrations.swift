package import CitySQL

/// The tables of case management, in the order of their making.
package enum CaseMigrations {
    package static let all: [Migration] = [
        Migration(
            "case.0001.case",
            sqlite: [caseTable.replacing("SERIAL_KEY", with: "INTEGER PRIMARY KEY")] + caseIndexes,
            postgres: [caseTable.replacing("SERIAL_KEY", with: "BIGSERIAL PRIMARY KEY")] + caseIndexes
        ),
        Migration("case.0002.parts_of_a_case", both: details),
        Migration("case.0003.counter", both: counters),
        Migration(
            "case.0004.search",
            sqlite: ["CREATE VIRTUAL TABLE case_search USING fts5 (words, content='', tokenize='unicode61')"],
            postgres: [
                "CREATE TABLE case_search (serial BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
                "CREATE INDEX case_search_words ON case_search USING GIN (words)",
            ]
        ),
        Migration("case.0005.days", both: days),
        Migration("case.0006.open_places", both: openPlaces),
    ]

    /// All that the figures of a map read, so that they are counted from the index alone.
    private static let openPlaces: [String] = [
        """
        CREATE INDEX case_by_open_place ON case_case (county, street, grid, lamp, organisation, state)
        WHERE state NOT IN ('closed', 'force_closed', 'cancelled', 'refused', 'merged', 'self_handled')
        """
    ]

    /// A new case is in none of these.
    private static let days: [String] = ["filed_at", "dispatched_at", "handled_at", "closed_at"].map { column in
        "CREATE INDEX case_by_\(column) ON case_case (\(column)) WHERE \(column) IS NOT NULL"
    }

    private static let caseTable: String = """
        CREATE TABLE case_case (
            serial SERIAL_KEY,
            id TEXT NOT NULL UNIQUE,
            number TEXT NOT NULL UNIQUE,
            version BIGINT NOT NULL,
            state TEXT NOT NULL,
            source TEXT NOT NULL,
            area TEXT NOT NULL,
            county TEXT NOT NULL,
            street TEXT,
            grid TEXT,
            responsibility_grid TEXT,
            lng DOUBLE PRECISION,
            lat DOUBLE PRECISION,
            cell BIGINT,
            address TEXT NOT NULL,
            edition TEXT,
            kind TEXT,
            big TEXT,
            small TEXT,
            condition_code TEXT,
            limit_amount BIGINT,
            limit_unit TEXT,
            description TEXT NOT NULL,
            part TEXT,
            urgent BIGINT NOT NULL,
            organisation TEXT,
            suggested_organisation TEXT,
            routing_rule TEXT,
            turn_role TEXT,
            turn_organisation TEXT,
            turn_account TEXT,
            registrar TEXT NOT NULL,
            reported_at BIGINT NOT NULL,
            filed_at BIGINT,
            dispatched_at BIGINT,
            handled_at BIGINT,
            closed_at BIGINT,
            due_at BIGINT,
            stage_due_at BIGINT,
            due_order BIGINT NOT NULL,
            lamp TEXT,
            lamp_changes_at BIGINT,
            closed_on_time BIGINT,
            handled_on_time BIGINT,
            verified_true BIGINT,
            rework_count BIGINT NOT NULL,
            return_count BIGINT NOT NULL,
            extension_count BIGINT NOT NULL,
            dispatch_count BIGINT NOT NULL,
            suspension_count BIGINT NOT NULL,
            suspended_until BIGINT,
            supervision TEXT NOT NULL,
            appeal TEXT NOT NULL,
            satisfaction BIGINT,
            merged_into TEXT,
            origin_system TEXT,
            origin_number TEXT,
            origin_fingerprint TEXT,
            history_hash TEXT NOT NULL,
            history_count BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            CHECK (version > 0),
            CHECK ((lng IS NULL) = (lat IS NULL))
        )
        """

    private static let caseIndexes: [String] = [
        "CREATE INDEX case_by_time ON case_case (reported_at, id)",
        "CREATE INDEX case_by_county ON case_case (county, reported_at, id)",
        "CREATE INDEX case_by_street ON case_case (street, reported_at, id)",
        "CREATE INDEX case_by_state ON case_case (state, reported_at, id)",
        "CREATE INDEX case_by_county_state ON case_case (county, state, reported_at, id)",
        "CREATE INDEX case_by_organisation ON case_case (organisation, reported_at, id)",
        "CREATE INDEX case_by_organisation_state ON case_case (organisation, state, reported_at, id)",
        "CREATE INDEX case_by_class ON case_case (small, big, kind, reported_at, id)",
        "CREATE INDEX case_by_grid ON case_case (grid, reported_at, id)",
        "CREATE INDEX case_by_source ON case_case (source, reported_at, id)",
        "CREATE INDEX case_by_cell ON case_case (cell, reported_at)",
        "CREATE INDEX case_by_part ON case_case (part, reported_at) WHERE part IS NOT NULL",
        "CREATE UNIQUE INDEX case_by_origin ON case_case (origin_system, origin_number) WHERE origin_system IS NOT NULL",
        "CREATE INDEX case_by_turn ON case_case (turn_role, due_order, id) WHERE turn_role IS NOT NULL",
        "CREATE INDEX case_by_turn_county ON case_case (turn_role, county, due_order, id) WHERE turn_role IS NOT NULL",
        """
        CREATE INDEX case_by_turn_organisation ON case_case (turn_role, turn_organisation, due_order, id)
        WHERE turn_organisation IS NOT NULL
        """,
        "CREATE INDEX case_by_turn_account ON case_case (turn_account, due_order, id) WHERE turn_account IS NOT NULL",
        "CREATE INDEX case_by_lamp ON case_case (lamp, reported_at, id) WHERE lamp IS NOT NULL",
        "CREATE INDEX case_by_county_lamp ON case_case (county, lamp, reported_at, id) WHERE lamp IS NOT NULL",
        "CREATE INDEX case_by_county_class ON case_case (county, small, big, kind, reported_at, id)",
        "CREATE INDEX case_by_lamp_change ON case_case (lamp_changes_at) WHERE lamp_changes_at IS NOT NULL",
        "CREATE INDEX case_by_suspension ON case_case (suspended_until) WHERE suspended_until IS NOT NULL",
    ]

    private static let details: [String] = [
        """
        CREATE TABLE case_clock (
            case_id TEXT NOT NULL REFERENCES case_case (id), position BIGINT NOT NULL, kind TEXT NOT NULL,
            limit_amount BIGINT NOT NULL, limit_unit TEXT NOT NULL, started_at BIGINT NOT NULL,
            extra_limits BIGINT NOT NULL, running_since BIGINT NOT NULL, paused_at BIGINT, stopped_at BIGINT,
            used_before_pause_ms BIGINT NOT NULL, deadline BIGINT,
            PRIMARY KEY (case_id, position)
        )
        """,
        """
        CREATE TABLE case_history (
            case_id TEXT NOT NULL REFERENCES case_case (id), position BIGINT NOT NULL, at BIGINT NOT NULL,
            action TEXT NOT NULL, from_state TEXT, to_state TEXT NOT NULL,
            actor TEXT NOT NULL, actor_name TEXT NOT NULL, actor_role TEXT, actor_organisation TEXT,
            receiver_role TEXT, receiver_organisation TEXT, receiver_account TEXT,
            opinion TEXT NOT NULL, data TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL,
            PRIMARY KEY (case_id, position)
        )
        """,
        "CREATE INDEX case_history_actor ON case_history (actor, at)",
        """
        CREATE TABLE case_reporter (
            case_id TEXT NOT NULL REFERENCES case_case (id), position BIGINT NOT NULL,
            name TEXT, phone TEXT, wants_reply BIGINT NOT NULL, account TEXT, source TEXT NOT NULL,
            at BIGINT NOT NULL, from_case TEXT,
            PRIMARY KEY (case_id, position)
        )
        """,
        "CREATE INDEX case_reporter_phone ON case_reporter (phone, at) WHERE phone IS NOT NULL",
        """
        CREATE TABLE case_photo (
            case_id TEXT NOT NULL REFERENCES case_case (id), position BIGINT NOT NULL,
            media TEXT NOT NULL, kind TEXT NOT NULL, added_at BIGINT NOT NULL, added_by TEXT NOT NULL,
            PRIMARY KEY (case_id, position)
        )
        """,
        "CREATE INDEX case_photo_media ON case_photo (media)",
        "CREATE TABLE case_number (county TEXT NOT NULL, day TEXT NOT NULL, last BIGINT NOT NULL, PRIMARY KEY (county, day))",
    ]

    private static let counters: [String] = [
        """
        CREATE TABLE case_counter (
            dimension TEXT NOT NULL, key TEXT NOT NULL, county TEXT NOT NULL, state TEXT NOT NULL, n BIGINT NOT NULL,
            PRIMARY KEY (dimension, key, county, state)
        )
        """
    ]
}
