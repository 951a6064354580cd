-- A signed-in browser, or one on its way there. "id" is the sid of the tokens and stays; the cookie's value
-- changes at every step and is kept as SHA-256 only.
create table login_session (
    id            uuid        not null constraint login_session_pk primary key,
    token_hash    bytea       not null constraint login_session_token_hash_uq unique,
    user_id       uuid        not null constraint login_session_user_fk references app_user on delete cascade,
    created_at    timestamptz not null,
    last_used_at  timestamptz not null,
    expires_at    timestamptz not null,
    password_at   timestamptz not null,
    factor_at     timestamptz,
    factor_method text        constraint login_session_factor_method_ck check (factor_method in ('totp', 'sms', 'recovery-code')),
    -- a sign-in that has not yet reached its end; it is worth nothing except continuing (MFA-01)
    complete      boolean     not null,
    wrong_codes   smallint    not null default 0,
    -- hash of the forced authorization request that this session's last proof answered (OID-13)
    answered      text,
    source_ip     inet,
    ended_at      timestamptz,
    end_reason    text,
    constraint login_session_factor_ck check ((factor_at is null) = (factor_method is null))
);

create index login_session_user_ix on login_session (user_id) where ended_at is null;
create index login_session_expires_ix on login_session (expires_at);

-- What a person submitted before a fresh proof was asked; encrypted, for ten minutes (contract, section 6).
create table held_form (
    id         uuid        not null constraint held_form_pk primary key,
    session_id uuid        not null constraint held_form_session_fk references login_session on delete cascade,
    key_id     text        not null,
    content    bytea       not null,
    expires_at timestamptz not null
);

create index held_form_expires_ix on held_form (expires_at);
create index held_form_session_ix on held_form (session_id);
