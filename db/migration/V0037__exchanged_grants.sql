-- A grant that came of an access token of another one (RFC 8693) ends with every grant it came of: their ids, oldest first.
-- All of them outlive it, because it is never good for longer than the token it came of.
alter table authorization_grant add column ancestors uuid[] not null default '{}';
