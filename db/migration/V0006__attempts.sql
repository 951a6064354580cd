-- Failures in a row, keyed by a hash of whose they are; only success starts them over (TOTP-07, AVL-01).
create table failure_streak (
    kind         text        not null,
    subject      bytea       not null,
    failures     integer     not null,
    paused_until timestamptz,
    updated_at   timestamptz not null,
    constraint failure_streak_pk primary key (kind, subject)
);

create index failure_streak_updated_ix on failure_streak (updated_at);

-- Bounded counters in a time window, keyed by a hash of what is limited (source, account, number …).
create table attempt_counter (
    kind          text        not null,
    subject       bytea       not null,
    count         integer     not null,
    window_ends   timestamptz not null,
    constraint attempt_counter_pk primary key (kind, subject)
);

create index attempt_counter_window_ends_ix on attempt_counter (window_ends);
