-- DPoP (RFC 9449): the key that whoever presents a code or refresh token has to prove, as its thumbprint (RFC 7638). That
-- of an access token is among its claims.
alter table grant_token add column jkt text;

-- Proofs that were used, by the SHA-256 of their key and jti; kept as long as they would be good.
create table dpop_proof (
    hash       bytea       not null constraint dpop_proof_pk primary key,
    expires_at timestamptz not null
);

create index dpop_proof_expires_ix on dpop_proof (expires_at);
