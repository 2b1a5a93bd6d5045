CREATE TABLE access_account (
    id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE CHECK (login = lower(login)), name TEXT NOT NULL,
    phone TEXT, organisation_id TEXT, area TEXT NOT NULL,
    password_hash TEXT, password_changed_at BIGINT NOT NULL,
    must_change_password BIGINT NOT NULL CHECK (must_change_password IN (0, 1)),
    totp_secret TEXT, totp_pending TEXT, totp_last_step BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
    failed_count BIGINT NOT NULL CHECK (failed_count >= 0), locked_until BIGINT,
    version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);

CREATE INDEX access_account_area ON access_account (area, login);

CREATE TABLE access_audit (
    sequence BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, at BIGINT NOT NULL,
    account_id TEXT NOT NULL, account_name TEXT NOT NULL, action TEXT NOT NULL,
    object_kind TEXT NOT NULL, object_id TEXT NOT NULL, area TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'refused')), detail TEXT NOT NULL,
    remote_address TEXT NOT NULL, request_id TEXT NOT NULL,
    previous_hash TEXT NOT NULL, hash TEXT NOT NULL
);

CREATE INDEX access_audit_account ON access_audit (account_id, sequence);

CREATE INDEX access_audit_action ON access_audit (action, sequence);

CREATE INDEX access_audit_at ON access_audit (at);

CREATE INDEX access_audit_object ON access_audit (object_kind, object_id, sequence);

CREATE TABLE access_audit_head (
    chain TEXT PRIMARY KEY CHECK (chain = 'main'), sequence BIGINT NOT NULL, hash TEXT NOT NULL
);

CREATE TABLE access_grant (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES access_account (id),
    role TEXT NOT NULL, area TEXT NOT NULL, organisation_id TEXT
);

CREATE UNIQUE INDEX access_grant_once
ON access_grant (account_id, role, area, COALESCE(organisation_id, ''));

CREATE INDEX access_grant_role ON access_grant (role, account_id);

CREATE TABLE access_password_history (
    account_id TEXT NOT NULL REFERENCES access_account (id), number BIGINT NOT NULL,
    password_hash TEXT NOT NULL, set_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, number)
);

CREATE TABLE access_session (
    token_hash TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES access_account (id),
    created_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
    remote_address TEXT NOT NULL, user_agent TEXT NOT NULL
, is_display BIGINT NOT NULL DEFAULT 0);

CREATE INDEX access_session_account ON access_session (account_id, created_at);

CREATE INDEX access_session_expiry ON access_session (expires_at);

CREATE INDEX access_session_idle ON access_session (last_seen_at);

CREATE TABLE access_view (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES access_account (id), page TEXT NOT NULL,
    name TEXT NOT NULL, query TEXT NOT NULL, version BIGINT NOT NULL, created_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX access_view_name ON access_view (account_id, page, name);

CREATE TABLE attendance_consent (
    account_id TEXT NOT NULL, at BIGINT NOT NULL, version TEXT NOT NULL, agreed BIGINT NOT NULL,
    PRIMARY KEY (account_id, at)
);

CREATE TABLE attendance_shift (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL, name TEXT NOT NULL, area TEXT NOT NULL,
    organisation TEXT, started_at BIGINT NOT NULL, start_lng DOUBLE PRECISION,
    start_lat DOUBLE PRECISION, ended_at BIGINT, end_lng DOUBLE PRECISION, end_lat DOUBLE PRECISION,
    ended_by_system BIGINT NOT NULL, fixes BIGINT NOT NULL, distance_m DOUBLE PRECISION NOT NULL,
    last_fix_at BIGINT, last_lng DOUBLE PRECISION, last_lat DOUBLE PRECISION, last_accuracy_m BIGINT
);

CREATE INDEX attendance_shift_account ON attendance_shift (account_id, started_at);

CREATE INDEX attendance_shift_day ON attendance_shift (started_at, id);

CREATE UNIQUE INDEX attendance_shift_open ON attendance_shift (account_id) WHERE ended_at IS NULL;

CREATE TABLE attendance_track (
    shift_id TEXT NOT NULL REFERENCES attendance_shift (id), first_at BIGINT NOT NULL,
    fixes TEXT NOT NULL, PRIMARY KEY (shift_id, first_at)
);

CREATE INDEX attendance_track_age ON attendance_track (first_at);

CREATE TABLE case_case (
    serial INTEGER PRIMARY KEY,
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
);

CREATE INDEX case_by_cell ON case_case (cell, reported_at);

CREATE INDEX case_by_class ON case_case (small, big, kind, reported_at, id);

CREATE INDEX case_by_closed_at ON case_case (closed_at) WHERE closed_at IS NOT NULL;

CREATE INDEX case_by_county ON case_case (county, reported_at, id);

CREATE INDEX case_by_county_class ON case_case (county, small, big, kind, reported_at, id);

CREATE INDEX case_by_county_lamp ON case_case (county, lamp, reported_at, id) WHERE lamp IS NOT NULL;

CREATE INDEX case_by_county_state ON case_case (county, state, reported_at, id);

CREATE INDEX case_by_dispatched_at ON case_case (dispatched_at) WHERE dispatched_at IS NOT NULL;

CREATE INDEX case_by_filed_at ON case_case (filed_at) WHERE filed_at IS NOT NULL;

CREATE INDEX case_by_grid ON case_case (grid, reported_at, id);

CREATE INDEX case_by_handled_at ON case_case (handled_at) WHERE handled_at IS NOT NULL;

CREATE INDEX case_by_lamp ON case_case (lamp, reported_at, id) WHERE lamp IS NOT NULL;

CREATE INDEX case_by_lamp_change ON case_case (lamp_changes_at) WHERE lamp_changes_at IS NOT NULL;

CREATE INDEX case_by_open_place ON case_case (county, street, grid, lamp, organisation, state)
WHERE state NOT IN ('closed', 'force_closed', 'cancelled', 'refused', 'merged', 'self_handled');

CREATE INDEX case_by_organisation ON case_case (organisation, reported_at, id);

CREATE INDEX case_by_organisation_state ON case_case (organisation, state, reported_at, id);

CREATE UNIQUE INDEX case_by_origin ON case_case (origin_system, origin_number) WHERE origin_system IS NOT NULL;

CREATE INDEX case_by_part ON case_case (part, reported_at) WHERE part IS NOT NULL;

CREATE INDEX case_by_source ON case_case (source, reported_at, id);

CREATE INDEX case_by_state ON case_case (state, reported_at, id);

CREATE INDEX case_by_street ON case_case (street, reported_at, id);

CREATE INDEX case_by_suspension ON case_case (suspended_until) WHERE suspended_until IS NOT NULL;

CREATE INDEX case_by_time ON case_case (reported_at, id);

CREATE INDEX case_by_turn ON case_case (turn_role, due_order, id) WHERE turn_role IS NOT NULL;

CREATE INDEX case_by_turn_account ON case_case (turn_account, due_order, id) WHERE turn_account IS NOT NULL;

CREATE INDEX case_by_turn_county ON case_case (turn_role, county, due_order, id) WHERE turn_role IS NOT NULL;

CREATE INDEX case_by_turn_organisation ON case_case (turn_role, turn_organisation, due_order, id)
WHERE turn_organisation IS NOT NULL;

CREATE TABLE case_clock (
    case_id TEXT NOT NULL REFERENCES case_case (id), position BIGINT NOT NULL, kind TEXT NOT NULL,
    limit_amount BIGINT NOT NULL, limit_unit TEXT NOT NULL, started_at BIGINT NOT NULL,
    extra_limits BIGINT NOT NULL, running_since BIGINT NOT NULL, paused_at BIGINT, stopped_at BIGINT,
    used_before_pause_ms BIGINT NOT NULL, deadline BIGINT,
    PRIMARY KEY (case_id, position)
);

CREATE TABLE case_counter (
    dimension TEXT NOT NULL, key TEXT NOT NULL, county TEXT NOT NULL, state TEXT NOT NULL, n BIGINT NOT NULL,
    PRIMARY KEY (dimension, key, county, state)
);

CREATE TABLE case_history (
    case_id TEXT NOT NULL REFERENCES case_case (id), position BIGINT NOT NULL, at BIGINT NOT NULL,
    action TEXT NOT NULL, from_state TEXT, to_state TEXT NOT NULL,
    actor TEXT NOT NULL, actor_name TEXT NOT NULL, actor_role TEXT, actor_organisation TEXT,
    receiver_role TEXT, receiver_organisation TEXT, receiver_account TEXT,
    opinion TEXT NOT NULL, data TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (case_id, position)
);

CREATE INDEX case_history_actor ON case_history (actor, at);

CREATE TABLE case_number (county TEXT NOT NULL, day TEXT NOT NULL, last BIGINT NOT NULL, PRIMARY KEY (county, day));

CREATE TABLE case_photo (
    case_id TEXT NOT NULL REFERENCES case_case (id), position BIGINT NOT NULL,
    media TEXT NOT NULL, kind TEXT NOT NULL, added_at BIGINT NOT NULL, added_by TEXT NOT NULL,
    PRIMARY KEY (case_id, position)
);

CREATE INDEX case_photo_media ON case_photo (media);

CREATE TABLE case_reporter (
    case_id TEXT NOT NULL REFERENCES case_case (id), position BIGINT NOT NULL,
    name TEXT, phone TEXT, wants_reply BIGINT NOT NULL, account TEXT, source TEXT NOT NULL,
    at BIGINT NOT NULL, from_case TEXT,
    PRIMARY KEY (case_id, position)
);

CREATE INDEX case_reporter_phone ON case_reporter (phone, at) WHERE phone IS NOT NULL;

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
);

CREATE UNIQUE INDEX case_rule_set_live ON case_rule_set (state) WHERE state = 'live';

CREATE TABLE case_rule_set_number (name TEXT PRIMARY KEY, last BIGINT NOT NULL);

CREATE VIRTUAL TABLE case_search USING fts5 (words, content='', tokenize='unicode61');

CREATE TABLE collection_check (
    id TEXT PRIMARY KEY, draw_id TEXT NOT NULL REFERENCES collection_draw (id), lot_id TEXT NOT NULL,
    month TEXT NOT NULL, case_id TEXT NOT NULL, case_number TEXT NOT NULL, reported_at BIGINT NOT NULL,
    day BIGINT NOT NULL, reporter_name TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL,
    by_account TEXT, by_name TEXT, at BIGINT, version BIGINT NOT NULL,
    UNIQUE (lot_id, case_id)
);

CREATE INDEX collection_check_by_month ON collection_check (lot_id, month, verdict, reported_at, id);

CREATE TABLE collection_coverage (
    lot_id TEXT NOT NULL REFERENCES collection_lot (id), day BIGINT NOT NULL, grids BIGINT NOT NULL,
    codes TEXT NOT NULL, PRIMARY KEY (lot_id, day)
);

CREATE TABLE collection_draw (
    id TEXT PRIMARY KEY, lot_id TEXT NOT NULL REFERENCES collection_lot (id), month TEXT NOT NULL,
    first_day BIGINT NOT NULL, last_day BIGINT NOT NULL, seed TEXT NOT NULL, population BIGINT NOT NULL,
    drawn BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL
);

CREATE INDEX collection_draw_by_lot ON collection_draw (lot_id, month, at);

CREATE TABLE collection_finding (
    id TEXT PRIMARY KEY, patrol_id TEXT NOT NULL REFERENCES collection_patrol (id), lot_id TEXT NOT NULL,
    month TEXT NOT NULL, day BIGINT NOT NULL, small_class TEXT NOT NULL, lng DOUBLE PRECISION NOT NULL,
    lat DOUBLE PRECISION NOT NULL, description TEXT NOT NULL, photos TEXT NOT NULL, verdict TEXT NOT NULL,
    case_id TEXT NOT NULL, case_number TEXT NOT NULL, reason TEXT NOT NULL, at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE INDEX collection_finding_by_month ON collection_finding (lot_id, month, verdict);

CREATE INDEX collection_finding_by_patrol ON collection_finding (patrol_id, at);

CREATE TABLE collection_item (
    statement_id TEXT NOT NULL REFERENCES collection_statement (id), line TEXT NOT NULL, ref TEXT NOT NULL,
    label TEXT NOT NULL, day BIGINT NOT NULL, part BIGINT NOT NULL, whole BIGINT NOT NULL,
    excluded BIGINT NOT NULL, PRIMARY KEY (statement_id, line, ref)
);

CREATE TABLE collection_lot (
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, contract TEXT NOT NULL,
    organisation TEXT NOT NULL, areas TEXT NOT NULL, first_day BIGINT NOT NULL, last_day BIGINT NOT NULL,
    terms TEXT NOT NULL, version BIGINT NOT NULL
);

CREATE TABLE collection_objection (
    id TEXT PRIMARY KEY, statement_id TEXT NOT NULL REFERENCES collection_statement (id),
    line TEXT NOT NULL, ref TEXT NOT NULL, label TEXT NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL,
    version BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL,
    decided_by TEXT, decided_name TEXT, decision TEXT, decided_at BIGINT,
    UNIQUE (statement_id, line, ref)
);

CREATE TABLE collection_patrol (
    id TEXT PRIMARY KEY, lot_id TEXT NOT NULL REFERENCES collection_lot (id), month TEXT NOT NULL,
    grid TEXT NOT NULL, note TEXT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX collection_patrol_by_month ON collection_patrol (lot_id, month, at, id);

CREATE TABLE collection_statement (
    id TEXT PRIMARY KEY, lot_id TEXT NOT NULL REFERENCES collection_lot (id), month TEXT NOT NULL,
    state TEXT NOT NULL, version BIGINT NOT NULL, terms TEXT NOT NULL, contract_days BIGINT NOT NULL,
    basis TEXT NOT NULL, digest TEXT NOT NULL, objections_until BIGINT NOT NULL,
    issued_by TEXT NOT NULL, issued_name TEXT NOT NULL, issued_at BIGINT NOT NULL,
    approved_by TEXT, approved_name TEXT, approved_at BIGINT,
    UNIQUE (lot_id, month)
);

CREATE TABLE command_absence (
    id TEXT PRIMARY KEY, duty_id TEXT NOT NULL, unit_id TEXT NOT NULL, unit_name TEXT NOT NULL,
    area TEXT NOT NULL, organisation TEXT, kind TEXT NOT NULL, began_at BIGINT NOT NULL, ended_at BIGINT,
    lng DOUBLE PRECISION, lat DOUBLE PRECISION, note TEXT NOT NULL, noted_by TEXT, noted_at BIGINT,
    version BIGINT NOT NULL
);

CREATE UNIQUE INDEX command_absence_open ON command_absence (duty_id, kind) WHERE ended_at IS NULL;

CREATE INDEX command_absence_time ON command_absence (began_at, id);

CREATE TABLE command_duty (
    id TEXT PRIMARY KEY, unit_id TEXT NOT NULL REFERENCES command_unit (id), area TEXT NOT NULL,
    organisation TEXT, begins_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, place TEXT NOT NULL,
    note TEXT NOT NULL, outside_since BIGINT, version BIGINT NOT NULL
);

CREATE INDEX command_duty_time ON command_duty (ends_at, begins_at);

CREATE INDEX command_duty_unit ON command_duty (unit_id, begins_at);

CREATE TABLE command_help (
    id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, source TEXT NOT NULL, account TEXT, device TEXT,
    name TEXT NOT NULL, unit_id TEXT, area TEXT NOT NULL, organisation TEXT, lng DOUBLE PRECISION,
    lat DOUBLE PRECISION, placed_at BIGINT, words TEXT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL,
    told_at BIGINT NOT NULL, answered_by TEXT, answered_at BIGINT, closed_by TEXT, closed_at BIGINT,
    outcome TEXT NOT NULL, version BIGINT NOT NULL
);

CREATE INDEX command_help_time ON command_help (at, id);

CREATE TABLE command_incident (
    id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, title TEXT NOT NULL, kind TEXT NOT NULL,
    level BIGINT NOT NULL, area TEXT NOT NULL, organisation TEXT, lng DOUBLE PRECISION, lat DOUBLE PRECISION,
    address TEXT NOT NULL, words TEXT NOT NULL, plan_id TEXT, plan_name TEXT NOT NULL,
    plan_version BIGINT NOT NULL, roles TEXT NOT NULL, resources TEXT NOT NULL, drill BIGINT NOT NULL,
    began_at BIGINT NOT NULL, ended_at BIGINT, roll_call_minutes BIGINT NOT NULL, roll_call_due BIGINT,
    summary TEXT NOT NULL, by_name TEXT NOT NULL, version BIGINT NOT NULL
);

CREATE INDEX command_incident_time ON command_incident (began_at, id);

CREATE TABLE command_log (
    incident_id TEXT NOT NULL REFERENCES command_incident (id), line BIGINT NOT NULL, at BIGINT NOT NULL,
    kind TEXT NOT NULL, words TEXT NOT NULL, by_name TEXT NOT NULL, PRIMARY KEY (incident_id, line)
);

CREATE TABLE command_member (
    account_id TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES command_unit (id),
    PRIMARY KEY (account_id, unit_id)
);

CREATE TABLE command_order (
    id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, batch TEXT NOT NULL, unit_id TEXT NOT NULL,
    unit_name TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT, title TEXT NOT NULL, words TEXT NOT NULL,
    priority TEXT NOT NULL, lng DOUBLE PRECISION, lat DOUBLE PRECISION, address TEXT NOT NULL,
    about TEXT NOT NULL, about_id TEXT NOT NULL, about_name TEXT NOT NULL, state TEXT NOT NULL,
    sent_at BIGINT NOT NULL, read_at BIGINT, left_at BIGINT, arrived_at BIGINT, ended_at BIGINT,
    read_by BIGINT NOT NULL, arrive_by BIGINT NOT NULL, done_by BIGINT NOT NULL, due_at BIGINT,
    late TEXT, escalation BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL,
    result TEXT NOT NULL, photos TEXT NOT NULL, version BIGINT NOT NULL
);

CREATE INDEX command_order_about ON command_order (about_id);

CREATE INDEX command_order_open_due ON command_order (due_at) WHERE ended_at IS NULL;

CREATE INDEX command_order_open_unit ON command_order (unit_id, state) WHERE ended_at IS NULL;

CREATE INDEX command_order_time ON command_order (sent_at, id);

CREATE INDEX command_order_unit ON command_order (unit_id, sent_at);

CREATE TABLE command_order_entry (
    order_id TEXT NOT NULL REFERENCES command_order (id), step BIGINT NOT NULL, at BIGINT NOT NULL,
    told_at BIGINT NOT NULL, act TEXT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL,
    words TEXT NOT NULL, lng DOUBLE PRECISION, lat DOUBLE PRECISION, PRIMARY KEY (order_id, step)
);

CREATE TABLE command_plan (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, area TEXT NOT NULL, state TEXT NOT NULL,
    content TEXT NOT NULL, version BIGINT NOT NULL
);

CREATE TABLE command_report (
    incident_id TEXT NOT NULL REFERENCES command_incident (id), number BIGINT NOT NULL, at BIGINT NOT NULL,
    words TEXT NOT NULL, figures TEXT NOT NULL, by_name TEXT NOT NULL, PRIMARY KEY (incident_id, number)
);

CREATE TABLE command_roads (
    id BIGINT PRIMARY KEY, name TEXT NOT NULL, nodes BIGINT NOT NULL, edges BIGINT NOT NULL,
    graph BLOB NOT NULL, at BIGINT NOT NULL
);

CREATE TABLE command_roll_call (
    incident_id TEXT NOT NULL REFERENCES command_incident (id), call BIGINT NOT NULL, unit_id TEXT NOT NULL,
    unit_name TEXT NOT NULL, people BIGINT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL,
    begun_at BIGINT NOT NULL, at BIGINT, by_name TEXT, PRIMARY KEY (incident_id, call, unit_id)
);

CREATE TABLE command_serial (day TEXT PRIMARY KEY, last BIGINT NOT NULL);

CREATE TABLE command_step (
    id TEXT PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES command_incident (id), place BIGINT NOT NULL,
    key TEXT NOT NULL, content TEXT NOT NULL, state TEXT NOT NULL, ready_at BIGINT, started_at BIGINT,
    due_at BIGINT, late BIGINT NOT NULL, ended_at BIGINT, outcome TEXT NOT NULL, by_name TEXT,
    version BIGINT NOT NULL
);

CREATE INDEX command_step_incident ON command_step (incident_id, place);

CREATE TABLE command_unit (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT, devices TEXT NOT NULL,
    members TEXT NOT NULL, skills TEXT NOT NULL, orders_max BIGINT NOT NULL, active BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE UNIQUE INDEX command_unit_name ON command_unit (name);

CREATE TABLE evaluation_definition (
    number BIGINT PRIMARY KEY, first_day TEXT NOT NULL UNIQUE, content TEXT NOT NULL, reason TEXT NOT NULL,
    by_account TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL
);

CREATE TABLE evaluation_edition (
    period_id TEXT NOT NULL REFERENCES evaluation_period (id), edition BIGINT NOT NULL,
    revision BIGINT NOT NULL, definition BIGINT NOT NULL, reason TEXT NOT NULL, by_account TEXT NOT NULL,
    by_name TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (period_id, edition)
);

CREATE TABLE evaluation_exemption (
    case_id TEXT PRIMARY KEY, reason TEXT NOT NULL, objection TEXT, by_account TEXT NOT NULL, at BIGINT NOT NULL
);

CREATE TABLE evaluation_fact (
    case_id TEXT NOT NULL, kind TEXT NOT NULL, ordinal BIGINT NOT NULL, added BIGINT NOT NULL, removed BIGINT,
    day BIGINT NOT NULL, at BIGINT NOT NULL, marks BIGINT NOT NULL,
    area TEXT NOT NULL, grid TEXT, responsibility_grid TEXT, small_class TEXT,
    organisation TEXT, post TEXT, person TEXT, contractor TEXT,
    PRIMARY KEY (case_id, kind, ordinal, added)
);

CREATE INDEX evaluation_fact_by_day ON evaluation_fact (kind, day);

CREATE INDEX evaluation_fact_by_grid ON evaluation_fact (grid, kind, day) WHERE grid IS NOT NULL;

CREATE INDEX evaluation_fact_by_organisation ON evaluation_fact (organisation, kind, day)
WHERE organisation IS NOT NULL;

CREATE INDEX evaluation_fact_by_person ON evaluation_fact (person, kind, day) WHERE person IS NOT NULL;

CREATE TABLE evaluation_objection (
    id TEXT PRIMARY KEY, period_id TEXT NOT NULL REFERENCES evaluation_period (id), case_id TEXT NOT NULL,
    case_number TEXT NOT NULL, organisation TEXT, reason TEXT NOT NULL, state TEXT NOT NULL,
    version BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL,
    reviewed_by TEXT, reviewed_name TEXT, review TEXT, reviewed_at BIGINT,
    decided_by TEXT, decided_name TEXT, decision TEXT, decided_at BIGINT
);

CREATE INDEX evaluation_objection_by_period ON evaluation_objection (period_id, at, id);

CREATE UNIQUE INDEX evaluation_objection_once ON evaluation_objection (period_id, case_id)
WHERE state IN ('raised', 'reviewed');

CREATE TABLE evaluation_period (
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, first_day BIGINT NOT NULL, last_day BIGINT NOT NULL,
    state TEXT NOT NULL, version BIGINT NOT NULL, objections_until BIGINT, edition BIGINT NOT NULL
);

CREATE TABLE evaluation_result (
    period_id TEXT NOT NULL, edition BIGINT NOT NULL, dimension TEXT NOT NULL, subject TEXT NOT NULL,
    tally TEXT NOT NULL,
    PRIMARY KEY (period_id, edition, dimension, subject)
);

CREATE TABLE evaluation_state (name TEXT PRIMARY KEY, value BIGINT NOT NULL);

CREATE TABLE evaluation_tally (
    dimension TEXT NOT NULL, subject TEXT NOT NULL, month BIGINT NOT NULL, tally TEXT NOT NULL,
    PRIMARY KEY (dimension, subject, month)
);

CREATE INDEX evaluation_tally_by_month ON evaluation_tally (month, dimension);

CREATE TABLE event_failure (
    subscriber TEXT NOT NULL, sequence BIGINT NOT NULL, error TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (subscriber, sequence)
);

CREATE TABLE event_outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, topic TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT,
    payload TEXT NOT NULL, at BIGINT NOT NULL
, origin TEXT);

CREATE TABLE event_position (subscriber TEXT PRIMARY KEY, sequence BIGINT NOT NULL);

CREATE TABLE http_idempotency (
    account_id TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL, body TEXT NOT NULL, version BIGINT, location TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, key)
);

CREATE INDEX http_idempotency_age ON http_idempotency (created_at);

CREATE TABLE media_item (
    id TEXT PRIMARY KEY CHECK (length(id) = 64),
    kind TEXT NOT NULL, content_type TEXT NOT NULL,
    byte_count BIGINT NOT NULL CHECK (byte_count > 0),
    width BIGINT, height BIGINT,
    taken_at BIGINT, lng DOUBLE PRECISION, lat DOUBLE PRECISION, accuracy_m DOUBLE PRECISION,
    renditions TEXT NOT NULL,
    created_at BIGINT NOT NULL, created_by TEXT NOT NULL,
    area TEXT NOT NULL, state TEXT NOT NULL,
    CHECK ((width IS NULL) = (height IS NULL)),
    CHECK ((lng IS NULL) = (lat IS NULL))
);

CREATE TABLE media_upload (
    item_id TEXT NOT NULL REFERENCES media_item (id), account_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (item_id, account_id)
);

CREATE TABLE registry_area (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, english_name TEXT,
    level TEXT NOT NULL CHECK (level IN ('city', 'county', 'street', 'community')),
    parent TEXT REFERENCES registry_area (code), boundary TEXT,
    center_lng DOUBLE PRECISION, center_lat DOUBLE PRECISION, is_local BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, version BIGINT NOT NULL
);

CREATE INDEX registry_area_parent ON registry_area (parent, code);

CREATE TABLE registry_calendar (
    code TEXT PRIMARY KEY, offset_minutes BIGINT NOT NULL, weekdays TEXT NOT NULL,
    windows TEXT NOT NULL, shipped_years TEXT NOT NULL, version BIGINT NOT NULL
);

CREATE TABLE registry_calendar_day (
    calendar TEXT NOT NULL REFERENCES registry_calendar (code), date TEXT NOT NULL,
    is_work BIGINT NOT NULL, name_zh TEXT, name_en TEXT,
    PRIMARY KEY (calendar, date)
);

CREATE TABLE registry_class (
    edition TEXT NOT NULL, kind TEXT NOT NULL, big TEXT NOT NULL, small TEXT NOT NULL,
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL, verified BIGINT NOT NULL,
    PRIMARY KEY (edition, kind, big, small),
    FOREIGN KEY (edition, kind, big) REFERENCES registry_class_big (edition, kind, big)
        ON DELETE CASCADE
);

CREATE TABLE registry_class_big (
    edition TEXT NOT NULL REFERENCES registry_class_edition (edition) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('component', 'event')), big TEXT NOT NULL,
    name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    PRIMARY KEY (edition, kind, big)
);

CREATE TABLE registry_class_condition (
    edition TEXT NOT NULL, kind TEXT NOT NULL, big TEXT NOT NULL, small TEXT NOT NULL,
    code TEXT NOT NULL, position BIGINT NOT NULL,
    filing_zh TEXT NOT NULL, filing_en TEXT NOT NULL,
    closing_zh TEXT NOT NULL, closing_en TEXT NOT NULL,
    limit_amount BIGINT NOT NULL CHECK (limit_amount > 0), limit_unit TEXT NOT NULL,
    assumed BIGINT NOT NULL, handler TEXT NOT NULL, authority TEXT NOT NULL,
    PRIMARY KEY (edition, kind, big, small, code),
    FOREIGN KEY (edition, kind, big, small)
        REFERENCES registry_class (edition, kind, big, small) ON DELETE CASCADE
);

CREATE TABLE registry_class_edition (
    edition TEXT PRIMARY KEY, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
    source_zh TEXT NOT NULL, source_en TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published')), version BIGINT NOT NULL,
    CHECK (state = 'draft' OR valid_from IS NOT NULL)
);

CREATE TABLE registry_class_limit (
    edition TEXT NOT NULL, kind TEXT NOT NULL, big TEXT NOT NULL, small TEXT NOT NULL,
    code TEXT NOT NULL, grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
    limit_amount BIGINT NOT NULL CHECK (limit_amount > 0), limit_unit TEXT NOT NULL,
    PRIMARY KEY (edition, kind, big, small, code, grade),
    FOREIGN KEY (edition, kind, big, small, code)
        REFERENCES registry_class_condition (edition, kind, big, small, code) ON DELETE CASCADE
);

CREATE TABLE registry_grid (
    code TEXT PRIMARY KEY, area TEXT NOT NULL REFERENCES registry_area (code), shape TEXT NOT NULL,
    min_lng DOUBLE PRECISION NOT NULL, min_lat DOUBLE PRECISION NOT NULL,
    max_lng DOUBLE PRECISION NOT NULL, max_lat DOUBLE PRECISION NOT NULL,
    area_m2 DOUBLE PRECISION NOT NULL, note TEXT,
    state TEXT NOT NULL CHECK (state IN ('active', 'retired')),
    started_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, version BIGINT NOT NULL
);

CREATE INDEX registry_grid_area ON registry_grid (area, code);

CREATE INDEX registry_grid_box ON registry_grid (min_lat, max_lat, min_lng, max_lng);

CREATE TABLE registry_organisation (
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, english_name TEXT,
    kind TEXT NOT NULL, parent_id TEXT REFERENCES registry_organisation (id), area TEXT NOT NULL,
    phone TEXT, state TEXT NOT NULL CHECK (state IN ('active', 'closed')), version BIGINT NOT NULL,
    CHECK (parent_id IS NULL OR parent_id <> id)
);

CREATE INDEX registry_organisation_area ON registry_organisation (area);

CREATE INDEX registry_organisation_parent ON registry_organisation (parent_id);

CREATE TABLE registry_part (
    code TEXT PRIMARY KEY, edition TEXT NOT NULL, big TEXT NOT NULL, small TEXT NOT NULL,
    name TEXT NOT NULL, lng DOUBLE PRECISION NOT NULL, lat DOUBLE PRECISION NOT NULL,
    cell BIGINT NOT NULL, area TEXT NOT NULL, grid_code TEXT, state TEXT NOT NULL,
    authority TEXT, owner TEXT, maintainer TEXT, installed_on TEXT, changed_on TEXT,
    data_source TEXT NOT NULL, accuracy TEXT NOT NULL, note TEXT, version BIGINT NOT NULL
);

CREATE INDEX registry_part_area ON registry_part (area, code);

CREATE INDEX registry_part_cell ON registry_part (cell);

CREATE INDEX registry_part_class ON registry_part (big, small, code);

CREATE TABLE registry_part_history (
    part_code TEXT NOT NULL REFERENCES registry_part (code), version BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('created', 'changed')), at BIGINT NOT NULL,
    account_id TEXT NOT NULL, account_name TEXT NOT NULL, changes TEXT NOT NULL,
    PRIMARY KEY (part_code, version)
);

CREATE TABLE registry_responsibility_grid (
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, area TEXT NOT NULL,
    purpose TEXT NOT NULL, owner_staff TEXT, organisation TEXT,
    changed_at BIGINT NOT NULL, version BIGINT NOT NULL
);

CREATE INDEX registry_responsibility_grid_area ON registry_responsibility_grid (area, code);

CREATE TABLE registry_responsibility_grid_collector (
    responsibility_id TEXT NOT NULL REFERENCES registry_responsibility_grid (id),
    position BIGINT NOT NULL, staff_id TEXT NOT NULL,
    PRIMARY KEY (responsibility_id, staff_id)
);

CREATE INDEX registry_responsibility_grid_collector_staff
ON registry_responsibility_grid_collector (staff_id);

CREATE TABLE registry_responsibility_grid_member (
    grid_code TEXT NOT NULL REFERENCES registry_grid (code), purpose TEXT NOT NULL,
    responsibility_id TEXT NOT NULL REFERENCES registry_responsibility_grid (id),
    PRIMARY KEY (grid_code, purpose)
);

CREATE INDEX registry_responsibility_grid_member_grid
ON registry_responsibility_grid_member (responsibility_id, grid_code);

CREATE TABLE registry_staff (
    id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES registry_organisation (id), post TEXT NOT NULL,
    phone TEXT, account_id TEXT UNIQUE, area TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'left')), version BIGINT NOT NULL
);

CREATE INDEX registry_staff_area ON registry_staff (area, number);

CREATE INDEX registry_staff_organisation ON registry_staff (organisation_id, number);

CREATE TABLE schema_migration (
    id TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL
);

CREATE TABLE sensing_alert (
    id TEXT PRIMARY KEY, rule_id TEXT NOT NULL, rule_name TEXT NOT NULL, severity TEXT NOT NULL,
    device_serial BIGINT NOT NULL, device_name TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT,
    began_at BIGINT NOT NULL, told_at BIGINT NOT NULL, ended_at BIGINT, times BIGINT NOT NULL,
    lng_e6 BIGINT NOT NULL, lat_e6 BIGINT NOT NULL, handled_by TEXT, handled_at BIGINT, note TEXT,
    case_number TEXT, version BIGINT NOT NULL
);

CREATE INDEX sensing_alert_device ON sensing_alert (device_serial, began_at, id);

CREATE UNIQUE INDEX sensing_alert_open ON sensing_alert (device_serial, rule_id) WHERE ended_at IS NULL;

CREATE INDEX sensing_alert_time ON sensing_alert (began_at, id);

CREATE TABLE sensing_device (
    id TEXT PRIMARY KEY, serial BIGINT NOT NULL UNIQUE, door TEXT NOT NULL, ident TEXT NOT NULL,
    name TEXT NOT NULL, device_use TEXT NOT NULL, area TEXT NOT NULL, organisation TEXT, maker TEXT NOT NULL,
    model TEXT NOT NULL, state TEXT NOT NULL, auth_digest TEXT, version BIGINT NOT NULL,
    UNIQUE (door, ident)
);

CREATE TABLE sensing_fence (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, geometry TEXT NOT NULL,
    reach_m DOUBLE PRECISION NOT NULL, area TEXT NOT NULL, active BIGINT NOT NULL, version BIGINT NOT NULL
);

CREATE INDEX sensing_fence_name ON sensing_fence (name, id);

CREATE TABLE sensing_journal (
    serial INTEGER PRIMARY KEY AUTOINCREMENT, at BIGINT NOT NULL, positions BIGINT NOT NULL, data BLOB NOT NULL
);

CREATE TABLE sensing_mapping (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, topic TEXT NOT NULL, fields TEXT NOT NULL,
    active BIGINT NOT NULL, version BIGINT NOT NULL
);

CREATE TABLE sensing_place (reader TEXT PRIMARY KEY, serial BIGINT NOT NULL);

CREATE TABLE sensing_rule (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, severity TEXT NOT NULL, uses TEXT NOT NULL,
    area TEXT NOT NULL, organisation TEXT, conditions TEXT NOT NULL, for_seconds BIGINT NOT NULL,
    rejoin_seconds BIGINT NOT NULL, hours TEXT, case_class TEXT, case_condition TEXT, version BIGINT NOT NULL
);

CREATE TABLE sensing_state (
    device_serial BIGINT PRIMARY KEY, applied BIGINT NOT NULL, seen_at BIGINT NOT NULL,
    last BLOB NOT NULL, received BIGINT NOT NULL, repeated BIGINT NOT NULL, disordered BIGINT NOT NULL,
    late BIGINT NOT NULL, unlocated BIGINT NOT NULL
);

CREATE TABLE sensing_trace (device_serial BIGINT PRIMARY KEY, trace TEXT NOT NULL);

CREATE TABLE sensing_track (
    device_serial BIGINT NOT NULL, slot BIGINT NOT NULL, positions BIGINT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (device_serial, slot)
);

CREATE INDEX sensing_track_age ON sensing_track (slot);

CREATE TABLE sensing_visit (
    fence_id TEXT NOT NULL, device_serial BIGINT NOT NULL, entered_at BIGINT NOT NULL, left_at BIGINT NOT NULL,
    PRIMARY KEY (device_serial, entered_at, fence_id)
);

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE terminal_command (
    id TEXT PRIMARY KEY, device_serial BIGINT NOT NULL, batch TEXT NOT NULL, body TEXT NOT NULL,
    state TEXT NOT NULL, tries BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL,
    at BIGINT NOT NULL, sent_at BIGINT, ended_at BIGINT
, answer TEXT);

CREATE INDEX terminal_command_batch ON terminal_command (batch, id);

CREATE INDEX terminal_command_device ON terminal_command (device_serial, at, id);

CREATE INDEX terminal_command_open ON terminal_command (at, id)
WHERE state = 'waiting' OR state = 'sent';

CREATE TABLE terminal_line (
    device_serial BIGINT PRIMARY KEY, gateway TEXT NOT NULL, entered_at BIGINT NOT NULL
);

CREATE INDEX terminal_line_entered ON terminal_line (entered_at);

CREATE TABLE terminal_photo (
    device_serial BIGINT NOT NULL, at BIGINT NOT NULL, media TEXT NOT NULL, channel BIGINT NOT NULL,
    PRIMARY KEY (device_serial, at, media)
);

CREATE TABLE terminal_safety_alarm (
    id TEXT PRIMARY KEY, device_serial BIGINT NOT NULL, area TEXT NOT NULL, organisation TEXT,
    family TEXT NOT NULL, number BIGINT NOT NULL, kind BIGINT NOT NULL, level BIGINT NOT NULL,
    at BIGINT NOT NULL, lng_e6 BIGINT NOT NULL, lat_e6 BIGINT NOT NULL, speed_kph BIGINT NOT NULL,
    mark_text TEXT NOT NULL, mark TEXT NOT NULL, ended_at BIGINT,
    UNIQUE (device_serial, family, mark_text)
);

CREATE INDEX terminal_safety_alarm_at ON terminal_safety_alarm (at, id);

CREATE INDEX terminal_safety_alarm_device ON terminal_safety_alarm (device_serial, at, id);

CREATE TABLE terminal_safety_file (
    alarm TEXT NOT NULL, name TEXT NOT NULL, bytes BIGINT NOT NULL, media TEXT, at BIGINT NOT NULL,
    PRIMARY KEY (alarm, name)
);
