-- People whose 2-factor authentication was reset: the password alone opens nothing until a new factor is there (MFA-17). The
-- row stays when the code is too old, so it is never cleaned up; a new factor or a newer reset takes it away.
create table set_up_code (
    user_id    uuid        not null constraint set_up_code_pk primary key
                           constraint set_up_code_user_fk references app_user on delete cascade,
    code_hash  text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    -- the one session that may set a factor up, since its person gave the code
    session_id uuid,
    constraint set_up_code_used_ck check ((used_at is null) = (session_id is null))
);
