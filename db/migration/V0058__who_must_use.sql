-- Who must use a second factor, from when, and how long each person may put it off (MFA-10).
alter table security_settings
    add column required_for    text     not null default 'nobody'
        constraint security_settings_required_for_ck check (required_for in ('nobody', 'groups', 'everybody')),
    add column required_groups text[]   not null default '{}',
    add column required_from   date,
    add column grace_days      smallint not null default 0
        constraint security_settings_grace_days_ck check (grace_days between 0 and 90),
    add constraint security_settings_required_groups_ck
        check (required_for <> 'groups' or cardinality(required_groups) > 0);

-- When somebody without a second factor first was here under that rule. Given once, and again only after a later start.
create table grace_period (
    user_id    uuid        not null constraint grace_period_pk primary key
        constraint grace_period_user_fk references app_user on delete cascade,
    started_at timestamptz not null
);
