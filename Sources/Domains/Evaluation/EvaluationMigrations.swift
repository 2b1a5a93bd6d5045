import CitySQL

/// The tables of evaluation, in the order of their making.
enum EvaluationMigrations {
    static let all: [Migration] = [
        Migration("evaluation.0001.facts", both: facts),
        Migration("evaluation.0002.definitions", both: definitions),
        Migration("evaluation.0003.periods", both: periods),
    ]

    private static let facts: [String] = [
        // `removed` is set instead of deleting where a closed period must keep what it counted.
        """
        CREATE TABLE evaluation_fact (
            case_id TEXT NOT NULL, kind TEXT NOT NULL, ordinal BIGINT NOT NULL, added BIGINT NOT NULL, removed BIGINT,
            day BIGINT NOT NULL, at BIGINT NOT NULL, marks BIGINT NOT NULL,
            area TEXT NOT NULL, grid TEXT, responsibility_grid TEXT, small_class TEXT,
            organisation TEXT, post TEXT, person TEXT, contractor TEXT,
            PRIMARY KEY (case_id, kind, ordinal, added)
        )
        """,
        "CREATE INDEX evaluation_fact_by_day ON evaluation_fact (kind, day)",
        "CREATE INDEX evaluation_fact_by_grid ON evaluation_fact (grid, kind, day) WHERE grid IS NOT NULL",
        """
        CREATE INDEX evaluation_fact_by_organisation ON evaluation_fact (organisation, kind, day)
        WHERE organisation IS NOT NULL
        """,
        "CREATE INDEX evaluation_fact_by_person ON evaluation_fact (person, kind, day) WHERE person IS NOT NULL",
        """
        CREATE TABLE evaluation_tally (
            dimension TEXT NOT NULL, subject TEXT NOT NULL, month BIGINT NOT NULL, tally TEXT NOT NULL,
            PRIMARY KEY (dimension, subject, month)
        )
        """,
        "CREATE INDEX evaluation_tally_by_month ON evaluation_tally (month, dimension)",
        "CREATE TABLE evaluation_state (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
        "INSERT INTO evaluation_state (name, value) VALUES ('revision', 0), ('filled', 0), ('fill_to', -1)",
        """
        CREATE TABLE evaluation_exemption (
            case_id TEXT PRIMARY KEY, reason TEXT NOT NULL, objection TEXT, by_account TEXT NOT NULL, at BIGINT NOT NULL
        )
        """,
    ]

    private static let definitions: [String] = [
        """
        CREATE TABLE evaluation_definition (
            number BIGINT PRIMARY KEY, first_day TEXT NOT NULL UNIQUE, content TEXT NOT NULL, reason TEXT NOT NULL,
            by_account TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL
        )
        """
    ]

    private static let periods: [String] = [
        """
        CREATE TABLE evaluation_period (
            id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, first_day BIGINT NOT NULL, last_day BIGINT NOT NULL,
            state TEXT NOT NULL, version BIGINT NOT NULL, objections_until BIGINT, edition BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE evaluation_edition (
            period_id TEXT NOT NULL REFERENCES evaluation_period (id), edition BIGINT NOT NULL,
            revision BIGINT NOT NULL, definition BIGINT NOT NULL, reason TEXT NOT NULL, by_account TEXT NOT NULL,
            by_name TEXT NOT NULL, at BIGINT NOT NULL,
            PRIMARY KEY (period_id, edition)
        )
        """,
        """
        CREATE TABLE evaluation_result (
            period_id TEXT NOT NULL, edition BIGINT NOT NULL, dimension TEXT NOT NULL, subject TEXT NOT NULL,
            tally TEXT NOT NULL,
            PRIMARY KEY (period_id, edition, dimension, subject)
        )
        """,
        """
        CREATE TABLE evaluation_objection (
            id TEXT PRIMARY KEY, period_id TEXT NOT NULL REFERENCES evaluation_period (id), case_id TEXT NOT NULL,
            case_number TEXT NOT NULL, organisation TEXT, reason TEXT NOT NULL, state TEXT NOT NULL,
            version BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL,
            reviewed_by TEXT, reviewed_name TEXT, review TEXT, reviewed_at BIGINT,
            decided_by TEXT, decided_name TEXT, decision TEXT, decided_at BIGINT
        )
        """,
        "CREATE INDEX evaluation_objection_by_period ON evaluation_objection (period_id, at, id)",
        """
        CREATE UNIQUE INDEX evaluation_objection_once ON evaluation_objection (period_id, case_id)
        WHERE state IN ('raised', 'reviewed')
        """,
    ]
}
