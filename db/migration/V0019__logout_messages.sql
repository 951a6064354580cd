-- What LMSs are still to be told, or were told, about sessions that ended (OpenID Connect Back-Channel Logout). A row is
-- written in the transaction that ends the session; any node delivers it afterwards.
create table logout_message (
    id              uuid        not null constraint logout_message_pk primary key,
    -- no reference: the session's own row may go earlier
    session_id      uuid        not null,
    user_id         uuid        not null constraint logout_message_user_fk references app_user on delete cascade,
    client_id       uuid        not null constraint logout_message_client_fk references client on delete cascade,
    created_at      timestamptz not null,
    attempts        smallint    not null default 0,
    -- null: nothing more to do
    next_attempt_at timestamptz,
    confirmed_at    timestamptz,
    -- HTTP status or kind of failure of the last attempt
    outcome         text,
    constraint logout_message_session_client_uq unique (session_id, client_id),
    constraint logout_message_done_ck check (confirmed_at is null or next_attempt_at is null)
);

create index logout_message_due_ix on logout_message (next_attempt_at) where next_attempt_at is not null;
create index logout_message_user_ix on logout_message (user_id);
create index logout_message_client_ix on logout_message (client_id);
create index logout_message_created_ix on logout_message (created_at);
