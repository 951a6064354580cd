-- Registered LMSs. "metadata" holds the RFC 7591 and own settings; secrets are hashes.
create table client (
    id          uuid        not null constraint client_pk primary key,
    client_id   text        not null constraint client_client_id_uq unique
                            constraint client_client_id_ck check (char_length(client_id) between 1 and 100),
    name        text        not null constraint client_name_ck check (char_length(name) between 1 and 200),
    secret_hash text,
    metadata    jsonb       not null,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    version     bigint      not null default 0
);
