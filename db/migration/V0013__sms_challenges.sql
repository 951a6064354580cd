-- Codes sent by text message, as keyed hash only (SMS-04). One row a session and purpose: a new code takes the place of
-- the former, the tries stay (SMS-06, SMS-07).
create table sms_challenge (
    id          uuid        not null constraint sms_challenge_pk primary key,
    user_id     uuid        not null constraint sms_challenge_user_fk references app_user on delete cascade,
    session_id  uuid        not null constraint sms_challenge_session_fk references login_session on delete cascade,
    purpose     text        not null constraint sms_challenge_purpose_ck check (purpose in ('sign-in', 'step-up', 'set-up')),
    phone       text        not null constraint sms_challenge_phone_ck check (phone ~ '^\+[0-9]{7,15}$'),
    -- null once it was entered, or had its five tries
    code_hash   bytea,
    attempts    smallint    not null default 0 constraint sms_challenge_attempts_ck check (attempts between 0 and 5),
    -- the session's proof of the password when it was sent; a newer one starts the tries over
    password_at timestamptz not null,
    sent_at     timestamptz not null,
    expires_at  timestamptz not null,
    consumed_at timestamptz,
    constraint sms_challenge_session_purpose_uq unique (session_id, purpose)
);

create index sms_challenge_user_ix on sms_challenge (user_id);
create index sms_challenge_expires_ix on sms_challenge (expires_at);

-- When somebody may ask for the next code: "sends" since the waiting last started over (SMS-08).
create table sms_cooldown (
    user_id      uuid        not null constraint sms_cooldown_pk primary key
                             constraint sms_cooldown_user_fk references app_user on delete cascade,
    sends        smallint    not null constraint sms_cooldown_sends_ck check (sends >= 0),
    last_sent_at timestamptz not null
);

-- Every message that took a slot, and whether its code was entered (SMS-08, SMS-11). Kept for two days.
create table sms_send (
    id          uuid        not null constraint sms_send_pk primary key,
    user_id     uuid        not null constraint sms_send_user_fk references app_user on delete cascade,
    -- the number without its last four digits, as keyed hash
    prefix_hash bytea       not null,
    sent_at     timestamptz not null,
    entered_at  timestamptz
);

create index sms_send_user_ix on sms_send (user_id, sent_at);
create index sms_send_prefix_ix on sms_send (prefix_hash, sent_at);
create index sms_send_sent_ix on sms_send (sent_at);
