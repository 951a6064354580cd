-- Devices that wait until a person allows them (RFC 8628). Both codes by hash only; that of the person's is keyed, because
-- eight letters can be tried out.
create table device_authorization (
    id          uuid        not null constraint device_authorization_pk primary key,
    device_hash bytea       not null constraint device_authorization_device_uq unique,
    user_hash   bytea       not null constraint device_authorization_user_uq unique,
    client_id   uuid        not null constraint device_authorization_client_fk references client on delete cascade,
    scopes      text[]      not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    polled_at   timestamptz,
    -- the session in which the person's code was entered last; only there it can be decided about
    entered_in  uuid,
    allowed     boolean,
    decided_at  timestamptz,
    constraint device_authorization_decided_ck check ((allowed is null) = (decided_at is null))
);

create index device_authorization_client_ix on device_authorization (client_id);
create index device_authorization_expires_ix on device_authorization (expires_at);

-- once allowed, the device's code is redeemed like a code
alter table grant_token drop constraint grant_token_kind_ck;
alter table grant_token add constraint grant_token_kind_ck check (kind in ('code', 'device', 'access', 'refresh'));
