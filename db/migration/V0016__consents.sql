-- What a person lets an application know, by application (OID-14). Withdrawing deletes the row.
create table consent (
    user_id   uuid        not null constraint consent_user_fk references app_user on delete cascade,
    client_id uuid        not null constraint consent_client_fk references client on delete cascade,
    scopes    text[]      not null,
    given_at  timestamptz not null,
    constraint consent_pk primary key (user_id, client_id)
);

create index consent_client_ix on consent (client_id);

-- The answer given on one consent page, by SHA-256 of the address it leads back to. Good once.
create table consent_answer (
    request_hash bytea       not null constraint consent_answer_pk primary key,
    session_id   uuid        not null constraint consent_answer_session_fk references login_session on delete cascade,
    allowed      boolean     not null,
    expires_at   timestamptz not null,
    used_at      timestamptz
);

create index consent_answer_session_ix on consent_answer (session_id);
create index consent_answer_expires_ix on consent_answer (expires_at);
