-- People. "id" is the immutable random subject (sub) of every token; it is never reused.
create table app_user (
    id                  uuid        not null constraint app_user_pk primary key,
    username            text        not null constraint app_user_username_ck check (char_length(username) between 1 and 254),
    -- canonical form (trim, NFKC, case fold): what is unique and looked up (PWD-14)
    username_key        text        not null constraint app_user_username_key_uq unique,
    email               text        constraint app_user_email_ck check (char_length(email) <= 254),
    email_key           text,
    email_verified      boolean     not null default false,
    given_name          text,
    family_name         text,
    locale              text,
    claims              jsonb       not null default '{}',
    password_hash       text,
    password_changed_at timestamptz,
    enabled             boolean     not null default true,
    preferred_method    text        constraint app_user_preferred_method_ck check (preferred_method in ('totp', 'sms')),
    created_at          timestamptz not null default now(),
    version             bigint      not null default 0,
    constraint app_user_email_key_ck
        check ((email is null) = (email_key is null) and (email_key is null or position('@' in email_key) > 1)),
    constraint app_user_verified_email_ck check (email is not null or not email_verified),
    -- a user name in the form of an address is its owner's verified address, so it is nobody else's (PWD-14)
    constraint app_user_username_at_ck
        check (position('@' in username_key) = 0 or (email_verified and username_key = email_key))
);

-- a verified address is a way to sign in, so it belongs to one person
create unique index app_user_verified_email_uq on app_user (email_key) where email_verified;
create index app_user_email_key_ix on app_user (email_key);

create table user_role (
    user_id uuid not null constraint user_role_user_fk references app_user on delete cascade,
    role    text not null constraint user_role_role_ck check (role in ('ADMIN')),
    constraint user_role_pk primary key (user_id, role)
);

create table user_group (
    user_id    uuid not null constraint user_group_user_fk references app_user on delete cascade,
    group_name text not null constraint user_group_name_ck check (char_length(group_name) between 1 and 100),
    constraint user_group_pk primary key (user_id, group_name)
);

create index user_group_name_ix on user_group (group_name);
