-- A roster that was uploaded: first compared with the accounts, then imported exactly as it was shown. Any node goes on with it.
create table roster_import (
    id             uuid        not null constraint roster_import_pk primary key,
    administrator  uuid        not null constraint roster_import_user_fk references app_user on delete cascade,
    status         text        not null constraint roster_import_status_ck
        check (status in ('comparing', 'ready', 'importing', 'inviting', 'done', 'stopped')),
    -- names of the columns in the file
    columns        text[]      not null,
    confirmed      boolean     not null,
    send_links     boolean     not null,
    disable_others boolean     not null,
    lines          integer     not null,
    -- the last line of this phase that is done; whoever moves it on has done what lies between
    position       integer     not null default 0,
    failures       smallint    not null default 0,
    -- when the next part of it is due
    due_at         timestamptz not null,
    created_at     timestamptz not null,
    expires_at     timestamptz not null
);

-- one at a time
create unique index roster_import_running_uq on roster_import ((true)) where status = 'importing';
create index roster_import_expires_ix on roster_import (expires_at);

create table roster_row (
    import_id    uuid    not null constraint roster_row_import_fk references roster_import on delete cascade,
    line         integer not null,
    -- unread: not compared yet. The last four: what came of the import
    kind         text    not null constraint roster_row_kind_ck check (kind in
        ('unread', 'error', 'new', 'changed', 'same', 'disable', 'created', 'updated', 'disabled', 'skipped')),
    username     text    not null,
    username_key text,
    email_key    text,
    -- values of the file by column; what changes, by field: old and new
    content      jsonb   not null,
    changes      jsonb,
    -- key of a message and its argument
    problem      text,
    argument     text,
    user_id      uuid,
    user_version bigint,
    constraint roster_row_pk primary key (import_id, line)
);

create index roster_row_username_ix on roster_row (import_id, username_key);
create index roster_row_email_ix on roster_row (import_id, email_key);
create index roster_row_kind_ix on roster_row (import_id, kind, line);

-- People who once stood in a roster that was imported.
create table roster_member (
    user_id uuid not null constraint roster_member_pk primary key
        constraint roster_member_user_fk references app_user on delete cascade
);
