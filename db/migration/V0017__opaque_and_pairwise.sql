-- What an opaque access token says; one that is a JWT says it itself.
alter table grant_token add column claims jsonb;

-- The sub of a person at the LMSs of one host, where they are to learn nothing from each other. Random, so that it goes
-- with the person and outlives every key.
create table pairwise_subject (
    user_id  uuid  not null constraint pairwise_subject_user_fk references app_user on delete cascade,
    sector   text  not null,
    subject  uuid  not null constraint pairwise_subject_subject_uq unique,
    constraint pairwise_subject_pk primary key (user_id, sector)
);
