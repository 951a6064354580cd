-- Who may register clients: initial access tokens by SHA-256. "policy" says what such a client may be.
create table initial_access_token (
    id         uuid        not null constraint initial_access_token_pk primary key,
    token_hash bytea       not null constraint initial_access_token_token_hash_uq unique,
    purpose    text        not null constraint initial_access_token_purpose_ck check (char_length(purpose) <= 200),
    policy     jsonb       not null,
    uses_left  int         not null constraint initial_access_token_uses_left_ck check (uses_left >= 0),
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create index initial_access_token_expires_at_ix on initial_access_token (expires_at);

-- The mark of a client that registered itself, and the token by which it looks after its registration.
create table client_registration (
    client_id        uuid        not null constraint client_registration_pk primary key
                                 constraint client_registration_client_id_fk references client on delete cascade,
    token_hash       bytea       not null,
    -- kept when the token's row is gone: the audit trail names it too
    initial_token_id uuid        not null,
    registered_at    timestamptz not null
);
