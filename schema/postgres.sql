CREATE TABLE access_account (
    id text NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    phone text,
    organisation_id text,
    area text NOT NULL,
    password_hash text,
    password_changed_at bigint NOT NULL,
    must_change_password bigint NOT NULL,
    totp_secret text,
    totp_pending text,
    totp_last_step bigint NOT NULL,
    state text NOT NULL,
    failed_count bigint NOT NULL,
    locked_until bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT access_account_failed_count_check CHECK ((failed_count >= 0)),
    CONSTRAINT access_account_login_check CHECK ((login = lower(login))),
    CONSTRAINT access_account_must_change_password_check CHECK ((must_change_password = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT access_account_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text]))),
    CONSTRAINT access_account_pkey PRIMARY KEY (id),
    CONSTRAINT access_account_login_key UNIQUE (login)
);
CREATE INDEX access_account_area ON public.access_account USING btree (area, login);

CREATE TABLE access_audit (
    sequence bigint NOT NULL,
    id text NOT NULL,
    at bigint NOT NULL,
    account_id text NOT NULL,
    account_name text NOT NULL,
    action text NOT NULL,
    object_kind text NOT NULL,
    object_id text NOT NULL,
    area text NOT NULL,
    outcome text NOT NULL,
    detail text NOT NULL,
    remote_address text NOT NULL,
    request_id text NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    CONSTRAINT access_audit_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'refused'::text]))),
    CONSTRAINT access_audit_pkey PRIMARY KEY (sequence),
    CONSTRAINT access_audit_id_key UNIQUE (id)
);
CREATE INDEX access_audit_account ON public.access_audit USING btree (account_id, sequence);
CREATE INDEX access_audit_action ON public.access_audit USING btree (action, sequence);
CREATE INDEX access_audit_at ON public.access_audit USING btree (at);
CREATE INDEX access_audit_object ON public.access_audit USING btree (object_kind, object_id, sequence);

CREATE TABLE access_audit_head (
    chain text NOT NULL,
    sequence bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT access_audit_head_chain_check CHECK ((chain = 'main'::text)),
    CONSTRAINT access_audit_head_pkey PRIMARY KEY (chain)
);

CREATE TABLE access_grant (
    id text NOT NULL,
    account_id text NOT NULL,
    role text NOT NULL,
    area text NOT NULL,
    organisation_id text,
    CONSTRAINT access_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_account(id),
    CONSTRAINT access_grant_pkey PRIMARY KEY (id)
);
CREATE INDEX access_grant_role ON public.access_grant USING btree (role, account_id);
CREATE UNIQUE INDEX access_grant_once ON public.access_grant USING btree (account_id, role, area, COALESCE(organisation_id, ''::text));

CREATE TABLE access_password_history (
    account_id text NOT NULL,
    number bigint NOT NULL,
    password_hash text NOT NULL,
    set_at bigint NOT NULL,
    CONSTRAINT access_password_history_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_account(id),
    CONSTRAINT access_password_history_pkey PRIMARY KEY (account_id, number)
);

CREATE TABLE access_session (
    token_hash text NOT NULL,
    account_id text NOT NULL,
    created_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    remote_address text NOT NULL,
    user_agent text NOT NULL,
    is_display bigint NOT NULL DEFAULT 0,
    CONSTRAINT access_session_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_account(id),
    CONSTRAINT access_session_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX access_session_account ON public.access_session USING btree (account_id, created_at);
CREATE INDEX access_session_expiry ON public.access_session USING btree (expires_at);
CREATE INDEX access_session_idle ON public.access_session USING btree (last_seen_at);

CREATE TABLE access_view (
    id text NOT NULL,
    account_id text NOT NULL,
    page text NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT access_view_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_account(id),
    CONSTRAINT access_view_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX access_view_name ON public.access_view USING btree (account_id, page, name);

CREATE TABLE attendance_consent (
    account_id text NOT NULL,
    at bigint NOT NULL,
    version text NOT NULL,
    agreed bigint NOT NULL,
    CONSTRAINT attendance_consent_pkey PRIMARY KEY (account_id, at)
);

CREATE TABLE attendance_shift (
    id text NOT NULL,
    account_id text NOT NULL,
    name text NOT NULL,
    area text NOT NULL,
    organisation text,
    started_at bigint NOT NULL,
    start_lng double precision,
    start_lat double precision,
    ended_at bigint,
    end_lng double precision,
    end_lat double precision,
    ended_by_system bigint NOT NULL,
    fixes bigint NOT NULL,
    distance_m double precision NOT NULL,
    last_fix_at bigint,
    last_lng double precision,
    last_lat double precision,
    last_accuracy_m bigint,
    CONSTRAINT attendance_shift_pkey PRIMARY KEY (id)
);
CREATE INDEX attendance_shift_account ON public.attendance_shift USING btree (account_id, started_at);
CREATE INDEX attendance_shift_day ON public.attendance_shift USING btree (started_at, id);
CREATE UNIQUE INDEX attendance_shift_open ON public.attendance_shift USING btree (account_id) WHERE (ended_at IS NULL);

CREATE TABLE attendance_track (
    shift_id text NOT NULL,
    first_at bigint NOT NULL,
    fixes text NOT NULL,
    CONSTRAINT attendance_track_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES attendance_shift(id),
    CONSTRAINT attendance_track_pkey PRIMARY KEY (shift_id, first_at)
);
CREATE INDEX attendance_track_age ON public.attendance_track USING btree (first_at);

CREATE TABLE case_case (
    serial bigint NOT NULL DEFAULT nextval('case_case_serial_seq'::regclass),
    id text NOT NULL,
    number text NOT NULL,
    version bigint NOT NULL,
    state text NOT NULL,
    source text NOT NULL,
    area text NOT NULL,
    county text NOT NULL,
    street text,
    grid text,
    responsibility_grid text,
    lng double precision,
    lat double precision,
    cell bigint,
    address text NOT NULL,
    edition text,
    kind text,
    big text,
    small text,
    condition_code text,
    limit_amount bigint,
    limit_unit text,
    description text NOT NULL,
    part text,
    urgent bigint NOT NULL,
    organisation text,
    suggested_organisation text,
    routing_rule text,
    turn_role text,
    turn_organisation text,
    turn_account text,
    registrar text NOT NULL,
    reported_at bigint NOT NULL,
    filed_at bigint,
    dispatched_at bigint,
    handled_at bigint,
    closed_at bigint,
    due_at bigint,
    stage_due_at bigint,
    due_order bigint NOT NULL,
    lamp text,
    lamp_changes_at bigint,
    closed_on_time bigint,
    handled_on_time bigint,
    verified_true bigint,
    rework_count bigint NOT NULL,
    return_count bigint NOT NULL,
    extension_count bigint NOT NULL,
    dispatch_count bigint NOT NULL,
    suspension_count bigint NOT NULL,
    suspended_until bigint,
    supervision text NOT NULL,
    appeal text NOT NULL,
    satisfaction bigint,
    merged_into text,
    origin_system text,
    origin_number text,
    origin_fingerprint text,
    history_hash text NOT NULL,
    history_count bigint NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT case_case_check CHECK (((lng IS NULL) = (lat IS NULL))),
    CONSTRAINT case_case_version_check CHECK ((version > 0)),
    CONSTRAINT case_case_pkey PRIMARY KEY (serial),
    CONSTRAINT case_case_id_key UNIQUE (id),
    CONSTRAINT case_case_number_key UNIQUE (number)
);
CREATE INDEX case_by_cell ON public.case_case USING btree (cell, reported_at);
CREATE INDEX case_by_class ON public.case_case USING btree (small, big, kind, reported_at, id);
CREATE INDEX case_by_closed_at ON public.case_case USING btree (closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX case_by_county ON public.case_case USING btree (county, reported_at, id);
CREATE INDEX case_by_county_class ON public.case_case USING btree (county, small, big, kind, reported_at, id);
CREATE INDEX case_by_county_lamp ON public.case_case USING btree (county, lamp, reported_at, id) WHERE (lamp IS NOT NULL);
CREATE INDEX case_by_county_state ON public.case_case USING btree (county, state, reported_at, id);
CREATE INDEX case_by_dispatched_at ON public.case_case USING btree (dispatched_at) WHERE (dispatched_at IS NOT NULL);
CREATE INDEX case_by_filed_at ON public.case_case USING btree (filed_at) WHERE (filed_at IS NOT NULL);
CREATE INDEX case_by_grid ON public.case_case USING btree (grid, reported_at, id);
CREATE INDEX case_by_handled_at ON public.case_case USING btree (handled_at) WHERE (handled_at IS NOT NULL);
CREATE INDEX case_by_lamp ON public.case_case USING btree (lamp, reported_at, id) WHERE (lamp IS NOT NULL);
CREATE INDEX case_by_lamp_change ON public.case_case USING btree (lamp_changes_at) WHERE (lamp_changes_at IS NOT NULL);
CREATE INDEX case_by_open_place ON public.case_case USING btree (county, street, grid, lamp, organisation, state) WHERE (state <> ALL (ARRAY['closed'::text, 'force_closed'::text, 'cancelled'::text, 'refused'::text, 'merged'::text, 'self_handled'::text]));
CREATE INDEX case_by_organisation ON public.case_case USING btree (organisation, reported_at, id);
CREATE INDEX case_by_organisation_state ON public.case_case USING btree (organisation, state, reported_at, id);
CREATE INDEX case_by_part ON public.case_case USING btree (part, reported_at) WHERE (part IS NOT NULL);
CREATE INDEX case_by_source ON public.case_case USING btree (source, reported_at, id);
CREATE INDEX case_by_state ON public.case_case USING btree (state, reported_at, id);
CREATE INDEX case_by_street ON public.case_case USING btree (street, reported_at, id);
CREATE INDEX case_by_suspension ON public.case_case USING btree (suspended_until) WHERE (suspended_until IS NOT NULL);
CREATE INDEX case_by_time ON public.case_case USING btree (reported_at, id);
CREATE INDEX case_by_turn ON public.case_case USING btree (turn_role, due_order, id) WHERE (turn_role IS NOT NULL);
CREATE INDEX case_by_turn_account ON public.case_case USING btree (turn_account, due_order, id) WHERE (turn_account IS NOT NULL);
CREATE INDEX case_by_turn_county ON public.case_case USING btree (turn_role, county, due_order, id) WHERE (turn_role IS NOT NULL);
CREATE INDEX case_by_turn_organisation ON public.case_case USING btree (turn_role, turn_organisation, due_order, id) WHERE (turn_organisation IS NOT NULL);
CREATE UNIQUE INDEX case_by_origin ON public.case_case USING btree (origin_system, origin_number) WHERE (origin_system IS NOT NULL);

CREATE TABLE case_clock (
    case_id text NOT NULL,
    position bigint NOT NULL,
    kind text NOT NULL,
    limit_amount bigint NOT NULL,
    limit_unit text NOT NULL,
    started_at bigint NOT NULL,
    extra_limits bigint NOT NULL,
    running_since bigint NOT NULL,
    paused_at bigint,
    stopped_at bigint,
    used_before_pause_ms bigint NOT NULL,
    deadline bigint,
    CONSTRAINT case_clock_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_case(id),
    CONSTRAINT case_clock_pkey PRIMARY KEY (case_id, "position")
);

CREATE TABLE case_counter (
    dimension text NOT NULL,
    key text NOT NULL,
    county text NOT NULL,
    state text NOT NULL,
    n bigint NOT NULL,
    CONSTRAINT case_counter_pkey PRIMARY KEY (dimension, key, county, state)
);

CREATE TABLE case_history (
    case_id text NOT NULL,
    position bigint NOT NULL,
    at bigint NOT NULL,
    action text NOT NULL,
    from_state text,
    to_state text NOT NULL,
    actor text NOT NULL,
    actor_name text NOT NULL,
    actor_role text,
    actor_organisation text,
    receiver_role text,
    receiver_organisation text,
    receiver_account text,
    opinion text NOT NULL,
    data text NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    CONSTRAINT case_history_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_case(id),
    CONSTRAINT case_history_pkey PRIMARY KEY (case_id, "position")
);
CREATE INDEX case_history_actor ON public.case_history USING btree (actor, at);

CREATE TABLE case_number (
    county text NOT NULL,
    day text NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT case_number_pkey PRIMARY KEY (county, day)
);

CREATE TABLE case_photo (
    case_id text NOT NULL,
    position bigint NOT NULL,
    media text NOT NULL,
    kind text NOT NULL,
    added_at bigint NOT NULL,
    added_by text NOT NULL,
    CONSTRAINT case_photo_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_case(id),
    CONSTRAINT case_photo_pkey PRIMARY KEY (case_id, "position")
);
CREATE INDEX case_photo_media ON public.case_photo USING btree (media);

CREATE TABLE case_reporter (
    case_id text NOT NULL,
    position bigint NOT NULL,
    name text,
    phone text,
    wants_reply bigint NOT NULL,
    account text,
    source text NOT NULL,
    at bigint NOT NULL,
    from_case text,
    CONSTRAINT case_reporter_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_case(id),
    CONSTRAINT case_reporter_pkey PRIMARY KEY (case_id, "position")
);
CREATE INDEX case_reporter_phone ON public.case_reporter USING btree (phone, at) WHERE (phone IS NOT NULL);

CREATE TABLE case_rule_set (
    id text NOT NULL,
    number bigint NOT NULL,
    title text NOT NULL,
    state text NOT NULL,
    rules text NOT NULL,
    rule_count bigint NOT NULL,
    based_on text,
    created_by text NOT NULL,
    created_at bigint NOT NULL,
    went_live_at bigint,
    went_live_by text,
    last_simulated_row_version bigint,
    last_simulated_against text,
    row_version bigint NOT NULL,
    CONSTRAINT case_rule_set_check CHECK (((state = 'draft'::text) OR ((went_live_at IS NOT NULL) AND (went_live_by IS NOT NULL)))),
    CONSTRAINT case_rule_set_row_version_check CHECK ((row_version > 0)),
    CONSTRAINT case_rule_set_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'retired'::text]))),
    CONSTRAINT case_rule_set_based_on_fkey FOREIGN KEY (based_on) REFERENCES case_rule_set(id),
    CONSTRAINT case_rule_set_last_simulated_against_fkey FOREIGN KEY (last_simulated_against) REFERENCES case_rule_set(id),
    CONSTRAINT case_rule_set_pkey PRIMARY KEY (id),
    CONSTRAINT case_rule_set_number_key UNIQUE (number)
);
CREATE UNIQUE INDEX case_rule_set_live ON public.case_rule_set USING btree (state) WHERE (state = 'live'::text);

CREATE TABLE case_rule_set_number (
    name text NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT case_rule_set_number_pkey PRIMARY KEY (name)
);

CREATE TABLE case_search (
    serial bigint NOT NULL,
    words tsvector NOT NULL,
    CONSTRAINT case_search_pkey PRIMARY KEY (serial)
);
CREATE INDEX case_search_words ON public.case_search USING gin (words);

CREATE TABLE collection_check (
    id text NOT NULL,
    draw_id text NOT NULL,
    lot_id text NOT NULL,
    month text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    reported_at bigint NOT NULL,
    day bigint NOT NULL,
    reporter_name text NOT NULL,
    verdict text NOT NULL,
    note text NOT NULL,
    by_account text,
    by_name text,
    at bigint,
    version bigint NOT NULL,
    CONSTRAINT collection_check_draw_id_fkey FOREIGN KEY (draw_id) REFERENCES collection_draw(id),
    CONSTRAINT collection_check_pkey PRIMARY KEY (id),
    CONSTRAINT collection_check_lot_id_case_id_key UNIQUE (lot_id, case_id)
);
CREATE INDEX collection_check_by_month ON public.collection_check USING btree (lot_id, month, verdict, reported_at, id);

CREATE TABLE collection_coverage (
    lot_id text NOT NULL,
    day bigint NOT NULL,
    grids bigint NOT NULL,
    codes text NOT NULL,
    CONSTRAINT collection_coverage_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES collection_lot(id),
    CONSTRAINT collection_coverage_pkey PRIMARY KEY (lot_id, day)
);

CREATE TABLE collection_draw (
    id text NOT NULL,
    lot_id text NOT NULL,
    month text NOT NULL,
    first_day bigint NOT NULL,
    last_day bigint NOT NULL,
    seed text NOT NULL,
    population bigint NOT NULL,
    drawn bigint NOT NULL,
    by_account text NOT NULL,
    by_name text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT collection_draw_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES collection_lot(id),
    CONSTRAINT collection_draw_pkey PRIMARY KEY (id)
);
CREATE INDEX collection_draw_by_lot ON public.collection_draw USING btree (lot_id, month, at);

CREATE TABLE collection_finding (
    id text NOT NULL,
    patrol_id text NOT NULL,
    lot_id text NOT NULL,
    month text NOT NULL,
    day bigint NOT NULL,
    small_class text NOT NULL,
    lng double precision NOT NULL,
    lat double precision NOT NULL,
    description text NOT NULL,
    photos text NOT NULL,
    verdict text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    reason text NOT NULL,
    at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT collection_finding_patrol_id_fkey FOREIGN KEY (patrol_id) REFERENCES collection_patrol(id),
    CONSTRAINT collection_finding_pkey PRIMARY KEY (id)
);
CREATE INDEX collection_finding_by_month ON public.collection_finding USING btree (lot_id, month, verdict);
CREATE INDEX collection_finding_by_patrol ON public.collection_finding USING btree (patrol_id, at);

CREATE TABLE collection_item (
    statement_id text NOT NULL,
    line text NOT NULL,
    ref text NOT NULL,
    label text NOT NULL,
    day bigint NOT NULL,
    part bigint NOT NULL,
    whole bigint NOT NULL,
    excluded bigint NOT NULL,
    CONSTRAINT collection_item_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES collection_statement(id),
    CONSTRAINT collection_item_pkey PRIMARY KEY (statement_id, line, ref)
);

CREATE TABLE collection_lot (
    id text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    contract text NOT NULL,
    organisation text NOT NULL,
    areas text NOT NULL,
    first_day bigint NOT NULL,
    last_day bigint NOT NULL,
    terms text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT collection_lot_pkey PRIMARY KEY (id),
    CONSTRAINT collection_lot_code_key UNIQUE (code)
);

CREATE TABLE collection_objection (
    id text NOT NULL,
    statement_id text NOT NULL,
    line text NOT NULL,
    ref text NOT NULL,
    label text NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL,
    by_account text NOT NULL,
    by_name text NOT NULL,
    at bigint NOT NULL,
    decided_by text,
    decided_name text,
    decision text,
    decided_at bigint,
    CONSTRAINT collection_objection_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES collection_statement(id),
    CONSTRAINT collection_objection_pkey PRIMARY KEY (id),
    CONSTRAINT collection_objection_statement_id_line_ref_key UNIQUE (statement_id, line, ref)
);

CREATE TABLE collection_patrol (
    id text NOT NULL,
    lot_id text NOT NULL,
    month text NOT NULL,
    grid text NOT NULL,
    note text NOT NULL,
    by_account text NOT NULL,
    by_name text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT collection_patrol_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES collection_lot(id),
    CONSTRAINT collection_patrol_pkey PRIMARY KEY (id)
);
CREATE INDEX collection_patrol_by_month ON public.collection_patrol USING btree (lot_id, month, at, id);

CREATE TABLE collection_statement (
    id text NOT NULL,
    lot_id text NOT NULL,
    month text NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL,
    terms text NOT NULL,
    contract_days bigint NOT NULL,
    basis text NOT NULL,
    digest text NOT NULL,
    objections_until bigint NOT NULL,
    issued_by text NOT NULL,
    issued_name text NOT NULL,
    issued_at bigint NOT NULL,
    approved_by text,
    approved_name text,
    approved_at bigint,
    CONSTRAINT collection_statement_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES collection_lot(id),
    CONSTRAINT collection_statement_pkey PRIMARY KEY (id),
    CONSTRAINT collection_statement_lot_id_month_key UNIQUE (lot_id, month)
);

CREATE TABLE command_absence (
    id text NOT NULL,
    duty_id text NOT NULL,
    unit_id text NOT NULL,
    unit_name text NOT NULL,
    area text NOT NULL,
    organisation text,
    kind text NOT NULL,
    began_at bigint NOT NULL,
    ended_at bigint,
    lng double precision,
    lat double precision,
    note text NOT NULL,
    noted_by text,
    noted_at bigint,
    version bigint NOT NULL,
    CONSTRAINT command_absence_pkey PRIMARY KEY (id)
);
CREATE INDEX command_absence_time ON public.command_absence USING btree (began_at, id);
CREATE UNIQUE INDEX command_absence_open ON public.command_absence USING btree (duty_id, kind) WHERE (ended_at IS NULL);

CREATE TABLE command_duty (
    id text NOT NULL,
    unit_id text NOT NULL,
    area text NOT NULL,
    organisation text,
    begins_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    place text NOT NULL,
    note text NOT NULL,
    outside_since bigint,
    version bigint NOT NULL,
    CONSTRAINT command_duty_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES command_unit(id),
    CONSTRAINT command_duty_pkey PRIMARY KEY (id)
);
CREATE INDEX command_duty_time ON public.command_duty USING btree (ends_at, begins_at);
CREATE INDEX command_duty_unit ON public.command_duty USING btree (unit_id, begins_at);

CREATE TABLE command_help (
    id text NOT NULL,
    number text NOT NULL,
    source text NOT NULL,
    account text,
    device text,
    name text NOT NULL,
    unit_id text,
    area text NOT NULL,
    organisation text,
    lng double precision,
    lat double precision,
    placed_at bigint,
    words text NOT NULL,
    state text NOT NULL,
    at bigint NOT NULL,
    told_at bigint NOT NULL,
    answered_by text,
    answered_at bigint,
    closed_by text,
    closed_at bigint,
    outcome text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT command_help_pkey PRIMARY KEY (id),
    CONSTRAINT command_help_number_key UNIQUE (number)
);
CREATE INDEX command_help_time ON public.command_help USING btree (at, id);

CREATE TABLE command_incident (
    id text NOT NULL,
    number text NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    level bigint NOT NULL,
    area text NOT NULL,
    organisation text,
    lng double precision,
    lat double precision,
    address text NOT NULL,
    words text NOT NULL,
    plan_id text,
    plan_name text NOT NULL,
    plan_version bigint NOT NULL,
    roles text NOT NULL,
    resources text NOT NULL,
    drill bigint NOT NULL,
    began_at bigint NOT NULL,
    ended_at bigint,
    roll_call_minutes bigint NOT NULL,
    roll_call_due bigint,
    summary text NOT NULL,
    by_name text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT command_incident_pkey PRIMARY KEY (id),
    CONSTRAINT command_incident_number_key UNIQUE (number)
);
CREATE INDEX command_incident_time ON public.command_incident USING btree (began_at, id);

CREATE TABLE command_log (
    incident_id text NOT NULL,
    line bigint NOT NULL,
    at bigint NOT NULL,
    kind text NOT NULL,
    words text NOT NULL,
    by_name text NOT NULL,
    CONSTRAINT command_log_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES command_incident(id),
    CONSTRAINT command_log_pkey PRIMARY KEY (incident_id, line)
);

CREATE TABLE command_member (
    account_id text NOT NULL,
    unit_id text NOT NULL,
    CONSTRAINT command_member_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES command_unit(id),
    CONSTRAINT command_member_pkey PRIMARY KEY (account_id, unit_id)
);

CREATE TABLE command_order (
    id text NOT NULL,
    number text NOT NULL,
    batch text NOT NULL,
    unit_id text NOT NULL,
    unit_name text NOT NULL,
    area text NOT NULL,
    organisation text,
    title text NOT NULL,
    words text NOT NULL,
    priority text NOT NULL,
    lng double precision,
    lat double precision,
    address text NOT NULL,
    about text NOT NULL,
    about_id text NOT NULL,
    about_name text NOT NULL,
    state text NOT NULL,
    sent_at bigint NOT NULL,
    read_at bigint,
    left_at bigint,
    arrived_at bigint,
    ended_at bigint,
    read_by bigint NOT NULL,
    arrive_by bigint NOT NULL,
    done_by bigint NOT NULL,
    due_at bigint,
    late text,
    escalation bigint NOT NULL,
    by_account text NOT NULL,
    by_name text NOT NULL,
    result text NOT NULL,
    photos text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT command_order_pkey PRIMARY KEY (id),
    CONSTRAINT command_order_number_key UNIQUE (number)
);
CREATE INDEX command_order_about ON public.command_order USING btree (about_id);
CREATE INDEX command_order_open_due ON public.command_order USING btree (due_at) WHERE (ended_at IS NULL);
CREATE INDEX command_order_open_unit ON public.command_order USING btree (unit_id, state) WHERE (ended_at IS NULL);
CREATE INDEX command_order_time ON public.command_order USING btree (sent_at, id);
CREATE INDEX command_order_unit ON public.command_order USING btree (unit_id, sent_at);

CREATE TABLE command_order_entry (
    order_id text NOT NULL,
    step bigint NOT NULL,
    at bigint NOT NULL,
    told_at bigint NOT NULL,
    act text NOT NULL,
    by_account text NOT NULL,
    by_name text NOT NULL,
    words text NOT NULL,
    lng double precision,
    lat double precision,
    CONSTRAINT command_order_entry_order_id_fkey FOREIGN KEY (order_id) REFERENCES command_order(id),
    CONSTRAINT command_order_entry_pkey PRIMARY KEY (order_id, step)
);

CREATE TABLE command_plan (
    id text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    area text NOT NULL,
    state text NOT NULL,
    content text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT command_plan_pkey PRIMARY KEY (id)
);

CREATE TABLE command_report (
    incident_id text NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    words text NOT NULL,
    figures text NOT NULL,
    by_name text NOT NULL,
    CONSTRAINT command_report_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES command_incident(id),
    CONSTRAINT command_report_pkey PRIMARY KEY (incident_id, number)
);

CREATE TABLE command_roads (
    id bigint NOT NULL,
    name text NOT NULL,
    nodes bigint NOT NULL,
    edges bigint NOT NULL,
    graph bytea NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT command_roads_pkey PRIMARY KEY (id)
);

CREATE TABLE command_roll_call (
    incident_id text NOT NULL,
    call bigint NOT NULL,
    unit_id text NOT NULL,
    unit_name text NOT NULL,
    people bigint NOT NULL,
    state text NOT NULL,
    words text NOT NULL,
    begun_at bigint NOT NULL,
    at bigint,
    by_name text,
    CONSTRAINT command_roll_call_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES command_incident(id),
    CONSTRAINT command_roll_call_pkey PRIMARY KEY (incident_id, call, unit_id)
);

CREATE TABLE command_serial (
    day text NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT command_serial_pkey PRIMARY KEY (day)
);

CREATE TABLE command_step (
    id text NOT NULL,
    incident_id text NOT NULL,
    place bigint NOT NULL,
    key text NOT NULL,
    content text NOT NULL,
    state text NOT NULL,
    ready_at bigint,
    started_at bigint,
    due_at bigint,
    late bigint NOT NULL,
    ended_at bigint,
    outcome text NOT NULL,
    by_name text,
    version bigint NOT NULL,
    CONSTRAINT command_step_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES command_incident(id),
    CONSTRAINT command_step_pkey PRIMARY KEY (id)
);
CREATE INDEX command_step_incident ON public.command_step USING btree (incident_id, place);

CREATE TABLE command_unit (
    id text NOT NULL,
    name text NOT NULL,
    area text NOT NULL,
    organisation text,
    devices text NOT NULL,
    members text NOT NULL,
    skills text NOT NULL,
    orders_max bigint NOT NULL,
    active bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT command_unit_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX command_unit_name ON public.command_unit USING btree (name);

CREATE TABLE evaluation_definition (
    number bigint NOT NULL,
    first_day text NOT NULL,
    content text NOT NULL,
    reason text NOT NULL,
    by_account text NOT NULL,
    by_name text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT evaluation_definition_pkey PRIMARY KEY (number),
    CONSTRAINT evaluation_definition_first_day_key UNIQUE (first_day)
);

CREATE TABLE evaluation_edition (
    period_id text NOT NULL,
    edition bigint NOT NULL,
    revision bigint NOT NULL,
    definition bigint NOT NULL,
    reason text NOT NULL,
    by_account text NOT NULL,
    by_name text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT evaluation_edition_period_id_fkey FOREIGN KEY (period_id) REFERENCES evaluation_period(id),
    CONSTRAINT evaluation_edition_pkey PRIMARY KEY (period_id, edition)
);

CREATE TABLE evaluation_exemption (
    case_id text NOT NULL,
    reason text NOT NULL,
    objection text,
    by_account text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT evaluation_exemption_pkey PRIMARY KEY (case_id)
);

CREATE TABLE evaluation_fact (
    case_id text NOT NULL,
    kind text NOT NULL,
    ordinal bigint NOT NULL,
    added bigint NOT NULL,
    removed bigint,
    day bigint NOT NULL,
    at bigint NOT NULL,
    marks bigint NOT NULL,
    area text NOT NULL,
    grid text,
    responsibility_grid text,
    small_class text,
    organisation text,
    post text,
    person text,
    contractor text,
    CONSTRAINT evaluation_fact_pkey PRIMARY KEY (case_id, kind, ordinal, added)
);
CREATE INDEX evaluation_fact_by_day ON public.evaluation_fact USING btree (kind, day);
CREATE INDEX evaluation_fact_by_grid ON public.evaluation_fact USING btree (grid, kind, day) WHERE (grid IS NOT NULL);
CREATE INDEX evaluation_fact_by_organisation ON public.evaluation_fact USING btree (organisation, kind, day) WHERE (organisation IS NOT NULL);
CREATE INDEX evaluation_fact_by_person ON public.evaluation_fact USING btree (person, kind, day) WHERE (person IS NOT NULL);

CREATE TABLE evaluation_objection (
    id text NOT NULL,
    period_id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    organisation text,
    reason text NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL,
    by_account text NOT NULL,
    by_name text NOT NULL,
    at bigint NOT NULL,
    reviewed_by text,
    reviewed_name text,
    review text,
    reviewed_at bigint,
    decided_by text,
    decided_name text,
    decision text,
    decided_at bigint,
    CONSTRAINT evaluation_objection_period_id_fkey FOREIGN KEY (period_id) REFERENCES evaluation_period(id),
    CONSTRAINT evaluation_objection_pkey PRIMARY KEY (id)
);
CREATE INDEX evaluation_objection_by_period ON public.evaluation_objection USING btree (period_id, at, id);
CREATE UNIQUE INDEX evaluation_objection_once ON public.evaluation_objection USING btree (period_id, case_id) WHERE (state = ANY (ARRAY['raised'::text, 'reviewed'::text]));

CREATE TABLE evaluation_period (
    id text NOT NULL,
    code text NOT NULL,
    first_day bigint NOT NULL,
    last_day bigint NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL,
    objections_until bigint,
    edition bigint NOT NULL,
    CONSTRAINT evaluation_period_pkey PRIMARY KEY (id),
    CONSTRAINT evaluation_period_code_key UNIQUE (code)
);

CREATE TABLE evaluation_result (
    period_id text NOT NULL,
    edition bigint NOT NULL,
    dimension text NOT NULL,
    subject text NOT NULL,
    tally text NOT NULL,
    CONSTRAINT evaluation_result_pkey PRIMARY KEY (period_id, edition, dimension, subject)
);

CREATE TABLE evaluation_state (
    name text NOT NULL,
    value bigint NOT NULL,
    CONSTRAINT evaluation_state_pkey PRIMARY KEY (name)
);

CREATE TABLE evaluation_tally (
    dimension text NOT NULL,
    subject text NOT NULL,
    month bigint NOT NULL,
    tally text NOT NULL,
    CONSTRAINT evaluation_tally_pkey PRIMARY KEY (dimension, subject, month)
);
CREATE INDEX evaluation_tally_by_month ON public.evaluation_tally USING btree (month, dimension);

CREATE TABLE event_failure (
    subscriber text NOT NULL,
    sequence bigint NOT NULL,
    error text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT event_failure_pkey PRIMARY KEY (subscriber, sequence)
);

CREATE TABLE event_outbox (
    sequence bigint NOT NULL DEFAULT nextval('event_outbox_sequence_seq'::regclass),
    id text NOT NULL,
    topic text NOT NULL,
    area text NOT NULL,
    organisation text,
    payload text NOT NULL,
    at bigint NOT NULL,
    origin text,
    CONSTRAINT event_outbox_pkey PRIMARY KEY (sequence)
);

CREATE TABLE event_position (
    subscriber text NOT NULL,
    sequence bigint NOT NULL,
    CONSTRAINT event_position_pkey PRIMARY KEY (subscriber)
);

CREATE TABLE http_idempotency (
    account_id text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    status bigint NOT NULL,
    body text NOT NULL,
    version bigint,
    location text,
    created_at bigint NOT NULL,
    CONSTRAINT http_idempotency_pkey PRIMARY KEY (account_id, key)
);
CREATE INDEX http_idempotency_age ON public.http_idempotency USING btree (created_at);

CREATE TABLE media_item (
    id text NOT NULL,
    kind text NOT NULL,
    content_type text NOT NULL,
    byte_count bigint NOT NULL,
    width bigint,
    height bigint,
    taken_at bigint,
    lng double precision,
    lat double precision,
    accuracy_m double precision,
    renditions text NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    area text NOT NULL,
    state text NOT NULL,
    CONSTRAINT media_item_byte_count_check CHECK ((byte_count > 0)),
    CONSTRAINT media_item_check CHECK (((width IS NULL) = (height IS NULL))),
    CONSTRAINT media_item_check1 CHECK (((lng IS NULL) = (lat IS NULL))),
    CONSTRAINT media_item_id_check CHECK ((length(id) = 64)),
    CONSTRAINT media_item_pkey PRIMARY KEY (id)
);

CREATE TABLE media_upload (
    item_id text NOT NULL,
    account_id text NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT media_upload_item_id_fkey FOREIGN KEY (item_id) REFERENCES media_item(id),
    CONSTRAINT media_upload_pkey PRIMARY KEY (item_id, account_id)
);

CREATE TABLE registry_area (
    code text NOT NULL,
    name text NOT NULL,
    english_name text,
    level text NOT NULL,
    parent text,
    boundary text,
    center_lng double precision,
    center_lat double precision,
    is_local bigint NOT NULL,
    changed_at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT registry_area_level_check CHECK ((level = ANY (ARRAY['city'::text, 'county'::text, 'street'::text, 'community'::text]))),
    CONSTRAINT registry_area_parent_fkey FOREIGN KEY (parent) REFERENCES registry_area(code),
    CONSTRAINT registry_area_pkey PRIMARY KEY (code)
);
CREATE INDEX registry_area_parent ON public.registry_area USING btree (parent, code);

CREATE TABLE registry_calendar (
    code text NOT NULL,
    offset_minutes bigint NOT NULL,
    weekdays text NOT NULL,
    windows text NOT NULL,
    shipped_years text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT registry_calendar_pkey PRIMARY KEY (code)
);

CREATE TABLE registry_calendar_day (
    calendar text NOT NULL,
    date text NOT NULL,
    is_work bigint NOT NULL,
    name_zh text,
    name_en text,
    CONSTRAINT registry_calendar_day_calendar_fkey FOREIGN KEY (calendar) REFERENCES registry_calendar(code),
    CONSTRAINT registry_calendar_day_pkey PRIMARY KEY (calendar, date)
);

CREATE TABLE registry_class (
    edition text NOT NULL,
    kind text NOT NULL,
    big text NOT NULL,
    small text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    verified bigint NOT NULL,
    CONSTRAINT registry_class_edition_kind_big_fkey FOREIGN KEY (edition, kind, big) REFERENCES registry_class_big(edition, kind, big) ON DELETE CASCADE,
    CONSTRAINT registry_class_pkey PRIMARY KEY (edition, kind, big, small)
);

CREATE TABLE registry_class_big (
    edition text NOT NULL,
    kind text NOT NULL,
    big text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    CONSTRAINT registry_class_big_kind_check CHECK ((kind = ANY (ARRAY['component'::text, 'event'::text]))),
    CONSTRAINT registry_class_big_edition_fkey FOREIGN KEY (edition) REFERENCES registry_class_edition(edition) ON DELETE CASCADE,
    CONSTRAINT registry_class_big_pkey PRIMARY KEY (edition, kind, big)
);

CREATE TABLE registry_class_condition (
    edition text NOT NULL,
    kind text NOT NULL,
    big text NOT NULL,
    small text NOT NULL,
    code text NOT NULL,
    position bigint NOT NULL,
    filing_zh text NOT NULL,
    filing_en text NOT NULL,
    closing_zh text NOT NULL,
    closing_en text NOT NULL,
    limit_amount bigint NOT NULL,
    limit_unit text NOT NULL,
    assumed bigint NOT NULL,
    handler text NOT NULL,
    authority text NOT NULL,
    CONSTRAINT registry_class_condition_limit_amount_check CHECK ((limit_amount > 0)),
    CONSTRAINT registry_class_condition_edition_kind_big_small_fkey FOREIGN KEY (edition, kind, big, small) REFERENCES registry_class(edition, kind, big, small) ON DELETE CASCADE,
    CONSTRAINT registry_class_condition_pkey PRIMARY KEY (edition, kind, big, small, code)
);

CREATE TABLE registry_class_edition (
    edition text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    source_zh text NOT NULL,
    source_en text NOT NULL,
    valid_from text,
    valid_to text,
    state text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT registry_class_edition_check CHECK (((state = 'draft'::text) OR (valid_from IS NOT NULL))),
    CONSTRAINT registry_class_edition_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text]))),
    CONSTRAINT registry_class_edition_pkey PRIMARY KEY (edition)
);

CREATE TABLE registry_class_limit (
    edition text NOT NULL,
    kind text NOT NULL,
    big text NOT NULL,
    small text NOT NULL,
    code text NOT NULL,
    grade text NOT NULL,
    limit_amount bigint NOT NULL,
    limit_unit text NOT NULL,
    CONSTRAINT registry_class_limit_grade_check CHECK ((grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
    CONSTRAINT registry_class_limit_limit_amount_check CHECK ((limit_amount > 0)),
    CONSTRAINT registry_class_limit_edition_kind_big_small_code_fkey FOREIGN KEY (edition, kind, big, small, code) REFERENCES registry_class_condition(edition, kind, big, small, code) ON DELETE CASCADE,
    CONSTRAINT registry_class_limit_pkey PRIMARY KEY (edition, kind, big, small, code, grade)
);

CREATE TABLE registry_grid (
    code text NOT NULL,
    area text NOT NULL,
    shape text NOT NULL,
    min_lng double precision NOT NULL,
    min_lat double precision NOT NULL,
    max_lng double precision NOT NULL,
    max_lat double precision NOT NULL,
    area_m2 double precision NOT NULL,
    note text,
    state text NOT NULL,
    started_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT registry_grid_state_check CHECK ((state = ANY (ARRAY['active'::text, 'retired'::text]))),
    CONSTRAINT registry_grid_area_fkey FOREIGN KEY (area) REFERENCES registry_area(code),
    CONSTRAINT registry_grid_pkey PRIMARY KEY (code)
);
CREATE INDEX registry_grid_area ON public.registry_grid USING btree (area, code);
CREATE INDEX registry_grid_box ON public.registry_grid USING btree (min_lat, max_lat, min_lng, max_lng);

CREATE TABLE registry_organisation (
    id text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    english_name text,
    kind text NOT NULL,
    parent_id text,
    area text NOT NULL,
    phone text,
    state text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT registry_organisation_check CHECK (((parent_id IS NULL) OR (parent_id <> id))),
    CONSTRAINT registry_organisation_state_check CHECK ((state = ANY (ARRAY['active'::text, 'closed'::text]))),
    CONSTRAINT registry_organisation_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES registry_organisation(id),
    CONSTRAINT registry_organisation_pkey PRIMARY KEY (id),
    CONSTRAINT registry_organisation_code_key UNIQUE (code)
);
CREATE INDEX registry_organisation_area ON public.registry_organisation USING btree (area);
CREATE INDEX registry_organisation_parent ON public.registry_organisation USING btree (parent_id);

CREATE TABLE registry_part (
    code text NOT NULL,
    edition text NOT NULL,
    big text NOT NULL,
    small text NOT NULL,
    name text NOT NULL,
    lng double precision NOT NULL,
    lat double precision NOT NULL,
    cell bigint NOT NULL,
    area text NOT NULL,
    grid_code text,
    state text NOT NULL,
    authority text,
    owner text,
    maintainer text,
    installed_on text,
    changed_on text,
    data_source text NOT NULL,
    accuracy text NOT NULL,
    note text,
    version bigint NOT NULL,
    CONSTRAINT registry_part_pkey PRIMARY KEY (code)
);
CREATE INDEX registry_part_area ON public.registry_part USING btree (area, code);
CREATE INDEX registry_part_cell ON public.registry_part USING btree (cell);
CREATE INDEX registry_part_class ON public.registry_part USING btree (big, small, code);

CREATE TABLE registry_part_history (
    part_code text NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    account_id text NOT NULL,
    account_name text NOT NULL,
    changes text NOT NULL,
    CONSTRAINT registry_part_history_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'changed'::text]))),
    CONSTRAINT registry_part_history_part_code_fkey FOREIGN KEY (part_code) REFERENCES registry_part(code),
    CONSTRAINT registry_part_history_pkey PRIMARY KEY (part_code, version)
);

CREATE TABLE registry_responsibility_grid (
    id text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    area text NOT NULL,
    purpose text NOT NULL,
    owner_staff text,
    organisation text,
    changed_at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT registry_responsibility_grid_pkey PRIMARY KEY (id),
    CONSTRAINT registry_responsibility_grid_code_key UNIQUE (code)
);
CREATE INDEX registry_responsibility_grid_area ON public.registry_responsibility_grid USING btree (area, code);

CREATE TABLE registry_responsibility_grid_collector (
    responsibility_id text NOT NULL,
    position bigint NOT NULL,
    staff_id text NOT NULL,
    CONSTRAINT registry_responsibility_grid_collector_responsibility_id_fkey FOREIGN KEY (responsibility_id) REFERENCES registry_responsibility_grid(id),
    CONSTRAINT registry_responsibility_grid_collector_pkey PRIMARY KEY (responsibility_id, staff_id)
);
CREATE INDEX registry_responsibility_grid_collector_staff ON public.registry_responsibility_grid_collector USING btree (staff_id);

CREATE TABLE registry_responsibility_grid_member (
    grid_code text NOT NULL,
    purpose text NOT NULL,
    responsibility_id text NOT NULL,
    CONSTRAINT registry_responsibility_grid_member_grid_code_fkey FOREIGN KEY (grid_code) REFERENCES registry_grid(code),
    CONSTRAINT registry_responsibility_grid_member_responsibility_id_fkey FOREIGN KEY (responsibility_id) REFERENCES registry_responsibility_grid(id),
    CONSTRAINT registry_responsibility_grid_member_pkey PRIMARY KEY (grid_code, purpose)
);
CREATE INDEX registry_responsibility_grid_member_grid ON public.registry_responsibility_grid_member USING btree (responsibility_id, grid_code);

CREATE TABLE registry_staff (
    id text NOT NULL,
    number text NOT NULL,
    name text NOT NULL,
    organisation_id text NOT NULL,
    post text NOT NULL,
    phone text,
    account_id text,
    area text NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT registry_staff_state_check CHECK ((state = ANY (ARRAY['active'::text, 'left'::text]))),
    CONSTRAINT registry_staff_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES registry_organisation(id),
    CONSTRAINT registry_staff_pkey PRIMARY KEY (id),
    CONSTRAINT registry_staff_account_id_key UNIQUE (account_id),
    CONSTRAINT registry_staff_number_key UNIQUE (number)
);
CREATE INDEX registry_staff_area ON public.registry_staff USING btree (area, number);
CREATE INDEX registry_staff_organisation ON public.registry_staff USING btree (organisation_id, number);

CREATE TABLE schema_migration (
    id text NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL,
    CONSTRAINT schema_migration_pkey PRIMARY KEY (id)
);

CREATE TABLE sensing_alert (
    id text NOT NULL,
    rule_id text NOT NULL,
    rule_name text NOT NULL,
    severity text NOT NULL,
    device_serial bigint NOT NULL,
    device_name text NOT NULL,
    area text NOT NULL,
    organisation text,
    began_at bigint NOT NULL,
    told_at bigint NOT NULL,
    ended_at bigint,
    times bigint NOT NULL,
    lng_e6 bigint NOT NULL,
    lat_e6 bigint NOT NULL,
    handled_by text,
    handled_at bigint,
    note text,
    case_number text,
    version bigint NOT NULL,
    CONSTRAINT sensing_alert_pkey PRIMARY KEY (id)
);
CREATE INDEX sensing_alert_device ON public.sensing_alert USING btree (device_serial, began_at, id);
CREATE INDEX sensing_alert_time ON public.sensing_alert USING btree (began_at, id);
CREATE UNIQUE INDEX sensing_alert_open ON public.sensing_alert USING btree (device_serial, rule_id) WHERE (ended_at IS NULL);

CREATE TABLE sensing_device (
    id text NOT NULL,
    serial bigint NOT NULL,
    door text NOT NULL,
    ident text NOT NULL,
    name text NOT NULL,
    device_use text NOT NULL,
    area text NOT NULL,
    organisation text,
    maker text NOT NULL,
    model text NOT NULL,
    state text NOT NULL,
    auth_digest text,
    version bigint NOT NULL,
    CONSTRAINT sensing_device_pkey PRIMARY KEY (id),
    CONSTRAINT sensing_device_door_ident_key UNIQUE (door, ident),
    CONSTRAINT sensing_device_serial_key UNIQUE (serial)
);

CREATE TABLE sensing_fence (
    id text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    geometry text NOT NULL,
    reach_m double precision NOT NULL,
    area text NOT NULL,
    active bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT sensing_fence_pkey PRIMARY KEY (id)
);
CREATE INDEX sensing_fence_name ON public.sensing_fence USING btree (name, id);

CREATE TABLE sensing_journal (
    serial bigint NOT NULL DEFAULT nextval('sensing_journal_serial_seq'::regclass),
    at bigint NOT NULL,
    positions bigint NOT NULL,
    data bytea NOT NULL,
    CONSTRAINT sensing_journal_pkey PRIMARY KEY (serial)
);

CREATE TABLE sensing_mapping (
    id text NOT NULL,
    name text NOT NULL,
    topic text NOT NULL,
    fields text NOT NULL,
    active bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT sensing_mapping_pkey PRIMARY KEY (id)
);

CREATE TABLE sensing_place (
    reader text NOT NULL,
    serial bigint NOT NULL,
    CONSTRAINT sensing_place_pkey PRIMARY KEY (reader)
);

CREATE TABLE sensing_rule (
    id text NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    severity text NOT NULL,
    uses text NOT NULL,
    area text NOT NULL,
    organisation text,
    conditions text NOT NULL,
    for_seconds bigint NOT NULL,
    rejoin_seconds bigint NOT NULL,
    hours text,
    case_class text,
    case_condition text,
    version bigint NOT NULL,
    CONSTRAINT sensing_rule_pkey PRIMARY KEY (id)
);

CREATE TABLE sensing_state (
    device_serial bigint NOT NULL,
    applied bigint NOT NULL,
    seen_at bigint NOT NULL,
    last bytea NOT NULL,
    received bigint NOT NULL,
    repeated bigint NOT NULL,
    disordered bigint NOT NULL,
    late bigint NOT NULL,
    unlocated bigint NOT NULL,
    CONSTRAINT sensing_state_pkey PRIMARY KEY (device_serial)
);

CREATE TABLE sensing_trace (
    device_serial bigint NOT NULL,
    trace text NOT NULL,
    CONSTRAINT sensing_trace_pkey PRIMARY KEY (device_serial)
);

CREATE TABLE sensing_track (
    device_serial bigint NOT NULL,
    slot bigint NOT NULL,
    positions bigint NOT NULL,
    data bytea NOT NULL,
    CONSTRAINT sensing_track_pkey PRIMARY KEY (device_serial, slot)
);
CREATE INDEX sensing_track_age ON public.sensing_track USING btree (slot);

CREATE TABLE sensing_visit (
    fence_id text NOT NULL,
    device_serial bigint NOT NULL,
    entered_at bigint NOT NULL,
    left_at bigint NOT NULL,
    CONSTRAINT sensing_visit_pkey PRIMARY KEY (device_serial, entered_at, fence_id)
);

CREATE TABLE terminal_command (
    id text NOT NULL,
    device_serial bigint NOT NULL,
    batch text NOT NULL,
    body text NOT NULL,
    state text NOT NULL,
    tries bigint NOT NULL,
    by_account text NOT NULL,
    by_name text NOT NULL,
    at bigint NOT NULL,
    sent_at bigint,
    ended_at bigint,
    answer text,
    CONSTRAINT terminal_command_pkey PRIMARY KEY (id)
);
CREATE INDEX terminal_command_batch ON public.terminal_command USING btree (batch, id);
CREATE INDEX terminal_command_device ON public.terminal_command USING btree (device_serial, at, id);
CREATE INDEX terminal_command_open ON public.terminal_command USING btree (at, id) WHERE ((state = 'waiting'::text) OR (state = 'sent'::text));

CREATE TABLE terminal_line (
    device_serial bigint NOT NULL,
    gateway text NOT NULL,
    entered_at bigint NOT NULL,
    CONSTRAINT terminal_line_pkey PRIMARY KEY (device_serial)
);
CREATE INDEX terminal_line_entered ON public.terminal_line USING btree (entered_at);

CREATE TABLE terminal_photo (
    device_serial bigint NOT NULL,
    at bigint NOT NULL,
    media text NOT NULL,
    channel bigint NOT NULL,
    CONSTRAINT terminal_photo_pkey PRIMARY KEY (device_serial, at, media)
);

CREATE TABLE terminal_safety_alarm (
    id text NOT NULL,
    device_serial bigint NOT NULL,
    area text NOT NULL,
    organisation text,
    family text NOT NULL,
    number bigint NOT NULL,
    kind bigint NOT NULL,
    level bigint NOT NULL,
    at bigint NOT NULL,
    lng_e6 bigint NOT NULL,
    lat_e6 bigint NOT NULL,
    speed_kph bigint NOT NULL,
    mark_text text NOT NULL,
    mark text NOT NULL,
    ended_at bigint,
    CONSTRAINT terminal_safety_alarm_pkey PRIMARY KEY (id),
    CONSTRAINT terminal_safety_alarm_device_serial_family_mark_text_key UNIQUE (device_serial, family, mark_text)
);
CREATE INDEX terminal_safety_alarm_at ON public.terminal_safety_alarm USING btree (at, id);
CREATE INDEX terminal_safety_alarm_device ON public.terminal_safety_alarm USING btree (device_serial, at, id);

CREATE TABLE terminal_safety_file (
    alarm text NOT NULL,
    name text NOT NULL,
    bytes bigint NOT NULL,
    media text,
    at bigint NOT NULL,
    CONSTRAINT terminal_safety_file_pkey PRIMARY KEY (alarm, name)
);
