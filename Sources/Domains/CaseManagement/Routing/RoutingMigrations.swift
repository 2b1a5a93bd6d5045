package import CitySQL

/// The tables of routing rules.
package enum RoutingMigrations {
    package static let all: [Migration] = [
        Migration(
            "case.routing.0001.rule_set",
            both: [
                """
                CREATE TABLE case_rule_set (
                    id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, title TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('draft', 'live', 'retired')),
                    rules TEXT NOT NULL, rule_count BIGINT NOT NULL,
                    based_on TEXT REFERENCES case_rule_set (id),
                    created_by TEXT NOT NULL, created_at BIGINT NOT NULL,
                    went_live_at BIGINT, went_live_by TEXT,
                    last_simulated_row_version BIGINT, last_simulated_against TEXT REFERENCES case_rule_set (id),
                    row_version BIGINT NOT NULL CHECK (row_version > 0),
                    CHECK (state = 'draft' OR (went_live_at IS NOT NULL AND went_live_by IS NOT NULL))
                )
                """,
                "CREATE UNIQUE INDEX case_rule_set_live ON case_rule_set (state) WHERE state = 'live'",
                "CREATE TABLE case_rule_set_number (name TEXT PRIMARY KEY, last BIGINT NOT NULL)",
            ]
        )
    ]
}
