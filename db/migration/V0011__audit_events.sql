-- What happened, written in the transaction of the change. No secret, code, token or full number ever.
create table audit_event (
    id          bigint      generated always as identity constraint audit_event_pk primary key,
    occurred_at timestamptz not null,
    event       text        not null,
    result      text        not null constraint audit_event_result_ck check (result in ('success', 'failure')),
    actor_id    uuid,
    user_id     uuid,
    client_id   text,
    session_id  uuid,
    source_ip   inet,
    detail      jsonb       not null default '{}'
);

create index audit_event_occurred_ix on audit_event (occurred_at);
create index audit_event_user_ix on audit_event (user_id, occurred_at);
