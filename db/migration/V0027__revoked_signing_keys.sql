-- A compromised key is taken out at once (OID-16): published no more, and no token of its is believed. The private part is
-- erased when a key signs no more; its public part stays, so that hints it has signed are known.
alter table signing_key
    alter column key_id drop not null,
    alter column private_jwk drop not null,
    add column revoked_at timestamptz,
    add constraint signing_key_private_ck check ((key_id is null) = (private_jwk is null)),
    add constraint signing_key_erased_ck check (private_jwk is not null or retired_at is not null);
