-- One authorization: what was granted to which client, and which proof stood behind it. All its codes and
-- tokens are one family that dies together.
create table authorization_grant (
    id           uuid        not null constraint authorization_grant_pk primary key,
    client_id    uuid        not null constraint authorization_grant_client_fk references client on delete cascade,
    grant_type   text        not null,
    user_id      uuid        constraint authorization_grant_user_fk references app_user on delete cascade,
    -- the sid; stays when the session's row is gone, because refreshed tokens go on naming it
    session_id   uuid,
    scopes       text[]      not null,
    offline      boolean     not null,
    -- the validated authorization request: redirect_uri, code_challenge, nonce …
    request      jsonb       not null,
    amr          text[],
    acr          text,
    auth_time    timestamptz,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    revoke_reason text
);

create index authorization_grant_user_ix on authorization_grant (user_id);
create index authorization_grant_session_ix on authorization_grant (session_id);
create index authorization_grant_client_ix on authorization_grant (client_id);
create index authorization_grant_expires_ix on authorization_grant (expires_at);

-- Codes and tokens by SHA-256. A spent one stays until its family ends, so that a replay is seen (OID-06).
create table grant_token (
    hash        bytea       not null constraint grant_token_pk primary key,
    grant_id    uuid        not null constraint grant_token_grant_fk references authorization_grant on delete cascade,
    kind        text        not null constraint grant_token_kind_ck check (kind in ('code', 'access', 'refresh')),
    scopes      text[]      not null,
    issued_at   timestamptz not null,
    expires_at  timestamptz not null,
    consumed_at timestamptz,
    revoked_at  timestamptz
);

create index grant_token_grant_ix on grant_token (grant_id);
