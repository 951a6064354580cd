-- Keys that sign tokens, shared by all nodes; the private part is encrypted.
create table signing_key (
    kid          text        not null constraint signing_key_pk primary key,
    algorithm    text        not null,
    public_jwk   jsonb       not null,
    key_id       text        not null,
    private_jwk  bytea       not null,
    created_at   timestamptz not null default now(),
    -- signs from then on; published before
    active_from  timestamptz not null,
    -- no longer signs from then on; published until expires_at
    retired_at   timestamptz,
    expires_at   timestamptz
);

create index signing_key_active_ix on signing_key (algorithm, active_from);
