-- The secrets of clients, as hashes: two at most, so that one can take over from the other (OID-17). No release has
-- been made yet whose nodes would still read client.secret_hash.
create table client_secret (
    id           uuid        not null default gen_random_uuid() constraint client_secret_pk primary key,
    client_id    uuid        not null constraint client_secret_client_fk references client on delete cascade,
    slot         smallint    not null constraint client_secret_slot_ck check (slot in (1, 2)),
    hash         text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    constraint client_secret_slot_uq unique (client_id, slot)
);

insert into client_secret (client_id, slot, hash, created_at)
select id, 1, secret_hash, created_at from client where secret_hash is not null;

alter table client drop column secret_hash;
