-- Links that were mailed to people: one of each purpose a person, so that a newer one takes the place of an older (PWD-15).
create table mail_link (
    token_hash bytea       not null constraint mail_link_pk primary key,
    user_id    uuid        not null constraint mail_link_user_fk references app_user on delete cascade,
    purpose    text        not null constraint mail_link_purpose_ck check (purpose in ('password-reset', 'activation')),
    -- canonical address it went to: whoever has the link reads that mailbox
    email_key  text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    constraint mail_link_user_purpose_uq unique (user_id, purpose)
);

create index mail_link_expires_ix on mail_link (expires_at);
