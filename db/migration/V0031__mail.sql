-- Mail that is to leave, written in the transaction of what it tells about (TOTP-14); any node delivers it afterwards.
create table mail_message (
    id              uuid        not null constraint mail_message_pk primary key,
    -- whom it tells; the address itself stands in the content
    user_id         uuid        constraint mail_message_user_fk references app_user on delete cascade,
    kind            text        not null,
    -- recipient, subject and text, encrypted: a text may hold a link that opens an account. Erased when it has left
    key_id          text,
    content         bytea,
    created_at      timestamptz not null,
    -- of no use afterwards, so it is given up
    not_after       timestamptz not null,
    attempts        smallint    not null default 0,
    -- null: nothing more to do
    next_attempt_at timestamptz,
    sent_at         timestamptz,
    -- kind of failure of the last attempt
    failure         text,
    constraint mail_message_content_ck check ((key_id is null) = (content is null)),
    constraint mail_message_done_ck check ((next_attempt_at is null) = (content is null)),
    constraint mail_message_sent_ck check (sent_at is null or next_attempt_at is null)
);

create index mail_message_due_ix on mail_message (next_attempt_at) where next_attempt_at is not null;
create index mail_message_user_ix on mail_message (user_id);
create index mail_message_created_ix on mail_message (created_at);
