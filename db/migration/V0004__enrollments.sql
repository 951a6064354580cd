-- Who has which second factor. Removed ones stay as history, without the secret (TOTP-16).
create table enrollment (
    id           uuid        not null constraint enrollment_pk primary key,
    user_id      uuid        not null constraint enrollment_user_fk references app_user on delete cascade,
    method       text        not null constraint enrollment_method_ck check (method in ('totp', 'sms')),
    status       text        not null constraint enrollment_status_ck check (status in ('pending', 'active', 'removed')),
    -- a pending one belongs to the session that opened it (TOTP-09); null for imported, still unproven ones
    session_id   uuid,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    confirmed_at timestamptz,
    last_used_at timestamptz,
    removed_at   timestamptz,
    source_ip    inet,
    wrong_codes  smallint    not null default 0
);

create unique index enrollment_one_active_uq on enrollment (user_id, method) where status = 'active';
create unique index enrollment_one_pending_uq on enrollment (session_id, method) where status = 'pending';
create index enrollment_user_ix on enrollment (user_id);
create index enrollment_expires_ix on enrollment (expires_at) where status = 'pending';

-- The key of an authenticator app, encrypted; last_step is the newest time step that was accepted (TOTP-05).
create table totp_secret (
    enrollment_id uuid     not null constraint totp_secret_pk primary key
                           constraint totp_secret_enrollment_fk references enrollment on delete cascade,
    key_id        text     not null,
    secret        bytea    not null,
    -- what the app was told, so that a later default leaves it working (TOTP-01)
    algorithm     text     not null default 'SHA1' constraint totp_secret_algorithm_ck check (algorithm in ('SHA1', 'SHA256', 'SHA512')),
    digits        smallint not null default 6 constraint totp_secret_digits_ck check (digits = 6),
    last_step     bigint   not null default 0
);

-- The number of a text-message factor.
create table sms_phone (
    enrollment_id uuid not null constraint sms_phone_pk primary key
                       constraint sms_phone_enrollment_fk references enrollment on delete cascade,
    e164          text not null constraint sms_phone_e164_ck check (e164 ~ '^\+[0-9]{7,15}$')
);

create index sms_phone_e164_ix on sms_phone (e164);
