-- How many codes went out in one challenge: after the second, a wrong one may be the first that came late.
alter table sms_challenge
    add column sends smallint not null default 1 constraint sms_challenge_sends_ck check (sends > 0);
