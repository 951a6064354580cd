-- Words of names, user name and address, so that administrators find one of many people by the beginnings of words.
alter table app_user add column search tsvector generated always as (
    to_tsvector('simple', translate(
        normalize(username || ' ' || coalesce(email, '') || ' ' || coalesce(given_name, '') || ' ' || coalesce(family_name, ''),
            NFKC),
        '@._-+/''', '       '))
) stored;

create index app_user_search_ix on app_user using gin (search);
