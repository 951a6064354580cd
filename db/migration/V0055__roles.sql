-- the help desk resets learners, auditors read
alter table user_role
    drop constraint user_role_role_ck,
    add constraint user_role_role_ck check (role in ('ADMIN', 'HELP_DESK', 'AUDITOR'));
