-- What the browser of a session says it is, in the coarse words that its owner recognises it by; null where it is not known.
alter table login_session
    add column browser  text,
    add column platform text;
