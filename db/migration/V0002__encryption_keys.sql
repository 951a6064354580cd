-- One known text per key id, encrypted with that key: tells a missing or wrong key at start, before anything is read.
create table encryption_key (
    key_id      text        not null constraint encryption_key_pk primary key,
    check_value bytea       not null,
    created_at  timestamptz not null default now()
);
