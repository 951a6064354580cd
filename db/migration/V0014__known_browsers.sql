-- Browsers in which a person completed a sign-in before: a hint for limits, no proof of anything (AVL-01).
create table known_browser (
    browser_hash bytea       not null,
    user_id      uuid        not null constraint known_browser_user_fk references app_user on delete cascade,
    seen_at      timestamptz not null,
    constraint known_browser_pk primary key (browser_hash, user_id)
);

create index known_browser_user_ix on known_browser (user_id);
create index known_browser_seen_ix on known_browser (seen_at);
