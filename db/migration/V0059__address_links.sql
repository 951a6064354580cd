-- Links that confirm an address. It is not the person's before that, so the link keeps it as it was typed.
alter table mail_link add column address text;
alter table mail_link drop constraint mail_link_purpose_ck;
alter table mail_link add constraint mail_link_purpose_ck
    check (purpose in ('password-reset', 'activation', 'email'));
alter table mail_link add constraint mail_link_address_ck check ((purpose = 'email') = (address is not null));
