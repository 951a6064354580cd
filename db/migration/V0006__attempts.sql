-- Wrong second factors in a row: one count over all methods, sessions and nodes (TOTP-07).
create table second_factor_attempts (
    user_id      uuid        not null constraint second_factor_attempts_pk primary key
                             constraint second_factor_attempts_user_fk references app_user on delete cascade,
    failures     integer     not null default 0,
    paused_until timestamptz,
    updated_at   timestamptz not null default now()
);

-- Bounded counters in a time window, keyed by a hash of what is limited (source, account, number …).
create table attempt_counter (
    kind          text        not null,
    subject       bytea       not null,
    count         integer     not null,
    window_ends   timestamptz not null,
    constraint attempt_counter_pk primary key (kind, subject)
);

create index attempt_counter_window_ends_ix on attempt_counter (window_ends);
