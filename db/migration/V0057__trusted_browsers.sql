-- Browsers in which a person signs in with the password alone for some days (MFA-12). The cookie's secret part changes at
-- every use; only its hash is kept, and the one before it, to tell two tabs from a thief.
create table trusted_browser (
    id           uuid        not null constraint trusted_browser_pk primary key,
    selector     text        not null constraint trusted_browser_selector_uq unique,
    secret_hash  bytea       not null,
    former_hash  bytea,
    rotated_at   timestamptz not null,
    user_id      uuid        not null constraint trusted_browser_user_fk references app_user on delete cascade,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    source_ip    inet,
    browser      text,
    platform     text
);

create index trusted_browser_user_ix on trusted_browser (user_id);
create index trusted_browser_created_ix on trusted_browser (created_at);

-- The trust that a session was opened by; it goes when the trust goes, and the session owes its second factor again.
alter table login_session
    add column trusted_browser_id uuid constraint login_session_trusted_browser_fk
        references trusted_browser on delete set null;

create index login_session_trusted_browser_ix on login_session (trusted_browser_id) where trusted_browser_id is not null;

-- For how long people may trust a browser: one versioned row. No row: nobody may.
create table trusted_browser_rules (
    id             smallint not null constraint trusted_browser_rules_pk primary key
                            constraint trusted_browser_rules_one_row_ck check (id = 1),
    version        bigint   not null,
    days           smallint not null constraint trusted_browser_rules_days_ck check (days between 0 and 30),
    -- "group=days", shorter ones only
    group_days     text[]   not null,
    ends_overnight boolean  not null
);
