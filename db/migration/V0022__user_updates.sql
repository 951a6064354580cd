-- The claim updated_at: when what LMSs are told of a person was written last.
alter table app_user add column updated_at timestamptz not null default now();
update app_user set updated_at = created_at;
