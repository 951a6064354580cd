-- When an account was last used: after a long time the password alone sets no second factor up (MFA-10). People without a row
-- have not been here since they were made.
create table account_use (
    user_id         uuid        not null constraint account_use_pk primary key
                                constraint account_use_user_fk references app_user on delete cascade,
    used_at         timestamptz not null,
    -- the password came by a mailed link and no second factor was proven since, so that a mailed code says nothing more (MFA-11)
    password_mailed boolean     not null default false
);

insert into account_use (user_id, used_at)
select u.id, max(a.occurred_at) from app_user u join audit_event a on a.user_id = u.id
where a.event = 'signin.password.accepted' group by u.id;

-- a code that went to the verified address, or one of an administrator, was given in this session
alter table login_session add column set_up_confirmed_at timestamptz;
