-- System settings → Security: one versioned row. No row: never saved, the strict defaults hold.
create table security_settings (
    id                   smallint    not null constraint security_settings_pk primary key
                                     constraint security_settings_one_row_ck check (id = 1),
    version              bigint      not null,
    two_factor_enabled   boolean     not null,
    ask_enrolled_when_off boolean    not null,
    qr_code_service      text        not null constraint security_settings_qr_ck check (qr_code_service in ('none', 'google-authenticator')),
    sms_service          text        not null constraint security_settings_sms_ck check (sms_service in ('none', 'twilio')),
    service_sid          text,
    service_key_id       text,
    service_key          bytea,
    service_phone        text        constraint security_settings_phone_ck check (service_phone ~ '^\+[0-9]{7,15}$'),
    -- ISO 3166 codes; null: the country of the Service phone
    allowed_countries    text[],
    totp_window          smallint    not null default 1 constraint security_settings_window_ck check (totp_window in (0, 1)),
    updated_by           uuid        constraint security_settings_updated_by_fk references app_user on delete set null,
    updated_at           timestamptz not null default now(),
    constraint security_settings_key_ck check ((service_key is null) = (service_key_id is null))
);
