-- Ten codes a person: the selector (two characters) is no secret, the rest only as argon2id (MFA-13).
create table recovery_code (
    user_id    uuid        not null constraint recovery_code_user_fk references app_user on delete cascade,
    selector   text        not null,
    code_hash  text        not null,
    created_at timestamptz not null default now(),
    used_at    timestamptz,
    constraint recovery_code_pk primary key (user_id, selector)
);

-- When the present set was made and whether its owner said that it is saved.
create table recovery_code_set (
    user_id      uuid        not null constraint recovery_code_set_pk primary key
                             constraint recovery_code_set_user_fk references app_user on delete cascade,
    created_at   timestamptz not null default now(),
    confirmed_at timestamptz
);
