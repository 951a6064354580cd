-- Codes made in place of a used-up set: their owner goes on only after saying that they are saved (MFA-14).
alter table recovery_code_set add column forced boolean not null default false;
