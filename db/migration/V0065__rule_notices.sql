-- Whom a changed rule affects, written in the transaction of the change by one statement (TOTP-14); a job makes mails of it, a
-- few at a time, so that ten thousand people hold up neither the administrator nor other mail.
create table rule_notice (
    id         uuid        not null constraint rule_notice_pk primary key default gen_random_uuid(),
    user_id    uuid        not null constraint rule_notice_user_fk references app_user on delete cascade,
    rule       text        not null constraint rule_notice_rule_ck check (rule in ('required', 'totp-off', 'sms-off', 'not-asked')),
    -- the first day of the duty, where it is still to come
    from_day   date,
    created_at timestamptz not null,
    constraint rule_notice_uq unique (user_id, rule)
);

create index rule_notice_created_ix on rule_notice (created_at);
