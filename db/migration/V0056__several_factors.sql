-- Several apps and several phones a person (People): each has a number among its owner's, which gives it a name of its own
-- until it gets another one, and which lets the database refuse a sixth whatever happens at once (TOTP-10).
alter table enrollment
    add column label    text     constraint enrollment_label_ck check (char_length(label) between 1 and 40),
    add column number   smallint not null default 1 constraint enrollment_number_ck check (number between 1 and 5),
    -- of a pending one: whether it comes in addition, or which one it takes the place of; neither: it is to be the only one
    add column further  boolean  not null default false,
    add column replaces uuid;

drop index enrollment_one_active_uq;
create unique index enrollment_active_number_uq on enrollment (user_id, method, number) where status = 'active';

-- Which factor proved the second one of a session: with it goes what it proved (TOTP-15). No foreign key: removed factors
-- stay as history, and a session never outlives its person.
alter table login_session add column factor_enrollment uuid;
