-- Codes by mail for people without a second factor; a mail box is none itself (MFA-09).
alter table security_settings add column email_service boolean not null default false;

-- One row for each mail. Only the newest of a session keeps its hash (SMS-04, SMS-06); the rows of the last hour decide
-- when the next mail may go out (SMS-08).
create table mail_code (
    id         uuid        not null constraint mail_code_pk primary key,
    user_id    uuid        not null constraint mail_code_user_fk references app_user on delete cascade,
    session_id uuid        not null constraint mail_code_session_fk references login_session on delete cascade,
    address    text        not null,
    code_hash  bytea,
    sent_at    timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create index mail_code_user_ix on mail_code (user_id, sent_at);
create index mail_code_session_ix on mail_code (session_id);
create index mail_code_sent_ix on mail_code (sent_at);
