-- Browsers that an administrator registered as used by many people. The cookie's value is kept as a hash only. Rows stay when
-- removed: sessions that began there keep their rules.
create table shared_computer (
    id            uuid        not null constraint shared_computer_pk primary key,
    token_hash    bytea       not null constraint shared_computer_token_hash_uq unique,
    name          text        not null constraint shared_computer_name_ck check (length(name) between 1 and 40),
    registered_by uuid        constraint shared_computer_registered_by_fk references app_user on delete set null,
    registered_at timestamptz not null,
    -- coarse: written at most once an hour
    last_used_at  timestamptz,
    removed_at    timestamptz
);

create index shared_computer_registered_by_ix on shared_computer (registered_by);

-- Without use a session ends after its own limit. On a shared computer nothing stands in for a second factor.
alter table login_session
    add column idle_limit interval not null default interval '60 minutes',
    add column shared_computer_id uuid constraint login_session_shared_computer_fk
        references shared_computer on delete restrict,
    add constraint login_session_shared_computer_ck check (shared_computer_id is null or trusted_browser_id is null);

create index login_session_shared_computer_ix on login_session (shared_computer_id) where shared_computer_id is not null;
