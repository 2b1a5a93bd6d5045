import CitySQL

/// The tables of market collection, in the order of their making.
enum CollectionMigrations {
    static let all: [Migration] = [
        Migration("collection.0001.lots", both: lots),
        Migration("collection.0002.evidence", both: evidence),
        Migration("collection.0003.statements", both: statements),
    ]

    private static let lots: [String] = [
        """
        CREATE TABLE collection_lot (
            id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, contract TEXT NOT NULL,
            organisation TEXT NOT NULL, areas TEXT NOT NULL, first_day BIGINT NOT NULL, last_day BIGINT NOT NULL,
            terms TEXT NOT NULL, version BIGINT NOT NULL
        )
        """
    ]

    private static let evidence: [String] = [
        """
        CREATE TABLE collection_draw (
            id TEXT PRIMARY KEY, lot_id TEXT NOT NULL REFERENCES collection_lot (id), month TEXT NOT NULL,
            first_day BIGINT NOT NULL, last_day BIGINT NOT NULL, seed TEXT NOT NULL, population BIGINT NOT NULL,
            drawn BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX collection_draw_by_lot ON collection_draw (lot_id, month, at)",
        """
        CREATE TABLE collection_check (
            id TEXT PRIMARY KEY, draw_id TEXT NOT NULL REFERENCES collection_draw (id), lot_id TEXT NOT NULL,
            month TEXT NOT NULL, case_id TEXT NOT NULL, case_number TEXT NOT NULL, reported_at BIGINT NOT NULL,
            day BIGINT NOT NULL, reporter_name TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL,
            by_account TEXT, by_name TEXT, at BIGINT, version BIGINT NOT NULL,
            UNIQUE (lot_id, case_id)
        )
        """,
        "CREATE INDEX collection_check_by_month ON collection_check (lot_id, month, verdict, reported_at, id)",
        """
        CREATE TABLE collection_patrol (
            id TEXT PRIMARY KEY, lot_id TEXT NOT NULL REFERENCES collection_lot (id), month TEXT NOT NULL,
            grid TEXT NOT NULL, note TEXT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL,
            at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX collection_patrol_by_month ON collection_patrol (lot_id, month, at, id)",
        """
        CREATE TABLE collection_finding (
            id TEXT PRIMARY KEY, patrol_id TEXT NOT NULL REFERENCES collection_patrol (id), lot_id TEXT NOT NULL,
            month TEXT NOT NULL, day BIGINT NOT NULL, small_class TEXT NOT NULL, lng DOUBLE PRECISION NOT NULL,
            lat DOUBLE PRECISION NOT NULL, description TEXT NOT NULL, photos TEXT NOT NULL, verdict TEXT NOT NULL,
            case_id TEXT NOT NULL, case_number TEXT NOT NULL, reason TEXT NOT NULL, at BIGINT NOT NULL,
            version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX collection_finding_by_month ON collection_finding (lot_id, month, verdict)",
        "CREATE INDEX collection_finding_by_patrol ON collection_finding (patrol_id, at)",
        """
        CREATE TABLE collection_coverage (
            lot_id TEXT NOT NULL REFERENCES collection_lot (id), day BIGINT NOT NULL, grids BIGINT NOT NULL,
            codes TEXT NOT NULL, PRIMARY KEY (lot_id, day)
        )
        """,
    ]

    private static let statements: [String] = [
        """
        CREATE TABLE collection_statement (
            id TEXT PRIMARY KEY, lot_id TEXT NOT NULL REFERENCES collection_lot (id), month TEXT NOT NULL,
            state TEXT NOT NULL, version BIGINT NOT NULL, terms TEXT NOT NULL, contract_days BIGINT NOT NULL,
            basis TEXT NOT NULL, digest TEXT NOT NULL, objections_until BIGINT NOT NULL,
            issued_by TEXT NOT NULL, issued_name TEXT NOT NULL, issued_at BIGINT NOT NULL,
            approved_by TEXT, approved_name TEXT, approved_at BIGINT,
            UNIQUE (lot_id, month)
        )
        """,
        """
        CREATE TABLE collection_item (
            statement_id TEXT NOT NULL REFERENCES collection_statement (id), line TEXT NOT NULL, ref TEXT NOT NULL,
            label TEXT NOT NULL, day BIGINT NOT NULL, part BIGINT NOT NULL, whole BIGINT NOT NULL,
            excluded BIGINT NOT NULL, PRIMARY KEY (statement_id, line, ref)
        )
        """,
        """
        CREATE TABLE collection_objection (
            id TEXT PRIMARY KEY, statement_id TEXT NOT NULL REFERENCES collection_statement (id),
            line TEXT NOT NULL, ref TEXT NOT NULL, label TEXT NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL,
            version BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL,
            decided_by TEXT, decided_name TEXT, decision TEXT, decided_at BIGINT,
            UNIQUE (statement_id, line, ref)
        )
        """,
    ]
}
