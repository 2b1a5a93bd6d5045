import CityCrypto
import CitySQL

enum AccessMigrations {
    static let all: [Migration] = [account, session, audit, SavedViewStore.migration, display]

    private static let account: Migration = Migration(
        "access.0001.account",
        both: [
            """
            CREATE TABLE access_account (
                id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE CHECK (login = lower(login)), name TEXT NOT NULL,
                phone TEXT, organisation_id TEXT, area TEXT NOT NULL,
                password_hash TEXT, password_changed_at BIGINT NOT NULL,
                must_change_password BIGINT NOT NULL CHECK (must_change_password IN (0, 1)),
                totp_secret TEXT, totp_pending TEXT, totp_last_step BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
                failed_count BIGINT NOT NULL CHECK (failed_count >= 0), locked_until BIGINT,
                version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX access_account_area ON access_account (area, login)",
            """
            CREATE TABLE access_password_history (
                account_id TEXT NOT NULL REFERENCES access_account (id), number BIGINT NOT NULL,
                password_hash TEXT NOT NULL, set_at BIGINT NOT NULL,
                PRIMARY KEY (account_id, number)
            )
            """,
            """
            CREATE TABLE access_grant (
                id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES access_account (id),
                role TEXT NOT NULL, area TEXT NOT NULL, organisation_id TEXT
            )
            """,
            """
            CREATE UNIQUE INDEX access_grant_once
            ON access_grant (account_id, role, area, COALESCE(organisation_id, ''))
            """,
            "CREATE INDEX access_grant_role ON access_grant (role, account_id)",
        ]
    )

    private static let session: Migration = Migration(
        "access.0002.session",
        both: [
            """
            CREATE TABLE access_session (
                token_hash TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES access_account (id),
                created_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
                remote_address TEXT NOT NULL, user_agent TEXT NOT NULL
            )
            """,
            "CREATE INDEX access_session_account ON access_session (account_id, created_at)",
            "CREATE INDEX access_session_expiry ON access_session (expires_at)",
            "CREATE INDEX access_session_idle ON access_session (last_seen_at)",
        ]
    )

    private static let audit: Migration = Migration(
        "access.0003.audit",
        both: [
            """
            CREATE TABLE access_audit (
                sequence BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, at BIGINT NOT NULL,
                account_id TEXT NOT NULL, account_name TEXT NOT NULL, action TEXT NOT NULL,
                object_kind TEXT NOT NULL, object_id TEXT NOT NULL, area TEXT NOT NULL,
                outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'refused')), detail TEXT NOT NULL,
                remote_address TEXT NOT NULL, request_id TEXT NOT NULL,
                previous_hash TEXT NOT NULL, hash TEXT NOT NULL
            )
            """,
            "CREATE INDEX access_audit_at ON access_audit (at)",
            "CREATE INDEX access_audit_account ON access_audit (account_id, sequence)",
            "CREATE INDEX access_audit_action ON access_audit (action, sequence)",
            "CREATE INDEX access_audit_object ON access_audit (object_kind, object_id, sequence)",
            """
            CREATE TABLE access_audit_head (
                chain TEXT PRIMARY KEY CHECK (chain = 'main'), sequence BIGINT NOT NULL, hash TEXT NOT NULL
            )
            """,
            "INSERT INTO access_audit_head (chain, sequence, hash) VALUES ('main', 0, '\(HashChain.root)')",
        ]
    )

    private static let display: Migration = Migration(
        "access.0005.display",
        both: ["ALTER TABLE access_session ADD COLUMN is_display BIGINT NOT NULL DEFAULT 0"]
    )
}
