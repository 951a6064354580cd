-- Which signed assertions of clients were used, until they would be over anyway: each is good once (OID-17, RFC 7523).
create table client_assertion (
    client_id text not null,
    jti_hash bytea not null constraint client_assertion_hash_ck check (length(jti_hash) = 32),
    expires_at timestamptz not null,
    constraint client_assertion_pk primary key (client_id, jti_hash)
);

create index client_assertion_expires_ix on client_assertion (expires_at);
