-- the audit log filtered by event, and by whoever did something to somebody or something else
create index audit_event_event_ix on audit_event (event, occurred_at, id);
create index audit_event_actor_ix on audit_event (actor_id, occurred_at, id) where actor_id is distinct from user_id;
