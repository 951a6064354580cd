-- Authorization requests that LMSs sent ahead (RFC 9126), by SHA-256 of their request_uri. A row is spent when a code is
-- issued; it then stays as long as a browser may still carry the request's content.
create table pushed_request (
    request_hash bytea       not null constraint pushed_request_pk primary key,
    client_id    uuid        not null constraint pushed_request_client_fk references client on delete cascade,
    parameters   jsonb,
    expires_at   timestamptz not null,
    spent_at     timestamptz,
    constraint pushed_request_content_ck check ((parameters is null) = (spent_at is not null))
);

create index pushed_request_client_ix on pushed_request (client_id);
create index pushed_request_expires_ix on pushed_request (expires_at);
